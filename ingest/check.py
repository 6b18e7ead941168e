"""Check a generation before it goes live, from a process that did not build it.

Run as `python -m ingest.check INDEX`: it reads "GENERATION" or "GENERATION BEFORE" from its standard input, and exits
0, or 1 with one line for each thing that is wrong. What the generation took over from BEFORE, which was checked then,
is only sampled.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import TracebackType

import numpy as np

from assistant.errors import PublishRefusedError
from assistant.index.layout import generation_folder, read_manifest, shard_folder
from assistant.index.reader import Shard
from assistant.index.vectors import SAME, Rows, load_chroma
from assistant.quotes import quote
from ingest.stock import fingerprints

_LOOKED_UP = 2000
"""Passages of a shard that are looked up by their own vector; spread evenly where there are more."""
_SAMPLED = 25
"""Documents of a shard that were taken over and are checked again all the same."""


class CheckFromOutside:
    """A process that is made while a generation is built, and checks it then; left without a word, it ends."""

    def __init__(self, index: Path) -> None:
        """Start the process, which takes as long to be there as to check a small generation."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.check", str(index.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parent.parent,
        )

    def __enter__(self) -> CheckFromOutside:
        """Return self; the process has ended at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process if it has not ended by itself."""
        self._process.kill()
        self._process.communicate()

    def check(self, generation: str, before: str | None = None) -> None:
        """Check a generation; what it took over from the one before is only sampled.

        Raises:
            PublishRefusedError: something is wrong with it.
        """
        out, errors = self._process.communicate(" ".join((generation, *([before] if before else []))))
        if code := self._process.returncode:
            said = (out.strip() or errors.strip() or f"the check ended with {code}").splitlines()
            raise PublishRefusedError(
                f"the new generation was not published, the old one stays: {said[-1]}; run it again"
            )


def problems(index: Path, generation: str, before: str | None = None) -> list[str]:
    """Return what is wrong with a generation; nothing when every passage can be found and quoted."""
    manifest = read_manifest(index, generation)
    found: list[str] = []
    for audience, counts in manifest.shards.items():
        known = fingerprints(shard_folder(generation_folder(index, before), audience)) if before else []
        own = fingerprints(shard_folder(generation_folder(index, generation), audience))
        old = set(known)
        fresh = np.array([at for at, one in enumerate(own) if one not in old], dtype=np.int64)
        with closing(Shard.open(shard_folder(generation_folder(index, generation), audience), audience)) as shard:
            found += [f"shard {audience}: {problem}" for problem in _shard_problems(shard, counts, fresh)]
    return found


def _shard_problems(shard: Shard, counts: dict[str, int], fresh: Rows) -> list[str]:
    """Check the counts, then the passages of the fresh documents and a sample of the others."""
    sizes = {
        "documents": len(shard.documents),
        "passages": shard.documents.passages,
        "vectors": len(shard.vectors.passages),
        "Chroma": shard.vectors.count(),
        "words": shard.words.count,
    }
    wanted = {name: counts["documents" if name == "documents" else "passages"] for name in sizes}
    wrong = [f"{name} holds {sizes[name]}, not {wanted[name]}" for name in sizes if sizes[name] != wanted[name]]
    numbers = np.union1d(fresh, _spread(len(shard.documents), _SAMPLED))
    ranges = [np.arange(*shard.documents.row_range(int(number))) for number in numbers]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *ranges])
    return wrong or _lost(shard, rows[_spread(len(rows), _LOOKED_UP)]) or _unquotable(shard, rows)


def _spread(count: int, most: int) -> Rows:
    """Return at most so many of the numbers below a count, evenly spread."""
    return np.unique(np.linspace(0, max(0, count - 1), min(count, most)).astype(np.int64))


def _lost(shard: Shard, rows: Rows) -> list[str]:
    """Look passages up by their own vectors: Chroma can hold a record and still never find it."""
    lost = []
    for row, near in zip(rows.tolist(), shard.vectors.nearest_to_each(rows), strict=True):
        if near < 0 or float(shard.vectors.passages[row] @ shard.vectors.passages[near]) < SAME:
            lost.append(row)
    return [f"{len(lost)} of {len(rows)} passages are not found by their own vector"] if lost else []


def _unquotable(shard: Shard, rows: Rows) -> list[str]:
    bad = 0
    for row in rows.tolist():
        passage, document = shard.documents.passage(row)
        bad += quote(document, passage.start, passage.end) is None
    return [f"{bad} passages do not stand in their documents"] if bad else []


def main(index: Path) -> int:
    """Check the generation that standard input names; return the exit status."""
    load_chroma()  # while the generation is not named yet
    names = sys.stdin.readline().split()
    wrong = problems(index, *names) if names else ["no generation was named"]
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
