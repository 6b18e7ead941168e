"""A question of the organisation as a whole is read however it is worded; one about something in particular is not."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder, PackagedMiniLM
from assistant.errors import UsageError
from assistant.routes.wording import known_questions
from assistant.routes.wording.known_questions import CANONICAL, NONE, READ_AS, known_question, model, read_topics
from tests.built_once import built_once
from tests.clinic_fixtures import TODAY, said
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures

HELD_OUT = Path(__file__).parents[2] / "eval" / "training" / "known_questions_held_out.jsonl"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("If we could only get one thing right this year, which would it have to be?", "priorities"),
        ("Remind me what this organisation is for", "mission"),
        ("What are people grumbling about?", "complaints"),
        ("which of our goals are slipping", "behind"),
        ("Name the projects that nobody is responsible for.", "no_owner"),
        ("Which projects are burning more money than they were given?", "over_budget"),
        ("What have we deliberately decided to leave alone?", "not_doing"),
        ("Which of our custmers might walk away?", "customers_at_risk"),
        ("Do the tickets match what the strategy says?", "agree"),
        ("Where do our papers say different things?", "contradictions"),
    ],
)
def test_what_is_asked_of_the_whole_is_known_in_other_words(question: str, topic: str) -> None:
    known = known_question(question)
    assert known is not None
    assert known.topic == topic
    assert known.question in (CANONICAL[topic], CANONICAL[topic].format(period=""))


@pytest.mark.parametrize(
    "question",
    [
        "What are the biggest risks of the Tromsø depot?",
        "Which customers of Nordsee are at risk?",
        "Why did we lose the Harbour deal?",
        "When was the strategy approved?",
        "How often do we review our goals?",
        "Who wrote the mission statement?",
        "What blocks the ferry timetable?",
        "What would make us doubt that counting is the right lever?",
        "How many parking spaces do we have?",
        "Are we building what users asked for?",
        "Why do customers leave us: the price or the service?",
        "Is our strategy any better than that of the others?",
        "Which part of what we make is free?",
        "Which senior post is still vacant?",
        "What does the sentence at the foot of our letters say?",
        "Which of our courses is full first?",
        "What if the board says no?",
        "What happens if we wait another year?",
        "How do I add a goal?",
        "Which owner is away this week?",
        "Could we be quicker?",
        "Whom did we interview?",
        "Which failures were serious?",
    ],
)
def test_what_is_asked_of_one_thing_is_not_taken_for_the_whole(question: str) -> None:
    assert known_question(question) is None


@pytest.mark.parametrize("question", ["What happens next?", "what happens next", "What happens next ??"])
def test_a_question_is_read_alike_however_it_ends(question: str) -> None:
    known = known_question(question)
    assert known is not None
    assert known.topic == "next"


def test_a_period_goes_with_the_question_or_keeps_it_from_being_read() -> None:
    shipped = known_question("List everything that we released since January")
    assert shipped is not None
    assert shipped.question == "What did we ship since January?"
    assert known_question("List everything that we released").question == "What did we ship this year?"  # type: ignore[union-attr]
    assert known_question("Which goals did we miss last year?") is None
    assert known_question("Which goals are we missing right now?") is not None


def test_the_weights_hold_for_questions_that_they_were_not_made_from() -> None:
    rows = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    read = [topic for topic, _ in read_topics([row["question"] for row in rows], model(), PackagedMiniLM())]
    pairs = [(row["topic"], topic) for row, topic in zip(rows, read, strict=True)]
    whole = [(asked, topic) for asked, topic in pairs if asked != NONE]
    others = [topic for asked, topic in pairs if asked == NONE]
    assert sum(asked == topic for asked, topic in whole) >= 0.79 * len(whole)
    assert sum(topic not in (None, asked) for asked, topic in whole) <= 0.06 * len(whole)
    assert sum(topic is not None for topic in others) <= 0.04 * len(others)


def test_every_topic_has_a_question_and_every_question_is_read_as_its_own() -> None:
    assert set(model().topics) == {*CANONICAL, NONE}
    asked = {topic: question.format(period="") for topic, question in CANONICAL.items()}
    read = read_topics(list(asked.values()), model(), PackagedMiniLM())
    wrong = [topic for topic, (found, _) in zip(asked, read, strict=True) if found not in (topic, None)]
    assert not wrong


def test_an_answer_says_how_its_question_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("What goals are we chasing as an organisation?", today=TODAY)
    assert answer.question == "What goals are we chasing as an organisation?"
    assert said(answer) == said(assistant.ask("What are our outcomes?", today=TODAY))
    assert (answer.reason or "").startswith(READ_AS.format(question="What are our outcomes?"))


def test_the_second_half_of_a_question_of_one_thing_is_not_asked_of_the_whole(assistant: Assistant) -> None:
    assert said(assistant.ask("What are people grumbling about?", today=TODAY))
    asked = assistant.ask("When did the yellow tram first run, and what are people grumbling about?", today=TODAY)
    assert asked.abstained, said(asked)
    both = assistant.ask("What are our outcomes, and what are people grumbling about?", today=TODAY)
    assert len(said(both)) > len(said(assistant.ask("What are our outcomes?", today=TODAY)))


def test_what_the_routes_know_is_not_read_as_something_else(assistant: Assistant) -> None:
    answer = assistant.ask("What are our outcomes?", today=TODAY)
    assert said(answer)
    assert "was read as" not in (answer.reason or "")


def test_what_is_read_and_has_no_answer_is_refused_as_it_was_asked(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    bare = {"other/tides.md": "# Tides\n\nThe tide comes in at four and goes out at ten.\n"}
    opened = Assistant.open(built_once(bare, tmp_path_factory.mktemp("bare")), (), embedder)
    answer = opened.ask("Name the projects that nobody is responsible for.", today=date(2026, 11, 20))
    assert answer.abstained


def test_what_a_route_knows_and_has_nothing_of_is_not_read_as_another_question(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    files = {
        "work/tides.md": "# Tides\n\n## Lessons learned\n\n- Boats leave late at spring tide.\n- Ropes swell in fog.\n"
    }
    opened = Assistant.open(built_once(files, tmp_path_factory.mktemp("lessons")), (), embedder)
    assert not opened.ask("What have we learned?", today=date(2026, 11, 20)).abstained
    answer = opened.ask("Which features did we deprioritise?", today=date(2026, 11, 20))
    assert answer.abstained
    assert "learned" not in (answer.reason or "")


def test_changed_weights_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (known_questions.FILE, known_questions.RECEIPT):
        (tmp_path / name).write_bytes((known_questions.FOLDER / name).read_bytes())
    with (tmp_path / known_questions.FILE).open("ab") as file:
        file.write(b"\0")
    monkeypatch.setattr(known_questions, "_WEIGHTS", tmp_path)
    model.cache_clear()
    with pytest.raises(UsageError, match="train_known_questions"):
        model()
    model.cache_clear()
