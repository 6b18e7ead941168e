"""What the night read for an assessor is used by the next one, by nobody else, and only where it is still right."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from assistant.assessing import first_reading
from assistant.assessing.assessment import Assessor
from assistant.assessing.first_reading import keep_assessor, open_assessor
from assistant.assistant import Assistant
from assistant.catalogue.named_places import Places
from assistant.encoder.embedding import Embedder
from assistant.nights.recording import record_night
from assistant.portfolio.portfolio import read_portfolio
from ingest.receipt import Receipt
from tests.built_once import built_once
from tests.initiative_fixtures import FILES, built_index

OKRS = "# OKRs 2026 {quarter}\n\n## Objective 1: Riders wait less\n\n- KR 1: waiting falls from 9 to 4 days\n"
EVERYTHING = {
    **FILES,
    "strategy/okrs/2026-q2.md": OKRS.format(quarter="Q2"),
    "strategy/okrs/2026-q4.md": OKRS.format(quarter="Q4"),
    "strategy/night-yard/overview.md": "# Overview\n\nThe yard stays open at night.\n",
    "work/night-yard/log.md": "# Log\n\nWe put up lamps.\n",
    "work/posts/depot-board.md": "# A board for every depot\n\nIn this post, we tell how we rebuilt the board.\n",
}
"""An organisation that has something of everything that an assessor reads."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("velo")
    return Path(shutil.copytree(built_index(folder), folder / "its own"))


@pytest.fixture
def reader(folder: Path, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(folder, (), embedder)
    yield opened
    opened.index.close()


def kept_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("generations/*/read/*"))


def reads_everything(folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the next assessor has to read the documents."""
    begun: list[bool] = []
    whole = Assessor.open

    def noted(*given: object) -> Assessor:
        begun.append(True)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Assessor, "open", noted)
    later = Assistant.open(folder, (), embedder)
    assert "Night Owl" in later.assessor.catalogue.names()
    later.index.close()
    return bool(begun)


def test_an_assessor_from_what_the_night_kept_finds_what_one_finds_that_reads_everything(
    folder: Path, reader: Assistant, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_night(folder, (), reader)
    assert len(kept_files(folder)) == 1
    with monkeypatch.context() as patched:
        patched.setattr(Places, "read", lambda _: pytest.fail("the documents were read again"))
        later = Assistant.open(folder, (), embedder)
        assert later.assessor.catalogue.places == reader.assessor.catalogue.places
        assert later.assessor.strategy.goals == reader.assessor.strategy.goals
        assert later.assessor.accounts == reader.assessor.accounts
        assert later.assessor.loss_reasons == reader.assessor.loss_reasons
        assert read_portfolio(later.assessor).as_json() == read_portfolio(reader.assessor).as_json()
        later.index.close()


def test_nothing_that_an_assessor_read_is_lost_between_keeping_and_opening_it(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Assistant.open(built_once(EVERYTHING, tmp_path_factory.mktemp("everything")), (), embedder)
    read, folder = reader.assessor, tmp_path_factory.mktemp("kept")
    (folder / "generations" / reader.index.generation).mkdir(parents=True)
    keep_assessor(folder, read)
    monkeypatch.setattr(Assessor, "open", lambda *_: pytest.fail("the documents were read again"))
    kept = open_assessor(folder, reader.index, read.statements, embedder)
    for was, came in ((read.catalogue.places, kept.catalogue.places), (read.strategy, kept.strategy)):
        for name in (one.name for one in fields(was)):
            assert len(getattr(was, name)), f"the organisation has no {name}: nothing shows that they are kept"
            assert np.array_equal(getattr(was, name), getattr(came, name)), f"{name} is another after it was kept"
    reader.index.close()


def test_what_other_code_made_is_not_looked_at(
    folder: Path, reader: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_night(folder, (), reader)
    with monkeypatch.context() as newer:
        newer.setattr(first_reading, "made_by", lambda _: "another version")
        assert reads_everything(folder, reader.embedder, monkeypatch)
        assert not reads_everything(folder, reader.embedder, monkeypatch)
    assert reads_everything(folder, reader.embedder, monkeypatch)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half of it", None])
def test_a_damaged_file_costs_time_and_nothing_else(
    damage: bytes | None, folder: Path, reader: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_night(folder, (), reader)
    (file,) = kept_files(folder)
    if damage is None:
        with np.load(file) as kept:
            np.savez(file, made_by=kept["made_by"])
    else:
        file.write_bytes(damage)
    assert reads_everything(folder, reader.embedder, monkeypatch)
    assert not reads_everything(folder, reader.embedder, monkeypatch)
    assert kept_files(folder) == [file]


def test_each_circle_has_a_file_of_its_own(
    write: Callable[[Mapping[str, str | bytes]], Path],
    ingest: Callable[[Path], Receipt],
    tmp_path: Path,
    embedder: Embedder,
) -> None:
    settings = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
    page = "# Sale\n\n## Initiatives\n\n| Initiative | Owner | Goal |\n|---|---|---|\n| Quiet Harbour | Ann | O1 |\n"
    sources = write({"bearing.toml": settings, "board/sale.md": page, "strategy/open.md": "# Open\n\nNothing yet.\n"})
    ingest(sources)
    index = tmp_path / "index"
    for groups in ((), ("board",)):
        record_night(index, groups, Assistant.open(index, groups, embedder))
    assert len(kept_files(index)) == 2
    assert "Quiet Harbour" in Assistant.open(index, ("board",), embedder).initiatives
    assert "Quiet Harbour" not in Assistant.open(index, (), embedder).initiatives
    outsider = Assistant.open(index, ("other",), embedder)
    assert "Quiet Harbour" not in outsider.initiatives
