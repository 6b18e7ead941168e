"""Write the sample organisation's Jira and CRM exports: `python -m eval.organisation_source.exports`."""

from pathlib import Path

from eval.organisation_source.crm_export import write_crm
from eval.organisation_source.crm_records import read_accounts, read_contacts, read_opportunities
from eval.organisation_source.issues import read_issues
from eval.organisation_source.jira_export import write_jira

SOURCE = Path(__file__).resolve().parent / "exports_data"
ORGANISATION = Path(__file__).resolve().parent.parent / "organisation"
JIRA_EXPORT = "jira/Jira export HED and PLT 2026-11-20.csv"


def write_exports(root: Path) -> list[Path]:
    """Write the exports below `root` and return their paths."""
    jira = root / JIRA_EXPORT
    write_jira(jira, read_issues(SOURCE / "issues"))
    crm = SOURCE / "crm"
    return [jira, *write_crm(root / "crm", read_accounts(crm), read_contacts(crm), read_opportunities(crm))]


if __name__ == "__main__":
    for path in write_exports(ORGANISATION):
        print(path.relative_to(ORGANISATION))
