"""Ask questions whose exact answers are counted from the exports: `python -m eval.organisation_source.record_cases`.

It reads the CSV files that are committed, not the text they were made from, and writes `eval/cases/record.yaml`. Sums
are in whole pounds or points.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from eval.casebook import CASES
from eval.organisation_source.exports import JIRA_EXPORT, ORGANISATION
from eval.yaml_files import write_yaml_list

_FILE = CASES / "record.yaml"
_SAID = re.compile(r"[\w-]+")
_UNSAID = frozenset("how much many which what is are there of the in with to or by a and have has does".split())
_TODAY = datetime(2026, 11, 20)
_WORK = ("Story", "Task", "Bug")


@dataclass(frozen=True)
class Work:
    """One issue of the export: the cells of each column, empty ones left out."""

    cells: dict[str, list[str]]

    def one(self, column: str) -> str:
        """Return the only cell of a column, or an empty text."""
        return self.cells.get(column, [""])[0]

    def day(self, column: str) -> datetime | None:
        """Return the day of a date cell without its time."""
        text = self.one(column)
        return datetime.strptime(text.split(" ")[0], "%d/%b/%y") if text else None

    @property
    def key(self) -> str:
        """The issue's key."""
        return self.one("Issue key")

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.one("Status Category") != "Done"


@dataclass(frozen=True)
class Case:
    """A question with its answer and the records that the answer stands on."""

    question: str
    answer: int | list[str]
    keys: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """Return the case as its file has it."""
        words = [word for word in _SAID.findall(self.question.lower()) if word not in _UNSAID]
        reason = (
            "A list over records, each of which must be cited and no other."
            if isinstance(self.answer, list)
            else "A number that stands in no document: it is counted or summed from records."
        )
        return {
            "id": "-".join(["record", *words[:6]]),
            "kind": "record",
            "reason": reason,
            "question": self.question,
            "answer": self.answer,
            "keys": self.keys,
        }


class Records:
    """The exports with the few joins that the questions need."""

    def __init__(self, root: Path) -> None:
        self.work = _read_jira(root / JIRA_EXPORT)
        self.accounts = {row["Id"]: row for row in _read(root / "crm" / "Account.csv")}
        self.deals = _read(root / "crm" / "Opportunity.csv")
        self._by_key = {work.key: work for work in self.work}

    def below(self, initiative: str, *statuses: str) -> list[Work]:
        """Return stories, tasks and bugs below an initiative, of these statuses or of any."""
        return [
            work
            for work in self.work
            if work.one("Issue Type") in _WORK
            and self._root(work) == initiative
            and (not statuses or work.one("Status") in statuses)
        ]

    def open_deals(self) -> list[dict[str, str]]:
        """Return the opportunities that are neither won nor lost."""
        return [deal for deal in self.deals if deal["IsClosed"] == "false"]

    def lost(self, year: str) -> list[dict[str, str]]:
        """Return the opportunities lost in a year."""
        return [d for d in self.deals if d["StageName"] == "Closed Lost" and d["CloseDate"].startswith(year)]

    def account(self, deal: dict[str, str]) -> dict[str, str]:
        """Return the account of an opportunity, or an empty record."""
        return self.accounts.get(deal["AccountId"], {})

    def customers(self) -> list[dict[str, str]]:
        """Return the accounts that are customers today."""
        return [account for account in self.accounts.values() if account["Type"] == "Customer"]

    def _root(self, work: Work) -> str:
        while parent := work.one("Parent key"):
            work = self._by_key[parent]
        return work.key


def work_cases(records: Records) -> Iterable[Case]:
    """Questions that the Jira export answers."""
    yield _count(
        "How many stories, tasks and bugs of Second Count (HED-101) are done?", records.below("HED-101", "Done")
    )
    yield _count("How many stories, tasks and bugs are there below Gate Tuning (HED-109)?", records.below("HED-109"))
    left = [work for work in records.below("HED-109") if work.is_open]
    yield _list("Which tickets of Gate Tuning (HED-109) are still open?", left)
    left = [work for work in records.below("HED-122") if work.is_open]
    yield _list("Which issues of Clean Invoice (HED-122) are still open?", left)
    yield _list("Which issues of Clean Invoice are blocked?", records.below("HED-122", "Blocked"))
    new = [work for work in records.below("HED-98") if cast(datetime, work.day("Created")) > datetime(2026, 1, 19)]
    yield _list("Which issues were created below the Guest Linen Portal (HED-98) after 19 January 2026?", new)
    hotel = [work for work in records.work if "hotel" in work.cells.get("Labels", [])]
    late = [work for work in hotel if work.one("Issue Type") in _WORK and _created_since(work, datetime(2026, 1, 20))]
    yield _list("Which stories, tasks and bugs labelled hotel were created after 19 January 2026?", late)
    overdue = [work for work in records.work if work.is_open and (due := work.day("Due date")) and due < _TODAY]
    initiatives = [work for work in overdue if work.one("Issue Type") == "Initiative"]
    yield _list("Which initiatives are past their due date on 20 November 2026 and not done?", initiatives)
    yield _list("Which issues of any type are open and overdue on 20 November 2026?", overdue)
    yield _list(
        "Which issues of Fortnight Start (HED-126) were closed as Won't Do?", records.below("HED-126", "Won't Do")
    )
    sprint = [work for work in records.work if "Rounds 26-S23" in work.cells.get("Sprint", [])]
    yield _list("Which issues are in the sprint Rounds 26-S23?", sprint)
    done = records.below("PLT-12", "Done")
    points = sum(int(float(work.one("Custom field (Story Points)") or 0)) for work in done)
    yield Case("How many story points are done below Paved Road (PLT-12)?", points, _keys(done))
    blocked = [work for work in records.work if work.one("Status") == "Blocked" and work.one("Issue Type") in _WORK]
    yield _count("How many stories, tasks and bugs are blocked, over all teams?", blocked)
    yield _count("How many issues of the Brenner Branch (HED-143) are done?", records.below("HED-143", "Done"))


def deal_cases(records: Records) -> Iterable[Case]:
    """Questions that the CRM export answers."""
    pipeline = records.open_deals()
    yield _sum("How much open pipeline is there, in pounds?", pipeline)
    hospital = [deal for deal in pipeline if records.account(deal).get("Segment__c") == "Hospital laundry"]
    yield _sum("How much open pipeline sits with hospital laundries, in pounds?", hospital)
    asked = [
        deal for deal in pipeline if "Second Count" in records.account(deal).get("Requested_Features__c", "").split(";")
    ]
    yield _sum("How much open pipeline sits with accounts that asked for Second Count, in pounds?", asked)
    named = [deal for deal in pipeline if "time to go live" in _text(deal)]
    yield _count("How many open opportunities name time to go live in next step or description?", named)
    mobile = [deal for deal in pipeline if "mobile app" in _text(deal)]
    yield _list("Which open opportunities name a mobile app? (ids)", mobile)
    stale = [deal for deal in pipeline if deal["CloseDate"] < f"{_TODAY:%Y-%m-%d}"]
    yield _list("Which open opportunities have a close date before 20 November 2026? (ids)", stale)
    lost = records.lost("2026")
    slow = [deal for deal in lost if deal["Loss_Reason__c"] == "Implementation time"]
    yield _count("How many opportunities were lost in 2026 because of implementation time?", slow)
    yield _sum("How much was lost in 2026 because of implementation time, in pounds?", slow)
    phone = [deal for deal in lost if deal["Loss_Reason__c"] == "Missing mobile app"]
    yield _list("Which opportunities were lost in 2026 because of a missing mobile app? (ids)", phone)
    nova = [deal for deal in lost if deal["Competitor__c"] == "Kessling Nova"]
    yield _count("How many opportunities were lost to Kessling Nova in 2026?", nova)
    brenner = [deal for deal in pipeline if "HED-143" in deal["Initiative__c"].split(";")]
    yield _sum("How much open pipeline names the initiative HED-143 (Brenner Branch), in pounds?", brenner)
    soon = [account for account in records.customers() if account["Renewal_Date__c"] <= "2027-03-31"]
    yield _list("Which customers have a renewal date up to 31 March 2027? (account ids)", soon)
    region = [account for account in records.customers() if account["Region__c"] == "DACH"]
    yield _count("How many customers are there in DACH?", region)
    risk = [account for account in records.customers() if account["Health__c"] in ("Amber", "Red")]
    total = sum(int(account["ARR__c"]) for account in risk)
    yield Case(
        "How much annual recurring revenue sits with customers of health amber or red, in pounds?", total, _keys(risk)
    )


def _created_since(work: Work, first: datetime) -> bool:
    created = work.day("Created")
    return created is not None and created >= first


def _text(deal: dict[str, str]) -> str:
    return f"{deal['NextStep']} {deal['Description']}".lower()


def _keys(records: Iterable[Work | dict[str, str]]) -> list[str]:
    return sorted(record.key if isinstance(record, Work) else record["Id"] for record in records)


def _count(question: str, records: Iterable[Work] | Iterable[dict[str, str]]) -> Case:
    keys = _keys(cast(Iterable[Work | dict[str, str]], records))
    return Case(question, len(keys), keys)


def _list(question: str, records: Iterable[Work] | Iterable[dict[str, str]]) -> Case:
    keys = _keys(cast(Iterable[Work | dict[str, str]], records))
    return Case(question, keys, keys)


def _sum(question: str, deals: list[dict[str, str]]) -> Case:
    return Case(question, sum(int(float(deal["Amount"])) for deal in deals), _keys(deals))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_jira(path: Path) -> list[Work]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    found = []
    for row in rows:
        cells: dict[str, list[str]] = {}
        for column, cell in zip(header, row, strict=True):
            if cell:
                cells.setdefault(column, []).append(cell)
        found.append(Work(cells))
    return found


if __name__ == "__main__":
    records = Records(ORGANISATION)
    write_yaml_list(_FILE, [case.row() for case in (*work_cases(records), *deal_cases(records))])
