from dataclasses import replace

import numpy as np

from assistant.domain import Block, Document, Hit, Kind, Passage
from assistant.search.variety import varied


def hit(text: str, date: str | None = None, name: str = "a") -> Hit:
    block = Block(0, len(text))
    document = Document(name, f"{name}.md", name, Kind.WORK, "everyone", text, (block,), "text/markdown", date=date)
    return Hit(Passage(0, document.id, 0, len(text)), document, 1.0)


LONG = "The gate reader at the north plant counts every bag of linen that leaves the dock on a working day"
ALIKE = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]], dtype=np.float32)


def test_a_near_duplicate_makes_room_for_something_else() -> None:
    rows = [hit(f"{LONG}."), hit(f"{LONG} too.", name="b"), hit("Payroll runs on Friday.", name="c")]
    assert varied(rows, ALIKE) == [0, 2, 1]


def test_the_newest_version_stands_for_all_of_them() -> None:
    rows = [hit(f"{LONG}.", "2024-01-01"), hit(f"{LONG} too.", "2026-01-01", "b"), hit("Payroll.", name="c")]
    assert varied(rows, ALIKE) == [1, 2, 0]


def test_a_copy_is_left_out() -> None:
    rows = [hit(LONG), hit(LONG, name="b"), hit("Payroll.", name="c")]
    assert varied(rows, ALIKE) == [0, 2]


def test_of_two_that_contradict_each_other_the_newer_comes_first() -> None:
    vectors = np.array([[1.0, 0.0], [0.9, np.sqrt(1 - 0.81)]], dtype=np.float32)
    rows = [
        hit("We will cut linen loss to 13 % by December.", "2024-03-01"),
        hit("Our goal now: cut linen loss to 9 % by December.", "2026-03-01", "b"),
    ]
    assert varied(rows, vectors) == [1, 0]
    assert varied([rows[0], replace(rows[1], document=replace(rows[1].document, date=None))], vectors) == [0, 1]


def test_what_fits_the_question_far_less_does_not_come_first_for_being_newer() -> None:
    vectors = np.array([[1.0, 0.0], [0.9, np.sqrt(1 - 0.81)]], dtype=np.float32)
    rows = [
        replace(hit("Sprint 80: the velocity of the team was 20 points.", "2024-03-01"), score=6.0),
        hit("Sprint 94: the velocity of the team was 16 points.", "2026-03-01", "b"),
    ]
    assert varied(rows, vectors) == [0, 1]


def test_a_day_is_not_newer_than_the_year_that_it_lies_in() -> None:
    rows = [hit(f"{LONG}.", "2026"), hit(f"{LONG} too.", "2026-03-01", "b"), hit("Payroll.", name="c")]
    assert varied(rows, ALIKE) == [0, 2, 1]
