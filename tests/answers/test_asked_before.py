"""A document that asks the same question answers it; one that asks another does not."""

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.evidence_mode.asked_before import asked_before
from assistant.settings import load_settings
from ingest.night import Night

FILES = {
    "strategy/Review of the year.md": "# Review of the year\n\n## What I was asked\n\n"
    "*Will the ferry fares go up?* No. We keep them until the council decides in May.\n\n"
    "*Why isn't the night boat stopped, if it sails empty?* Because the licence runs until October. Then it ends.\n\n"
    "*May crews swap shifts without the office?* Yes.\n",
    "strategy/FAQ.md": "# Questions about the new pier\n\n## When does the new pier open?\n\n"
    "It opens on 4 June 2027, after the winter storms.\n\n## Who pays for the pier?\n\nThe county pays two thirds.\n",
    "collaboration/helpdesk.md": "# Helpdesk\n\n| Question | Answer |\n|---|---|\n"
    "| How do passengers of the southern line get a refund? | They hand the ticket in at any kiosk. |\n"
    "| Who cleans the decks? | |\n\n"
    "**Q: Where do lost bags go?**\n\nA: They go to the office in Norrhamn.\n",
    "collaboration/open points.md": "# Open\n\n- Who will run the summer timetable?\n- How many buoys are lost?\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("ferries")
    for name, text in FILES.items():
        file = folder / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
    opened = Assistant.open(folder / "index", (), embedder)
    yield opened
    opened.index.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Will ferry fares go up?", "No. We keep them until the council decides in May."),
        ("why isn't the night boat stopped", "Because the licence runs until October."),
        ("Why has the night boat not been stopped?", "Because the licence runs until October."),
        ("May the crews swap shifts without the office?", "Yes."),
        ("When does the pier open?", "It opens on 4 June 2027"),
        ("How do passengers of the southern line get a refund?", "They hand the ticket in at any kiosk."),
        ("where do lost bags go?", "They go to the office in Norrhamn."),
    ],
)
def test_who_asks_what_a_document_asks_gets_its_answer(assistant: Assistant, question: str, answer: str) -> None:
    made = assistant.ask(question)
    assert answer in made.claims[0].text
    assert answer in made.quotes[0].text


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Why is the night boat stopped?", "Because the licence runs"),  # the document asks why it is not
        ("Who opens the new pier?", "It opens on 4 June"),
        ("When does the new kiosk open?", "It opens on 4 June"),
        ("How do passengers of the northern line get a refund?", "They hand the ticket in"),
        ("Who will run the summer timetable?", "How many buoys"),  # a list of questions answers none
        ("Who cleans the decks?", "kiosk"),
    ],
)
def test_another_question_is_not_answered_by_it(assistant: Assistant, question: str, other: str) -> None:
    searching = assistant.retriever
    found = searching.find(searching.question(question), 8, ())
    assert any(other in row.hit.document.text for row in found)
    assert asked_before(question, found) == []
