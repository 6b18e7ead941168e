"""Check a generation before it goes live, from a process that did not build it.

Run as `python -m ingest.check INDEX GENERATION`; exits 0, or 1 with one line for each thing that is wrong.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from assistant.errors import PublishRefusedError
from assistant.index.layout import generation_folder, read_manifest, shard_folder
from assistant.index.reader import Shard
from assistant.quotes import quote

_LOOKED_UP = 5000
"""Passages of a shard that are looked up by their own vector; spread evenly where there are more."""
_SAME = 0.999


def check_from_outside(index: Path, generation: str) -> None:
    """Check a generation in a fresh process.

    Raises:
        PublishRefusedError: something is wrong with it.
    """
    command = [sys.executable, "-m", "ingest.check", str(index), generation]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(__file__).resolve().parent.parent, check=False
    )
    if done.returncode:
        said = (done.stdout.strip() or done.stderr.strip() or f"the check ended with {done.returncode}").splitlines()
        raise PublishRefusedError(f"the new generation was not published, the old one stays: {said[-1]}; run it again")


def problems(index: Path, generation: str) -> list[str]:
    """Return what is wrong with a generation; nothing when every passage can be found and quoted."""
    manifest = read_manifest(index, generation)
    found: list[str] = []
    for audience, counts in manifest.shards.items():
        shard = Shard.open(shard_folder(generation_folder(index, generation), audience), audience)
        found += [f"shard {audience}: {problem}" for problem in _shard_problems(shard, counts)]
    return found


def _shard_problems(shard: Shard, counts: dict[str, int]) -> list[str]:
    sizes = {
        "documents": len(shard.documents),
        "passages": shard.documents.passages,
        "vectors": len(shard.vectors.passages),
        "Chroma": shard.vectors.count(),
        "words": shard.words.count,
    }
    wanted = {name: counts["documents" if name == "documents" else "passages"] for name in sizes}
    wrong = [f"{name} holds {sizes[name]}, not {wanted[name]}" for name in sizes if sizes[name] != wanted[name]]
    return wrong or _lost(shard) or _unquotable(shard)


def _lost(shard: Shard) -> list[str]:
    """Look passages up by their own vectors: Chroma can hold a record and still never find it."""
    count = shard.documents.passages
    rows = (
        np.unique(np.linspace(0, max(0, count - 1), min(count, _LOOKED_UP)).astype(np.int64)) if count else np.array([])
    )
    lost = []
    for row, near in zip(rows.tolist(), shard.vectors.nearest_to_each(rows) if count else [], strict=True):
        if near < 0 or float(shard.vectors.passages[row] @ shard.vectors.passages[near]) < _SAME:
            lost.append(row)
    return [f"{len(lost)} of {len(rows)} passages are not found by their own vector"] if lost else []


def _unquotable(shard: Shard) -> list[str]:
    bad = 0
    for row in range(shard.documents.passages):
        passage, document = shard.documents.passage(row)
        bad += quote(document, passage.start, passage.end) is None
    return [f"{bad} passages do not stand in their documents"] if bad else []


if __name__ == "__main__":
    wrong = problems(Path(sys.argv[1]), sys.argv[2])
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
