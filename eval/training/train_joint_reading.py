"""Train `assistant.checking.joint_reading`: `python -m eval.training.train_joint_reading DATA [SUPPORT.jsonl ...]`.

DATA is a folder as `eval.training.train_support` reads it; SUPPORT are further rows {claim, evidence, label}. A claim
is held against its passage, against what is left of it without the sentences that say most of the claim, and against
a passage on the same theme; true claims are read with one detail changed, too. Of DATA the sources `HELD_OUT` and of
SUPPORT a fifth are never learnt from: on them the held-out figures are measured, and `train_support` fits its weights.
Takes about 15 minutes on two cores that compute in bfloat16. The result is the same on every run on the same machine.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

from assistant.checking.joint_reading import FILE, JointReader, Pair, hints, tensors
from assistant.checking.support import pairs_of
from assistant.encoder.adapted import pooled
from assistant.encoder.embedding import Vectors, load_embedder
from assistant.index.words import stems
from eval.labelled import read_rows
from eval.mutations import rows as mutated
from eval.training.adapting import WIDTH, AdaptedLayers, descend

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "weights" / FILE
HELD_OUT = frozenset({"hyphacoop/handbook", "nodejs/community-committee"})
"""Sources of DATA, about a fifth of it."""
EPOCHS, BATCH, RATE = 2, 16, 1e-3
DROPPED = 0.1
SHARES = {"other": 0.25, "without": 0.35, "negation": 0.7, "name": 0.4}
"""Of some kinds of pairs only a part is read in an epoch; of the others all."""
TRUE_WEIGHT = 2.0
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_TAKEN_AWAY = 2
_TOGETHER = 400


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with evidence: what kind of pair it is, where it comes from, whether it is carried, and held out."""

    kind: str
    source: str
    claim: str
    evidence: str
    carried: bool
    held_out: bool


def examples(data: Path, others: Sequence[Path]) -> Iterator[Example]:
    """Yield all pairs."""
    yield from _own(data)
    for row in mutated(data):
        kind, (evidence,) = str(row["id"]).split("-")[1], cast("list[str]", row["evidence"])
        if kind != "true":
            yield _example(kind, str(row["claim"]), evidence, carried=False)
    for file in others:
        for row in read_rows(file, "claim", "evidence", "label"):
            pieces = cast("list[str] | str", row["evidence"])
            evidence = pieces if isinstance(pieces, str) else "\n".join(pieces)
            out = hashlib.sha256(evidence[:80].encode()).digest()[0] % 5 == 0
            yield Example("judged", file.stem, str(row["claim"]), evidence, row["label"] == "supported", out)


def _own(data: Path) -> Iterator[Example]:
    passages = {row["id"]: row for row in read_rows(data / "passages.jsonl", "id", "source", "path", "heading", "text")}
    texts = ["\n".join(row[name] for name in ("source", "path", "heading", "text")) for row in passages.values()]
    claims, embedder = read_rows(data / "claims.jsonl", "passage", "claim", "label"), load_embedder()
    near = embedder.encode([row["claim"] for row in claims]) @ embedder.encode(texts).T
    places = {name: at for at, name in enumerate(passages)}
    for at, row in enumerate(claims):
        own, claim, carried = places[row["passage"]], row["claim"], row["label"] == "supported"
        near[at, own] = -1.0
        yield _example(row["label"], claim, texts[own], carried=carried)
        other = texts[np.argsort(-near[at])[at // 2 % 3]]
        yield replace(_example("other", claim, texts[own], carried=False), evidence=other)
        if carried:
            yield replace(_example("without", claim, texts[own], carried=False), evidence=_without(claim, texts[own]))


def _example(kind: str, claim: str, passage: str, *, carried: bool) -> Example:
    source = passage.split("\n")[0]
    return Example(kind, source, claim, passage, carried, source in HELD_OUT)


def _without(claim: str, evidence: str) -> str:
    """Return evidence without the sentences that have most words of a claim."""
    wanted, said = set(stems(claim)), _SENTENCE.split(evidence)
    order = sorted(range(len(said)), key=lambda at: len(wanted & set(stems(said[at]))), reverse=True)
    return "\n".join(said[at] for at in sorted(order[_TAKEN_AWAY:]))


def read_pairs(found: Sequence[Example]) -> list[Pair]:
    """Return examples as they are read together."""
    groups = (found[start : start + _TOGETHER] for start in range(0, len(found), _TOGETHER))
    return [one for group in groups for one in pairs_of([e.claim for e in group], [e.evidence for e in group])]


class Net:
    """The reader as it is learnt."""

    def __init__(self) -> None:
        """Start from the packaged encoder."""
        own = {
            "hint": torch.zeros(4, WIDTH),
            "evidence": torch.zeros(WIDTH),
            "head": torch.randn(2 * WIDTH) * 0.02,
            "bias": torch.zeros(()),
        }
        self._layers = AdaptedLayers(own)
        self.learnt = self._layers.learnt

    def odds(self, pairs: Sequence[Pair]) -> Tensor:
        """Return the log odds of pairs, with what of the verdict's input is dropped in learning."""
        ids, mask, claim, near = tensors(pairs)
        told = hints(claim, near) @ self.learnt["hint"] + (1 - claim)[..., None] * self.learnt["evidence"]
        states = self._layers.states(ids, mask, told)
        return dropout(pooled(states, claim), DROPPED) @ self.learnt["head"] + self.learnt["bias"]


def train(net: Net, found: Sequence[tuple[Example, Pair]]) -> None:
    """Fit the changes."""
    chance = random.Random(1)
    batches = [batch for _ in range(EPOCHS) for batch in _batches(found, chance)]

    def loss_of(batch: list[tuple[Example, Pair]]) -> Tensor:
        right = torch.tensor([float(example.carried) for example, _ in batch])
        weight = torch.tensor([_weight(example) for example, _ in batch])
        loss = binary_cross_entropy_with_logits(net.odds([pair for _, pair in batch]), right, weight, reduction="sum")
        return loss / weight.sum()

    descend(list(net.learnt.values()), batches, RATE, loss_of)


def _weight(example: Example) -> float:
    return TRUE_WEIGHT if example.carried or example.kind == "judged" else 1.0


def _batches(found: Sequence[tuple[Example, Pair]], chance: random.Random) -> Iterator[list[tuple[Example, Pair]]]:
    """Yield an epoch's batches, each of pairs of nearly one length."""
    chosen = [one for one in found if chance.random() < SHARES.get(one[0].kind, 1.0)]
    chance.shuffle(chosen)
    pools = (chosen[start : start + 20 * BATCH] for start in range(0, len(chosen), 20 * BATCH))
    ordered = (sorted(pool, key=lambda one: len(one[1].ids)) for pool in pools)
    batches = [pool[start : start + BATCH] for pool in ordered for start in range(0, len(pool), BATCH)]
    chance.shuffle(batches)
    yield from batches


def report(kinds: Sequence[str], carried: Vectors, scores: Vectors) -> None:
    """Print how well true claims are told from each kind of others, of which none was learnt from."""
    kind = np.array(kinds)
    judged = kind == "judged"
    print(f"held out: judged claims: ROC-AUC {roc_auc_score(carried[judged], scores[judged]):.3f} ({judged.sum()})")
    true = scores[kind == "supported"]
    for name in sorted(set(kinds) - {"judged", "supported"}):
        other = scores[kind == name]
        auc = roc_auc_score(np.repeat([1, 0], [len(true), len(other)]), np.append(true, other))
        print(f"held out: supported or {name}: ROC-AUC {auc:.3f} ({len(other)})")


def main(data: Path, others: Sequence[Path]) -> None:
    """Train, write the file and print what is reached on what is held out."""
    torch.manual_seed(0)
    found = list(examples(data, others))
    both = list(zip(found, read_pairs(found), strict=True))
    net = Net()
    train(net, [one for one in both if not one[0].held_out])
    rows = {name: value.detach().numpy().astype(np.float16) for name, value in net.learnt.items()}
    with TARGET.open("wb") as file:
        np.savez(file, **rows)  # type: ignore[arg-type]
    reader = JointReader({name: torch.from_numpy(value.astype(np.float32)) for name, value in rows.items()})
    asked = [one for one in both if one[0].held_out]
    scores = reader.scores([pair for _, pair in asked])
    report([one.kind for one, _ in asked], np.array([one.carried for one, _ in asked]), scores)
    print(f"{FILE}: SHA-256 {hashlib.sha256(TARGET.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), list(map(Path, sys.argv[2:])))
