"""Questions whose shape asks for a kind of statement: no sentence about the study answers what it found."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.only_by_route import only_by_route
from assistant.routes.wording.known_questions import known_question
from tests.built_once import built_once
from tests.clinic_fixtures import TODAY, said
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures

SILENT = {
    "problems/survey.md": """# Ferry survey 2027

## What is next

If you like to be part of it, please take part in the ferry survey 2027 and help us to build a better crossing.

The ferry survey 2027 is sent to every passenger by post in the second week of May.
""",
}
TELLING = {
    "problems/survey.md": f"""{SILENT["problems/survey.md"]}
## What we found

In the ferry survey 2027 two of three passengers said that they wait longer than half an hour at the ramp.
""",
}


@pytest.mark.parametrize(("pages", "answers"), [(SILENT, False), (TELLING, True)])
def test_what_a_survey_found_is_told_by_a_finding_only(
    tmp_path: Path, embedder: Embedder, pages: dict[str, str], answers: bool
) -> None:
    ferry = Assistant.open(built_once(pages, tmp_path), embedder=embedder)
    told = ferry.ask("What did the ferry survey 2027 find?")
    assert any("half an hour" in text for text in said(told)) is answers
    assert not any("take part" in text or "by post" in text for text in said(told)[:1])
    assert told.abstained is not answers


@pytest.mark.parametrize(
    "question",
    [
        "Are we adding ferries or mending those that we have?",
        "Who are our users, by profession?",
        "What have we ruled out for the first release?",
    ],
)
def test_a_choice_a_division_or_the_opposite_is_not_that_question_of_the_whole(question: str) -> None:
    assert known_question(question) is None


def test_whether_two_places_agree_is_not_told_by_one_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("Does the letter match what patients told us?", today=TODAY)
    assert answer.abstained, said(answer)
    assert any("because of a letter" in quote.text for quote in answer.nearest)
    assert only_by_route("Do our two papers on the register say the same thing?")
    assert not only_by_route("Has the supplier agreed to the price?")
