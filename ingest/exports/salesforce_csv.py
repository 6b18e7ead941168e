"""Salesforce's CSV exports and reports: a document for each account, opportunity, contact and lead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Link, Locator, Parsed, ParsedFile, Record
from assistant.errors import DocumentError
from ingest.exports.moments import Moments
from ingest.exports.records import Row, amount_of, best_date, is_true, rows_of, write_field
from ingest.parse.draft import NO_TEXT, Draft, one_line
from ingest.parse.table import Table

# What a header calls a field: API names without case and separators, and the labels of reports.
_ALIASES = {
    "opportunityname": "name:opportunity", "dealname": "name:opportunity",
    "accountname": "accountname", "account": "accountname", "accountidname": "accountname",
    "stagename": "stage", "stage": "stage",
    "closedate": "closedate", "expectedclosedate": "closedate",
    "owner": "owner", "ownername": "owner", "ownerfullname": "owner", "opportunityowner": "owner",
    "accountowner": "owner", "contactowner": "owner", "leadowner": "owner",
    "closed": "isclosed", "won": "iswon",
    "lastmodified": "lastmodifieddate", "lastmodifiedon": "lastmodifieddate", "createdon": "createddate",
    "probability": "probability", "leadstatus": "status", "companyaccount": "company",
}  # fmt: skip
# Two of these beside a name tell an account.
_OF_ACCOUNTS = (
    "type industry annualrevenue numberofemployees employees billingcity billingstate billingcountry "
    "billingstateprovince website rating ownership accountowner accountnumber accountsource ownerid lastactivity "
    "parentid parentaccount"
)
# Columns that a person would not read. They stay in the record's values.
_NOISE = (
    "isdeleted systemmodstamp masterrecordid photourl lastvieweddate lastreferenceddate jigsaw cleanstatus "
    "billinglatitude billinglongitude billinggeocodeaccuracy shippinglatitude shippinglongitude recordtypeid "
    "createdbyid lastmodifiedbyid ownerid accountid id parentid pricebook2id campaignid hasopportunitylineitem"
)
_WON = re.compile(r"\bwon\b|\bgewonnen\b|\bgagn", re.IGNORECASE)
_LOST = re.compile(r"\blost\b|\bverloren\b|\bperdu|\bclosed\b|\bdead\b|\bdisqualified\b|\bconverted\b", re.IGNORECASE)
_SALESFORCE_ID = re.compile(r"^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def _canonical(name: str) -> str:
    """Return a column's name without case, spaces and marks; custom fields keep theirs."""
    plain = re.sub(r"[^a-z0-9]", "", one_line(name).casefold().replace("(%)", ""))
    return _ALIASES.get(plain, plain) if not name.strip().endswith("__c") else name.strip()


def recognises(header: Sequence[str]) -> str | None:
    """Return what the rows of a header are: opportunity, account, contact or lead; None when it is not Salesforce's."""
    names = {_canonical(name) for name in header}
    raw = {name.strip() for name in header}
    if "opportunityid" in names and "name:opportunity" not in names and "name" not in names:
        return None
    api = "Id" in raw or any(name.endswith("__c") for name in raw)
    named = "name:opportunity" in names or "name" in names
    if (
        named
        and "stage" in names
        and names & {"closedate", "isclosed", "iswon", "accountid", "accountname"}
        and _theirs(raw, api)
    ):
        return "opportunity"
    if {"lastname", "company"} <= names and names & {"status", "isconverted"} and "accountid" not in names:
        return "lead"
    if "lastname" in names and names & {"accountid", "accountname"}:
        return "contact"
    if "stage" in names or "lastname" in names:
        return None
    if ("name" in raw or "Name" in raw) and "Id" in raw and len(names.intersection(_OF_ACCOUNTS.split())) >= 2:
        return "account"
    return "account" if "Account Name" in raw and len(names.intersection(_OF_ACCOUNTS.split())) >= 2 else None


def _theirs(raw: set[str], api: bool) -> bool:
    """Whether an opportunity header is spelled as Salesforce spells it, in its API or on its pages."""
    return "StageName" in raw or ("Opportunity Name" in raw and "Stage" in raw) or api


def documents(table: Table, kind: str) -> ParsedFile:
    """Return a document with a record for each row of an export of one kind."""
    labels: dict[str, str] = {}
    for name in table.header:
        labels.setdefault(_canonical(name), one_line(name))
    rows = rows_of([_canonical(name) for name in table.header], table.rows)
    moments = Moments.of(
        (value for row in rows for name, values in row.values.items() if _is_date(name) for value in values),
        day_first=False,
    )
    export = _Export(kind, labels, moments)
    seen: dict[str, int] = {}
    found = [document for row in rows if (document := export.document(row, seen))]
    if not found:
        raise DocumentError(NO_TEXT)
    warnings = list(table.warnings)
    if moments.guessed:
        warnings.append("its dates do not show whether the day or the month comes first: read as month first")
    if len(found) < len(rows):
        warnings.append(f"{len(rows) - len(found)} rows have no name, or are deleted, and were left out")
    return ParsedFile(tuple(found), tuple(warnings))


def _is_date(name: str) -> bool:
    return "date" in name.casefold() or name in ("systemmodstamp", "lastactivity")


def long_id(key: str) -> str:
    """Return an id in its form of 18 characters: the last three say which of the first 15 are capitals."""
    if not re.fullmatch(r"[A-Za-z0-9]{15}", key):
        return key
    parts = (key[:5], key[5:10], key[10:])
    return key + "".join(_LETTERS[sum(1 << at for at, char in enumerate(part) if char.isupper())] for part in parts)


@dataclass(frozen=True)
class _Export:
    """What the rows of one export share."""

    kind: str
    labels: Mapping[str, str]
    moments: Moments

    def document(self, row: Row, seen: dict[str, int]) -> Parsed | None:
        """Return one row as a document; None for totals and deleted rows. `seen` counts the names used as keys."""
        name = self._name(row)
        if not name or is_true(row.first("isdeleted")):
            return None
        record = self._record(row, self._key(row, name, seen), name)
        draft = Draft()
        for column in self._order(row):
            for value in row.values[column]:
                label = self.labels[column]
                write_field(draft, label, value, Locator(key=record.key, field=label, row=row.number))
        text, blocks = draft.finish()
        return Parsed(name, text, blocks, "csv", key=record.key, date=best_date(record), record=record)

    def _name(self, row: Row) -> str | None:
        if self.kind in ("contact", "lead"):
            parts = (row.first("firstname"), row.first("lastname"))
            return row.first("name") or " ".join(part for part in parts if part) or None
        if self.kind == "account":
            return row.first("name", "accountname")
        # The last lines of a report are a total and a notice: a name without a stage is neither's.
        return row.first("name:opportunity", "name") if row.first("stage") else None

    def _key(self, row: Row, name: str, seen: dict[str, int]) -> str:
        number = row.first("id", f"{self.kind}id", "opportunityid18", "accountid18")
        key = long_id(number) if number and _SALESFORCE_ID.match(number) else number or one_line(name)
        seen[key] = seen.get(key, 0) + 1
        return key if seen[key] == 1 else f"{key} ({seen[key]})"

    def _order(self, row: Row) -> list[str]:
        """Return the columns that a person reads, names first."""
        first = [name for name in ("name:opportunity", "name", "accountname", "stage") if name in row.values]
        return first + [name for name in row.values if name not in first and name not in _NOISE.split()]

    def _record(self, row: Row, key: str, name: str) -> Record:
        return Record(
            tool="salesforce",
            type=self.kind,
            key=key,
            title=name,
            status=row.first("stage", "status"),
            done=self._is_done(row),
            owner=row.first("owner"),
            created=self.moments.read(row.first("createddate")),
            updated=self.moments.read(row.first("lastmodifieddate")),
            due=self._day(row.first("closedate")),
            resolved=self._day(row.first("closedate")) if self._is_done(row) else None,
            amount=amount_of(row.first("amount", "amountconverted")),
            links=tuple(self._links(row, key)),
            values={self.labels[column]: values for column, values in row.values.items()},
        )

    def _day(self, value: str | None) -> str | None:
        moment = self.moments.read(value)
        return moment[:10] if moment else None

    def _is_done(self, row: Row) -> bool:
        """Whether an opportunity is closed: by its flags, else by the words of its stage."""
        if self.kind not in ("opportunity", "lead"):
            return False
        if (closed := row.first("isclosed")) is not None:
            return is_true(closed)
        stage = row.first("stage", "status") or ""
        return is_true(row.first("iswon", "isconverted")) or bool(_WON.search(stage) or _LOST.search(stage))

    def _links(self, row: Row, key: str) -> list[Link]:
        """Return the account as the parent; by its id, or by its name when the export gives no more."""
        if self.kind == "account":
            parent = row.first("parentid", "parentaccount", "parentaccountid")
            return [Link("parent", long_id(parent))] if parent and long_id(parent) != key else []
        account = row.first("accountid")
        target = long_id(account) if account else row.first("accountname")
        return [Link("account", target), Link("parent", target)] if target else []
