"""Read the hand-written accounts, contacts and opportunities of `exports_data/crm`.

The tables are separated by bars, with a header. The account of an opportunity may be "@poppy": then the
export shows no account, and the owner is Poppy. Stages and types are one letter.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eval.organisation_source.people import PEOPLE, Person

STAGES = {
    "Q": ("Qualify", 10),
    "D": ("Discovery", 25),
    "P": ("Proposal", 50),
    "G": ("Negotiation", 75),
    "W": ("Closed Won", 100),
    "L": ("Closed Lost", 0),
}
TYPES = {"N": "New business", "E": "Expansion", "R": "Renewal"}
_REGION_OWNER = {"UK&I": "poppy", "Benelux": "dirk", "DACH": "annika", "Iberia": "iker"}
_OWNERS = {
    "Brenner Textil-Service": "katrin",
    "Textilpflege Hohenlinden Gruppe": "katrin",
    "Rheingold Textilpflege": "katrin",
    "Hotel Group Ostara": "gerrit",
    "Albion & Northern Linen": "gerrit",
    "Bugaderia Hospitalaria Costa Clara": "hugo",
    "Hospital Riu Sec Bugaderia": "hugo",
    "Grupo Bugada Segre": "hugo",
}


@dataclass(frozen=True)
class Account:
    """A company; amounts of `arr` in thousand pounds, of `revenue` in million."""

    name: str
    type: str
    segment: str
    region: str
    country: str
    city: str
    plants: str
    arr: str
    employees: str
    revenue: str
    renewal: str
    health: str
    csm: str
    features: str
    created: date
    churned: str
    superuser_left: str
    churn_reason: str
    description: str

    @property
    def owner(self) -> Person:
        """Who sells to it: the region's account executive, with a few exceptions."""
        return PEOPLE[_OWNERS.get(self.name, _REGION_OWNER[self.region])]

    @property
    def industry(self) -> str:
        """Salesforce's industry, guessed from segment and features as sales did."""
        if "Guest Linen Portal" in self.features:
            return "Hospitality"
        return "Healthcare" if self.segment == "Hospital laundry" else "Textile Services"


@dataclass(frozen=True)
class Contact:
    """A person at a company."""

    account: str
    first: str
    last: str
    title: str
    department: str
    super_user: bool
    note: str


@dataclass(frozen=True)
class Opportunity:
    """A deal; `amount` in pounds, `initiative` holds issue keys between semicolons."""

    account: str
    name: str
    type: str
    stage: str
    amount: int
    created: date
    close: date
    modified: date
    source: str
    reason: str
    competitor: str
    initiative: str
    next: str
    description: str
    notes: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return not self.stage.startswith("Closed")

    @property
    def probability(self) -> int:
        """The stage's percentage."""
        return dict(STAGES.values())[self.stage]


def read_accounts(folder: Path) -> list[Account]:
    """Read the accounts, oldest first."""
    rows = _rows(folder / "accounts.txt")
    accounts = [
        Account(**{**row, "created": date.fromisoformat(row["created"])})  # type: ignore[arg-type]
        for row in rows
    ]
    return sorted(accounts, key=lambda account: (account.created, account.name))


def read_contacts(folder: Path) -> list[Contact]:
    """Read the contacts in the order of the table."""
    return [
        Contact(**{**row, "super_user": row["super_user"] == "yes"})  # type: ignore[arg-type]
        for row in _rows(folder / "contacts.txt")
    ]


def read_opportunities(folder: Path) -> list[Opportunity]:
    """Read won, lost and open opportunities, oldest first."""
    rows = [row for path in sorted(folder.glob("opportunities_*.txt")) for row in _rows(path)]
    opportunities = [_opportunity(row) for row in rows]
    return sorted(opportunities, key=lambda opportunity: (opportunity.created, opportunity.name))


def _opportunity(row: dict[str, str]) -> Opportunity:
    return Opportunity(
        account=row["account"],
        name=row["name"],
        type=TYPES[row["type"]],
        stage=STAGES[row["stage"]][0],
        amount=int(row["amount"]),
        created=date.fromisoformat(row["created"]),
        close=date.fromisoformat(row["close"]),
        modified=date.fromisoformat(row["modified"]),
        source=row["source"],
        reason=row.get("reason", ""),
        competitor=row.get("competitor", ""),
        initiative=row.get("initiative", ""),
        next=row.get("next", ""),
        description=row.get("description", ""),
        notes=row.get("notes", ""),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE, strict=True):
            if None in row or None in row.values():
                raise ValueError(f"{path.name}: wrong number of cells in {row}")
            yield row
