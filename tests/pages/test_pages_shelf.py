"""One index for all people of a server: who waits for whom, and what is ready before somebody comes."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from assistant.conversations.context import Turn
from assistant.domain import ANYWHERE
from assistant.encoder.embedding import Embedder
from assistant.pages.shelf import Shelf
from eval.benchmarks.stand_in import StandIn
from tests.ingest.quick_nights import run_night

FILES = {
    "strategy/goals.md": "# Goals 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n",
    "strategy/initiatives/second-count.md": "# Second Count\n\nSecond Count cuts linen loss.\n",
    "players/teams.md": "# Teams\n\nThe Count team is led by Priya Raman.\n",
}
WAIT = 5.0


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text(text)
    return tmp_path / "sources"


@pytest.fixture
def shelf(sources: Path, tmp_path: Path) -> Shelf:
    run_night(sources, tmp_path / "index")
    return Shelf(tmp_path / "index", lambda _: StandIn())


def known(shelf: Shelf) -> tuple[object, ...]:
    """Return what the frame of a page is drawn from."""
    counted = (shelf.documents(()), len(shelf.listed(())), shelf.kinds(()))
    return (shelf.generation(()), *counted, shelf.newest(()), shelf.sources(()))


def test_the_frame_of_a_page_waits_for_nobodys_answer(shelf: Shelf) -> None:
    before, told = known(shelf), []
    with shelf.reading(()):  # as long as somebody is answered
        other = Thread(target=lambda: told.append(known(shelf)), daemon=True)
        other.start()
        other.join(WAIT)
        assert told == [before]


def test_what_a_night_published_is_seen_at_the_next_look(shelf: Shelf, sources: Path, tmp_path: Path) -> None:
    generation, documents = shelf.generation(()), shelf.documents(())
    (sources / "players" / "more.md").write_text("# Others\n\nTomas Reid leads Hull.\n")
    run_night(sources, tmp_path / "index")
    assert shelf.generation(()) != generation
    assert (shelf.documents(()), len(shelf.listed(()))) == (documents + 1, documents + 1)


def test_what_is_got_ready_is_not_done_again_for_the_first_who_comes(shelf: Shelf) -> None:
    loaded: list[str] = []

    def load(name: str) -> Embedder:
        loaded.append(name)
        return StandIn()

    shelf.load = load
    shelf.get_ready()
    desk = shelf._desks[()]
    tried = dict(desk.answered)
    assert len(loaded) == 1
    assert "Is Second Count outcome-aligned?" in tried
    assert list(shelf.examples(()))
    assert desk is shelf._desks[()]
    assert (len(loaded), desk.answered) == (1, tried)


def test_what_is_tried_beside_the_answers_waits_until_nobody_waits_for_one(shelf: Shelf) -> None:
    answer = shelf.ask((), "Is Second Count outcome-aligned?", ANYWHERE, ())
    found: list[str | None] = []
    turn = Turn(answer.question, answer)
    with shelf._asking():
        other = Thread(target=lambda: found.extend(shelf.next_questions((), turn, [])), daemon=True)
        other.start()
        other.join(0.3)
        assert (shelf.is_busy, found) == (True, [])
    other.join(WAIT)
    assert found
