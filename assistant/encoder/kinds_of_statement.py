"""Tell what kind of statement a sentence is, below its heading: a goal, a risk, a result, a rule of work, ...

The packaged encoder reads heading and sentence as one text (`adapted`); a sentence may be of several kinds.
`python -m eval.training.train_kinds_of_statement` makes the weights and says how often they are right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.domain import Document
from assistant.encoder.adapted import CLS, SEP, AdaptedEncoder, pooled
from assistant.encoder.cores import side_by_side
from assistant.encoder.embedding import Vectors, packaged_encoder
from assistant.encoder.trained_weights import FOLDER, checked
from assistant.text.plain import plain
from assistant.text.small_words import is_english

if TYPE_CHECKING:
    from torch import Tensor

FILE, RECEIPT = "kinds_of_statement.npz", "kinds_of_statement.json"
_WEIGHTS = FOLDER
_HEADING, _SENTENCE = 24, 80
"""The most tokens of each that are read."""
_BATCH = 16
_REMEMBERED = 20_000
"""Sentences whose result is kept; the model is deterministic, so a result never goes stale."""
Placed = tuple[str, str]
"""A heading, and a sentence below it, both in plain words."""


class StatementKind(StrEnum):
    """What a sentence says, as a careful reader would show it."""

    MISSION = "mission"
    GOAL = "goal"
    MEASURE = "measure"
    FIGURE = "figure"
    RESULT = "result"
    DONE = "done"
    NEXT = "next"
    PROBLEM = "problem"
    FINDING = "finding"
    LESSON = "lesson"
    RISK = "risk"
    QUESTION = "question"
    BLOCKER = "blocker"
    EXCLUSION = "exclusion"
    STOPPED = "stopped"
    PEOPLE = "people"
    AUTHORITY = "authority"
    DECISION = "decision"
    WAY = "way"
    USER = "user"
    COMPETITION = "competition"
    NONE = "none"


KINDS = tuple(StatementKind)


def tokens_of(placed: Sequence[Placed]) -> list[tuple[list[int], list[int]]]:
    """Return the tokens of headings and sentences."""
    _, tokenizer = packaged_encoder()

    def ids(texts: list[str], most: int) -> list[list[int]]:
        return [list(one.ids[:most]) for one in tokenizer.encode_batch(texts, add_special_tokens=False)]

    headings, sentences = ids([one for one, _ in placed], _HEADING), ids([one for _, one in placed], _SENTENCE)
    return list(zip(headings, sentences, strict=True))


def tensors(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, mask, and 1 for the tokens of the sentence, each (rows, tokens)."""
    import torch

    joined = [[CLS, *heading, SEP, *sentence, SEP] for heading, sentence in rows]
    longest = max(map(len, joined))
    places = torch.arange(longest)[None, :]
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in joined])
    mask = places < torch.tensor([len(row) for row in joined])[:, None]
    begins = torch.tensor([len(heading) + 2 for heading, _ in rows])[:, None]
    return ids, mask, (mask & (places >= begins)).float()


class StatementReader:
    """Tells kinds of statements; one instance serves all readers, because it sees nothing but the sentences."""

    def __init__(self, found: Mapping[str, Tensor]) -> None:
        """Read with the weights of `FILE`, all float32."""
        self._encoder = AdaptedEncoder(found)
        self._found = found
        self._known: dict[Placed, Vectors] = {}

    def likely(self, placed: Sequence[Placed]) -> Vectors:
        """Return how likely each sentence is of each kind, shape (sentences, kinds)."""
        known = self._known  # one of its own for each call: another thread may begin a new one meanwhile
        new = [one for one in dict.fromkeys(placed) if one not in known]
        rows = tokens_of(new)
        order = sorted(range(len(new)), key=lambda at: len(rows[at][0]) + len(rows[at][1]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        read = side_by_side(lambda batch: self._likely([rows[at] for at in batch]), batches)
        told = {one: known[one] for one in placed if one in known}
        for batch, found in zip(batches, read, strict=True):
            told |= {new[at]: row for at, row in zip(batch, found, strict=True)}
        self._known = told if len(known) + len(new) > _REMEMBERED else {**known, **told}
        none = np.zeros((0, len(KINDS)), dtype=np.float32)
        return np.array([told[one] for one in placed]) if placed else none

    def _likely(self, rows: Sequence[tuple[list[int], list[int]]]) -> Vectors:
        import torch

        with torch.inference_mode():
            ids, mask, sentence = tensors(rows)
            x = self._encoder.beneath(ids, mask)
            told = (1 - sentence)[..., None] * self._found["heading"]
            states = self._encoder.onward(x + told.to(x.dtype), mask)
            odds = pooled(states, sentence) @ self._found["head"] + self._found["bias"]
        return np.asarray(torch.sigmoid(odds).numpy(), dtype=np.float32)


def any_of(likely: Vectors, kinds: Collection[StatementKind]) -> Vectors:
    """Return how likely each sentence is of any of some kinds, shape (sentences,)."""
    chosen = likely[:, [KINDS.index(kind) for kind in sorted(kinds)]]
    return np.asarray(1 - np.prod(1 - chosen, axis=1), dtype=np.float32)


def in_place(heading: str, sentence: str) -> Placed:
    """Return a heading and a sentence as they are read: plain words, single blanks."""
    return " ".join(plain(heading).split()), " ".join(plain(sentence).split())


@dataclass(frozen=True, slots=True)
class Expected:
    """The kinds of statement that answer something, and how likely a sentence has to be one of them.

    Below `least` lies one in ten of those that are, of sources that nothing was learnt from.
    """

    kinds: frozenset[StatementKind]
    least: float

    def fits(self, placed: Sequence[Placed]) -> list[bool]:
        """Return which sentences may be of these kinds."""
        return [likely >= self.least for likely in likely_any(placed, self.kinds).tolist()]


def expected(least: float, *kinds: StatementKind) -> Expected:
    """Return some kinds as what is expected."""
    return Expected(frozenset(kinds), least)


def likely_any(placed: Sequence[Placed], kinds: Collection[StatementKind]) -> Vectors:
    """Return how likely each sentence is of any of some kinds, shape (sentences,); 1 where it is not English.

    Only English sentences were learnt from.
    """
    likely = any_of(load_statement_reader().likely(placed), kinds)
    english = np.array([is_english(sentence) for _, sentence in placed], dtype=bool)
    return np.where(english, likely, np.float32(1)) if len(placed) else likely


def heading_of(document: Document, offset: int) -> str:
    """Return the nearest heading above a place, the title of its document where there is none."""
    block = document.block_at(offset)
    return block.trail[-1] if block is not None and block.trail else document.title


def placed_at(document: Document, start: int, end: int) -> Placed:
    """Return a stretch of a document below its heading, as it is read."""
    return in_place(heading_of(document, start), document.text[start:end])


@cache
def load_statement_reader() -> StatementReader:
    """Return the reader with the weights that ship with Bearing, loaded once.

    Raises:
        UsageError: they are missing or not the ones whose SHA-256 is recorded.
    """
    import torch

    file = checked(_WEIGHTS / FILE, "eval.training.train_kinds_of_statement")
    with np.load(file, allow_pickle=False) as rows:
        return StatementReader({name: torch.from_numpy(rows[name].astype(np.float32)) for name in rows.files})
