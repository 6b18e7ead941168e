"""Aha!'s list report of features as CSV: a document for each, with its release, its initiative and its goal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import ParsedFile
from ingest.exports.prose import Piece, paragraphs
from ingest.exports.rendered_html import has_markup, html_pieces
from ingest.exports.tracker_csv import Tracker
from ingest.parse.table import Table


def _pieces(text: str) -> tuple[Piece, ...]:
    return html_pieces(text) if has_markup(text) else paragraphs(text)


_AHA = Tracker(
    tool="aha",
    marks=frozenset({"feature reference #", "feature name"}),
    key=("feature reference #",),
    title=("feature name",),
    status=("feature status",),
    done=frozenset({"shipped", "done", "closed", "completed", "complete", "released", "will not implement"}),
    owner=("feature assigned to", "assigned to"),
    created=("feature created date", "created date"),
    updated=("feature last updated", "feature updated date", "last updated"),
    due=("feature due date",),
    labels=("feature tags", "tags"),
    sprints=("release name",),
    parent=("epic reference #", "master feature reference #", "epic name"),
    links=(("initiative name", "initiative"), ("goal name", "goal"), ("goals", "goal"), ("initiatives", "initiative")),
    prose=("feature description",),
    noise=("release reference #",),
    pieces=_pieces,
    usual="feature",
)


def recognises(header: Sequence[str]) -> str | None:
    """Return "feature" for a header with the numbers and names of Aha!'s features."""
    return "feature" if _AHA.recognises(header) else None


def documents(table: Table, sort: str = "feature", /) -> ParsedFile:
    """Return a document for each feature."""
    return _AHA.read(table)
