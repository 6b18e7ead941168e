"""What a night costs as the index grows: `python -m eval.benchmarks.growth [PASSAGES ...]` (10000 30000 100000).

For each size: a first night, a night in which nothing changed, and one in which one document changed, each as a process
of its own, with its wall time, its stages and the peak memory of its largest process. The embedder is a stand-in, so
that what is measured is everything else; what the model costs is a constant for each passage, which
`eval.benchmarks.speed` measures.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.settings import Settings
from eval.benchmarks.stand_in import NAME, load
from ingest.night import Night

PER_DOCUMENT = 20
_SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru"


def write_corpus(folder: Path, passages: int, seed: int = 1) -> None:
    """Write Markdown documents of about `PER_DOCUMENT` passages each, their words as unevenly common as real ones."""
    chance = random.Random(seed)
    syllables = _SYLLABLES.split()
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(40_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    target = folder / "collaboration"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(passages // PER_DOCUMENT):
        sections = []
        for section in range(PER_DOCUMENT):
            drawn = chance.choices(words, weights, k=84)
            sentences = [" ".join(drawn[at : at + 14]).capitalize() + "." for at in range(0, len(drawn), 14)]
            sections.append(f"## Part {section}\n\n" + " ".join(sentences))
        (target / f"note {number}.md").write_text(f"# Note {number}\n\n" + "\n\n".join(sections) + "\n")


def night(sources: Path, index: Path) -> None:
    """Run one night and print its receipt with the peak memory in MB."""
    begun = time.perf_counter()
    receipt = Night(sources, index, Settings(embedder=NAME), load=load).run().as_json()
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    row = {name: receipt[name] for name in ("published", "documents", "passages", "seconds")}
    print(json.dumps({**row, "wall": round(time.perf_counter() - begun, 2), "peak_mb": used // 1024}))


def _measured(sources: Path, index: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "eval.benchmarks.growth", "--night", str(sources), str(index)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main(sizes: list[int]) -> None:
    """Print a row for each night at each size."""
    print("passages  night      wall s  peak MB  discover  parse   embed   build   check  passages/s")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bearing-growth-") as folder:
            sources, index = Path(folder) / "sources", Path(folder) / "index"
            write_corpus(sources, size)
            _show(size, "first", _measured(sources, index))
            _show(size, "unchanged", _measured(sources, index))
            note = next(iter((sources / "collaboration").glob("*.md")))
            note.write_text(note.read_text() + "\nThe crane is repaired by Friday, says the yard.\n")
            _show(size, "one change", _measured(sources, index))


def _show(size: int, name: str, row: dict[str, object]) -> None:
    stages = row["seconds"]
    assert isinstance(stages, dict)
    seconds = "  ".join(f"{stages[stage]:6.2f}" for stage in ("discover", "parse", "embed", "build", "check"))
    rate = f"{float(str(row['passages'])) / float(str(row['wall'])):9.0f}" if name == "first" else ""
    print(f"{size:>8}  {name:<10} {row['wall']:>6}  {row['peak_mb']:>7}  {seconds}  {rate}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--night"]:
        night(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or [10_000, 30_000, 100_000])
