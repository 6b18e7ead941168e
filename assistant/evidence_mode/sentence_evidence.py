"""Choose the sentences that answer a question: read token by token in their passage, held against what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from assistant.domain import Block, Document, Role
from assistant.evidence_mode.expectation import (
    Expected,
    asks_attendance,
    asks_who,
    expected,
    names_nobody,
    says_no_holder,
    says_where_it_is,
    speaker,
)
from assistant.evidence_mode.grounds import Grounds, grounds_of, share_of, wants_reason
from assistant.evidence_mode.reasons import announces_reason, asks_why
from assistant.index.words import stems
from assistant.records.cells import spoken
from assistant.search.question_words import counted_thing, defines, is_called, number_match
from assistant.search.retrieval import Found, Question, Retriever
from assistant.text.plain import plain
from assistant.text.sections import LABEL
from assistant.text.stated import (
    asks_for_aims,
    in_contents,
    is_imprint,
    is_intention,
    is_letterhead,
    is_roll_call,
    leads_nowhere,
)
from assistant.text.walk import indent

_COVERED = 0.1
"""What taking up all of the question's words adds to the agreement of a sentence."""
_NEWS = 1
"""Words that a sentence must have besides the question's own."""
_UNASKED_FIELD, _SHORT_FIELD = 0.2, 80
_SAYS_IT = 8
"""Words from which a heading is a sentence: findings often stand as headings."""
_UNCOUNTED = 0.1
_EVENT_NAMED = 0.5
"""How much of a question a sentence must say that gives a day only by an event: "after the audit"."""
_PART = re.compile(r"^(?:[^:]{0,40}:)?\W*\w+ (?:\w+ )?of (?:whom|which|them|these|those)\b", re.IGNORECASE)
"""A line that counts a part of what stands before it."""
_INTENTION, _OTHER_NUMBER = 0.15, 0.15
_HEADED, _NAMED_BY_HEADING = 0.12, 0.6
_LABELLED = 0.1
"""What a line gains whose label is asked for: "Chosen option: ..." where it is asked which option was chosen."""
"""What a sentence gains whose own heading names what was asked: under "Mission" it need not say "mission"."""
_DEFINES, _REASON = 0.2, 0.05
_NEIGHBOUR_MARGIN = 0.05
_LONGEST = 400
_YES_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document that bears on the question, and how well (higher is better).

    `alone` and `titled` are its agreement with the question, by itself and with its title; `found` is where it stands.
    `odds` are the log-odds that it answers, once it has been judged (`answerability`); `grounds` is what it
    gives a reason for, where the question asks for one.
    """

    document: Document
    block: Block
    start: int
    end: int
    score: float
    alone: float = 0.0
    titled: float = 0.0
    found: Found | None = None
    odds: float = 0.0
    grounds: Grounds | None = None

    @property
    def words(self) -> str:
        """Return the stretch in plain words."""
        return plain(self.document.text[self.start : self.end])

    @property
    def heads(self) -> str:
        """Return what stands above it: title, headings, and the names of its column or field."""
        return _heads(self.document, self.block)


def _heads(document: Document, block: Block) -> str:
    return " > ".join((document.title, *block.trail, block.locator.field or "", *block.columns))


def sentence_evidence(asked: Question, found: Sequence[Found], retriever: Retriever) -> list[Evidence]:
    """Return the sentences of the passages that were read closely and may answer, best first."""
    rows = [piece for row in found for piece in _of_passage(asked, row, retriever)]
    if asked.name:
        explaining = [piece for piece in rows if _explains(asked.name, piece)]
        rows = explaining or rows
    return sorted(rows, key=lambda piece: (-piece.score, piece.document.path, piece.start))


def _of_passage(asked: Question, row: Found, retriever: Retriever) -> Iterator[Evidence]:
    if row.reading is None:
        return
    document, shown = row.hit.document, expected(asked.text)
    spans = retriever.index.sentence_spans(row.candidate.place)
    title = set(stems(plain(retriever.index.title(row.candidate.place))))
    why, read = asks_why(asked.text) and not asked.name, row.reading.sentences
    counted, voice = counted_thing(asked.text), set(stems(speaker(asked.text) or ""))
    for at, (start, own_end) in enumerate(spans):
        block = document.block_at(start)
        if block is None or not states(asked, document, block, start, own_end):
            continue
        end = _below(document, block, start, own_end) if why else own_end
        grounds = grounds_of(asked, document, block, spans, at, end) if why else None
        first = grounds.start if grounds else start
        words = plain(document.text[first:end])
        if (shown and not (shown.search(words) or _introduces_one(document, block, own_end, shown))) or (
            counted and counts_a_part(counted, block, words)
        ):
            continue
        if shown and shown.is_doubtful(words) and share(set(stems(words)), asked) < _EVENT_NAMED:
            continue
        if block.role is not Role.FIELD and names_nobody(asked.text, words):
            continue
        field = f"{block.locator.field} {words}" if block.role is Role.FIELD else None
        if says_no_holder(asked.text, "" if field else words, field or _heads(document, block)):
            continue
        if voice and not voice & {*stems(words), *stems(plain(" ".join(block.trail)))}:
            continue
        # Where it goes on from the sentence before, both are one.
        alone, titled = read[at - 1 if first < start else at : at + 1].max(axis=0).tolist()
        covered = share(set(stems(words)) | title, asked)
        gained = _gained(asked, document, block, start, words) + (_REASON if grounds else 0.0)
        score = (alone + titled) / 2 + _COVERED * covered + gained
        yield Evidence(document, block, first, end, score, alone, titled, row, grounds=grounds)


def listed_below(document: Document, block: Block, end: int) -> list[Block]:
    """Return the rows of the table or the items of the list right below a paragraph that a line ends at `end`."""
    if block.role is not Role.TEXT or document.text[end : block.end].strip():
        return []
    listed: list[Block] = []
    for following in document.blocks[document.blocks.index(block) + 1 :]:
        if following.role in (Role.ROW, Role.ITEM) and (not listed or following.role is listed[0].role):
            listed.append(following)
        elif listed or following.role is not Role.HEADER:
            break
    return listed


def _introduces_one(document: Document, block: Block, end: int, shown: Expected) -> bool:
    """Tell whether the only row or item below a line has what a question asks for."""
    listed = listed_below(document, block, end)
    return len(listed) == 1 and shown.search(plain(document.text[listed[0].start : listed[0].end]))


def counts_a_part(counted: str, block: Block, words: str) -> bool:
    """Tell whether a line counts some of what is asked for, or something else.

    So do "2 of whom", and an entry of a list or a record's cell that names others.
    """
    if _PART.match(words):
        return True
    said = stems(" ".join([*map(plain, block.trail), *block.columns, spoken(block.locator.field or ""), words]))
    short = block.role in (Role.ITEM, Role.FIELD) and len(words.split()) < _SAYS_IT
    return short and not set(stems(counted)) & set(said)


def states(asked: Question, document: Document, block: Block, start: int, end: int) -> bool:
    """Tell whether a sentence says something, and something else than the question does."""
    text = document.text[start:end]
    label = block.role is Role.HEADER or (block.role is Role.HEADING and len(text.split()) < _SAYS_IT)
    if label or in_contents(block.trail) or (leads_nowhere(text) and not _says_before_list(asked, text)):
        return False
    loose = block.role is Role.TEXT or not block.columns  # a page's foot may look like a row
    if loose and block.role is not Role.FIELD and is_imprint(text) and not _is_expected(asked, text):
        return False
    if is_letterhead(text) and block.role is Role.TEXT:
        return False
    if is_roll_call(text) and not asks_attendance(asked.text):
        return False
    if block.role is Role.FIELD and _is_title(document, text) and _YES_NO.match(asked.text):
        return False
    said = set(stems(f"{block.locator.field or ''} {plain(text)}"))
    if asked.name and not (set(stems(asked.name)) <= said or _stands_under(asked.name, document, block, start)):
        return False
    alike = len(said - asked.rarity.keys()) < _NEWS and block.role != Role.FIELD
    return not alike or _below(document, block, start, end) > end


def _says_before_list(asked: Question, text: str) -> bool:
    """Tell whether a line before a list has what is asked for itself: "Run jointly by Health and Finance:"."""
    if not plain(text).rstrip().endswith(":"):
        return False
    return _is_expected(asked, text) or (asks_who(asked.text) and not names_nobody(asked.text, plain(text)))


def _is_title(document: Document, text: str) -> bool:
    """Tell whether a field only says what its record is called, which settles nothing."""
    return document.record is not None and plain(text) == plain(document.record.title)


def _explains(name: str, piece: Evidence) -> bool:
    """Tell whether a piece says what a name is, by itself or by what it stands under."""
    return defines(name, piece.words) or _stands_under(name, piece.document, piece.block, piece.start)


def _stands_under(name: str, document: Document, block: Block, start: int) -> bool:
    """Tell whether a sentence comes first below a heading that is a name: a glossary does not repeat it."""
    return start == block.start and is_called(name, block.trail) and _opens(document, block)


def _is_expected(asked: Question, text: str) -> bool:
    """Tell whether a line has what the question asks for: a day, an amount."""
    shown = expected(asked.text)
    return shown is not None and shown.search(text)


def _gained(asked: Question, document: Document, block: Block, start: int, words: str) -> float:
    """Return what a sentence gains or loses beside its words: by its heading, its form, its field."""
    gained = 0.0
    headed = share(set(stems(plain(" ".join(block.trail[-1:])))), asked)
    if headed >= _NAMED_BY_HEADING and _opens(document, block):
        gained += _HEADED * headed
    label = LABEL.match(words)
    asked_for = set(stems(label["label"])) if label else set()
    if len(asked_for) > 1 and asked_for <= asked.rarity.keys():
        gained += _LABELLED
    if asked.name and (defines(asked.name, words) or _stands_under(asked.name, document, block, start)):
        gained += _DEFINES
    if says_where_it_is(asked.text, words):
        gained += _DEFINES
    if number_match(asked.numbered, " > ".join([document.title, *block.trail, words])) < 0:
        gained -= _OTHER_NUMBER
    counted = counted_thing(asked.text)
    if counted and not set(stems(counted)) & set(stems(" ".join([*map(plain, block.trail), *block.columns, words]))):
        gained -= _UNCOUNTED
    if not asks_for_aims(asked.text) and is_intention(block.trail, words):
        gained -= _INTENTION
    field = block.locator.field or ""
    told = wants_reason(asked) and announces_reason(field)
    if block.role == Role.FIELD and not told and not asked.rarity.keys() & set(stems(field)):
        gained -= _UNASKED_FIELD if len(words) < _SHORT_FIELD else 0.0
    return gained


def share(said: Set[str], asked: Question) -> float:
    """Return how much of a question some stems take up, its rare words counting more: 0 to 1."""
    return share_of(said, asked.rarity)


def differs(piece: Evidence, other: Evidence) -> bool:
    """Tell whether two pieces stand in different places and say something else."""
    if piece.document.id == other.document.id and piece.block == other.block:
        return False
    mine, theirs = set(stems(piece.words)), set(stems(other.words))
    return len(mine & theirs) < 0.7 * max(1, min(len(mine), len(theirs)))


def widened(piece: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """Add the sentence beside it in the same block that scores nearly as well, and the items below an item."""
    start, end = piece.start, piece.end
    for other in evidence:
        same = other.document.id == piece.document.id and other.block == piece.block
        gap = min(abs(other.start - end), abs(start - other.end))
        if same and gap <= 2 and other.score >= piece.score - _NEIGHBOUR_MARGIN and end - start < _LONGEST:
            start, end = min(start, other.start), max(end, other.end)
    return replace(piece, start=start, end=_below(piece.document, piece.block, start, end))


def _below(document: Document, block: Block, start: int, end: int) -> int:
    """Return where the items end that stand indented below an item: "closed" and, below it, why."""
    if block.role is not Role.ITEM:
        return end
    own = indent(document, block)
    for below in document.blocks[document.blocks.index(block) + 1 :]:
        if below.role is not Role.ITEM or indent(document, below) <= own or below.end - start > _LONGEST:
            break
        end = below.end
    return end


def _opens(document: Document, block: Block) -> bool:
    """Tell whether a block is the first thing that stands under its heading."""
    at = document.blocks.index(block)
    return at > 0 and document.blocks[at - 1].role is Role.HEADING
