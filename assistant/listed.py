"""Answer a question for a list with the list that stands under the heading that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.own_pages import is_about_one
from assistant.domain import Block, Document, Role
from assistant.index.words import stems
from assistant.places import is_retired_place
from assistant.plain import plain
from assistant.retrieval import Found, Question
from assistant.sentence_evidence import Evidence, share

LISTS_READ = 24
"""Passages whose documents are looked through for a list."""
_LISTED = 12
_RANKING = frozenset(stems("current main key major top biggest largest most important today latest new"))
_HEADING_NAMES, _LIST_NAMED = 0.35, 0.7
"""How much of a list question its heading must name, and its heading and document title together."""
_LIST = re.compile(
    r"^\s*(?:list|name|enumerate)\b|\b(?:what|which)\s+(?:are|were)\b|\b(?:what|which)\s+(?:\w+\s+){0,3}?"
    r"(?:problems|outcomes|goals|objectives|initiatives|risks|teams|customers|competitors|personas|measures|priorities|steps"
    r"|reasons|features|segments|insights|recommendations|decisions)\b",
    re.IGNORECASE,
)


def wants_list(question: str) -> bool:
    """Tell whether a question asks for several things."""
    return bool(_LIST.search(question))


def list_of(asked: Question, found: Sequence[Found]) -> list[Evidence]:
    """Return the list that stands under the heading and title that were asked for; of equal ones the newest."""
    best: tuple[float, str, list[Block], Document] | None = None
    asked = replace(asked, rarity={stem: value for stem, value in asked.rarity.items() if stem not in _RANKING})
    for document in {row.hit.document.id: row.hit.document for row in found}.values():
        title = set(stems(f"{plain(document.title)} {document.path} {document.kind}"))
        if is_retired_place(document.path) or _is_of_another(document, asked):
            continue
        for blocks in _lists(document):
            heading = set(stems(plain(" ".join(blocks[0].trail[-1:]))))
            named = share(heading | title, asked)
            if share(heading, asked) < _HEADING_NAMES or named < _LIST_NAMED:
                continue
            if best is None or (named, document.date or "") > best[:2]:
                best = (named, document.date or "", blocks, document)
    return [Evidence(best[3], block, block.start, block.end, best[0]) for block in best[2]] if best else []


def _is_of_another(document: Document, asked: Question) -> bool:
    """Tell whether a page is the brief of an initiative that a question does not name."""
    called = stems(f"{plain(document.title)} {document.path.rsplit('/', 1)[-1]}")
    return is_about_one(document) and not set(called) & asked.rarity.keys()


def _lists(document: Document) -> list[list[Block]]:
    """Return the runs of items or rows of a document that are short enough to be read out."""
    runs: list[list[Block]] = []
    for block in document.blocks:
        if block.role not in (Role.ITEM, Role.ROW):
            runs.append([])
        elif runs and runs[-1] and _same_list(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [run for run in runs if 1 < len(run) <= _LISTED and run[0].trail]


def _same_list(block: Block, other: Block) -> bool:
    return block.role == other.role and block.trail == other.trail and block.columns == other.columns
