"""The state of a token in a few bytes, so that an index can keep what its passages say token by token.

Product quantisation (Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", 2011): a state is
turned onto its main axes, cut into parts, and each part is named by the nearest of 256 centres. The codebook comes from
`python -m eval.training.train_token_codes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

Codes = NDArray[np.uint8]
_States = NDArray[np.float32]
_FILE = "token_codes.npz"


@dataclass(frozen=True)
class Codebook:
    """What states are coded by.

    `mean` is (384,), `axes` (384, kept) the main axes, `centres` (parts, 256, kept / parts).
    """

    mean: _States
    axes: _States
    centres: _States

    @property
    def parts(self) -> int:
        """Return the number of bytes of a code."""
        return len(self.centres)

    @property
    def width(self) -> int:
        """Return the number of columns of a token as an index keeps it: where it stands, and its code."""
        return self.parts + 1

    def nothing(self, tokens: int) -> Codes:
        """Return room for so many tokens as an index keeps them."""
        return np.zeros((tokens, self.width), dtype=np.uint8)

    def encode(self, states: _States) -> Codes:
        """Return the codes of states, shape (tokens, parts); the length of a state does not matter."""
        import torch  # its small products are taken at once; numpy's stacked ones are fifteen times as slow

        lengths = np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-12)
        turned = torch.from_numpy(states / lengths - self.mean) @ self._turn
        codes = np.empty((len(states), self.parts), dtype=np.uint8)
        for part, (columns, squares) in enumerate(self._columns):
            width = len(columns)
            # The nearest centre: |piece - centre|² without |piece|², which is the same for all.
            far = torch.addmm(squares, turned[:, part * width : (part + 1) * width], columns)
            codes[:, part] = far.numpy().argmin(axis=1)
        return codes

    def cosines(self, asked: _States, codes: Codes) -> _States:
        """Return the cosine of each asked state (unit length) with each coded one, shape (tokens, asked)."""
        at = codes + 256 * np.arange(self.parts)
        rows = np.take(self.centres.reshape(self.parts * 256, -1), at, axis=0).reshape(len(codes), self.axes.shape[1])
        lengths = np.sqrt(np.maximum(np.take(self._own, at).sum(axis=1) + float(self.mean @ self.mean), 1e-6))
        return np.asarray((rows @ (asked @ self.axes).T + asked @ self.mean) / lengths[:, None], dtype=np.float32)

    @cached_property
    def _squares(self) -> _States:
        """Return |centre|², shape (parts, 256)."""
        return np.asarray(np.square(self.centres).sum(axis=2))

    @cached_property
    def _turn(self) -> Tensor:
        """Return the axes as torch has them."""
        import torch

        return torch.from_numpy(np.ascontiguousarray(self.axes))

    @cached_property
    def _columns(self) -> list[tuple[Tensor, Tensor]]:
        """Return for each part its centres as columns, times -2, shape (kept / parts, 256), and |centre|²."""
        import torch

        columns = np.ascontiguousarray(-2 * self.centres.transpose(0, 2, 1))
        return list(zip(torch.from_numpy(columns), torch.from_numpy(self._squares), strict=True))

    @cached_property
    def _own(self) -> _States:
        """Return what each centre adds to |mean + centres|², shape (parts, 256)."""
        mean = (self.mean @ self.axes).reshape(self.parts, 1, -1)
        return np.asarray(self._squares + 2 * (self.centres * mean).sum(axis=2))


@cache
def load_codebook() -> Codebook:
    """Return the codebook that ships with Bearing, loaded once in a process."""
    with as_file(files("assistant") / "weights" / _FILE) as file, np.load(file) as arrays:
        return Codebook(*(arrays[name].astype(np.float32) for name in ("mean", "axes", "centres")))
