"""Nights without child processes and without a model, as a fixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.index.reader import open_index
from eval.benchmarks.nights import everything as everything
from eval.benchmarks.nights import in_this_process
from eval.benchmarks.nights import run_night as run_night


@pytest.fixture
def quick() -> Iterator[None]:
    """Let nights run in this process."""
    with in_this_process():
        yield


def identities_of(index: Path) -> dict[tuple[str, str | None], str]:
    """Return the identity of each document by its path and key."""
    with open_index(index, ("board",)) as opened:
        return {(document.path, document.key): document.id for document in opened.documents()}
