"""The nearest passages of a shard: exact where it is small, by Chroma's graphs where it is large; alike either way."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

from assistant.index import vectors
from assistant.index.reader import open_index
from assistant.index.vectors import VectorIndex
from assistant.settings import Settings
from eval.benchmarks.growth import write_corpus
from eval.benchmarks.stand_in import NAME, load
from ingest import leaves
from ingest.night import Night

PASSAGES = 400


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VectorIndex]:
    folder = tmp_path_factory.mktemp("vectors")
    write_corpus(folder / "sources", PASSAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "LARGEST", 100)
        Night(folder / "sources", folder / "index", Settings(embedder=NAME), load=load).run()
    with open_index(folder / "index") as index:
        yield index.shards[0].vectors


def brute(shard: VectorIndex, at: int, limit: int) -> list[int]:
    cosines = np.asarray(shard.passages) @ np.asarray(shard.passages[at])
    return np.argsort(-cosines, kind="stable")[:limit].tolist()


def test_a_small_shard_is_searched_exactly_without_chroma(shard: VectorIndex) -> None:
    assert len(shard.leaves) > 1
    for at in (0, 17, PASSAGES - 1):
        assert shard.nearest(np.asarray(shard.passages[at]), 20).tolist() == brute(shard, at, 20)
    assert "_open" not in vars(shard)


@pytest.mark.parametrize("limit", [1, PASSAGES, PASSAGES + 5])
def test_any_number_can_be_asked_for(shard: VectorIndex, limit: int) -> None:
    assert shard.nearest(np.asarray(shard.passages[3]), limit).tolist() == brute(shard, 3, limit)


def test_a_large_shard_asks_the_collection_of_each_leaf(shard: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "EXACT", 0)
    for at in (0, 17, PASSAGES - 1):
        found = shard.nearest(np.asarray(shard.passages[at]), 20).tolist()
        assert found[0] == at
        assert len(set(found) & set(brute(shard, at, 20))) >= 19


@pytest.mark.parametrize("share", [0.05, 0.8])
def test_a_choice_of_rows_is_searched_exactly(shard: VectorIndex, share: float) -> None:
    among = np.sort(np.random.default_rng(1).choice(PASSAGES, int(share * PASSAGES), replace=False))
    wanted = [row for row in brute(shard, 7, PASSAGES) if row in set(among.tolist())][:10]
    assert shard.nearest(np.asarray(shard.passages[7]), 10, among).tolist() == wanted


def test_every_passage_finds_itself_in_its_leaf(shard: VectorIndex) -> None:
    rows = np.arange(PASSAGES)
    assert shard.count() == PASSAGES
    assert shard.nearest_to_each(rows) == rows.tolist()


def test_what_chroma_holds_is_let_go_when_an_index_closes(shard: VectorIndex, tmp_path: Path) -> None:
    def held() -> int:
        """Count the open databases of the copy."""
        names = []
        for file in Path("/proc/self/fd").iterdir():
            with suppress(FileNotFoundError):  # the folder itself was open a moment ago
                names.append(os.readlink(file))
        return sum(str(tmp_path) in name and name.endswith("chroma.sqlite3") for name in names)

    shutil.copytree(shard.folder, tmp_path / "vectors")
    with closing(VectorIndex(tmp_path / "vectors")) as another:
        assert another.count() == PASSAGES
        assert held() >= len(another.leaves)
    end = monotonic() + 10  # Chroma's threads end by themselves, soon after they were told
    while held() and monotonic() < end:
        sleep(0.02)
    assert held() == 0
