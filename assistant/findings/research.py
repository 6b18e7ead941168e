"""What pages of research say that was learned, where the name of an initiative stands in their title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.catalogue.named_places import Place
from assistant.domain import Document, Kind, Quote, Role
from assistant.findings.case import RARE, Case
from assistant.quotes import quote
from assistant.text.links import is_only_link
from assistant.text.names import holds, in_order, main_variants, units
from assistant.text.plain import plain
from assistant.text.sections import Section, announced
from assistant.text.sentences import block_sentences
from assistant.text.walk import label_above

_FEWEST = 2
"""Words of a name that a title holds by no chance."""
_NOT_EVERYWHERE = 1.0
"""Weight of a word that at most one place in three has."""
_STUDY = re.compile(
    r"\b(?:surveys?|questionnaires?|polls?|interviews?|(?:user |market |customer )?research|stud(?:y|ies)|findings|"
    r"insights?|focus groups?|usability|responses|(?<!key )results)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\d\s?%|\b\d+ (?:out )?of (?:the )?\d+\b|\b(?:among|\d+) (?:the |all |our )?(?:[a-z]+ )?"
    r"(?:respondents|participants|interviewees|customers|users|people)\b|"
    r"\b(?:most|many|half|a (?:third|quarter|majority)|the majority) of (?:the |our )?"
    r"(?:respondents|participants|interviewees|customers|users|people)\b",
    re.IGNORECASE,
)
"""How a study says how many answered what."""


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


def answers_of_study(case: Case) -> list[Quote]:
    """Return how many answered what in a study of the same thing, by its title; in the order of the page."""
    found = []
    for document in _studies(case):
        for block in document.blocks:
            if block.role not in (Role.TEXT, Role.ITEM, Role.ROW):
                continue
            for start, end in block_sentences(document.text, block):
                if _ANSWERED.search(plain(document.text[start:end])) and (made := quote(document, start, end)):
                    found.append(made)
    return found


def is_research(title: str) -> bool:
    """Whether a title is that of a study: what people were asked, or what was found."""
    return bool(_STUDY.search(title))


def _studies(case: Case) -> list[Document]:
    """Return the studies that are about the initiative as a whole, or called by nothing but words of its name."""
    about_it = {one.document.id for one in case.evidence.initiative.anchors if one.place is Place.DOCUMENT}
    return [
        document
        for document in case.index.documents([Kind.PROBLEMS])
        if document.record is None
        and is_research(document.title)
        and (document.id in about_it or _is_called_alike(case, document.title))
    ]


def _is_called_alike(case: Case, title: str) -> bool:
    """Whether a title has two words of the name that do not stand everywhere, and no rare word of its own."""
    name = frozenset(spelling for unit in case.name_units for spelling in unit)
    said = [unit for unit in units(_STUDY.sub(" ", title)) if case.catalogue.weight(unit) >= _NOT_EVERYWHERE]
    shared = [unit for unit in said if holds(name, unit)]
    others = [unit for unit in said if unit not in shared and case.catalogue.weight(unit) >= RARE]
    return len(shared) >= _FEWEST and not others


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
