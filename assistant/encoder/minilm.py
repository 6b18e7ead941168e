"""The forward pass of all-MiniLM-L6-v2 (a BERT encoder: Devlin et al., 2018) on its published weights.

Written out because importing the library that has it takes longer than answering a question; a test holds its vectors
against that library's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import embedding, gelu, layer_norm, linear, scaled_dot_product_attention


class MiniLM:
    """The encoder: token ids in, one state a token out.

    In bfloat16 the weights of its products lie in the order in which the processor reads them, and the activation is
    taken where a product is made: measured on two cores, batches take three quarters of the time and a question three
    fifths. In float32 neither gains anything.
    """

    def __init__(self, folder: Path, dtype: torch.dtype, changes: Mapping[str, Tensor] | None = None) -> None:
        """Read the configuration and the weights of a folder, and add `changes` to the weights of those names."""
        self.dtype = dtype
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._epsilon = float(config["layer_norm_eps"])
        self._weights = {name: value.to(dtype) for name, value in read_weights(folder, self._layers).items()}
        for name, change in (changes or {}).items():
            self._weights[name] = (self._weights[name].float() + change).to(dtype)
        self._packed: dict[str, Tensor] = {}
        if dtype == torch.bfloat16:
            layers = [name for name in self._weights if name.startswith("encoder.") and "LayerNorm" not in name]
            for name in layers:
                if name.endswith(".weight"):
                    packed = torch.ops.mkldnn._reorder_linear_weight(self._weights.pop(name), None)
                    self._packed[name.removesuffix(".weight")] = packed

    @torch.inference_mode()
    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the last states, shape (rows, tokens, 384) float32; `ids` and boolean `mask` are (rows, tokens)."""
        return self.depths(ids, mask)[-1].float()

    @torch.inference_mode()
    def depths(self, ids: Tensor, mask: Tensor, layers: int | None = None) -> list[Tensor]:
        """Return the states of the embeddings and after each layer, or the first `layers`: (rows, tokens, 384) each."""
        w = self._weights
        places = w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kind = w["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(embedding(ids, w["embeddings.word_embeddings.weight"]) + places + kind, "embeddings.LayerNorm")
        found = [x]
        for number in range(self._layers if layers is None else layers):
            found.append(self._layer(found[-1], mask[:, None, None, :], f"encoder.layer.{number}"))
        return found

    @torch.inference_mode()
    def onward(self, x: Tensor, mask: Tensor, layers: int) -> Tensor:
        """Return the last states, float32, from those after the first `layers`."""
        for number in range(layers, self._layers):
            x = self._layer(x, mask[:, None, None, :], f"encoder.layer.{number}")
        return x.float()

    def _layer(self, x: Tensor, mask: Tensor, name: str) -> Tensor:
        rows, tokens, width = x.shape
        split = (rows, tokens, 3, self._heads, width // self._heads)
        q, k, v = self._linear(x, f"{name}.attention.self.all").view(split).permute(2, 0, 3, 1, 4)
        seen = scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(rows, tokens, width)
        x = self._norm(x + self._linear(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm")
        inner = self._linear(x, f"{name}.intermediate.dense", activated=True)
        return self._norm(x + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, x: Tensor, name: str, *, activated: bool = False) -> Tensor:
        bias = self._weights[f"{name}.bias"]
        if (packed := self._packed.get(name)) is not None:
            activation = "gelu" if activated else "none"
            return cast("Tensor", torch.ops.mkldnn._linear_pointwise(x, packed, bias, activation, [], "none"))
        product = linear(x, self._weights[f"{name}.weight"], bias)
        return gelu(product) if activated else product

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return layer_norm(x, weight.shape, weight, bias, self._epsilon)


def read_weights(folder: Path, layers: int) -> dict[str, Tensor]:
    """Return the weights of a folder by name, those of query, key and value as one."""
    weights = {
        n: value for n, value in load_file(str(folder / "model.safetensors")).items() if value.is_floating_point()
    }
    for layer in range(layers):
        name = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):  # one product for the three is faster than three
            three = [weights.pop(f"{name}.{part}.{kind}") for part in ("query", "key", "value")]
            weights[f"{name}.all.{kind}"] = torch.cat(three)
    return weights
