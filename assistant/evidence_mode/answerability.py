"""How likely it is that the best sentence answers the question: a logistic model over what was read of it.

A sentence on the same theme agrees with a question nearly as well as one that answers it. What tells them apart is how
well its passage answers, and what of the question stays uncovered: rare words, names, numbers. The weights come from
`python -m eval.training.train_answerability`; they are few, named, and can be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from assistant.encoder.close_reading import MEASURES
from assistant.encoder.embedding import Vectors
from assistant.evidence_mode.expectation import expected
from assistant.evidence_mode.reasons import asks_why
from assistant.evidence_mode.sentence_evidence import Evidence, share
from assistant.index.words import stems
from assistant.search.relevance import Weights, read_weights
from assistant.search.retrieval import READ, Found, Question
from assistant.text.named import names
from assistant.text.plain import plain

FEATURES = (
    "score",
    "alone",
    "titled",
    "sentence_coverage",
    "coverage",
    "passage_coverage",
    "rarest",
    "nowhere",
    *MEASURES,
    "relevance",
    "cosine",
    "sentence_cosine",
    "words",
    "names",
    "names_missing",
    "typed",
    "yes_no",
    "why",
    "reason",
    "person_missing",
    "length",
)
_OF_PIECE = 10.0
"""What the score of a piece counts beside the log-odds of its passage."""
_AGREES, _UNHEARD = 0.55, 0.1
"""Where there are fewer passages than are read, nothing stands out from the rest: a piece's score decides, less what of
the question stands nowhere at all."""
_ALL, _AGREES_WELL = 0.95, 0.65
"""Share of a question that a piece says, its headings and columns included, and its score, to be taken as it is."""
_SEVERAL = 3
"""Words of a question from which all of them together tell that it is answered."""
_SURER = 1.85
"""By how much more, in log-odds, a piece must be an answer to a question of no more than `_SEVERAL` telling words.

A few words stand together in many sentences that are about something else.
"""
_REASONED = 1.3, 0.15
"""What a reason gains whose sentence says that what is asked is so: few sentences do, and they answer."""
_WEIGHTS_FILE = "answerability.json"
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b", re.I)
_WHO = re.compile(r"^\W*(?:who|whom|whose|wer|quién(?:es)?)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b[A-Z][\w'’-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w'’-]+|\b[A-Z]{2,}\b|(?<=[a-z,] )[A-Z]\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@cache
def weights() -> Weights:
    """Return the weights that ship with the project."""
    return read_weights(_WEIGHTS_FILE, FEATURES)


def threshold() -> float:
    """Return the least log-odds at which a piece is taken for an answer."""
    return weights().threshold


def judge(asked: Question, found: Sequence[Found], evidence: Sequence[Evidence], each: int = 1) -> list[Evidence]:
    """Return the `each` best pieces of each passage, best first, with the log-odds that they answer."""
    rows = rated(asked, found, evidence, each)
    if all(row.among < READ for row in found):
        nowhere = FEATURES.index("nowhere")
        return [
            replace(
                piece, odds=threshold() + piece.score - _UNHEARD * float(row[nowhere]) - _AGREES + _reasoned(piece)[1]
            )
            for piece, row in rows
        ]
    odds = weights().scores(np.array([row for _, row in rows])).tolist() if rows else []
    return [
        replace(
            piece,
            odds=max(
                one + _reasoned(piece)[0] - (_SURER if _is_asked_shortly(asked, row) else 0.0),
                threshold() if _says_all(asked, piece, row) else -np.inf,
            ),
        )
        for (piece, row), one in zip(rows, odds, strict=True)
    ]


def _is_asked_shortly(asked: Question, row: Vectors) -> bool:
    """Return whether a question has so few telling words that they stand beside each other by chance.

    A name tells more than such a word, and so does a piece with all of them where it is only asked whether it is so.
    """
    if len(asked.rarity) > _SEVERAL or _called(asked.text):
        return False
    return not (_YES_NO.match(asked.text) and float(row[FEATURES.index("coverage")]) >= _ALL)


def _says_all(asked: Question, piece: Evidence, row: Vectors) -> bool:
    """Return whether a piece, with what stands above it, has all that is asked, and agrees with it as a whole.

    Two words are soon found in a heading and a sentence that have nothing to do with each other, unless one is a name.
    """
    tells = len(asked.rarity) >= _SEVERAL or bool(names(asked.text))
    return tells and float(row[FEATURES.index("coverage")]) >= _ALL and piece.score >= _AGREES_WELL


def _reasoned(piece: Evidence) -> tuple[float, float]:
    """Return what a piece gains that gives a reason for what was asked: in log-odds, and where its score decides."""
    return _REASONED if piece.grounds is not None and piece.grounds.over >= 0 else (0.0, 0.0)


def rated(
    asked: Question, found: Sequence[Found], evidence: Sequence[Evidence], each: int = 1
) -> list[tuple[Evidence, Vectors]]:
    """Return the `each` best pieces of each passage with their `FEATURES`, in the order of passage and piece together.

    `evidence` is in order, best first.
    """
    read = _Read.of(asked, found)
    taken: Counter[int] = Counter()
    rows = []
    for piece in evidence:
        taken[id(piece.found)] += 1
        if taken[id(piece.found)] <= each:
            rows.append((piece, _features(read, piece)))
    return sorted(rows, key=lambda row: (-_order(row[0]), row[0].document.path, row[0].start))


def _order(piece: Evidence) -> float:
    assert piece.found is not None
    return piece.found.hit.score + _OF_PIECE * piece.score


@dataclass(frozen=True, slots=True)
class _Read:
    """What is the same for every piece of evidence of a question."""

    asked: Question
    everywhere: frozenset[str]
    bodies: dict[int, frozenset[str]]
    called: list[str]
    total: float

    @classmethod
    def of(cls, asked: Question, found: Sequence[Found]) -> _Read:
        bodies = {id(row): frozenset(stems(plain(row.hit.text))) for row in found}
        titles = frozenset(stems(plain(" ".join(row.hit.document.title for row in found))))
        everywhere = titles.union(*bodies.values())
        return cls(asked, everywhere, bodies, _called(asked.text), sum(asked.rarity.values()) or 1.0)


def _features(read: _Read, piece: Evidence) -> Vectors:
    """Return the `FEATURES` of a piece, shape (features,).

    None says how far it stands above the next: what an organisation knows stands in several of its documents.
    """
    passage, asked = piece.found, read.asked
    assert passage is not None
    sentence, heads = set(stems(piece.words)), set(stems(plain(piece.heads)))
    said = f"{piece.heads} {piece.words}".casefold()
    rarest = max(asked.rarity, key=lambda stem: asked.rarity[stem], default="")
    row = (
        piece.score,
        piece.alone,
        piece.titled,
        share(sentence, asked),
        share(sentence | heads, asked),
        share(sentence | heads | read.bodies[id(passage)], asked),
        float(rarest in sentence or rarest in heads),
        1.0 - share(read.everywhere | heads, asked),
        *(passage.reading.measures if passage.reading else (0.0,) * len(MEASURES)),
        passage.odds,
        passage.candidate.cosine,
        passage.candidate.sentence,
        passage.candidate.words / read.total,
        float(bool(read.called)),
        float(sum(name not in said for name in read.called)) / max(1, len(read.called)),
        float(expected(asked.text) is not None),
        float(bool(_YES_NO.match(asked.text))),
        float(asks_why(asked.text)),
        float(piece.grounds is not None),
        float(bool(_WHO.match(asked.text)) and not _PERSON.search(piece.words)),
        float(np.log1p(len(asked.rarity))),
    )
    return np.array(row, dtype=np.float32)


def _called(question: str) -> list[str]:
    """Return the names and numbers of a question, folded."""
    return [name.casefold() for name in dict.fromkeys([*names(question), *_NUMBER.findall(question)])]
