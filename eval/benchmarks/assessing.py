"""How long an assessment takes in a large index: `python -m eval.benchmarks.assessing [PASSAGES]` (100000).

Among so many passages of notes (`organisation_at_size`) stand a strategy and 40 initiatives, each with a brief and a
record with tickets (`portfolio`). Printed are the seconds in which an assessor gets ready by reading everything, and
from what the night kept; then the median, the 95th percentile and the longest of the assessments, each asked once: of
those initiatives, of headings of the notes whose words stand in hundreds of other notes, and of names nobody knows.
With `--keep FOLDER` the index is kept there and used again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from assistant.assessing.assessment import Assessor
from assistant.assessing.first_reading import keep_assessor
from assistant.assistant import Assistant
from assistant.encoder.statements import load_statements
from assistant.index.layout import live_generation
from assistant.settings import SourceSettings
from assistant.text.names import KEY
from eval.benchmarks import organisation_at_size, portfolio
from eval.benchmarks.organisation_at_size import DealtOut
from ingest.night import Night

_INITIATIVES = 40
_UNKNOWN = ("Quantum Ledger", "Project Bluebird", "a second office on the moon")


def _index(folder: Path, passages: int) -> Path:
    index, sources = folder / f"assessed-{passages}", folder / f"assessed-sources-{passages}"
    if live_generation(index) is None:
        portfolio.write_organisation(sources, _INITIATIVES)
        notes = organisation_at_size.write_organisation(sources, passages)
        board = SourceSettings(path="board", kind="strategy", audience="board")
        Night(
            sources,
            index,
            notes.model_copy(update={"sources": (*notes.sources, board)}),
            load=organisation_at_size.load,
        ).run()
    return index


def main(passages: int, kept: Path | None) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory(prefix="bearing-assessing-") as folder:
        index, embedder = _index(kept or Path(folder), passages), DealtOut()
        first = Assistant.open(index, (), embedder)
        begun = time.perf_counter()
        read = Assessor.open(first.index, load_statements(), embedder)
        names = read.catalogue.names()
        print(f"{len(read.catalogue.places.entries)} places, {len(names)} names, {passages} passages")
        print(f"ready by reading everything {time.perf_counter() - begun:7.2f} s")
        keep_assessor(index, read)
        reader = Assistant.open(index, (), embedder)
        begun = time.perf_counter()
        ready = reader.assessor
        print(f"ready from what was kept    {time.perf_counter() - begun:7.2f} s")
        written = [name for name in names if KEY.search(name)]
        repeated = [name for name in names if name not in written][:_INITIATIVES]
        for called, asked in (("written", written), ("repeated", repeated), ("unknown", _UNKNOWN)):
            times = []
            for name in asked:
                begun = time.perf_counter()
                ready.assess(name)
                times.append(time.perf_counter() - begun)
            middle, most = np.quantile(times, [0.5, 0.95])
            print(f"{called:<9} {len(times):>4}  p50 {middle:5.2f} s   p95 {most:5.2f} s   longest {max(times):5.2f} s")


if __name__ == "__main__":
    place = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else None
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 100_000, place)
