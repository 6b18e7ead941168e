"""What `bearing portfolio` and `bearing changes` print for people, from the same rows that `--json` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.nights.changes import is_quiet
from assistant.portfolio.portfolio import measure_words
from assistant.printing.results import Row, place_of, words_of

_LONGEST = 60
_STALE = 10
_PASSAGES = {
    "came": "came",
    "went": "went",
    "reworded": "reworded",
    "removed": "what it stood on is no longer among the documents",
}
_LINK = {"explicit": "", "inferred": " (inferred)"}


def print_portfolio(console: Console, row: Row) -> None:
    """Print the initiatives with what they serve, then what is left over on both sides."""
    if not row["initiatives"]:
        console.print(
            "No document lists initiatives: add a work export, a roadmap, or pages in a folder `initiatives`."
        )
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("initiative", "verdict", "owner", "open", "done", "outcomes"):
        table.add_column(name, justify="right" if name in ("open", "done") else "left")
    for entry in row["initiatives"]:
        serves = "; ".join(_short(o["name"]) + _LINK[o["link"]] for o in entry["outcomes"]) or "none"
        work = entry["work"]
        table.add_row(
            Text(_short(entry["name"])),
            words_of(entry["verdict"]),
            Text(entry["owner"] or "-"),
            str(work["open"]),
            str(work["done"]),
            Text(serves),
        )
    console.print(table)
    _print_outcomes(console, row)
    _print_orphans(console, row)
    _print_contradictions(console, row["contradictions"])
    _print_model(console, row["operating_model"])


def _print_outcomes(console: Console, row: Row) -> None:
    console.print(Text("\nOutcomes", style="bold"))
    for outcome in row["outcomes"]:
        console.print(
            f"{_short(outcome['name'])}: {len(outcome['initiatives'])} initiatives{_measure(outcome['measure'])}"
        )
    for outcome in row["superseded"]:
        console.print(Text(f"superseded: {_short(outcome['name'])}", style="dim"))


def _measure(measure: Row | None) -> str:
    return f"; {measure_words(measure) or 'no measure'}"


def _print_orphans(console: Console, row: Row) -> None:
    console.print(Text("\nLeft over", style="bold"))
    labels = (
        ("outcomes", "Outcomes that no initiative serves"),
        ("initiatives", "Initiatives that serve no outcome"),
        ("problems", "Problems that no initiative takes up"),
        ("players", "Players of the strategy that the customers' records do not know"),
    )
    for name, label in labels:
        console.print(f"{label}: {'; '.join(map(_short, row['orphans'][name])) or 'none'}")
    work = row["open_work"]
    if work["items"]:
        console.print(
            f"Open work that touches no named outcome: {work['without_outcome']} of {work['items']} "
            f"({work['share']:.0%})"
        )


def _print_contradictions(console: Console, found: list[Row]) -> None:
    if found:
        console.print(Text("\nContradictions", style="bold"))
    for row in found:
        console.print(f"{row['initiative']}: {row['reason']}")
        _print_quotes(console, row["quotes"])


def _print_model(console: Console, row: Row) -> None:
    signs = row["signs"]
    console.print(Text("\nOperating model", style="bold"))
    console.print(f"{words_of(row['reading'])}: {signs['product']} signs of product, {signs['project']} of project")
    for name in ("product", "project"):
        _print_quotes(console, row["quotes"][name][:2])


def _print_quotes(console: Console, quotes: list[Row]) -> None:
    for quote in quotes:
        console.print(f"    “{' '.join(quote['quote'].split())}”")
        console.print(Text(f"    {place_of(quote['document'], quote['locator'])}", style="dim"))


def print_changes(console: Console, row: Row) -> None:
    """Print what changed, the cause below each changed verdict; one line when nothing did."""
    if row["since"] is None:
        console.print("Only one night is kept so far: there is nothing to compare.")
        return
    if is_quiet(row):
        console.print(f"Nothing changed since {row['since']}.")
    for name, paths in row["documents"].items():
        if paths:
            console.print(f"{len(paths)} documents {name}: {'; '.join(map(_short, paths[:5]))}")
    for change in row["verdicts"]:
        console.print(Text(f"{change['initiative']}: {change['before']} -> {change['after']}", style="bold"))
        for level in change["levels"]:
            console.print(f"  {words_of(level['dimension'])}: {level['before']} -> {level['after']}")
            for passage in level["passages"]:
                console.print(f"    {_PASSAGES[passage['change']]}")
                _print_quotes(console, [passage[name] for name in ("was", "quote") if name in passage])
    for name, label in (
        ("new_initiatives", "New"),
        ("gone_initiatives", "Gone"),
        ("lost_outcome", "Serves no outcome any more"),
    ):
        if row[name]:
            console.print(f"{label}: {'; '.join(map(_short, row[name]))}")
    _print_contradictions(console, row["contradictions"])
    _print_stale(console, row["stale"])


def _print_stale(console: Console, found: list[Row]) -> None:
    if found:
        console.print(Text("\nEvidence that has aged", style="bold"))
    for row in found[:_STALE]:
        count = len(row["initiatives"])
        rests = f"{count} {'verdict rests' if count == 1 else 'verdicts rest'} on it"
        console.print(f"{row['document']['path']}, of {row['written'][:10]}: {rests}")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rsplit(" ", 1)[0] + "..."
