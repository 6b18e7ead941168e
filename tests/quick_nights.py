"""Nights without child processes and without a model, for tests that run hundreds of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.domain import ParsedFile
from assistant.errors import DocumentError, PublishRefusedError
from assistant.index.layout import live_generation
from assistant.index.reader import open_index
from assistant.settings import load_settings
from eval.benchmarks.stand_in import NAME, StandIn, load
from ingest import check, night
from ingest.night import Night
from ingest.parse.files import parse
from ingest.receipt import Receipt


def parse_here(paths: Sequence[Path], **settings: Any) -> Iterator[tuple[Path, ParsedFile | DocumentError]]:
    """Parse as `parse_many` does, in this process."""
    for path in paths:
        try:
            yield path, parse(path, (), settings["mappings"].get(path))
        except DocumentError as error:
            yield path, error


def check_here(index: Path, generation: str, before: str | None = None) -> None:
    """Check as `check_from_outside` does, in this process."""
    if wrong := check.problems(index, generation, before):
        raise PublishRefusedError("; ".join(wrong))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nights run in this process."""
    make_quick(monkeypatch)


def make_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nights run in this process until the patch is undone."""
    monkeypatch.setattr(night, "parse_many", parse_here)
    monkeypatch.setattr(night, "check_from_outside", check_here)


def run_night(sources: Path, index: Path, **options: bool) -> Receipt:
    """Run a night with the stand-in for the embedder."""
    settings = load_settings(sources).model_copy(update={"embedder": NAME})
    return Night(sources, index, settings, load=load).run(**options)


QUESTIONS = ("which crane is repaired", "loss of linen at the plant", "team budget", "yard")


def everything(index: Path, groups: Sequence[str] = ("board",)) -> list[Any]:
    """Return all that an index holds and finds, in comparable form; identities of documents aside."""
    embedder = StandIn()
    with open_index(index, groups) as opened:
        rows: list[Any] = [opened.manifest.documents, opened.manifest.passages]
        for shard in opened.shards:
            rows.append([(d.path, d.key, d.text, d.blocks, d.kind, d.audience) for d in shard.documents.all()])
            rows.append([shard.documents.spans(number).tolist() for number in range(len(shard.documents))])
            arrays = (shard.vectors.passages, shard.vectors.sentences, shard.vectors.bounds, shard.vectors.spans)
            rows += [np.asarray(array).tobytes() for array in arrays]
        for question in QUESTIONS:
            found = opened.candidates(embedder.encode([question])[0], question.split())
            rows.append(found)
            rows.append(opened.rarity(question.split()))
        return rows


def identities_of(index: Path) -> dict[tuple[str, str | None], str]:
    """Return the identity of each document by its path and key."""
    with open_index(index, ("board",)) as opened:
        return {(document.path, document.key): document.id for document in opened.documents()}


def live(index: Path) -> str | None:
    """Return the live generation."""
    return live_generation(index)
