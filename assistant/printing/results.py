"""What the command line prints for people, from the same rows that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.domain import Hit, Locator
from assistant.index.ages import age_of_dates
from assistant.text.plain import plain

Row = dict[str, Any]

_LEVEL_MARKS = {"met": "●", "partial": "◐", "not_met": "○", "no_evidence": "–"}


def search_json(query: str, hits: Iterable[Hit]) -> Row:
    """Return search results as the contract has them."""
    return {
        "query": query,
        "results": [
            {
                "rank": rank,
                "score": hit.score,
                "document": hit.document.as_json(),
                "locator": hit.locator.as_json(),
                "text": hit.text,
            }
            for rank, hit in enumerate(hits, start=1)
        ],
    }


def words_of(name: str) -> str:
    """Return an identifier of the contract as words: "outcome_link" is "Outcome link"."""
    return name.replace("_", " ").capitalize()


def place_of(document: Row, locator: Row) -> str:
    """Return where a quote stands, in words."""
    date = f", {document['date']}" if document.get("date") else ""
    return f"{document['path']} ({Locator(**locator).label()}{date})"


def print_search(console: Console, row: Row) -> None:
    """Print search results."""
    if not row["results"]:
        console.print("Nothing found.")
    for result in row["results"]:
        console.print(Text(f"{result['rank']:>2}. {result['document']['title']}", style="bold"))
        console.print(Text(f"    {place_of(result['document'], result['locator'])}", style="dim"))
        words = plain(result["text"])
        console.print(f"    {words[:300]}{'...' if len(words) > 300 else ''}")


def print_answer(console: Console, row: Row) -> None:
    """Print an answer, its claims with their citation numbers, and the citations beneath."""
    if row.get("note"):
        console.print(Text(row["note"], style="dim"))
    if row.get("assessment"):
        print_assessment(console, row["assessment"])
        return
    console.print(row["text"])
    if row["claims"] and row["reason"]:
        console.print(row["reason"])
    if row["age"]:
        console.print(Text(row["age"], style="dim"))
    for citation in row["citations"]:
        console.print(Text(f"\n[{citation['n']}] {place_of(citation['document'], citation['locator'])}", style="dim"))
        console.print(f"    “{' '.join(citation['quote'].split())}”")
    if row.get("nearest"):
        console.print("The places that come nearest:")
    for near in row.get("nearest", ()):
        console.print(Text(f"\n{place_of(near['document'], near['locator'])}", style="dim"))
        console.print(f"    “{' '.join(near['quote'].split())}”")


def print_traced(console: Console, row: Row) -> None:
    """Print what became of citations: the words and place of before, and those of now where they differ."""
    for number, one in enumerate(row["citations"], start=1):
        was, now = one["was"], one["now"]
        when = " to ".join(one["changed"])
        console.print(Text(f"[{number}] {words_of(one['state'])}{f' ({when})' if when else ''}", style="bold"))
        console.print(f"    “{' '.join(was['quote'].split())}”")
        console.print(Text(f"    {was['path']} ({Locator(**was['locator']).label()})", style="dim"))
        if now and one["state"] != "same_place":
            console.print(f"    now “{' '.join(now['quote'].split())}”")
            console.print(Text(f"    {place_of(now['document'], now['locator'])}", style="dim"))


def print_assessment(console: Console, row: Row) -> None:
    """Print a verdict with its nine findings, each with its first quote."""
    if not row["found"]:
        console.print(f"No document names an initiative {row['initiative']!r}.")
        if row["nearest"]:
            console.print("Nearest names: " + "; ".join(row["nearest"]))
        return
    enabler = " (enabler: output is legitimate here)" if row["enabler"] else ""
    sure = f", {row['confidence']} confidence" if row.get("confidence") else ""
    console.print(Text(f"{row['initiative']}: {words_of(row['verdict'])}{enabler}{sure}", style="bold"))
    for finding in row["findings"]:
        mark = _LEVEL_MARKS[finding["level"]]
        console.print(f"\n{mark} {words_of(finding['dimension'])}: {words_of(finding['level'])}. {finding['reason']}")
        for quote in finding["quotes"][:2]:
            console.print(f"    “{' '.join(quote['quote'].split())}”")
            console.print(Text(f"    {place_of(quote['document'], quote['locator'])}", style="dim"))
        if finding["searched"]:
            console.print(Text(f"    searched: {', '.join(finding['searched'])}", style="dim"))
    console.print()
    for label, text in (
        ("Weakest", words_of(row["weakest"]) if row["weakest"] else None),
        ("Ask the owner", row["question_for_owner"]),
        ("As an outcome", row["rewrite"]),
        ("What would change it", row.get("would_change")),
    ):
        if text:
            console.print(f"{label}: {text}")
    quotes = [quote for finding in row["findings"] for quote in finding["quotes"]]
    dates = {quote["document"]["id"]: quote["locator"].get("time") or quote["document"]["date"] for quote in quotes}
    if said := age_of_dates(list(dates.values()), date.today()):
        console.print(Text(said, style="dim"))
    if row.get("second_opinion"):
        _print_second_opinion(console, row["second_opinion"], row["verdict"])


def _print_second_opinion(console: Console, row: Row, verdict: str) -> None:
    """Print what a language model sees otherwise, each with its first quote."""
    if row["note"]:
        console.print(f"\n{row['note']}")
        return
    agrees = "the same verdict" if row["verdict"] == verdict else f"{words_of(row['verdict'])} instead"
    console.print(Text(f"\nSecond opinion of {row['model']}: {agrees}", style="bold"))
    for finding in row["findings"]:
        if finding["dimension"] in row["differing"]:
            console.print(f"{words_of(finding['dimension'])}: {words_of(finding['level'])}. {finding['reason']}")
            for quote in finding["quotes"][:1]:
                console.print(f"    “{' '.join(quote['quote'].split())}”")


def _counts_table(sources: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    names = ("path", "kind", "audience", "listed", "added", "changed", "removed", "unchanged", "failed")
    for name in names:
        table.add_column(name, justify="left" if name in ("path", "kind", "audience") else "right")
    for source in sources:
        table.add_row(*(str(source[name]) for name in names))
    return table


def print_receipt(console: Console, row: Row, page: Path | None = None, *, dry_run: bool = False) -> None:
    """Print what a run did, and where the page of its receipt is."""
    for sort in ("added", "changed", "removed"):
        for path in row.get("plan", {}).get(sort, ()):
            console.print(f"{sort:<8} {path}")
    for moved in row.get("renamed", ()) if dry_run else ():
        console.print(f"renamed  {moved['from']} to {moved['to']}")
    console.print(_counts_table(row["sources"]))
    for problem in row["failures"]:
        console.print(Text(f"failed   {problem['path']}: {problem['reason']}", style="red"))
    _print_warnings(console, row["warnings"])
    if dry_run:
        console.print("Nothing was written (--dry-run).")
        return
    seconds = sum(row["seconds"].values())
    state = "Published" if row["published"] else "Nothing changed; live is still"
    console.print(
        f"{state} {row['generation']}: {row['documents']} documents, {row['passages']} passages, {seconds:.1f} s"
        + (f", {len(row['failures'])} failed" if row["failures"] else "")
    )
    _print_page(console, page)


def _print_warnings(console: Console, warnings: list[Row]) -> None:
    """Print each warning once, with the files that it is about; the receipt's page lists them all."""
    by_reason: dict[str, list[str]] = {}
    for problem in warnings:
        by_reason.setdefault(problem["reason"], []).append(problem["path"])
    for reason, (first, *others) in by_reason.items():
        more = f" and {len(others)} more" if others else ""
        console.print(Text(f"warning  {first}{more}: {reason}", style="yellow"))


def _print_page(console: Console, page: Path | None) -> None:
    if page:
        console.print(Text(f"Receipt: {page}", style="dim"))


def print_status(console: Console, row: Row, page: Path | None = None) -> None:
    """Print the state of an index, and where the page of the last receipt is."""
    console.print(f"Generation {row['generation']}, built {row['built_at']} ({row['age_hours']:.1f} hours ago)")
    console.print(f"{row['documents']} documents, {row['passages']} passages")
    console.print(_counts_table(row["sources"]))
    for problem in (row["last_run"] or {}).get("failures", []):
        console.print(Text(f"failed   {problem['path']}: {problem['reason']}", style="red"))
    _print_page(console, page)


def print_report(console: Console, row: Row) -> None:
    """Print the figures of a suite, the plain methods beside them with Bearing's lead and its interval."""
    console.print(Text(f"{row['suite']}: {row['data']}", style="bold"))
    systems = tuple(row["baselines"])
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("")
    for system in ("bearing", *systems):
        table.add_column(system, justify="right")
    for name, value in row["figures"].items():
        others = (_baseline(row, system, name) for system in systems)
        table.add_row(name, f"{value:.3f}", *others)
    console.print(table)
    for name, counts in row["tables"].items():
        console.print(Text(f"{name} (right: said)", style="dim"))
        for label, said in counts.items():
            console.print(f"    {label}: " + ", ".join(f"{count} {other}" for other, count in said.items()))
    console.print(f"{row['cases']} cases, {row['faults']} with a fault, {row['seconds']:.1f} s")


def _baseline(row: Row, system: str, name: str) -> str:
    value = row["baselines"][system].get(name)
    if value is None:
        return ""
    lead = row["lead"].get(system, {}).get(name)
    return f"{value:.3f}" + (f" ({lead['mean']:+.3f}, {lead['low']:+.3f} to {lead['high']:+.3f})" if lead else "")
