"""Write accounts, contacts and opportunities the way Salesforce's Data Loader exports them.

That is: API names as headers, every cell quoted, ids of 18 characters, times in UTC.
"""

import csv
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from eval.organisation_source.crm_records import Account, Contact, Opportunity
from eval.organisation_source.jira_export import digest
from eval.organisation_source.people import PEOPLE, Person

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_LAST_WEEK = date(2026, 11, 18)


def write_crm(
    folder: Path, accounts: list[Account], contacts: list[Contact], opportunities: list[Opportunity]
) -> list[Path]:
    """Write Account.csv, Contact.csv and Opportunity.csv into the folder; return their paths."""
    ids = {account.name: salesforce_id("001", number) for number, account in enumerate(accounts, 412)}
    by_name = {account.name: account for account in accounts}
    touched = _touched(opportunities)
    tables = {
        "Account.csv": [_account_row(account, ids[account.name], touched) for account in accounts],
        "Contact.csv": [
            _contact_row(contact, by_name[contact.account], ids[contact.account], salesforce_id("003", number))
            for number, contact in enumerate(contacts, 733)
        ],
        "Opportunity.csv": [
            _opportunity_row(opportunity, by_name, ids, salesforce_id("006", number))
            for number, opportunity in enumerate(opportunities, 1208)
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, rows) for name, rows in tables.items()]


def salesforce_id(prefix: str, number: int) -> str:
    """Return an id of 15 characters plus the three which make it safe in a world without upper case.

    Each of the three encodes which of five characters are upper case, the first one in the lowest bit.
    """
    tail = ""
    while number:
        number, digit = divmod(number, 62)
        tail = _DIGITS[digit] + tail
    short = f"{prefix}Hd00000{tail:0>5}"
    groups = (short[start : start + 5] for start in (0, 5, 10))
    return short + "".join(_CHECK[sum(char.isupper() << bit for bit, char in enumerate(group))] for group in groups)


def _account_row(account: Account, number: str, touched: dict[str, date]) -> dict[str, str]:
    modified = max(account.created, touched.get(account.name, account.created))
    if account.type == "Customer":
        modified = max(modified, _LAST_WEEK - timedelta(days=digest(account.name, "modified") % 120))
    elif account.churned:
        modified = max(modified, date.fromisoformat(account.churned))
    return {
        "Id": number,
        "IsDeleted": "false",
        "Name": account.name,
        "Type": account.type,
        "Industry": account.industry,
        "BillingCity": account.city,
        "BillingCountry": account.country,
        "Website": f"www.{_slug(account.name)}.example",
        "NumberOfEmployees": account.employees,
        "AnnualRevenue": f"{float(account.revenue) * 1e6:.0f}",
        "CurrencyIsoCode": "GBP",
        **_owner(account.owner),
        "CreatedDate": _stamp(account.created, account.name, "created"),
        "LastModifiedDate": _stamp(modified, account.name, "modified", "z"),
        "LastActivityDate": modified.isoformat(),
        "Description": account.description,
        "Segment__c": account.segment,
        "Region__c": account.region,
        "Plants__c": account.plants,
        "ARR__c": f"{account.arr}000" if account.arr else "",
        "Renewal_Date__c": account.renewal,
        "Health__c": account.health,
        "CSM__c": account.csm,
        "Requested_Features__c": account.features,
        "Churn_Date__c": account.churned if account.type != "Customer" or account.churn_reason else "",
        "Super_User_Left__c": account.superuser_left,
        "Churn_Reason__c": account.churn_reason,
    }


def _contact_row(contact: Contact, account: Account, account_id: str, number: str) -> dict[str, str]:
    created = account.created + timedelta(days=digest(contact.last, "created") % 90)
    return {
        "Id": number,
        "IsDeleted": "false",
        "AccountId": account_id,
        "LastName": contact.last,
        "FirstName": contact.first,
        "Name": f"{contact.first} {contact.last}",
        "Title": contact.title,
        "Department": contact.department,
        "Email": f"{_slug(contact.first)}.{_slug(contact.last)}@{_slug(account.name)}.example",
        # 01632 960 is the range that Britain keeps free for fiction; the other regions have no number in the CRM.
        "Phone": f"01632 960{digest(contact.last) % 1000:03d}" if account.country == "United Kingdom" else "",
        **_owner(account.owner),
        "CreatedDate": _stamp(created, contact.last),
        "Super_User__c": str(contact.super_user).lower(),
        "Description": contact.note,
    }


def _opportunity_row(
    opportunity: Opportunity, accounts: dict[str, Account], ids: dict[str, str], number: str
) -> dict[str, str]:
    account = accounts.get(opportunity.account)
    owner = account.owner if account else PEOPLE[opportunity.account.removeprefix("@")]
    quarter = (opportunity.close.month + 2) // 3
    return {
        "Id": number,
        "IsDeleted": "false",
        "AccountId": ids[account.name] if account else "",
        "Name": opportunity.name,
        "Description": opportunity.description,
        "StageName": opportunity.stage,
        "Amount": f"{opportunity.amount}.0",
        "Probability": f"{opportunity.probability}.0",
        "ExpectedRevenue": f"{opportunity.amount * opportunity.probability / 100:.1f}",
        "CloseDate": opportunity.close.isoformat(),
        "Type": opportunity.type,
        "NextStep": opportunity.next,
        "LeadSource": opportunity.source,
        "IsClosed": str(not opportunity.is_open).lower(),
        "IsWon": str(opportunity.stage == "Closed Won").lower(),
        "FiscalYear": str(opportunity.close.year),
        "FiscalQuarter": str(quarter),
        "CurrencyIsoCode": "GBP",
        **_owner(owner),
        "CreatedDate": _stamp(opportunity.created, opportunity.name, "created"),
        "LastModifiedDate": _stamp(opportunity.modified, opportunity.name, "modified", "z"),
        "LastActivityDate": opportunity.modified.isoformat(),
        "Competitor__c": opportunity.competitor,
        "Loss_Reason__c": opportunity.reason,
        "Loss_Notes__c": opportunity.notes,
        "Initiative__c": opportunity.initiative,
    }


def _owner(person: Person) -> dict[str, str]:
    return {"OwnerId": salesforce_id("005", 61 + list(PEOPLE.values()).index(person)), "Owner.Name": person.name}


def _touched(opportunities: Iterable[Opportunity]) -> dict[str, date]:
    latest: dict[str, date] = {}
    for opportunity in opportunities:
        latest[opportunity.account] = max(opportunity.modified, latest.get(opportunity.account, opportunity.modified))
    return latest


def _stamp(day: date, *salt: str) -> str:
    moment = datetime.combine(day, time(7, 30)) + timedelta(seconds=digest(*salt) % 36000)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in plain).split())


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
