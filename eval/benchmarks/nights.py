"""Nights without child processes and without a model, for benchmarks and tests that run hundreds of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from assistant.domain import ParsedFile
from assistant.errors import DocumentError, PublishRefusedError
from assistant.index.reader import open_index
from assistant.settings import ColumnMapping, load_settings
from eval.benchmarks.stand_in import NAME, StandIn, load
from ingest import check, night
from ingest.night import Night
from ingest.parse.files import parse
from ingest.receipt import Receipt

QUESTIONS = ("which crane is repaired", "loss of linen at the plant", "team budget", "yard")


def _parse_here(
    paths: Sequence[Path], mappings: Mapping[Path, ColumnMapping], **limits: object
) -> Iterator[tuple[Path, ParsedFile | DocumentError]]:
    """Parse as `parse_many` does, in this process."""
    for path in paths:
        try:
            yield path, parse(path, (), mappings.get(path))
        except DocumentError as error:
            yield path, error


@dataclass(frozen=True, slots=True)
class _CheckHere:
    """Checks as `CheckFromOutside` does, in this process."""

    index: Path

    def check(self, generation: str, before: str | None = None) -> None:
        if wrong := check.problems(self.index, generation, before):
            raise PublishRefusedError("; ".join(wrong))


@contextmanager
def _checking_here(index: Path) -> Iterator[_CheckHere]:
    yield _CheckHere(index)


@contextmanager
def in_this_process() -> Iterator[None]:
    """Let nights parse and check in this process."""
    with (
        mock.patch.object(night, "parse_many", _parse_here),
        mock.patch.object(night, "CheckFromOutside", _checking_here),
    ):
        yield


def run_night(sources: Path, index: Path, **options: bool) -> Receipt:
    """Run a night with the stand-in for the embedder."""
    settings = load_settings(sources).model_copy(update={"embedder": NAME})
    return Night(sources, index, settings, load=load).run(**options)


def everything(index: Path, groups: Sequence[str] = ("board",)) -> list[Any]:
    """Return all that an index holds and finds, in comparable form; the identities of documents aside."""
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
            rows += [found, opened.rarity(question.split())]
        return rows
