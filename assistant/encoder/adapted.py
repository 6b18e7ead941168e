"""Read two texts as one with the packaged encoder, the weights of its upper layers shifted by changes of low rank.

The changes are those of Hu et al., "LoRA" (2021). `eval.training.adapting` learns them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.encoder.embedding import adapted_encoder, packaged_encoder

if TYPE_CHECKING:
    from torch import Tensor

LOWER = 2
"""Layers that read as the packaged encoder does."""
LINEAR = ("attention.self.all", "attention.output.dense", "intermediate.dense", "output.dense")
"""The products of a layer that are changed; the first is three in one, each with a change of its own."""
SCALE = 2.0
CLS, SEP = 101, 102


class AdaptedEncoder:
    """Two texts as one: `lower` layers as packaged, the upper ones changed."""

    def __init__(self, found: Mapping[str, Tensor]) -> None:
        """Read with the changes of a file of weights, all float32."""
        self._lower, _ = packaged_encoder()
        self._upper = adapted_encoder(weight_changes(found))

    def beneath(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the lower layers, (rows, tokens, 384)."""
        return self._lower.depths(ids, mask, LOWER)[-1]

    def onward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the last states, (rows, tokens, 384), float32."""
        return self._upper.onward(states, mask, LOWER)


def pooled(states: Tensor, first: Tensor) -> Tensor:
    """Return what is decided on, (rows, 768): the first state, and the mean of those that are marked with 1."""
    import torch

    mean = (states * first[..., None]).sum(1) / first.sum(1, keepdim=True)
    return torch.cat([states[:, 0], mean], 1)


def weight_changes(found: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return what is added to each weight of the encoder, from the factors and the shifts of a file."""
    import torch

    changes = {name.removeprefix("shift."): value for name, value in found.items() if name.startswith("shift.")}
    for name in (name.removeprefix("down.") for name in found if name.startswith("down.")):
        down, up = found[f"down.{name}"], found[f"up.{name}"]
        parts = len(down) // up.shape[1]
        pieces = zip(up.chunk(parts), down.chunk(parts), strict=True)
        changes[f"{name}.weight"] = SCALE * torch.cat([one @ other for one, other in pieces])
    return changes
