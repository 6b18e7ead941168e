"""What pages of research say that was learned, where the name of an initiative stands in their title."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.domain import Document, Kind, Quote, Role
from assistant.findings.case import Case
from assistant.lines import is_only_link
from assistant.names import in_order, main_variants, units
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section, announced
from assistant.sentences import block_sentences
from assistant.walk import label_above

_FEWEST = 2
"""Words of a name that a title holds by no chance."""


def learned(case: Case, weigh: Callable[[str], int]) -> list[Quote]:
    """Return the sentences below what announces findings that weigh anything, the weightiest first."""
    said = [
        (-weigh(text), number, made)
        for number, (text, made) in enumerate(one for page in _pages(case) for one in _findings(page))
    ]
    return [made for weight, _, made in sorted(said, key=lambda row: row[:2]) if weight]


def _pages(case: Case) -> list[Document]:
    names = [words for name in main_variants(case.name) if len(words := units(name)) >= _FEWEST]
    near = {one.document.id: one.document for one in case.evidence.initiative.anchors}
    return [
        document
        for document in near.values()
        if document.kind is Kind.PROBLEMS
        and document.record is None
        and any(in_order(units(document.title), words, gap=0) for words in names)
    ]


def _findings(document: Document) -> Iterator[tuple[str, Quote]]:
    """Yield the sentences of a page that stand below what announces findings, as plain words and as quotes."""
    for block in document.blocks:
        if block.role not in (Role.TEXT, Role.ITEM):
            continue
        label = label_above(document, block)
        section, _ = announced([label] if label else [], list(reversed(block.trail[1:])), None)
        for start, end in block_sentences(document.text, block) if section is Section.PROBLEM else ():
            made = None if is_only_link(document.text[start:end]) else quote(document, start, end)
            if made is not None:
                yield plain(made.text), made
