"""Make the codebook of `assistant.encoder.token_codes`: `python -m eval.training.train_token_codes DATA`.

DATA is a folder with `passages.jsonl` ({heading, text}). The states of their tokens are turned onto their main axes;
the axes are dealt out so that every part has its share of the variance, and k-means finds the centres of each part.
Printed is how near the coded states are to the states, on passages that were held out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from assistant.encoder.embedding import Vectors, packaged_encoder
from assistant.encoder.token_codes import Codebook
from assistant.text.plain import plain

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / "token_codes.npz"
_KEPT, _PARTS, _CENTRES, _ROUNDS = 192, 24, 256, 10
_SAMPLED = 30_000
_ROOM = 254


def _states(data: Path) -> list[Vectors]:
    """Return the unit states of each passage's tokens, special ones left out."""
    import torch

    model, tokenizer = packaged_encoder()
    found = []
    for line in (data / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = f"{plain(row['heading'])}\n{plain(row['text'])}"
        ids = [101, *tokenizer.encode(text, add_special_tokens=False).ids[:_ROOM], 102]
        states = model.states(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool))[0, 1:-1]
        found.append(torch.nn.functional.normalize(states, dim=1).numpy())
    return found


def _dealt(variance: Vectors) -> list[int]:
    """Return the axes in an order that cuts into parts of about equal product of variances (Ge et al., 2013)."""
    groups: list[list[int]] = [[] for _ in range(_PARTS)]
    weight = [0.0] * _PARTS
    for axis in range(_KEPT):
        free = [at for at in range(_PARTS) if len(groups[at]) < _KEPT // _PARTS]
        least = min(free, key=lambda at: weight[at])
        groups[least].append(axis)
        weight[least] += float(np.log(variance[axis] / variance[_KEPT - 1])) + 1e-3
    return [axis for group in groups for axis in group]


def _centres(rows: Vectors, chance: np.random.Generator) -> Vectors:
    """Return the centres that k-means finds."""
    centres = rows[chance.choice(len(rows), _CENTRES, replace=False)].copy()
    for _ in range(_ROUNDS):
        nearest = (np.square(centres).sum(axis=1) - 2 * rows @ centres.T).argmin(axis=1)
        for at in range(_CENTRES):
            mine = rows[nearest == at]
            centres[at] = mine.mean(axis=0) if len(mine) else rows[chance.integers(len(rows))]
    return centres


def _codebook(states: Vectors) -> Codebook:
    mean = states.mean(axis=0)
    values, axes = np.linalg.eigh(np.cov((states - mean).T))
    order = np.argsort(-values)[:_KEPT]
    turned_axes = axes[:, order[_dealt(values[order])]].astype(np.float32)
    turned = (states - mean) @ turned_axes
    chance = np.random.default_rng(7)
    parts = np.split(turned, _PARTS, axis=1)
    return Codebook(mean, turned_axes, np.stack([_centres(np.ascontiguousarray(part), chance) for part in parts]))


def main(data: Path) -> None:
    """Make the codebook of four passages in five, say how near it comes on the fifth, and write it."""
    passages = _states(data)
    learnt = np.concatenate([rows for at, rows in enumerate(passages) if at % 5])
    book = _codebook(learnt[np.random.default_rng(7).permutation(len(learnt))[:_SAMPLED]])
    unseen = np.concatenate(passages[::5])
    codes = book.encode(unseen)
    back = book.centres[np.arange(book.parts), codes].reshape(len(codes), -1) @ book.axes.T + book.mean
    near = (back * unseen).sum(axis=1) / np.linalg.norm(back, axis=1)
    print(f"{book.parts} bytes a token; cosine of coded to true states on held-out passages {near.mean():.3f}")
    arrays = {name: getattr(book, name).astype(np.float16) for name in ("mean", "axes", "centres")}
    np.savez_compressed(TARGET, **arrays)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
