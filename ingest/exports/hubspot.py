"""HubSpot's exports with the names of its pages ("Deal Name"), of its API (`dealname`) or of a warehouse.

Warehouse names (`property_dealname`) are those of Fivetran's HubSpot connector.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.shape import Shape, records_of
from ingest.parse.draft import one_line
from ingest.parse.table import Table

_ALIASES = {
    "recordid": "id", "hsobjectid": "id", "dealid": "id", "companyid": "id", "contactid": "id", "ticketid": "id",
    "dealowner": "owner", "companyowner": "owner", "contactowner": "owner", "ticketowner": "owner",
    "hubspotownername": "owner", "hubspotteam": "team",
    "companyname": "companyname", "ticketname": "subject", "ticketstatus": "ticketstatus",
    "associatedcompanyids": "companyids", "associatedcompanyid": "companyids", "associatedcompany": "companynames",
    "associatedcompanyidsprimary": "companyid", "associatedcompanyprimary": "companyname1",
    "primaryassociatedcompany": "companyname1",
    "associatedcontactids": "contactids", "associatedcontact": "contactnames", "associatedcontacts": "contactnames",
    "associateddealids": "dealids", "associateddeal": "dealnames", "associateddeals": "dealnames",
    "createdate": "created", "createdat": "created", "hslastmodifieddate": "updated", "lastmodifieddate": "updated",
    "updatedat": "updated", "hscreatedate": "created",
    "isdeleted": "deleted", "fivetrandeleted": "deleted",
    "isdealclosed": "isclosed", "hsisclosed": "isclosed", "isclosedwon": "iswon", "hsisclosedwon": "iswon",
    "closedwon": "iswon", "isclosedlost": "islost", "hsisclosedlost": "islost",
    "closeddate": "closedate",
    # German, French and Spanish, without their accents.
    "datensatzid": "id", "identifiantdelenregistrement": "id", "iddefichedinformations": "id", "idderegistro": "id",
    "nomdelatransaction": "dealname", "nombredelnegocio": "dealname",
    "dealphase": "dealstage", "phasedelatransaction": "dealstage", "etapadelnegocio": "dealstage",
    "betrag": "amount", "montant": "amount", "valor": "amount", "cantidad": "amount",
    "abschlussdatum": "closedate", "datedefermeture": "closedate", "fechadecierre": "closedate",
    "erstellungsdatum": "created", "erstelldatum": "created", "datedecreation": "created", "fechadecreacion": "created",
    "dealinhaber": "owner", "zustandigermitarbeiter": "owner", "furdendealzustandigermitarbeiter": "owner",
    "proprietairedelatransaction": "owner", "propietariodelnegocio": "owner",
    "zugehorigesunternehmen": "companynames", "zugeordnetesunternehmen": "companynames",
    "entrepriseassociee": "companynames", "empresaasociada": "companynames",
}  # fmt: skip
_NOISE = frozenset(
    "fivetransynced fivetrandeleted deleted portalid ownerid hubspotownerid activeuserid companyids contactids dealids "
    "companyid dealpipelinestageid dealpipelineid id createdfromlinkid sourceid webconferencemeetingid".split()
)
_COMPANY = ("account", ("companyid", "companyids", "companyname1", "companynames"))
_CONTACT = ("contact", ("contactids", "contactnames"))
_NAMES = (("firstname", "lastname"), ("name",), ("email",))


def _shape(sort: str, title: tuple[tuple[str, ...], ...], **columns: object) -> Shape:
    shared = {
        "key": ("id",),
        "owner": ("owner", "hubspotownerid", "ownerid"),
        "created": ("created",),
        "updated": ("updated",),
        "deleted": ("deleted",),
        "last": ("description", "dealdescription", "content", "ticketdescription", "body", "notes"),
        "noise": _NOISE,
    }
    return Shape(**{"tool": "hubspot", "type": sort, "title": title, **shared, **columns})  # type: ignore[arg-type]


_SHAPES = {
    "opportunity": _shape(
        "opportunity", (("dealname",),), amount=("amount", "amountincompanycurrency"), due=("closedate",), ends=True,
        status=("dealstagelabel", "dealpipelinestagelabel", "stagelabel", "dealstage", "dealpipelinestageid"),
        closed=("isclosed",), won=("iswon",), lost=("islost",), links=(_COMPANY, _CONTACT), parent="account",
    ),
    "account": _shape(
        "account", (("companyname",), ("name",)), status=("lifecyclestage",), parent="parent account",
        links=(("parent account", ("parentcompanyids", "parentcompany")),),
    ),
    "contact": _shape(
        "contact", _NAMES, status=("leadstatus", "hsleadstatus", "lifecyclestage"), parent="account",
        links=(("account", (*_COMPANY[1], "companyname", "company")),),
    ),
    "case": _shape(
        "case", (("subject",), ("id",)), ends=True, resolved=("closedate",), parent="account",
        status=("ticketstatus", "pipelinestagelabel", "hspipelinestage"), links=(_COMPANY, _CONTACT),
    ),
    "user": _shape("user", _NAMES, key=("ownerid",), owner=()),
    "deal stage": _shape("deal stage", (("label",), ("stageid",)), key=("stageid",)),
    "activity": _shape(
        "activity", (("title",), ("subject",), ("engagementid",)), key=("engagementid",), ends=True,
        status=("meetingoutcome", "status", "disposition"), due=("starttime",),
    ),
}  # fmt: skip


def canonical(name: str) -> str:
    """Return a column's name without case, marks and the prefix of a warehouse."""
    plain = re.sub(r"^(?:property_|properties[._])", "", one_line(name).casefold())
    plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", plain))
    return _ALIASES.get(plain, plain)


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows of a header are; None when no column says HubSpot."""
    raw = {one_line(name).casefold() for name in header}
    names = {canonical(name) for name in header}
    warehouse = any(name.startswith(("property_", "properties.", "hs_")) for name in raw)
    beside = {"deal stage", "dealstage", "deal owner", "record id"} & raw or (
        "pipeline" in raw and names & {"dealstage", "amount", "closedate", "owner"}
    )
    if "dealname" in names and (warehouse or beside):
        return "opportunity"
    if "subject" in names and (
        {"ticket name", "ticket status"} <= raw or (warehouse and names & {"hspipelinestage", "content"})
    ):
        return "case"
    if warehouse and names & {"firstname", "lastname"} and names & {"email", "lifecyclestage", "createdate", "created"}:
        return "contact"
    own = {"contact owner", "lifecycle stage", "lead status", "associated company", "associated company ids"}
    if "record id" in raw and raw & {"first name", "last name"} and raw & {*own, "email"}:
        return "contact"
    if "record id" in raw and "company name" in raw:
        return "account"
    if warehouse and {"id", "name"} <= names and raw & {"property_name", "properties.name"}:
        return "account"
    return _beside_records(raw)


def _beside_records(raw: set[str]) -> str | None:
    """Return the sort of the tables that a warehouse has beside the records."""
    if {"stage_id", "label", "pipeline_id"} <= raw:
        return "deal stage"
    if {"owner_id", "email", "portal_id"} <= raw and raw & {"first_name", "last_name"}:
        return "user"
    return "activity" if "engagement_id" in raw and raw & {"title", "subject", "body"} else None


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each row."""
    return records_of(table, _SHAPES[sort], canonical)
