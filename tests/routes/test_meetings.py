"""What a meeting decided or talked about, from its notes alone."""

from pathlib import Path

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.evidence_mode.answering import SILENT
from assistant.routes.documents.meetings import meeting_question
from tests.clinic_fixtures import TODAY, said
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures


def test_the_decisions_of_a_meeting_come_from_its_notes_alone(assistant: Assistant) -> None:
    latest = assistant.ask("What did the steering group decide about night clinics?", today=TODAY)
    assert any("rejected again" in text for text in said(latest))
    assert {quote.document.path for quote in latest.quotes} == {"collaboration/2026-11-03 steering group.md"}
    earlier = assistant.ask("What did the steering group decide in September?", today=TODAY)
    assert any("second desk in Aarhus was approved" in text for text in said(earlier))
    assert {quote.document.path for quote in earlier.quotes} == {"collaboration/2026-09-02 steering group.md"}


def test_the_last_meeting_is_told_point_by_point(assistant: Assistant) -> None:
    answer = said(assistant.ask("What happened at the last steering group meeting?", today=TODAY))
    assert [text.split(": ")[1].split(".")[0] for text in answer] == ["1", "2", "3"]


def test_minutes_of_others_are_refused_as_if_they_were_not_there(
    assistant: Assistant, index: Path, embedder: Embedder
) -> None:
    for question in ("Summarise the board minutes", "Summarise the canteen minutes"):
        answer = assistant.ask(question, today=TODAY)
        assert answer.abstained
        assert answer.reason == SILENT
        assert not answer.nearest
    member = Assistant.open(index, ("board",), embedder)
    assert any(
        "Aarhus clinic was approved" in text for text in said(member.ask("What did the board decide?", today=TODAY))
    )
    member.index.close()


def test_a_question_of_no_meeting_is_left_alone() -> None:
    assert meeting_question("What did Larkspur buy?", TODAY) is None
    assert meeting_question("Summarise the strategy", TODAY) is None
