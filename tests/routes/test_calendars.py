"""When and where something is and who is invited is told by the entries of calendars."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.calendars import NONE_AHEAD, CalendarQuestion, calendar_question
from tests.built_once import built_once

TODAY = date(2026, 11, 20)


def _entry(number: int, day: str, title: str, *more: str) -> str:
    lines = ("BEGIN:VEVENT", f"UID:{number}@quay", f"DTSTART:{day}", f"SUMMARY:{title}", *more, "END:VEVENT")
    return "\r\n".join(lines)


CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        _entry(1, "20261005T090000", "Harbour council", "LOCATION:Hall 1"),
        _entry(2, "20261207T090000", "Harbour council", "LOCATION:Hall 2", "ORGANIZER;CN=Ida Berg:mailto:i@quay",
               "ATTENDEE;CN=Tom Vale:mailto:t@quay"),
        _entry(3, "20270111T090000", "Harbour council", "LOCATION:Hall 3"),
        _entry(4, "20260302T140000", "Tide walk"),
        _entry(5, "20260105T080000", "Morning round", "RRULE:FREQ=WEEKLY;BYDAY=MO"),
        "END:VCALENDAR",
    ]
)  # fmt: skip
FILES = {
    "collaboration/harbour.ics": CALENDAR,
    "strategy/Plan.md": "# Plan\n\nThe harbour council decides on moorings.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(FILES, tmp_path_factory.mktemp("quay")), (), embedder)


@pytest.mark.parametrize(
    ("question", "told", "reason"),
    [
        ("When is the next harbour council?", "Harbour council: 2026-12-07 09:00", None),
        ("When does the harbour council meeting take place?", "Harbour council: 2026-12-07 09:00", None),
        ("When was the last harbour council?", "Harbour council: 2026-10-05 09:00", None),
        ("Where is the harbour council?", "Harbour council: Hall 2", None),
        ("Who is invited to the harbour council?", "Harbour council: Ida Berg; Tom Vale", None),
        ("When is the tide walk?", "Tide walk: 2026-03-02 14:00", NONE_AHEAD),
        ("When is the morning round?", "Morning round: 2026-01-05 08:00; every week on Monday", None),
    ],
)
def test_the_entry_that_is_meant_answers(assistant: Assistant, question: str, told: str, reason: str | None) -> None:
    answer = assistant.ask(question, today=TODAY)
    assert [claim.text for claim in answer.claims] == [told]
    assert answer.reason == reason
    assert all(quote.text.strip() in told for quote in answer.quotes)


def test_what_no_calendar_has_is_not_taken_from_another_entry(assistant: Assistant) -> None:
    answer = assistant.ask("When is the next ferry council?", today=TODAY)
    assert not any("Harbour council:" in claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When is the next board meeting?", CalendarQuestion(("When", "Repeats"), "board", False)),
        ("When did the last review happen?", CalendarQuestion(("When", "Repeats"), "review", True)),
        ("Who is in the harbour team?", None),
        ("Why is the harbour closed?", None),
    ],
)
def test_only_time_place_and_guests_are_asked_of_a_calendar(question: str, asked: CalendarQuestion | None) -> None:
    assert calendar_question(question) == asked
