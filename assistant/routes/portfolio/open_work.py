"""How much of the open work stands under initiatives that serve an outcome, or none; counted from the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.catalogue.initiatives import Catalogue
from assistant.domain import Document, Kind, Quote
from assistant.findings.reality import is_open, status_quote
from assistant.index.reader import Index
from assistant.nights.night import Night
from assistant.records.book import Book
from assistant.records.facts import Rows
from assistant.records.rows import CITED
from assistant.routes.portfolio.answers import no_such_outcome
from assistant.routes.portfolio.catalogue_answers import fitting

_SHOWN = 8
"""Initiatives that are told one by one."""


def open_work(
    outcome: str | None, night: Night, catalogue: Catalogue, book: Book, index: Index
) -> tuple[Rows, str | None]:
    """Return the share of open work that serves an outcome ("": that serves none; None: any), with its rows."""
    work = [one for one in index.documents([Kind.WORK]) if is_open(one) and not book.children.get(one.id)]
    if not work:
        return [], "No open work stands in the records that you may read."
    meant = {one["name"] for one in fitting(outcome or "", night.portfolio["outcomes"])}
    if outcome != "" and not meant:
        return [], no_such_outcome(night.portfolio["outcomes"])
    below = {
        row["name"]: _open_below(row["name"], catalogue, book, work)
        for row in night.portfolio["initiatives"]
        if (serves := {one["name"] for one in row["outcomes"]}) and (not outcome or serves & meant)
    }
    linked = {one.id for some in below.values() for one in some}
    if outcome == "":
        left = [one for one in work if one.id not in linked]
        return [(f"{_share(left, work)} stand under no initiative that serves an outcome.", _rows(left))], None
    chosen = [one for one in work if one.id in linked]
    what = " and ".join(f"“{name}”" for name in sorted(meant)) if outcome else "an outcome"
    if not chosen:
        return [], f"Of {len(work)} open items none stands under an initiative that serves {what}."
    rows: Rows = [(f"{_share(chosen, work)} stand under initiatives that serve {what}.", _rows(chosen))]
    told = sorted(((name, some) for name, some in below.items() if some), key=lambda pair: (-len(pair[1]), pair[0]))
    return rows + [(f"{name}: {len(some)}.", _rows(some)) for name, some in told[:_SHOWN]], None


def _open_below(name: str, catalogue: Catalogue, book: Book, work: Iterable[Document]) -> list[Document]:
    """Return the open work whose chain of parents leads to an initiative."""
    initiative = catalogue.find(name)
    record = book.by_key.get(initiative.key) if initiative is not None and initiative.key else None
    there = {one.id for one in (record, *book.below(record))} if record is not None else set()
    return [one for one in work if one.id in there]


def _share(some: Sequence[Document], work: Sequence[Document]) -> str:
    return f"{len(some)} of {len(work)} open items ({len(some) / len(work):.0%})".replace("%", " %")


def _rows(some: Iterable[Document]) -> list[Quote]:
    return [made for one in some if (made := status_quote(one)) is not None][:CITED]
