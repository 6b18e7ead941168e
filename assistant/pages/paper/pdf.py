"""A paper as a PDF to print."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.pages.paper.paper import Paper
from assistant.pages.paper.pdf_sheet import Block, Heading, Notes, Text, pdf_bytes


def pdf_of(paper: Paper) -> bytes:
    """Return a paper as the bytes of a PDF."""
    return pdf_bytes(paper.title, list(_blocks(paper)), subtitle=paper.about)


def _blocks(paper: Paper) -> Iterator[Block]:
    if paper.lead:
        yield Heading(paper.lead)
    for line in (*paper.lines, *paper.remarks):
        # On one line, so that a verdict with its nine findings fits on a page.
        yield Text(f"{line.label}: {line.text}" if line.label else line.text, line.notes)
    if paper.notes:
        yield Heading("Sources")
        yield Notes(tuple((note.number, f"“{note.quote}” {note.source}") for note in paper.notes))
