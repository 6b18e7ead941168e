"""The index that pictures are taken of: two nights of the sample organisation, between which a decision was written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from eval.running_app import PROJECT
from eval.suites.sample import ORGANISATION

_DECISION = Path("strategy/decisions/0017 ward top-up stops.md")
_DECIDED = """# Decision 0017: Ward Top-Up stops

## What we are not doing

- We will not go on with Ward Top-Up.
"""


def two_nights(folder: Path) -> Path:
    """Index the sample in a folder, then once more with a decision that changes a verdict; return the index.

    Raises:
        CalledProcessError: a night failed; what it said stands in the terminal.
    """
    sources, index = folder / "organisation", folder / "index"
    shutil.copytree(ORGANISATION, sources)
    night = [sys.executable, str(PROJECT / "bearing.py"), "ingest", str(sources), "--index", str(index)]
    subprocess.run(night, check=True)
    (sources / _DECISION).write_text(_DECIDED, encoding="utf-8")
    subprocess.run(night, check=True)
    return index
