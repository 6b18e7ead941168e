"""Salesforce's objects: how the columns of each become a record, and which object a set of columns belongs to.

Field names are those of the SOAP/REST API's object reference; labels are those of reports in English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from assistant.domain import Link, Transition
from ingest.exports.date_columns import DateColumns
from ingest.exports.records import Row
from ingest.exports.shape import Shape
from ingest.parse.draft import one_line

# What a header calls a field: API names without case and separators, and the labels of reports.
_ALIASES = {
    "opportunityname": "name:opportunity", "dealname": "name:opportunity",
    "accountname": "accountname", "account": "accountname", "accountidname": "accountname",
    "stagename": "stage", "stage": "stage",
    "closedate": "closedate", "expectedclosedate": "closedate",
    "owner": "owner", "ownername": "owner", "ownerfullname": "owner", "opportunityowner": "owner",
    "accountowner": "owner", "contactowner": "owner", "leadowner": "owner", "caseowner": "owner", "assigned": "owner",
    "assignedto": "owner", "campaignowner": "owner",
    "closed": "isclosed", "won": "iswon",
    "lastmodified": "lastmodifieddate", "lastmodifiedon": "lastmodifieddate", "createdon": "createddate",
    "datetimeopened": "createddate", "openeddate": "createddate", "dateopened": "createddate",
    "datetimeclosed": "closeddate", "dateclosed": "closeddate",
    "leadstatus": "status", "companyaccount": "company", "contactname": "contactname", "casereason": "reason",
    "emailaddress": "email",
}  # fmt: skip
# Two of these beside a name tell an account.
_OF_ACCOUNTS = frozenset(
    "type industry annualrevenue numberofemployees employees billingcity billingstate billingcountry "
    "billingstateprovince website rating ownership owner accountnumber accountsource ownerid lastactivity "
    "parentid parentaccount".split()
)
_OF_CAMPAIGNS = frozenset("budgetedcost actualcost numberofleads numberofresponses expectedresponse".split())
_OF_CASES = frozenset(
    "origin caseorigin suppliedemail isescalated reason createddate closeddate priority accountid accountname owner "
    "contactid contactname".split()
)
_OF_HISTORY = frozenset("createddate createdbyid forecastcategory systemmodstamp opportunityhistorykey".split())
# Columns that a person would not read. They stay in the record's values.
_NOISE = frozenset(
    "isdeleted systemmodstamp masterrecordid photourl lastvieweddate lastreferenceddate jigsaw jigsawcompanyid "
    "cleanstatus billinglatitude billinglongitude billinggeocodeaccuracy shippinglatitude shippinglongitude "
    "shippinggeocodeaccuracy recordtypeid createdbyid lastmodifiedbyid ownerid accountid id parentid pricebook2id "
    "campaignid hasopportunitylineitem contactid whoid whatid opportunityid opportunityhistorykey pricebookentryid "
    "product2id profileid userroleid managerid delegatedapproverid accountid18 opportunityid18 caseid isclosed "
    "referenceid sobjecttype whocount whatcount isarchived isrecurrence".split()
)
_ID = re.compile(r"[A-Za-z0-9]{18}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def canonical(name: str) -> str:
    """Return a column's name without case, spaces and marks; custom fields keep theirs."""
    plain = re.sub(r"[^a-z0-9]", "", one_line(name).casefold().replace("(%)", ""))
    return _ALIASES.get(plain, plain) if not name.strip().endswith("__c") else name.strip()


def long_id(key: str) -> str:
    """Return an id in its form of 18 characters: the last three say which of the first 15 are capitals.

    A reference of an SFDX file ("@AcmeRef") is the id of the record that it names.
    """
    key = key.removeprefix("@")
    if not re.fullmatch(r"(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{15}", key):
        return key
    parts = (key[:5], key[5:10], key[10:])
    return key + "".join(_LETTERS[sum(1 << at for at, char in enumerate(part) if char.isupper())] for part in parts)


def _lookups(row: Row) -> Iterator[Link]:
    """Yield the relations that custom fields hold: an id whose last three letters fit, or a reference."""
    for name, values in row.values.items():
        for value in values:
            is_id = _ID.fullmatch(value) and long_id(value[:15]) == value
            if name.endswith("__c") and (is_id or re.fullmatch(r"@\w+", value)):
                yield Link(name.removesuffix("__c").replace("_", " ").casefold(), long_id(value))


def stage_history(rows: Iterable[Row]) -> dict[str, tuple[Transition, ...]]:
    """Return the stage changes of each opportunity, oldest first, from the rows of its history."""
    rows = list(rows)
    moments = DateColumns.of((("createddate", v) for row in rows for v in row.all("createddate")), day_first=False)
    changes: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        time, stage = moments.first(row, "createddate"), row.first("stage")
        if time and stage and (key := row.first("opportunityid")):
            changes.setdefault(long_id(key), []).append((time, stage))
    return {
        key: tuple(
            Transition(time, "stage", before, stage)
            for before, (time, stage) in zip(["", *(stage for _, stage in sorted(steps))], sorted(steps), strict=False)
            if before != stage
        )
        for key, steps in changes.items()
    }


def _shape(sort: str, **columns: object) -> Shape:
    """Return a shape with what all of Salesforce's objects share."""
    shared = {
        "key": ("id", f"{sort}id", f"{sort}id18", "referenceid"),
        "owner": ("owner",),
        "created": ("createddate",),
        "updated": ("lastmodifieddate",),
        "deleted": ("isdeleted",),
        "last": ("description", "comments", "commentbody"),
        "noise": _NOISE,
        "identity": long_id,
        "lookups": _lookups,
    }
    return Shape(**{"tool": "salesforce", "type": sort, **shared, **columns})  # type: ignore[arg-type]


_ACCOUNT = ("account", ("accountid", "accountname"))
_NAMES = (("name",), ("firstname", "lastname"))
# The last lines of a report are a total and a notice: a name without a stage is neither's.
SHAPES: dict[str, Shape] = {
    shape.type: shape
    for shape in (
        _shape(
            "opportunity", title=(("name:opportunity",), ("name",)), status=("stage",), due=("closedate",),
            amount=("amount", "amountconverted"), closed=("isclosed",), won=("iswon",), ends=True,
            links=(_ACCOUNT, ("campaign", ("campaignid",))), parent="account",
            kept=lambda row: row.first("stage") is not None,
        ),
        _shape(
            "account", title=(("name",), ("accountname",)), parent="parent account",
            links=(("parent account", ("parentid", "parentaccountid", "parentaccount")),),
        ),
        _shape("contact", title=_NAMES, links=(_ACCOUNT, ("reports to", ("reportstoid", "reportsto"))),
               parent="account"),
        _shape("lead", title=_NAMES, status=("status",), over=("isconverted",), ends=True,
               resolved=("converteddate",), parent="",
               links=(("account", ("convertedaccountid",)), ("contact", ("convertedcontactid",)),
                      ("opportunity", ("convertedopportunityid",)))),
        _shape(
            "case", title=(("casenumber", "subject"),), key=("id", "caseid", "referenceid", "casenumber"),
            status=("status",), closed=("isclosed", "closed"), ends=True, resolved=("closeddate",), parent="account",
            links=(_ACCOUNT, ("contact", ("contactid", "contactname")), ("parent case", ("parentid",))),
        ),
        _shape(
            "activity", title=(("subject",),), status=("status",), ends=True, closed=("isclosed",),
            due=("activitydate", "duedateonly", "duedate", "startdatetime", "activitydatetime", "date"),
            resolved=("completeddatetime",), parent="about",
            links=(("about", ("whatid", "accountid", "accountname")), ("contact", ("whoid", "contactname"))),
        ),
        _shape(
            "stage change", title=(("stage", "opportunityid"),), status=("stage",), amount=("amount",),
            due=("closedate",), links=(("opportunity", ("opportunityid",)),), parent="opportunity",
        ),
        _shape("product", title=(("name",), ("productname",)), status=("isactive",)),
        _shape("line item", title=(("name",), ("productname",), ("productcode",), ("id",)), amount=("totalprice",),
               links=(("opportunity", ("opportunityid",)), ("product", ("product2id",))), parent="opportunity"),
        _shape("user", title=(*_NAMES, ("username",)), key=("id", "userid", "referenceid", "username"),
               links=(("manager", ("managerid", "manager")), ("team", ("department",)))),
        _shape("campaign", title=(("name",), ("campaignname",)), status=("status",), due=("enddate",),
               amount=("budgetedcost",), links=(("parent campaign", ("parentid",)),), parent="parent campaign"),
    )
}  # fmt: skip
OBJECTS = {
    "Account": "account", "Contact": "contact", "Lead": "lead", "Opportunity": "opportunity", "Case": "case",
    "Task": "activity", "Event": "activity", "OpportunityHistory": "stage change", "Product2": "product",
    "OpportunityLineItem": "line item", "User": "user", "Campaign": "campaign",
}  # fmt: skip
"""What a record of an object is, by the API's name of the object; a custom object is called after itself."""


def other_shape(sort: str) -> Shape:
    """Return the shape of an object that has no place in `SHAPES`: it has a name, perhaps a status, and that is all."""
    status = ("status", "Status__c", "stage")
    return _shape(sort, title=(*_NAMES, ("subject",), ("title",), ("id",)), status=status, links=(_ACCOUNT,))


def object_of(header: Collection[str]) -> str | None:
    """Return what the rows of a header are; None when it is not spelled as Salesforce spells it."""
    raw = {name.strip() for name in header}
    names = {canonical(name) for name in header}
    api = "Id" in raw or any(name.endswith("__c") for name in raw)
    return _beside_sales(raw, names) or _of_sales(raw, names, api)


def _beside_sales(raw: set[str], names: set[str]) -> str | None:
    if {"casenumber", "subject", "status"} <= names and len(names & _OF_CASES) >= 2:
        return "case"
    if "Subject" in raw and {"WhoId", "WhatId"} & raw:
        return "activity"
    if {"Subject", "Assigned"} <= raw and {"Date", "Activity Type", "Task"} & raw:
        return "activity"
    if {"OpportunityId", "StageName"} <= raw and len(names & _OF_HISTORY) >= 2 and "name" not in names:
        return "stage change"
    if {"OpportunityId", "Quantity"} <= raw and {"UnitPrice", "TotalPrice", "PricebookEntryId"} & raw:
        return "line item"
    if {"Id", "Name", "ProductCode"} <= raw and "OpportunityId" not in raw:
        return "product"
    if {"Id", "Username"} <= raw and {"Email", "LastName", "ProfileId"} & raw:
        return "user"
    return "campaign" if {"Id", "Name"} <= raw and len(names & _OF_CAMPAIGNS) >= 2 else None


def _of_sales(raw: set[str], names: set[str], api: bool) -> str | None:
    if "opportunityid" in names and "name:opportunity" not in names and "name" not in names:
        return None
    named = "name:opportunity" in names or "name" in names
    beside = names & {"closedate", "isclosed", "iswon", "accountid", "accountname"}
    theirs = "StageName" in raw or {"Opportunity Name", "Stage"} <= raw or api
    if named and "stage" in names and beside and theirs:
        return "opportunity"
    if {"lastname", "company"} <= names and names & {"status", "isconverted"} and "accountid" not in names:
        return "lead"
    if "lastname" in names and names & {"accountid", "accountname"} and (api or "Account Name" in raw):
        return "contact"
    if "stage" in names or "lastname" in names:
        return None
    of_accounts = len(names & _OF_ACCOUNTS) >= 2
    return "account" if of_accounts and (("Name" in raw and "Id" in raw) or "Account Name" in raw) else None
