"""What stands below a heading that asks what a question asks."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer
from assistant.encoder.embedding import Embedder
from assistant.routes.documents.asked_headings import answer_below_heading
from assistant.settings import load_settings
from ingest.night import Night

FILES = {
    "strategy/Half year review.md": """---
date: 2026-07-13
---
# Half year review

## What moved

**O1, Seen in time.** From 41 % to 52 % in June, and most of it came from two clinics.

**O2, No second visit.** It stands where it stood.

## What we have learnt

We find it hard to close a clinic that everybody likes.
""",
    "strategy/Half year review 2024.md": """---
date: 2024-07-10
---
# Half year review

## What moved

Nothing that anybody could measure moved in those months.
""",
    "strategy/initiatives/call-first.md": """# Call First

Owner: Nils Aker.

## How we see it early

The number of calls that somebody picks up within a minute.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    folder = tmp_path_factory.mktemp("headings")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
    return Assistant.open(folder / "index", embedder=embedder)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, today=date(2026, 11, 20))


@pytest.mark.parametrize("question", ["What moved?", "what moved in the first half?", "What moved in H1 2026"])
def test_the_heading_that_asks_the_same_answers_from_the_newest_document(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.claims[0].text.startswith("O1, Seen in time. From 41 % to 52 % in June")
    assert {made.document.path for made in answer.quotes} == {"strategy/Half year review.md"}


def test_of_other_days_the_document_of_those_days_answers_or_none(assistant: Assistant) -> None:
    assert "Nothing that anybody could measure" in ask(assistant, "What moved in the first half of 2024?").text
    assert "O1, Seen in time" not in ask(assistant, "What moved in 2022?").text


def test_helping_words_make_no_other_question_and_a_denial_does(assistant: Assistant) -> None:
    said = ask(assistant, "What have we learnt so far?").claims[0].text
    assert said.startswith("Half year review: We find it hard to close a clinic")
    assert "O1, Seen in time" not in ask(assistant, "What did not move?").text


def test_a_brief_of_one_initiative_does_not_answer_for_the_organisation(assistant: Assistant) -> None:
    asking = (assistant.index, assistant.assessor, date(2026, 11, 20))
    assert answer_below_heading("How do we see it early?", *asking) is None
    assert answer_below_heading("What moved?", *asking) is not None
