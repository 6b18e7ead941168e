"""What a sentence gives a reason for, held against the question that asks for one.

"Why does the plant keep four formats?" is not answered by "we cannot check it, because the plant keeps four formats":
what is asked must be what is so, in the sentence, in what it goes on from, or in what heads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import Block, Document, Role
from assistant.evidence_mode.reasons import (
    Reason,
    Sort,
    asking_stems,
    asks_why,
    deed_of,
    is_no_reason,
    named_reasons,
    offers_reasons,
    reasons_in,
    unnamed_stems,
)
from assistant.index.words import stems
from assistant.search.retrieval import Question
from assistant.text.plain import plain
from assistant.text.sentences import Span, block_sentences
from assistant.text.small_words import query_terms, says_something

_ENOUGH = {Sort.CAUSE: 0.54, Sort.PURPOSE: 0.54, Sort.PASSING: 0.66}
"""Share of a question, its rare words counting more, that a reason must be given for: set on 76 questions to three
organisations, to 31 of which the documents give no reason, and tried on 42 others."""
_NEAR, _CLOSE = 0.25, 0.5
"""Less of it will do of a cause where the sentence's words agree with the question from `_CLOSE` on."""
_APART = 0.2
"""Share of a question that may stand on the side of the reason alone, if not twice as much stands on the other."""
_ANOTHER_DEED = 0.3
"""What is left of it where a question asks why something was done and the sentence does not say that it was."""
_ITSELF = 0.3
"""Share of a question that a sentence must say itself which gives a purpose, or a reason in passing."""
_ALL = 0.75
"""Share of a sentence from which a question is about all that it says."""
_FRAGMENT = 7
"""Words from which what opens a paragraph is a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """A reason where it stands: from where on it is read, what share of the question it is given for, how surely."""

    start: int
    share: float
    sort: Sort

    @property
    def over(self) -> float:
        """Return by how much of the question it is more, or less, than enough."""
        return self.share - _ENOUGH[self.sort]

    def answers(self, agreement: float) -> bool:
        """Tell whether it is given for what was asked and not for something beside it."""
        return self.over >= 0 or (self.sort is Sort.CAUSE and agreement >= _CLOSE and self.share >= _NEAR)


def wants_reason(asked: Question) -> bool:
    """Tell whether only a reason answers a question: why a named thing exists is said by what explains it."""
    return asks_why(asked.text) and asked.name is None and not offers_reasons(asked.text)


def share_of(said: Set[str], rarity: Mapping[str, float]) -> float:
    """Return how much of some stems is said, the rare ones counting more: 0 to 1."""
    return sum(value for stem, value in rarity.items() if stem in said) / (sum(rarity.values()) or 1.0)


def grounds_of(
    asked: Question, document: Document, block: Block, spans: Sequence[Span], at: int, end: int
) -> Grounds | None:
    """Return what sentence `at` of a passage, read to `end`, gives a reason for; None where it gives none."""
    start, before = spans[at][0], _before(document, block, spans, at)
    words = plain(document.text[start:end])
    earlier = plain(document.text[slice(*before)]) if before else ""
    reasons = list(_reasons(document, block, words, earlier))
    if not reasons:
        return None
    opening = _run_in(document, block)
    heads = [document.title, *block.trail, block.locator.field or "", *block.columns]
    if opening and opening != before:
        heads.append(document.text[slice(*opening)])
    headed = frozenset(stems(plain(" > ".join(heads))))
    leads_in = earlier.endswith("?") or (opening is not None and opening == before)
    best: Grounds | None = None
    matter = _matter(asked.text, tuple(asked.rarity.items()))[0].keys()
    for reason in reasons:
        own = frozenset(stems(reason.effect))
        goes_on = leads_in or (reason.goes_on and not _of_the_deed_before(asked, reason.effect, earlier))
        so = own | frozenset(stems(earlier)) if goes_on else own
        if own and not so & matter and matter & set(stems(reason.given)):
            continue  # all that is said of the question is the reason for something else
        share = _said_so(so, headed, reason.sort, asked)
        apart = share_of(frozenset(stems(reason.given)) - so - headed, asked.rarity)
        if apart >= _APART and apart >= share_of(so, asked.rarity) / 2:
            continue
        leans = before is not None and (reason.follows or share > _said_so(own, headed, reason.sort, asked))
        made = Grounds(before[0] if before and leans else start, share, reason.sort)
        best = made if best is None or made.over > best.over else best
    return best


def _of_the_deed_before(asked: Question, effect: str, earlier: str) -> bool:
    """Tell whether a question asks of all that the sentence before says, where the reason is for what came of it."""
    own, said = (_content(words) for words in (effect, earlier))
    return bool(own and said) and not own & asked.rarity.keys() and len(said & asked.rarity.keys()) > _ALL * len(said)


def _content(words: str) -> frozenset[str]:
    return frozenset(stems(" ".join(query_terms(words)))) if says_something(words) else frozenset()


def _reasons(document: Document, block: Block, words: str, earlier: str) -> Iterator[Reason]:
    yield from named_reasons(document, block, words)
    yield from reasons_in(words)
    if is_no_reason(earlier):
        yield Reason(earlier, words, goes_on=True, follows=True)


def _said_so(own: frozenset[str], headed: frozenset[str], sort: Sort, asked: Question) -> float:
    """Return how much of a question is said to be so: of all its words, and of those that are no names; the less.

    What heads a sentence says of what it is; what is done, and what it is done for in passing, it says itself.
    """
    matter, happening = _matter(asked.text, tuple(asked.rarity.items()))
    so, surely = own | headed, sort is Sort.CAUSE
    told = min(share_of(so, matter), share_of(so, happening) if happening else 1.0)
    deed, there = deed_of(asked.text), so if surely else own
    other = deed in matter and deed not in there
    return told * _ANOTHER_DEED if other or (not surely and share_of(own, matter) < _ITSELF) else told


@lru_cache(maxsize=16)
def _matter(question: str, rarity: tuple[tuple[str, float], ...]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the stems that a question is about with their rarity, and those of them that are no names."""
    asking, unnamed = asking_stems(question), unnamed_stems(question)
    matter = {stem: value for stem, value in rarity if stem not in asking}
    return matter, {stem: value for stem, value in matter.items() if stem in unnamed}


def _run_in(document: Document, block: Block) -> Span | None:
    """Return the few words with which a paragraph says what it is about: "**2. Clean Invoice.** Third time"."""
    pieces = block_sentences(document.text, block) if block.role in (Role.TEXT, Role.ITEM, Role.COMMENT) else []
    short = len(pieces) > 1 and len(plain(document.text[slice(*pieces[0])]).split()) < _FRAGMENT
    return pieces[0] if short else None


def _before(document: Document, block: Block, spans: Sequence[Span], at: int) -> Span | None:
    """Return the sentence that one may go on from: before it in its paragraph, or the last of the paragraph before."""
    if at == 0 or block.role in (Role.ROW, Role.FIELD, Role.HEADER, Role.HEADING):
        return None
    other = document.block_at(spans[at - 1][0])
    goes_on = other == block or (other is not None and other.trail == block.trail and other.role is Role.TEXT)
    return spans[at - 1] if goes_on else None
