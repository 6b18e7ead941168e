"""What the command line says to people, and not to programs."""

import io
from pathlib import Path

from rich.console import Console

from assistant.domain import Answer, Claim
from assistant.printing.results import Row, print_answer, print_assessment, print_receipt, print_status
from bearing import _receipt_page

SOURCE = dict.fromkeys(("listed", "added", "changed", "removed", "unchanged", "failed"), 0)
RUN = {
    "generation": "g1", "published": True, "documents": 1, "passages": 1, "failures": [], "warnings": [],
    "sources": [{"path": "work", "kind": "work", "audience": "everyone", **SOURCE}], "seconds": {"parse": 1.0},
}  # fmt: skip


def test_a_run_and_the_status_say_where_the_page_of_the_newest_receipt_is(tmp_path: Path) -> None:
    index = tmp_path / "[index]"
    assert _receipt_page(index) is None
    (index / "receipts").mkdir(parents=True)
    for name in ("2026-11-21T020000", "2026-11-22T020000"):
        (index / "receipts" / f"{name}.html").write_text("")
    newest = _receipt_page(index)
    said = io.StringIO()
    console = Console(file=said, width=400)
    print_receipt(console, RUN, newest)
    print_status(console, {**RUN, "built_at": "now", "age_hours": 0.0, "last_run": None}, newest)
    assert said.getvalue().count(f"Receipt: {index / 'receipts' / '2026-11-22T020000.html'}\n") == 2


def test_a_dry_run_names_no_receipt(tmp_path: Path) -> None:
    said = io.StringIO()
    print_receipt(Console(file=said), RUN, tmp_path / "old.html", dry_run=True)
    assert "Receipt" not in said.getvalue()


def test_a_warning_about_many_files_is_printed_once() -> None:
    said = io.StringIO()
    warnings = [{"path": f"{name}.csv", "reason": "no zone"} for name in "abc"] + [{"path": "d.csv", "reason": "other"}]
    print_receipt(Console(file=said, width=200), {**RUN, "warnings": warnings})
    assert "a.csv and 2 more: no zone" in said.getvalue()
    assert said.getvalue().count("no zone") == 1
    assert "d.csv: other" in said.getvalue()


def test_an_answer_is_printed_with_what_it_leaves_open_and_how_old_it_is() -> None:
    said = io.StringIO()
    answer = Answer("?", "g", (Claim("Linen is lost.", ()),), reason="Of B nothing.", age="The evidence is of 2026.")
    print_answer(Console(file=said), answer.as_json())
    assert said.getvalue().split("\n")[1:3] == ["Of B nothing.", "The evidence is of 2026."]
    refused = io.StringIO()
    print_answer(Console(file=refused), Answer("?", "g", reason="Nothing.").as_json())
    assert refused.getvalue() == "Nothing.\n"


def test_a_verdict_says_how_old_its_evidence_is() -> None:
    def quote(name: str, day: str | None) -> Row:
        document = {"id": name, "title": name, "path": f"{name}.md", "kind": "strategy", "date": day}
        return {"document": document, "locator": {"start": 0, "end": 4}, "quote": "Less"}

    finding = {"dimension": "measure", "level": "met", "reason": "So.", "searched": []}
    row = {
        **dict.fromkeys(("enabler", "weakest", "question_for_owner", "rewrite", "confidence")),
        "found": True,
        "initiative": "Quay",
        "verdict": "aligned",
        "findings": [{**finding, "quotes": [quote("a", "2022-07-01"), quote("b", "2023-01-09"), quote("c", None)]}],
    }
    said = io.StringIO()
    print_assessment(Console(file=said, width=200), row)
    assert "The evidence is from 1 July 2022 to 9 January 2023" in said.getvalue()
    assert "1 of 3 sources has no date." in said.getvalue()
