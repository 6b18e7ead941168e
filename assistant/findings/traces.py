"""Find the traces of the work on an initiative: what its pages report, what others tell of it, where work names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.domain import Block, Document, Kind, Quote
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import Case
from assistant.findings.deeds import stands_below_deeds, tells_deed, tells_deed_by_now
from assistant.findings.outcome_or_output import is_telling
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.names import holds, main_variants, stems
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.reached import is_report
from assistant.text.sections import Section, label_of, section_of_block
from assistant.text.sentences import block_sentences

NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|percent|days?|hours?|minutes?|weeks?|pages|points)|\bfrom \d|\d+ of \d+"
    r"|(?<![\w.,:/-])\d+(?:[.,]\d+)?\s(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[a-z]{3,}",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"(?:release|version|v\.?|r) ?(?P<number>\d+)(?:\.0)?$", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,7}")
_NO_REPORT = (Section.PROBLEM, Section.EXCLUDED, Section.ASIDE)
_REPORTING = (Kind.STRATEGY, Kind.WORK, Kind.COLLABORATION, Kind.OTHER)
FEWEST_WORDS = 2
"""Telling words of the name that a block of another page has, which may be about it."""
SHARE = 0.6
"""Share of the name, by weight, that such a block has."""


def named_in_work(case: Case) -> list[Quote]:
    """Return the sentences of work items that have an acronym, or the version of a release, newest first.

    Of a release those come first that call it one: "v3.0" may also be the third draft of something.
    """
    called = main_variants(case.name)
    release = next((found for name in called if (found := _RELEASE.match(name))), None)
    spellings = [name for name in called if _ACRONYM.fullmatch(name)]
    said = "|".join(map(re.escape, spellings))
    if release is not None:
        number = release["number"]
        spellings = [f"v{number}.0", f"v{number}", f"release {number}"]
        said = rf"(?i:(?:release|version) v?|v\.? ?){number}(?:\.0)?(?!\.?\d)"
    named = re.compile(rf"\b(?:{said})")
    held = [
        (block, document)
        for document, block in case.catalogue.places_with(spellings)
        if document.kind in (Kind.WORK, Kind.COLLABORATION) and not is_retired_place(document.path)
    ]
    spans = ((document, *span) for block, document in held for span in block_sentences(document.text, block))
    says_it = [made for span in spans if (made := quote(*span)) is not None and named.search(made.text)]
    return sorted(
        says_it, key=lambda made: ("release" in made.text.lower(), made.document.date or "", made.start), reverse=True
    )


def reports(case: Case) -> list[Line]:
    """Return the lines that report what became of it, those with a number first, then the newest."""
    found = [
        line
        for line in case.evidence.of(Relation.OWN, Relation.MENTION, Relation.COMMENT)
        if tells_of_it(case, line) and not is_bookkeeping(line)
    ]
    return sorted(
        found,
        key=lambda line: (case.names_it(line.text), bool(NUMBER.search(line.text)), line.date or ""),
        reverse=True,
    )


def tells_of_it(case: Case, line: Line) -> bool:
    """Whether a line reports what became of it; its own part of a strategy is a plan, and so is its one undated page.

    Where other pages of its own say what is intended, a page of work tells of work.
    """
    document = line.document
    block = document.block_at(line.start)
    if block is None or line.section in _NO_REPORT:
        return False
    label = label_of(line.text)
    if label and not is_report(label[0], ()):  # "Purpose: ..." says what for
        return label[1] is Section.STATUS and document.kind in _REPORTING and is_report(line.text, ())
    intent = document.kind.is_intent and line.relation is Relation.OWN
    is_plan = intent or (document.id in case.evidence.pages and not document.date and not case.is_intended_elsewhere)
    if line.relation is Relation.MENTION and not case.names_it(line.text):
        return False
    if document.kind in _REPORTING:
        heads = [*reversed(block.trail), document.title] if is_plan or document.kind.is_intent else []
        if is_report(line.text, heads, in_plan=is_plan):
            return True
    return document.record is None and tells_of_work(line.text, block.trail, is_plan or document.kind.is_intent)


def tells_of_work(text: str, trail: Sequence[str], in_plan: bool) -> bool:
    """Whether a text tells of work that was done or is being done; a plan does where it says when."""
    return (tells_deed_by_now if in_plan else tells_deed)(text) or stands_below_deeds(trail[-1:])


def elsewhere(case: Case) -> list[Quote]:
    """Return the sentences of other pages that tell of work and have most of the name's words, the closest first.

    A sentence may leave to those before it in its block what it is about ("We ended support for both"); it has at
    least one of the words itself.
    """
    weights = {unit: case.catalogue.weight(unit) for unit in case.name_units if is_telling(unit)}
    if len(weights) < FEWEST_WORDS:
        return []
    found = []
    for document, block in _blocks_like_it(case, weights):
        heads = [*reversed(block.trail), document.title]
        for start, end in block_sentences(document.text, block):
            made = quote(document, start, end)
            there = stems(made.text) if made else frozenset()
            share = case.share_of_name(made.text) if made else 0.0
            shared = sum(holds(there, unit) for unit in weights)
            if made is None or not shared or (document.id, start) in case.own_places:
                continue
            told, in_plan = plain(made.text), document.kind is Kind.STRATEGY
            if tells_of_work(told, block.trail, in_plan) or is_report(told, heads, in_plan=in_plan):
                found.append((share >= SHARE and shared >= FEWEST_WORDS, share, document.date or "", made))
    return [row[-1] for row in sorted(found, key=lambda row: row[:3], reverse=True)]


def _blocks_like_it(case: Case, weights: dict[tuple[str, ...], float]) -> list[tuple[Document, Block]]:
    """Return the blocks of other pages that hold most of the name by weight, and two of its words or more."""
    share: dict[tuple[str, int], dict[tuple[str, ...], float]] = defaultdict(dict)
    for unit, weight in weights.items():
        for number in case.catalogue.places_of(unit):
            entry = case.catalogue.places.entries[number]
            if entry.block is not None and entry.document not in case.evidence.pages:
                share[entry.document, entry.block][unit] = weight
    least = SHARE * sum(weights.values())
    close = [at for at, held in share.items() if len(held) >= FEWEST_WORDS and sum(held.values()) >= least]
    documents = {name: case.index.document(name) for name, _ in close}
    blocks = [(document, document.blocks[at]) for name, at in close if (document := documents[name]) is not None]
    return [(document, block) for document, block in blocks if _may_tell(document, block)]


def _may_tell(document: Document, block: Block) -> bool:
    """Whether a block stands where work is told of: in prose or work, not in what is excluded, aside or a problem."""
    prose = document.record is None or document.kind in (Kind.WORK, Kind.COLLABORATION)
    fits = prose and document.kind is not Kind.FINANCE and not is_retired_place(document.path)
    return fits and section_of_block(block, document.title) not in _NO_REPORT
