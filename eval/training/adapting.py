"""Learn changes of low rank of the packaged encoder's upper layers, as `assistant.encoder.adapted` reads with them."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, softmax

from assistant.encoder.adapted import LINEAR, LOWER, SCALE
from assistant.encoder.embedding import LAYERS, packaged_encoder, packaged_weights

RANK = 8
WIDTH = 384
_HEADS, _EPSILON = 12, 1e-12
_DECAY, _LONGEST_STEP, _WARM = 0.01, 1.0, 60
_Batch = TypeVar("_Batch")


class AdaptedLayers:
    """The encoder with the changes of its upper layers as they are learnt; `learnt` is what a file keeps."""

    def __init__(self, own: dict[str, Tensor]) -> None:
        """Start from the packaged encoder, where every change is zero; `own` is what else is learnt."""
        self._lower, _ = packaged_encoder()
        self._fixed = {name: value.to(self._lower.dtype) for name, value in packaged_weights().items()}
        self.learnt: dict[str, Tensor] = dict(own)
        for layer in (f"encoder.layer.{number}" for number in range(LOWER, LAYERS)):
            for name in (f"{layer}.{part}" for part in LINEAR):
                rows, columns = self._fixed[f"{name}.weight"].shape
                parts = 3 if name.endswith("all") else 1
                self.learnt[f"down.{name}"] = torch.randn(RANK * parts, columns) / math.sqrt(columns)
                self.learnt[f"up.{name}"] = torch.zeros(rows, RANK)
            for part in ("attention.output", "output"):
                for kind in ("weight", "bias"):
                    self.learnt[f"shift.{layer}.{part}.LayerNorm.{kind}"] = torch.zeros(WIDTH)
        for value in self.learnt.values():
            value.requires_grad_()

    def states(self, ids: Tensor, mask: Tensor, told: Tensor) -> Tensor:
        """Return the last states, (rows, tokens, 384), float32; `told` is added below the upper layers."""
        x = self._lower.depths(ids, mask, LOWER)[-1].clone()
        x = x + told.to(x.dtype)
        seen = torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for number in range(LOWER, LAYERS):
            x = self._layer(x, seen, f"encoder.layer.{number}")
        return x.float()

    def _layer(self, x: Tensor, seen: Tensor, name: str) -> Tensor:
        # The attention is written out: its gradient takes a third of the time of the library's.
        rows, tokens, width = x.shape
        split = (rows, tokens, 3, _HEADS, width // _HEADS)
        q, k, v = self._linear(x, f"{name}.attention.self.all").view(split).permute(2, 0, 3, 1, 4)
        share = softmax(q / math.sqrt(width // _HEADS) @ k.transpose(-1, -2) + seen, -1)
        read = self._linear((share @ v).transpose(1, 2).reshape(x.shape), f"{name}.attention.output.dense")
        x = self._norm(x + read, f"{name}.attention.output.LayerNorm")
        inner = gelu(self._linear(x, f"{name}.intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        down, up = self.learnt[f"down.{name}"].to(x.dtype), self.learnt[f"up.{name}"].to(x.dtype)
        parts = len(down) // RANK
        pieces = zip(linear(x, down).chunk(parts, -1), up.chunk(parts), strict=True)
        change = torch.cat([linear(one, other) for one, other in pieces], -1)
        return linear(x, self._fixed[f"{name}.weight"], self._fixed[f"{name}.bias"]) + SCALE * change

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = (
            self._fixed[f"{name}.{kind}"] + self.learnt[f"shift.{name}.{kind}"] for kind in ("weight", "bias")
        )
        return layer_norm(x, (WIDTH,), weight.to(x.dtype), bias.to(x.dtype), _EPSILON)


def descend(
    values: Sequence[Tensor], batches: Sequence[_Batch], rate: float, loss_of: Callable[[_Batch], Tensor]
) -> None:
    """Fit values to batches, in their order: AdamW, the rate falling to nothing."""
    learner = torch.optim.AdamW(values, lr=rate, weight_decay=_DECAY)
    for step, batch in enumerate(batches):
        learner.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / _WARM) * (1 - step / len(batches))
        loss = loss_of(batch)
        learner.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(values, _LONGEST_STEP)
        learner.step()
        if step % 50 == 0:
            print(f"step {step} of {len(batches)}: loss {float(loss.detach()):.3f}", file=sys.stderr, flush=True)
