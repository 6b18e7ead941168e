"""The part of a document that has the name of what is asked for: "our vision", "the risks of the move"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.catalogue.own_pages import has_card, is_about_one
from assistant.domain import Answer, Block, Document, Kind, Role
from assistant.evidence_mode.answering import words_of
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.text.guides import tells_how
from assistant.text.names import says_all, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences, openings
from assistant.text.stated import is_imprint, leads_nowhere
from assistant.text.unfilled import is_bracketed
from assistant.text.walk import bold_label


@dataclass(frozen=True, slots=True)
class SectionQuestion:
    """The name of a part, and of what ("" is: of the organisation)."""

    noun: str
    about: str


_NOUNS = (
    r"vision(?: statement)?|mission(?: statement)?|purpose|principles?|values|priorit(?:y|ies)|risks?"
    r"|assumptions?|constraints?"
    r"|road ?map|strategic (?:themes|pillars|bets)|themes|pillars|bets|ambition|north star|guardrails|dependencies"
    r"|next steps|open questions?|lessons(?: learn(?:ed|t))?|recommendations?|scope|non-?goals|theory of change"
    r"|risiken|grundsätze|werte|annahmen|misión|visión|riesgos|principios|prioridades"
)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:(?:what|which|show me|list|name|was|welche|cuál(?:es)?|qué)(?:'s| is| are| ist| sind| es| son)? )?"
        r"(?:(?:our|the|all|main|key|biggest|top|current|major|strategic|stated|most important|unsere?|die"
        r"|nuestr[ao]s?|los|las)\s+)*"
        rf"(?P<noun>{_NOUNS})(?:\s+(?:of|for|in|behind|on|with)\s+(?:the |our )?(?P<about>[^?]+?))?$",
        r"^what(?:'s| is) (?:currently )?in (?:our |the )?(?P<noun>scope)"
        r"(?:\s+(?:of|for|in)\s+(?:the |our )?(?P<about>[^?]+?))?$",
        rf"^(?:what|which) (?P<noun>{_NOUNS}) (?:do|did|are|have) (?:we|you|they) (?:have|make|made|see|face"
        rf"|follow|set|taken?|making|taking)"
        r"(?:\s+(?:of|for|in|with|about|on)\s+(?:the |our )?(?P<about>[^?]+?))?$",
    )
)
_ANY = re.compile(
    r"^(?:company|organi[sz]ation|business|firm|product|strategy|plan|team|us|20\d\d|this year|this quarter|moment)$",
    re.IGNORECASE,
)
_ALSO = tuple(
    (re.compile(noun, re.IGNORECASE), re.compile(words, re.IGNORECASE))
    for noun, words in (
        (r"risk|risiken|riesgos", r"\b(?:could|might|can) go wrong\b|\bwhat worries us\b|\bthreats\b|\bpremortem\b"),
        (r"lesson", r"\bwhat (?:we|was) learn(?:ed|t)\b|\btakeaways\b"),
        (r"open question", r"\b(?:do not|don['’]?t) (?:yet |still )?know\b|\bunknowns\b"),
        (r"next step", r"\bwhat(?:['’]s| is| comes| happens) next\b"),
        (r"assumption", r"\bwhat we (?:believe|assume)\b"),
    )
)
"""What else such a part is called."""
_SPEAKS = re.compile(
    r"\b(?:we (?:exist|want|believe|help|will|are here)|our (?:vision|mission|purpose|ambition)|(?:vision"
    r"|mission|purpose) is)\b",
    re.IGNORECASE,
)
_KINDS = (Kind.STRATEGY, Kind.OTHER)
_LABELLED = re.compile(r"\s*(?:\*\*|__)(?!\s)[^*_\n]{2,60}(?:\*\*|__)")
_LEVELS = re.compile(r"\blevels?\b", re.IGNORECASE)
"""What risks are weighed by, in a heading that lists none."""
_SHARE_OF_NAME = 0.25
MOST = 15
"""Entries of a list that are shown."""
_SENTENCES, _SPOKEN, _FEWEST_WORDS = 3, 2, 4
"""Entries of a list, sentences, and sentences before a list that are read out; and the words of one that tells."""


def section_question(question: str) -> SectionQuestion | None:
    """Return which named part a question asks for, None where it asks for none."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    for pattern in _ASKED:
        if match := pattern.match(text):
            about = (match["about"] or "").strip(" ,'\"")
            return SectionQuestion(match["noun"], "" if _ANY.match(about) else about)
    return None


def answer_from_section(
    asked: SectionQuestion, question: str, index: Index, retired: Collection[str] = ()
) -> Answer | None:
    """Answer from the part so named of the newest document that holds; None where no part is called so.

    `retired` are the documents that no longer hold, by id. A question about nothing in particular never reads the
    brief of one initiative.
    """
    for about in (asked.about, *index.other_forms(asked.about)):
        for document, blocks in _parts_about(asked.noun, units(about), index, retired):
            if rows := _rows(document, blocks):
                return Answer.of(question, index.generation, rows)
    return None


def _parts_about(
    noun: str, about: list[tuple[str, ...]], index: Index, retired: Collection[str]
) -> Iterable[tuple[Document, list[Block]]]:
    """Return the parts so named of the documents that hold, the closest first, then the newest."""
    wanted = units(noun)
    also = next((words for said, words in _ALSO if said.search(noun)), None)
    parts = [
        (_closeness(wanted, document, heading), str(document.date or ""), document, blocks)
        for document in index.documents(_KINDS)
        if document.record is None and document.id not in retired and not is_retired_place(document.path)
        for heading, blocks in _parts(document, wanted, also)
        if _is_of(about, document, heading) and (about or not (is_about_one(document) or has_card(document)))
    ]
    return [part[2:] for part in sorted(parts, key=lambda part: part[:2], reverse=True)]


def _parts(
    document: Document, wanted: list[tuple[str, ...]], also: re.Pattern[str] | None
) -> Iterable[tuple[str, list[Block]]]:
    """Yield the parts of a document that are called so: all of it, or what stands below a heading."""
    if any(_named(wanted, name) for name in (plain(document.title), PurePosixPath(document.path).stem)):
        yield "", [block for block in document.blocks if block.role is not Role.HEADING]
    below: dict[str, list[Block]] = {}
    others: set[str] = set()
    for block in document.blocks:
        for heading in () if block.role in (Role.HEADING, Role.HEADER) else block.trail[1:] or block.trail:
            named = heading not in others and (_named(wanted, heading) or bool(also and also.search(heading)))
            if heading in below or named:
                below.setdefault(heading, []).append(block)
            else:
                others.add(heading)
    yield from below.items()


def _named(wanted: list[tuple[str, ...]], text: str) -> bool:
    """Whether a heading is called so: it is a good part of its words, and no guide to how such a part is made."""
    share = len(wanted) / max(len(units(text)), 1)
    if not wanted or not says_all(text, wanted) or share < _SHARE_OF_NAME:
        return False
    return not (tells_how(text) or _LEVELS.search(text))


def _closeness(wanted: list[tuple[str, ...]], document: Document, heading: str) -> float:
    """Return how much of a part's name is what was asked for: "Vision" before "Vision and stakeholders"."""
    return len(wanted) / max(len(units(heading or plain(document.title))), 1)


def _is_of(about: list[tuple[str, ...]], document: Document, heading: str) -> bool:
    return says_all(f"{document.title} {document.path.rsplit('/', 1)[-1]} {heading}", about)


def _rows(document: Document, blocks: list[Block]) -> Rows:
    """Return what speaks of us, then the entries of a list or the labelled paragraphs; else the first sentences."""
    text = document.text
    entries = [(block, (block.start, block.end)) for block in blocks if block.role in (Role.ITEM, Role.ROW)]
    texts = [block for block in blocks if block.role is Role.TEXT]
    labelled = [
        block
        for block in texts
        if _LABELLED.match(text, block.start, block.end) and not leads_nowhere(text[block.start : block.end])
        if bold_label(document, block) is None  # which only heads what follows
    ]
    telling = [(block, span) for block in texts for span in block_sentences(text, block) if _tells(text[slice(*span)])]
    if len(labelled) > 1:
        return first_of(quoted(document, openings(text, labelled, _FEWEST_WORDS)), plain(document.title))
    if len(entries) > 1:
        speaking = [one for one in telling if _SPEAKS.search(plain(text[slice(*one[1])]))]
        return first_of(quoted(document, [*speaking[:_SPOKEN], *entries]), plain(document.title))
    telling.sort(key=lambda one: not _SPEAKS.search(plain(text[slice(*one[1])])))
    return quoted(document, telling)[:_SENTENCES]


def _tells(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not leads_nowhere(text) and not is_imprint(text)


def first_of(rows: Rows, where: str, most: int = MOST) -> Rows:
    """Return the first rows, led by how many there are where some are left out."""
    if len(rows) <= most:
        return rows
    return [(f"{where}: {len(rows)} entries. The first {most} of them:", rows[0][1]), *rows[:most]]


def quoted(document: Document, spans: Iterable[tuple[Block, tuple[int, int]]]) -> Rows:
    """Return each stretch of a document in its own words; nothing of a single one, nor of a template's blank."""
    rows: Rows = []
    for _, (start, end) in spans:
        made = quote(document, start, end)
        if made is not None and len(made.text.split()) > 1 and not is_bracketed(made.text):
            rows.append((words_of(made), [made]))
    return rows
