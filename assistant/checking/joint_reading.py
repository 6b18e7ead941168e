"""Read a claim and its evidence in one go: does the one follow from the other?

The packaged encoder reads both as one text (`encoder.adapted`), and each token is told how near its nearest one on
the other side came when both were read apart, which is where the comparison starts from.
`python -m eval.training.train_joint_reading` makes the changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from assistant.encoder.adapted import CLS, SEP, AdaptedEncoder, pooled
from assistant.encoder.cores import side_by_side
from assistant.encoder.embedding import Vectors

if TYPE_CHECKING:
    from torch import Tensor

FILE = "joint_reading.npz"
_CLAIM, _EVIDENCE = 80, 150
"""The most tokens of each side that are read."""
_CLOSE = 0.7
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a stretch of its evidence: their tokens, how many are the claim's, and each one's nearest cosine."""

    ids: tuple[int, ...]
    claim: int
    near: Vectors


def pair(claim: Sequence[int], windows: Sequence[Sequence[int]], cosines: Sequence[Vectors], weight: Vectors) -> Pair:
    """Return a claim with the stretch of its evidence that has most of it.

    `cosines` are (claim's tokens, window's tokens) for each window; `weight` is how much each of the claim's counts.
    """
    said = min(_CLAIM, len(claim))
    read = [at for at, window in enumerate(cosines) if window.size]
    best = np.max([cosines[at].max(axis=1) for at in read], axis=0) if read else np.zeros(len(claim), dtype=np.float32)
    there, near = list[int](), np.zeros(0, dtype=np.float32)
    if read:
        chosen = max(read, key=lambda at: float(weight @ cosines[at].max(axis=1)))
        near = cosines[chosen].max(axis=0)
        sums = np.cumsum(np.append(0.0, near))
        start = int(np.argmax(sums[_EVIDENCE:] - sums[:-_EVIDENCE])) if len(near) > _EVIDENCE else 0
        there, near = list(windows[chosen])[start : start + _EVIDENCE], near[start : start + _EVIDENCE]
    between = np.zeros(1, dtype=np.float32)
    row = np.concatenate([between, best[:said], between, near, between]).astype(np.float32)
    return Pair((CLS, *claim[:said], SEP, *there, SEP), said + 2, row)


def hints(claim: Tensor, near: Tensor) -> Tensor:
    """Return what each token is told, shape (rows, tokens, 4); `claim` is 1 where a token is the claim's, else 0."""
    import torch

    close = (near - _CLOSE).clamp(min=0)
    return torch.stack([claim * near, (1 - claim) * near, claim * close, (1 - claim) * close], -1)


def tensors(pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, mask, whose token it is and its nearest cosine, each (pairs, tokens)."""
    import torch

    longest = max(len(one.ids) for one in pairs)
    places = torch.arange(longest)[None, :]
    ids = torch.tensor([[*one.ids, *[0] * (longest - len(one.ids))] for one in pairs])
    mask = places < torch.tensor([len(one.ids) for one in pairs])[:, None]
    claim = (places < torch.tensor([one.claim for one in pairs])[:, None]).float()
    near = torch.tensor(np.array([np.pad(one.near, (0, longest - len(one.near))) for one in pairs]))
    return ids, mask, claim, near


class JointReader:
    """Scores pairs."""

    def __init__(self, found: Mapping[str, Tensor]) -> None:
        """Read with the changes of `FILE`, all float32."""
        self._encoder = AdaptedEncoder(found)
        self._found = found

    def scores(self, pairs: Sequence[Pair]) -> Vectors:
        """Return the log odds that each claim follows, shape (pairs,)."""
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].ids))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        read = side_by_side(lambda batch: self._scores([pairs[at] for at in batch]), batches)
        found = np.concatenate([np.zeros(0, dtype=np.float32), *read])
        return np.asarray(found[np.argsort(order)] if order else found, dtype=np.float32)

    def _scores(self, pairs: Sequence[Pair]) -> Vectors:
        import torch

        with torch.inference_mode():
            ids, mask, claim, near = tensors(pairs)
            x = self._encoder.beneath(ids, mask)
            told = hints(claim, near) @ self._found["hint"] + (1 - claim)[..., None] * self._found["evidence"]
            states = self._encoder.onward(x + told.to(x.dtype), mask)
            odds = pooled(states, claim) @ self._found["head"] + self._found["bias"]
        return np.asarray(odds.numpy(), dtype=np.float32)


@cache
def load_joint_reader() -> JointReader:
    """Return the reader with the changes that ship with Bearing, loaded once."""
    import torch

    with files("assistant").joinpath("weights", FILE).open("rb") as file, np.load(file) as rows:
        return JointReader({name: torch.from_numpy(rows[name].astype(np.float32)) for name in rows.files})
