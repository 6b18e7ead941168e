"""Choose the sentences that answer a question: read in their passage, token by token, and held against what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Block, Document, Role
from assistant.expectation import expected
from assistant.index.words import stems
from assistant.plain import plain
from assistant.question_words import defines
from assistant.retrieval import Found, Question, Retriever

Span = tuple[int, int]

_COVERED = 0.1
"""What taking up all of the question's words adds to the agreement of a sentence."""
_NEWS = 1
"""Words that a sentence must have besides the question's own."""
_UNASKED_FIELD, _SHORT_FIELD = 0.2, 80
_LINK_WORDS = 8
_INTENTION = 0.1
_HEADED, _NAMED_BY_HEADING = 0.2, 0.6
"""What a sentence gains whose own heading names what was asked: under "Mission" it need not say "mission"."""
_DEFINES, _REASON = 0.2, 0.05
_NEIGHBOUR_MARGIN = 0.05
_LONGEST = 400
_ABOUT_THE_PAGE = re.compile(
    r"[\W_]*(?:this|the following|below)\s+(?:\w+\s+)?(?:page|document|section|chapter|folder|(?:sub-?)?directory|file|table|guide"
    r"|report|summary|list|wiki|repo(?:sitory)?|deck|is|are)\s+(?:\w+\s+)?(?:includes?|contains?|describes?|lists?|provides?|outlines?"
    r"|explains?|summari[sz]es?|covers?|documents?|shows?|an?\s+(?:list|overview|summary|collection))\b",
    re.IGNORECASE,
)
_SEE = re.compile(r"\b(?:more (?:detail|information)|details|read more|see)\b[^.]{0,60}\b(?:page|here|below|above|section|link)\b", re.IGNORECASE)
_FIND_OUT = re.compile(
    r"[\W_]*(?:to\s+)?(?:identify|understand|learn|explore|find out|determine|investigate|discover|clarify|examine|evaluate|assess"
    r"|validate|research|conduct)\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE)
_WHY = re.compile(r"^\W*(?:and |but |so )?(?:why|for what reason|what (?:is|was) the (?:reason|rationale))\b|\bwarum\b|\bpor qué\b", re.IGNORECASE)
_REASONS = re.compile(
    r"\b(?:because|since|due to|so that|in order to|as a (?:result|consequence)|therefore|thus|caused?|reasons?|which means|owing to"
    r"|thanks to|leads? to|led to|impact|to (?:avoid|ensure|reduce|enable|allow|make)|weil|damit|porque)\b",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"\b(?:goals?|objectives?|aims?|questions?|learn|plan(?:s|ned)?|want(?:s|ed)?|next|tasks?|hypothes[ei]s)\b", re.IGNORECASE
)
_TO_LEARN = re.compile(
    r"\b(?:want(?:ed)? to (?:learn|know|find out)|hop(?:e|ed) to learn|research (?:questions?|goals?|objectives?|plan)"
    r"|learning (?:goals?|questions?|objectives?)|open questions?|interview guide|discussion guide)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document that bears on the question, and how well (higher is better).

    `agreement` is that of the sentence in its context, `weakest` that of the question's least carried weighty word.
    """

    document: Document
    block: Block
    start: int
    end: int
    score: float
    agreement: float = 0.0
    weakest: float = 0.0
    covered: float = 0.0

    @property
    def words(self) -> str:
        """Return the stretch in plain words."""
        return plain(self.document.text[self.start : self.end])


def sentence_evidence(asked: Question, found: Sequence[Found], retriever: Retriever) -> list[Evidence]:
    """Return the sentences of the passages that were read closely and may answer, best first."""
    rows = [piece for row in found for piece in _of_passage(asked, row, retriever)]
    return sorted(rows, key=lambda piece: (-piece.score, piece.document.path, piece.start))


def _of_passage(asked: Question, row: Found, retriever: Retriever) -> Iterator[Evidence]:
    if row.reading is None:
        return
    document, shown = row.hit.document, expected(asked.text)
    reason = _REASONS if _WHY.search(asked.text) else None
    spans = retriever.index.sentence_spans(row.candidate.place)
    title = set(stems(plain(retriever.index.title(row.candidate.place))))
    for (start, end), (alone, titled) in zip(spans, row.reading.sentences.tolist(), strict=True):
        block = document.block_at(start)
        words = plain(document.text[start:end])
        if block is None or block.role in (Role.HEADING, Role.HEADER) or any(map(_CONTENTS.match, block.trail[-1:])):
            continue
        if leads_nowhere(document.text[start:end]):
            continue
        said = set(stems(f"{block.locator.field or ''} {words}"))
        if len(said - asked.rarity.keys()) < _NEWS and block.role != Role.FIELD and _below(document, block, start, end) == end:
            continue  # it repeats the question
        if shown and not shown.search(words):
            continue
        covered = share(said | title, asked)
        score = (alone + titled) / 2 + _COVERED * covered
        headed = share(set(stems(plain(" ".join(block.trail[-1:])))), asked)
        score += _HEADED * headed if headed >= _NAMED_BY_HEADING and _opens(document, block) else 0.0
        if asked.name:
            if not set(stems(asked.name)) <= said:
                continue
            score += _DEFINES if defines(asked.name, words) else 0.0
        if reason and reason.search(words):
            score += _REASON
        if not asks_for_aims(asked.text) and _is_intention(block, words):
            score -= _INTENTION
        if block.role == Role.FIELD and not asked.rarity.keys() & set(stems(block.locator.field or "")):
            score -= _UNASKED_FIELD if end - start < _SHORT_FIELD else 0.0
        yield Evidence(document, block, start, end, score, titled, row.reading.measures[1], covered)


def asks_for_aims(question: str) -> bool:
    """Tell whether a question asks what somebody wants to do or know."""
    return bool(_AIMS.search(question))


def share(said: set[str], asked: Question) -> float:
    """Return how much of a question some stems take up, its rare words counting more: 0 to 1."""
    return sum(value for stem, value in asked.rarity.items() if stem in said) / (sum(asked.rarity.values()) or 1.0)


def leads_nowhere(text: str) -> bool:
    """Tell whether a sentence states nothing: a link to elsewhere, a line about the page or before a list, a question."""
    last = text.rstrip(" \n*_>)]\"”’'")[-1:]
    if _SEE.search(text) or last in (":", "?") or "](#" in text or _ABOUT_THE_PAGE.match(text):
        return True
    return "](" in text and len(plain(text).split()) <= _LINK_WORDS


def _is_intention(block: Block, words: str) -> bool:
    """Tell whether a sentence says what somebody wants to find out, which is not what they found."""
    return bool(_FIND_OUT.match(words)) or bool(block.trail and _TO_LEARN.search(block.trail[-1]))


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
    own = _indent(document, block)
    for below in document.blocks[document.blocks.index(block) + 1 :]:
        if below.role is not Role.ITEM or _indent(document, below) <= own or below.end - start > _LONGEST:
            break
        end = below.end
    return end


def _opens(document: Document, block: Block) -> bool:
    """Tell whether a block is the first thing that stands under its heading."""
    at = document.blocks.index(block)
    return at > 0 and document.blocks[at - 1].role is Role.HEADING


def _indent(document: Document, block: Block) -> int:
    line = document.text[document.text.rfind("\n", 0, block.start) + 1 : block.start]
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) if not line.strip(" \t-*+•0123456789.)") else 0
