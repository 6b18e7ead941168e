"""How the goals of an export stand is what its own status column calls them."""

from pathlib import Path

import pytest

from assistant.routes.records.goals_called import goals_behind, goals_standing
from tests.records.record_books import TODAY, book_of

GOALS = [
    ["Objective", "Key result", "Owner", "Start", "Target", "Current", "Score", "Status"],
    ["Halls are quiet", "Noise in hall two (dB)", "Ada Lund", 41, 30, 38, 0.2, "Off track"],
    ["", "Complaints about noise a month", "Ada Lund", 20, 5, 9, 0.6, "On track"],
    ["Seats are sold early", "Tickets sold a week ahead (%)", "Cy Moe", 10, 40, 22, 0.4, "At risk"],
]


def test_goals_are_called_behind_by_their_own_status(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"strategy/okr.xlsx": {"H2 2026": GOALS}})
    assert [text for text, _ in goals_behind(book, TODAY)] == [
        "Noise in hall two (dB): Off track (Ada Lund).",
        "Tickets sold a week ahead (%): At risk (Cy Moe).",
    ]
    assert goals_standing(book, TODAY)[0][0] == "3 key results have a status: 1 Off track, 1 On track, 1 At risk."


@pytest.mark.parametrize("period", ["H1 2026", "Q1 2026"])
def test_goals_of_a_period_that_is_over_do_not_stand_beside_those_of_now(tmp_path: Path, period: str) -> None:
    old = [GOALS[0], ["Lamps last", "Lamps changed a week", "Bo Rask", 9, 3, 8, 0.1, "Off track"]]
    both = book_of(tmp_path, {"strategy/okr.xlsx": {period: old, "H2 2026": GOALS}})
    assert not [text for text, _ in goals_behind(both, TODAY) if "Lamps" in text]
    alone = book_of(tmp_path / "alone", {"strategy/okr.xlsx": {period: old}})
    assert [text for text, _ in goals_behind(alone, TODAY)] == ["Lamps changed a week: Off track (Bo Rask)."]


def test_goals_without_a_status_are_called_nothing(tmp_path: Path) -> None:
    bare = [[cell for at, cell in enumerate(row) if at != len(GOALS[0]) - 1] for row in GOALS]
    book = book_of(tmp_path, {"strategy/okr.xlsx": {"H2 2026": bare}})
    assert goals_behind(book, TODAY) == goals_standing(book, TODAY) == []
