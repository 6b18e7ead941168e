"""Read a sentence at several depths of the packaged encoder: how it is built beside what it is about.

The last layer knows the topic, which says little of whether a sentence names work or a change: "Publish the price
list" and "Co-operatives publish their prices" are neighbours there. The layers below keep the first word and the
order of the words (Tenney et al., "BERT Rediscovers the Classical NLP Pipeline", 2019).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.encoder.cores import side_by_side
from assistant.encoder.embedding import Vectors, packaged_encoder

_CLS, _SEP = 101, 102
_ROOM = 96
"""Tokens of a sentence that are read: who does what stands at its beginning."""
_BATCH = 16
_VIEWS = ((6, "mean", 2.5), (4, "mean", 2.5), (4, "first", 2.0), (2, "mean", 2.0))
"""Layer, what is taken of it, and how far apart two opposite views lie, a differing cue being 1."""
WIDTH = 384 * len(_VIEWS)


def read_depths(texts: Sequence[str]) -> Vectors:
    """Return one row a text, its views side by side, shape (texts, WIDTH).

    Raises:
        UsageError: the packaged weights are missing or changed.
    """
    _, tokenizer = packaged_encoder()
    ids = [[_CLS, *item.ids[:_ROOM], _SEP] for item in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    rows = np.zeros((len(ids), WIDTH), dtype=np.float32)
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]  # little of it is padding
    for batch, views in zip(batches, side_by_side(lambda at: _views([ids[one] for one in at]), batches), strict=True):
        rows[batch] = views
    return rows


def _views(ids: Sequence[list[int]]) -> Vectors:
    import torch

    longest = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
    mask = torch.arange(longest)[None, :] < torch.tensor([len(row) for row in ids])[:, None]
    found = packaged_encoder()[0].depths(tokens, mask)
    parts = []
    for layer, view, _ in _VIEWS:
        states = found[layer].float()
        parts.append(states[:, 1] if view == "first" else (states * mask[..., None]).sum(1) / mask.sum(1)[:, None])
    return np.hstack([part.numpy() for part in parts])


def spread(rows: Vectors, centre: Vectors) -> Vectors:
    """Return rows less their centre, each view brought to its own length, shape (rows, WIDTH)."""
    parts = np.split(rows - centre, len(_VIEWS), axis=1)
    grown = [
        part / np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9) * size
        for part, (_, _, size) in zip(parts, _VIEWS, strict=True)
    ]
    return np.asarray(np.hstack(grown), dtype=np.float32)
