"""A text in Atlassian Document Format that stands alone in a file: one document."""

from __future__ import annotations

from assistant.domain import Locator, Parsed, ParsedFile, Role
from ingest.exports.adf import adf_pieces, is_adf
from ingest.exports.prose import Sort, write_prose
from ingest.parse.draft import Draft

_LONGEST = 100


def recognises(value: object) -> str | None:
    """Return "document" for a document of the format."""
    return "document" if is_adf(value) else None


def documents(value: object, sort: str = "document") -> ParsedFile:
    """Return the document, named by its first heading or line."""
    pieces, draft = adf_pieces(value), Draft()
    write_prose(draft, pieces, Locator(), Role.TEXT, gap="")
    text, blocks = draft.finish()
    named = next((piece for piece in pieces if piece.sort is Sort.HEADING), pieces[0])
    return ParsedFile((Parsed(named.words.split("\n")[0][:_LONGEST], text, blocks, "json"),))
