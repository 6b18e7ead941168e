"""Read back what a night kept: an assessment and its quotes, each checked against the documents of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.domain import Assessment, Dimension, Finding, Level, Quote, Verdict
from assistant.index.reader import Index
from assistant.quotes import quote

Row = Mapping[str, Any]


def read_quote(row: Row, index: Index) -> Quote | None:
    """Return a quote as findings carry it, None where its words no longer stand there or nobody may read them."""
    document = index.document(row["document"]["id"])
    place = row["locator"]
    made = quote(document, place["start"], place["end"]) if document else None
    return made if made is not None and made.text == row["quote"] else None


def read_quotes(rows: Iterable[Row], index: Index) -> tuple[Quote, ...]:
    """Return those quotes that still stand."""
    return tuple(made for row in rows if (made := read_quote(row, index)) is not None)


def read_assessment(row: Row, index: Index) -> Assessment:
    """Return an assessment from its JSON; a level whose quotes are all gone is left out, since nothing carries it."""
    findings = [_finding(one, index) for one in row["findings"]]
    return Assessment(
        row["initiative"],
        row["found"],
        row["generation"],
        tuple(row["nearest"]),
        Verdict(row["verdict"]) if row["verdict"] else None,
        row["enabler"],
        tuple(one for one in findings if one.quotes or one.level is Level.NO_EVIDENCE),
        Dimension(row["weakest"]) if row["weakest"] else None,
        row["question_for_owner"],
        row["rewrite"],
        row["confidence"],
        row["would_change"],
    )


def _finding(row: Row, index: Index) -> Finding:
    level, quotes = Level(row["level"]), read_quotes(row["quotes"], index)
    return Finding(Dimension(row["dimension"]), level, row["reason"], quotes, tuple(row["searched"]))
