"""Train `assistant.encoder.kinds_of_statement`: `python -m eval.training.train_kinds_of_statement DATA`.

Reads `kinds_of_statement.jsonl` beside this file (sentences of invented organisations: source, heading, text, kinds)
and `kinds_of_passages.jsonl`, which says the kinds of stretches of DATA's `passages.jsonl`; writes
`assistant/weights/kinds_of_statement.npz` with its SHA-256. The sources `HELD_OUT` are never learnt from: on them the
printed figures are measured. Takes about ten minutes on two cores that compute in bfloat16.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

from assistant.encoder.adapted import pooled
from assistant.encoder.kinds_of_statement import (
    FILE,
    KINDS,
    RECEIPT,
    StatementReader,
    any_of,
    in_place,
    tensors,
    tokens_of,
)
from assistant.findings.shown_by import SHOWN_BY
from assistant.routes.kinds_of_answer import EXPECTED
from eval.training.adapting import WIDTH, AdaptedLayers, descend
from eval.training.passages import read_rows

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "assistant" / "weights" / FILE
OWN, OF_PASSAGES = HERE / "kinds_of_statement.jsonl", HERE / "kinds_of_passages.jsonl"
HELD_OUT = frozenset({"hyphacoop/handbook", "goshippo/about-us", "paylark", "museum", "murmurnet", "kessler"})
EPOCHS, BATCH, RATE = 3, 16, 1e-3
DROPPED = 0.1
SHARE_BELOW, SHARES_BELOW = 0.1, (0.05, 0.1, 0.2)
TOGETHER = 20
"""Batches that are sorted by length among themselves, so that little of them is padding."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence below its heading, the kinds of statement that it is, and where it comes from."""

    source: str
    placed: tuple[str, str]
    kinds: tuple[str, ...]


def examples(data: Path) -> Iterator[Example]:
    """Yield all labelled sentences."""
    for row in read_rows(OWN):
        yield Example(row["source"], in_place(row["heading"], row["text"]), tuple(row["kinds"]))
    passages = {row["id"]: row for row in read_rows(data / "passages.jsonl")}
    for row in read_rows(OF_PASSAGES):
        passage = passages[row["passage"]]
        heading = passage["heading"].split(" > ")[-1]
        for start, end, kinds in row["told"]:
            yield Example(passage["source"], in_place(heading, passage["text"][start:end]), tuple(kinds.split()))


class Net:
    """The reader as it is learnt."""

    def __init__(self) -> None:
        """Start from the packaged encoder."""
        own = {
            "heading": torch.zeros(WIDTH),
            "head": torch.randn(2 * WIDTH, len(KINDS)) * 0.02,
            "bias": torch.full((len(KINDS),), -3.0),
        }
        self._layers = AdaptedLayers(own)
        self.learnt = self._layers.learnt

    def odds(self, rows: Sequence[tuple[list[int], list[int]]]) -> Tensor:
        """Return the log odds of each kind, with what of the input is dropped in learning."""
        ids, mask, sentence = tensors(rows)
        told = (1 - sentence)[..., None] * self.learnt["heading"]
        states = self._layers.states(ids, mask, told)
        return dropout(pooled(states, sentence), DROPPED) @ self.learnt["head"] + self.learnt["bias"]


def train(net: Net, found: Sequence[Example]) -> None:
    """Fit the changes."""
    rows = tokens_of([one.placed for one in found])
    wanted = _wanted(found)
    chance = random.Random(1)

    def loss_of(batch: list[int]) -> Tensor:
        odds = net.odds([rows[at] for at in batch])
        return binary_cross_entropy_with_logits(odds, wanted[batch], reduction="sum") / len(batch)

    batches = [batch for _ in range(EPOCHS) for batch in _batches([sum(map(len, row)) for row in rows], chance)]
    descend(list(net.learnt.values()), batches, RATE, loss_of)


def _wanted(found: Sequence[Example]) -> Tensor:
    return torch.tensor([[float(kind in one.kinds) for kind in KINDS] for one in found])


def _batches(lengths: Sequence[int], chance: random.Random) -> Iterator[list[int]]:
    """Yield an epoch's batches, each of sentences of nearly one length."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    pools = [order[start : start + TOGETHER * BATCH] for start in range(0, len(order), TOGETHER * BATCH)]
    pools = [sorted(pool, key=lambda at: lengths[at]) for pool in pools]
    batches = [pool[start : start + BATCH] for pool in pools for start in range(0, len(pool), BATCH)]
    chance.shuffle(batches)
    yield from batches


def report(found: Sequence[Example], reader: StatementReader) -> None:
    """Print how well each kind is told on sentences that were not learnt from."""
    likely, wanted = reader.likely([one.placed for one in found]), _wanted(found).numpy() > 0
    first = wanted[np.arange(len(found)), likely.argmax(axis=1)].mean()
    print(f"held out: {len(found)} sentences, the likeliest kind is right for {first:.3f}")
    for at, kind in enumerate(KINDS):
        if 0 < (many := int(wanted[:, at].sum())) < len(found):
            area = roc_auc_score(wanted[:, at], likely[:, at])
            precision = average_precision_score(wanted[:, at], likely[:, at])
            print(f"held out: {kind}: ROC-AUC {area:.3f}, average precision {precision:.3f} ({many})")


def report_least(found: Sequence[Example], reader: StatementReader) -> None:
    """Print below which likelihoods some of the held-out sentences lie that answer a topic, or that show a finding."""
    likely = reader.likely([one.placed for one in found])
    for topic, expected in EXPECTED.items():
        those = np.array([bool(expected.kinds.intersection(one.kinds)) for one in found])
        least = float(np.quantile(any_of(likely, expected.kinds)[those], SHARE_BELOW))
        print(f"held out: {topic}: one in ten of {int(those.sum())} lies below {least:.3f}")
    for what, expected in SHOWN_BY.items():
        those = np.array([bool(expected.kinds.intersection(one.kinds)) for one in found])
        twentieth, tenth, fifth = np.quantile(any_of(likely, expected.kinds)[those], SHARES_BELOW)
        below = f"{twentieth:.3f} (one in twenty), {tenth:.3f} (one in ten), {fifth:.3f} (one in five)"
        print(f"held out: {what}: of {int(those.sum())} lie below {below}")


def main(data: Path) -> None:
    """Train, write the weights and print what is reached on what is held out."""
    torch.manual_seed(0)
    found = list(examples(data))
    net = Net()
    train(net, [one for one in found if one.source not in HELD_OUT])
    rows = {name: value.detach().numpy().astype(np.float16) for name, value in net.learnt.items()}
    with TARGET.open("wb") as file:
        np.savez(file, **rows)  # type: ignore[arg-type]
    receipt = {"sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(), "sentences": len(found)}
    TARGET.with_name(RECEIPT).write_text(json.dumps(receipt, indent=1) + "\n", encoding="utf-8")
    reader = StatementReader({name: torch.from_numpy(value.astype(np.float32)) for name, value in rows.items()})
    held_out = [one for one in found if one.source in HELD_OUT]
    report(held_out, reader)
    report_least(held_out, reader)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
