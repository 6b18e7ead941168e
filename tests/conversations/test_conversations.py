"""Conversations are kept for one person: nobody else reads, finds, renames or deletes them; nothing is lost."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversations.store import FILE, LONGEST_TITLE, Conversations, KeptTurn, Listed
from assistant.domain import Kind, Scope
from assistant.errors import IndexUnusableError

SCOPE = Scope((Kind.WORK, Kind.FINANCE), date(2026, 3, 1))


@pytest.fixture
def mine(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path, "ana")


def titles(listed: list[Listed]) -> list[str]:
    return [one.title for one in listed]


def test_a_turn_comes_back_as_it_was_kept(mine: Conversations) -> None:
    asked = KeptTurn("Who owns it?", SCOPE, ("board", "sales"), "Who owns Atlas?", '{"claims": []}', "", stopped=True)
    name = mine.start(KeptTurn("What is Atlas?"))
    mine.put(name, 1, asked)
    assert mine.turns(name) == (KeptTurn("What is Atlas?"), asked)


def test_the_latest_stands_first_and_counts_its_questions(mine: Conversations) -> None:
    first = mine.start(KeptTurn("One?"))
    mine.start(KeptTurn("Two?"))
    mine.put(first, 1, KeptTurn("Three?"))
    assert [(one.title, one.questions) for one in mine.listed()] == [("One?", 2), ("Two?", 1)]


@pytest.mark.parametrize("step", [timedelta(0), timedelta(hours=-1)], ids=["one-moment", "set-back"])
def test_what_is_asked_last_stands_first_whatever_the_clock_says(
    mine: Conversations, monkeypatch: pytest.MonkeyPatch, step: timedelta
) -> None:
    class Clock(datetime):
        told = datetime(2026, 3, 29, 2, 30, tzinfo=UTC)

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            cls.told += step
            return cls.told

    monkeypatch.setattr("assistant.conversations.store.datetime", Clock)
    first = mine.start(KeptTurn("One?"))
    mine.start(KeptTurn("Two?"))
    mine.put(first, 1, KeptTurn("Three?"))
    mine.start(KeptTurn("Four?"))
    assert titles(mine.listed()) == ["Four?", "One?", "Two?"]


def test_a_turn_takes_the_place_of_what_was_there_and_after_it(mine: Conversations) -> None:
    name = mine.start(KeptTurn("One?"))
    mine.put(name, 1, KeptTurn("Two?"))
    mine.put(name, 2, KeptTurn("Three?"))
    mine.put(name, 1, KeptTurn("Edited?"))
    assert [turn.asked for turn in mine.turns(name) or ()] == ["One?", "Edited?"]


def test_another_person_is_told_that_there_is_none(mine: Conversations, tmp_path: Path) -> None:
    name = mine.start(KeptTurn("When do we buy the rival?"))
    other = Conversations(tmp_path, "ben")
    other.rename(name, "Mine now")
    other.put(name, 0, KeptTurn("Overwritten?"))
    other.delete(name)
    assert other.turns(name) is None
    assert other.listed() == other.listed("rival") == []
    assert titles(mine.listed()) == ["When do we buy the rival?"]
    assert mine.turns(name) == (KeptTurn("When do we buy the rival?"),)


def test_search_finds_words_of_titles_and_questions_in_any_case_and_never_of_answers(mine: Conversations) -> None:
    name = mine.start(KeptTurn("Wie groß ist der Ärger?", answer=json.dumps({"text": "the merger"})))
    mine.put(name, 1, KeptTurn("And the budget of Atlas?"))
    mine.start(KeptTurn("Something else?"))
    for words in ("ÄRGER", "groß atlas", "budget"):
        assert [one.id for one in mine.listed(words)] == [name], words
    assert mine.listed("merger") == []
    assert mine.listed("100%_") == []


def test_a_new_title_stays_when_the_conversation_goes_on(mine: Conversations) -> None:
    name = mine.start(KeptTurn("One?"))
    mine.rename(name, "  Board   meeting\nof March ")
    mine.put(name, 1, KeptTurn("Two?"))
    mine.rename(name, " \n ")
    assert titles(mine.listed()) == ["Board meeting of March"]
    mine.rename(name, "x" * 500)
    assert len(titles(mine.listed())[0]) == LONGEST_TITLE


def test_an_edited_first_question_gives_the_title_unless_somebody_did(mine: Conversations) -> None:
    name = mine.start(KeptTurn("One?"))
    mine.put(name, 0, KeptTurn("Edited?"))
    assert titles(mine.listed()) == ["Edited?"]
    mine.rename(name, "Mine")
    mine.put(name, 0, KeptTurn("Edited again?"))
    assert titles(mine.listed()) == ["Mine"]


def test_what_is_deleted_is_gone_from_the_file_too(mine: Conversations, tmp_path: Path) -> None:
    kept = mine.start(KeptTurn("Kept?"))
    name = mine.start(KeptTurn("Will xylophones be sold?", answer=json.dumps({"text": "xylophones" * 50})))
    mine.put(name, 1, KeptTurn("More xylophones?"))
    mine.delete(name)
    mine.put(name, 2, KeptTurn("Xylophones again?"))
    assert mine.turns(name) is None
    assert [one.id for one in mine.listed()] == [kept]
    assert b"ylophones" not in (tmp_path / FILE).read_bytes()


_KILLED = """
import os, sys
from pathlib import Path
from assistant.conversations.store import Conversations, KeptTurn
mine = Conversations(Path(sys.argv[1]), "ana")
name = mine.start(KeptTurn("One?", answer="{}"))
print(name, flush=True)
mine.put(name, 1, KeptTurn("Two?"))
with mine._rows() as rows:
    rows.execute("delete from turns")
    os.kill(os.getpid(), 9)
"""


def test_a_program_that_is_killed_loses_no_question(mine: Conversations, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    turns = mine.turns(done.stdout.strip())
    assert turns == (KeptTurn("One?", answer="{}"), KeptTurn("Two?"))


def test_a_damaged_file_is_named_in_one_line(mine: Conversations, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(IndexUnusableError, match="move it away"):
        mine.listed()
    with pytest.raises(IndexUnusableError):
        mine.start(KeptTurn("One?"))


def test_many_people_write_at_once(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def talk(person: int) -> list[str]:
        mine = Conversations(tmp_path, f"person {person}")
        names = [mine.start(KeptTurn(f"Question {at} of {person}?")) for at in range(3)]
        for name in names:
            mine.put(name, 1, KeptTurn(f"More of {person}?"))
        return names

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(talk, range(8)))
    for person, names in enumerate(made):
        found = Conversations(tmp_path, f"person {person}").listed()
        assert {one.id for one in found} == set(names)
        assert all(f"of {person}?" in one.title for one in found)
    with sqlite3.connect(tmp_path / FILE) as rows:
        assert rows.execute("select count(*) from turns").fetchone() == (48,)
