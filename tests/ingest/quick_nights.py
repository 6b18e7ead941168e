"""Nights without a model, and what an index then holds."""

from pathlib import Path

from assistant.index.reader import open_index
from eval.benchmarks.nights import everything as everything
from eval.benchmarks.nights import run_night as run_night


def identities_of(index: Path) -> dict[tuple[str, str | None], str]:
    """Return the identity of each document by its path and key."""
    with open_index(index, ("board",)) as opened:
        return {(document.path, document.key): document.id for document in opened.documents()}
