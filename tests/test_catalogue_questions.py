"""Questions that the catalogue answers: problems, players, targets, meetings, one side of an initiative."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import SILENT
from assistant.assistant import Assistant
from assistant.catalogue.players import Sort
from assistant.domain import Answer, Dimension, Kind
from assistant.embedding import Embedder
from assistant.routes.catalogue_questions import Wanted, catalogue_question
from assistant.routes.compound import parts_of
from assistant.routes.initiative_questions import Side, side_of
from assistant.routes.meetings import meeting_question
from assistant.routes.named_sections import SectionQuestion, section_question
from assistant.routes.player_questions import About, player_question
from assistant.routes.standing import asks_standing
from assistant.routes.translated import in_english
from assistant.routes.voices import asks_voices
from assistant.settings import load_settings
from ingest.night import Night

TODAY = date(2026, 11, 20)
FILES = {
    "strategy/Strategy 2026.md": """# Strategy 2026

Issued 10 January 2026.

## Outcomes

| Outcome | Metric | From | To | By | Accountable |
|---|---|---|---|---|---|
| O1 Seen in time | share of patients seen within 14 days | 41 % | 75 % | 31 December 2026 | Maja Dahl |
| O2 No second visit | patients who come back for the same complaint | 18 % | 9 % | 31 December 2026 | Tom Reyes |

## What we are not doing

- We will not open clinics at night.
- No own laboratory before 2029.
""",
    "strategy/initiatives/call-first.md": """# Call First

Owner: Nils Aker. Serves O1 Seen in time.

We want patients to be seen within 14 days: from 41 % to 75 % by 31 December 2026.

## Problem
In a survey of 180 patients in March 2026, 58 % had waited more than three weeks for a first talk.

## When we stop
If fewer than 50 % are seen within 14 days by 30 June 2026, we stop the calls and open more hours.
""",
    "strategy/Vision.md": """# Vision

*Maja Dahl, January 2026.*

A clinic is judged by the hour in which somebody picks up the phone. We exist so that **nobody waits alone**.

## What we believe

- A letter is read once, if at all.
- The desk knows first.
""",
    "strategy/archive/Principles 2022.md": """# Principles

**Say yes first.** Every wish is an order.

**Speed over care.** Nobody counts mistakes.
""",
    "strategy/Principles.md": """# Principles: how we decide

Tom Reyes, 2 February 2026.

**Ask before building.** Two talks with patients come before any form.

**A number has a start.** No target without where we are.
""",
    "strategy/initiatives/second-desk.md": """# Second Desk

Owner: Nils Aker.

## Risks

- The hall is too narrow
- Nobody is trained by May
""",
    "strategy/Scorecard 2026.csv": "Objective,Key result,Baseline,Target,31 October 2026,Owner\n"
    "Seen in time,share of patients seen within 14 days,41 %,75 %,63 %,Maja Dahl\n",
    "problems/P1 waiting.md": """# P1 Patients wait for a first talk

In 2025 the median wait was 24 days in nine of twelve clinics.
""",
    "problems/interviews May 2026.md": """# Interviews, May 2026

A patient from Odense said: "I read the letter twice and then I called my daughter."

We want to learn which words are hard.
""",
    "problems/P2 letters.md": """# P2 Letters nobody understands

31 of 60 patients told us that they had called because of a letter.
""",
    "players/Rosa Lindt - receptionist.md": """# Rosa Lindt, receptionist

*Persona, built from eleven interviews. Rosa does not exist.*

Rosa has run the desk of a clinic with four doctors for nine years.

## What she wants
- to know at eight who will not come
- one screen for the day

## What she fears
A waiting room that shouts before nine.
""",
    "players/competitor - Medora.md": """# Competitor: Medora

Medora sells a booking portal to three hundred clinics in the north.
""",
    "collaboration/2026-11-03 steering group.md": """# Steering group 3 November 2026

**1. Waiting times.** October stands at 63 %. Maja is glad of it and asks for the clinics one by one.
Seen in time is the subject of outcome 1.

**2. Night clinics.** The request of the board was rejected again. Tom answers the letter.

**3. Letters.** Agreed: the new letter goes to all clinics in January.
""",
    "collaboration/2026-09-02 steering group.md": """# Steering group 2 September 2026

**1. Budget.** The second desk in Aarhus was approved.
""",
    "board/2026-10-20 board minutes.md": """# Board minutes 20 October 2026

The sale of the Aarhus clinic was approved.
""",
}  # fmt: skip
FILES["bearing.toml"] = "\n".join(
    f'[[sources]]\npath = "{path}"\nkind = "{kind}"\naudience = "{audience}"\n'
    for path, kind, audience in (
        ("strategy", "strategy", "everyone"),
        ("problems", "problems", "everyone"),
        ("players", "players", "everyone"),
        ("collaboration", "collaboration", "everyone"),
        ("board", "collaboration", "board"),
    )
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clinics")
    for name, text in FILES.items():
        file = folder / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
    return folder / "index"


@pytest.fixture(scope="module")
def assistant(index: Path, embedder: Embedder) -> Iterator[Assistant]:
    opened = Assistant.open(index, (), embedder)
    yield opened
    opened.index.close()


def said(answer: Answer) -> list[str]:
    """Return the claims, after looking that each stands on a quote."""
    assert all(claim.citations for claim in answer.claims)
    return [claim.text for claim in answer.claims]


@pytest.mark.parametrize(
    ("question", "wanted", "about"),
    [
        ("What are our three most important problems?", Wanted.PROBLEMS, ""),
        ("Which problems do hospitals have?", Wanted.PROBLEMS, "hospitals"),
        ("What do customers complain about?", Wanted.PROBLEMS, ""),
        ("Which problems does nobody work on?", Wanted.UNSERVED_PROBLEMS, ""),
        ("What are we not doing?", Wanted.NOT_DOING, ""),
        ("Who is accountable for retention?", Wanted.ACCOUNTABLE, "retention"),
        ("What is our retention target?", Wanted.TARGET, "retention"),
        ("What is the target for waiting times?", Wanted.TARGET, "waiting times"),
        ("Which retention do we aim for?", Wanted.TARGET, "retention"),
    ],
)
def test_a_question_for_the_catalogue_is_known(question: str, wanted: Wanted, about: str) -> None:
    asked = catalogue_question(question)
    assert asked is not None
    assert (asked.wanted, asked.about) == (wanted, about)


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Who are our competitors?", Sort.COMPETITOR),
        ("Which personas do we have?", Sort.PERSONA),
        ("What segments do we serve?", Sort.SEGMENT),
        ("List our teams", Sort.TEAM),
    ],
)
def test_players_are_asked_for_by_their_sort(question: str, sort: Sort) -> None:
    asked = catalogue_question(question)
    assert asked is not None
    assert (asked.wanted, asked.sort) == (Wanted.PLAYERS, sort)


@pytest.mark.parametrize(
    "question",
    [
        "What problem does Call First solve?",
        "Which customers asked for SSO?",
        "Which teams have no outcome?",
        "What are the steps of the release?",
        "When was the portal problem found?",
        "Who wrote the strategy?",
    ],
)
def test_a_question_for_one_fact_is_no_list_of_the_catalogue(question: str) -> None:
    assert catalogue_question(question) is None


def test_problems_are_listed_with_their_evidence(assistant: Assistant) -> None:
    answer = assistant.ask("What are our two biggest problems?")
    first, second = said(answer)
    assert first.startswith("P1: Patients wait for a first talk: In 2025 the median wait was 24 days")
    assert "31 of 60 patients" in second
    assert answer.reason == "The documents that you may read do not rank them."


def test_a_list_that_the_catalogue_lacks_is_not_made_up(assistant: Assistant) -> None:
    assert not [text for text in said(assistant.ask("What problems do carpenters have?")) if "P1" in text]


def test_a_competitor_is_named_in_the_words_of_its_page(assistant: Assistant) -> None:
    assert said(assistant.ask("Who are our competitors?")) == [
        "Medora sells a booking portal to three hundred clinics in the north."
    ]


def test_a_target_and_who_answers_for_it_come_from_the_row_of_the_outcome(assistant: Assistant) -> None:
    target = said(assistant.ask("What is our target for patients seen?"))
    assert target == ["Seen in time: share of patients seen within 14 days, from 41 % to 75 %, by 31 December 2026."]
    assert said(assistant.ask("Who is accountable for No second visit?")) == [
        "No second visit: Accountable: Tom Reyes."
    ]


def test_the_target_of_an_initiative_is_not_that_of_an_outcome_of_like_words(assistant: Assistant) -> None:
    answer = assistant.ask("What is the target of Second Desk for patients seen within 14 days?")
    assert not any(text.startswith("Seen in time: share of patients") for text in said(answer))


def test_what_is_not_done_is_listed_and_nothing_else(assistant: Assistant) -> None:
    assert said(assistant.ask("What are we not doing?")) == [
        "We will not open clinics at night.",
        "No own laboratory before 2029.",
    ]


def test_where_an_outcome_stands_is_its_target_and_the_newest_reading(assistant: Assistant) -> None:
    answer = said(assistant.ask("Are we on track with patients seen?"))
    assert answer[0].startswith("Seen in time: share of patients seen")
    assert any("31 October 2026: 63 %" in text for text in answer[1:])
    assert not any("of outcome 1" in text for text in answer)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Are we on track to reach our outcomes?", ""),
        ("How are we doing against our goals?", ""),
        ("How is retention developing?", "retention"),
        ("Will we hit the retention target?", "retention target"),
        ("Has lead time improved?", "lead time"),
    ],
)
def test_a_question_for_the_standing_is_known(question: str, about: str) -> None:
    assert asks_standing(question) == about


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What does Rosa Lindt need?", About.NEEDS),
        ("What are the fears of Rosa?", About.TROUBLES),
        ("Who is Rosa Lindt?", About.WHO),
        ("What does Rosa do?", About.DAY),
    ],
)
def test_what_is_asked_of_a_player_is_told_apart(question: str, about: About) -> None:
    asked = player_question(question)
    assert asked is not None
    assert asked.about is about


def test_a_persona_answers_from_the_part_of_its_page_that_is_asked_for(assistant: Assistant) -> None:
    assert said(assistant.ask("What does Rosa need?")) == [
        "Rosa Lindt: to know at eight who will not come",
        "Rosa Lindt: one screen for the day",
    ]
    assert said(assistant.ask("What does Rosa Lindt fear?")) == ["Rosa Lindt: A waiting room that shouts before nine."]


def test_a_persona_is_introduced_by_what_is_said_of_it_and_not_of_its_page(assistant: Assistant) -> None:
    assert said(assistant.ask("Who is Rosa Lindt?")) == [
        "Rosa has run the desk of a clinic with four doctors for nine years."
    ]


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("What problem does Call First solve?", Dimension.PROBLEM_EVIDENCE),
        ("Why are we doing Call First?", Dimension.PROBLEM_EVIDENCE),
        ("How do we measure Call First?", Dimension.MEASURE),
        ("When would we stop Call First?", Dimension.STOP_RULE),
        ("Who is Call First for?", Dimension.PLAYER),
        ("Which outcome does Call First serve?", Dimension.OUTCOME_LINK),
        ("What are the early signals of Call First?", Dimension.LEADING_INDICATOR),
        ("Which options were considered for Call First?", Dimension.MANAGED_TO_OUTCOME),
        ("Is Call First on track?", Dimension.REALITY),
        ("What is the weakest point of Call First?", Side.WEAKEST),
        ("What would change the verdict on Call First?", Side.WOULD_CHANGE),
        ("What should I ask the owner of Call First?", Side.TO_ASK),
        ("Should we stop Call First?", Side.WHOLE),
        ("Who owns Call First?", None),
        ("How many issues of Call First are open?", None),
    ],
)
def test_the_side_of_an_initiative_that_is_asked_for(question: str, side: Dimension | Side | None) -> None:
    assert side_of(question) is side


def test_one_side_of_an_initiative_is_answered_with_what_stands_there_and_how_it_reads(assistant: Assistant) -> None:
    stop = said(assistant.ask("When would we stop Call First?"))
    assert stop[0].startswith("If fewer than 50 % are seen within 14 days by 30 June 2026, we stop the calls")
    assert stop[-1].startswith("Stop rule: met.")
    problem = said(assistant.ask("What problem does Call First solve?"))
    assert problem[0].startswith("In a survey of 180 patients")


def test_the_weakest_dimension_is_named_with_what_it_lacks(assistant: Assistant) -> None:
    (weakest,) = said(assistant.ask("What is the weakest point of Call First?"))
    assert weakest.startswith("Weakest in Call First is the ")


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


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is our vision?", SectionQuestion("vision", "")),
        ("What are the main risks of Second Desk?", SectionQuestion("risks", "Second Desk")),
        ("Which assumptions do we make?", SectionQuestion("assumptions", "")),
        ("What are the priorities for 2026?", SectionQuestion("priorities", "")),
        ("What is the risk appetite of the board?", None),
        ("Which values does the sheet hold in row 3?", None),
    ],
)
def test_a_question_for_a_named_part_is_known(question: str, asked: SectionQuestion | None) -> None:
    assert section_question(question) == asked


def test_a_vision_is_told_by_what_speaks_of_us_and_not_by_its_imprint(assistant: Assistant) -> None:
    vision = said(assistant.ask("What is our vision?"))
    assert vision[0] == "We exist so that nobody waits alone."
    assert not any("Maja Dahl" in text for text in vision)


def test_labelled_paragraphs_are_read_out_and_those_of_a_retired_page_are_not(assistant: Assistant) -> None:
    answer = assistant.ask("What are our principles?")
    assert said(answer) == [
        "Ask before building. Two talks with patients come before any form.",
        "A number has a start.",
    ]


def test_the_risks_of_one_initiative_are_not_those_of_the_organisation(assistant: Assistant) -> None:
    assert said(assistant.ask("What are the risks of Second Desk?")) == [
        "The hall is too narrow",
        "Nobody is trained by May",
    ]
    assert not any("narrow" in text for text in said(assistant.ask("What are the main risks?")))


def test_the_strategy_is_its_outcomes_and_what_it_leaves_out(assistant: Assistant) -> None:
    strategy = said(assistant.ask("What is our strategy in one sentence?"))
    assert strategy[0].startswith("Seen in time: ")
    assert strategy[-1] == "No own laboratory before 2029."


def test_what_people_said_is_told_in_their_words(assistant: Assistant) -> None:
    heard = said(assistant.ask("What do patients say about the letter?"))
    assert any("called my daughter" in text for text in heard)
    assert not any("want to learn" in text for text in heard)


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("Ist Call First ergebnisorientiert?", "Is Call First outcome-aligned?"),
        ("Sind wir auf Kurs?", "Are we on track?"),
        ("Sind wir auf Kurs mit O1?", "Are we on track with O1?"),
        ("¿Qué problema resuelve Call First?", "What problem does Call First solve?"),
        ("¿Quiénes son nuestros competidores?", "Who are our competitors?"),
        ("Wer hat den Vertrag geschrieben?", "Wer hat den Vertrag geschrieben?"),
        ("Was hat Rosa am Montag gesagt?", "Was hat Rosa am Montag gesagt?"),
    ],
)
def test_a_question_of_a_known_shape_is_turned_into_english_and_no_other(question: str, english: str) -> None:
    assert in_english(question) == english


def test_a_question_in_german_or_spanish_takes_the_route_of_the_english_one(assistant: Assistant) -> None:
    for question in ("Wer sind unsere Wettbewerber?", "¿Quiénes son nuestros competidores?"):
        answer = assistant.ask(question)
        assert answer.question == question
        assert said(answer) == said(assistant.ask("Who are our competitors?"))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What do customers say about invoices?", ("", "invoices", Kind.PLAYERS)),
        ("What did Rosa tell us about the morning?", ("Rosa", "morning", Kind.PLAYERS)),
        ("What does the strategy say about letters?", ("", "letters", Kind.STRATEGY)),
        ("Which customers asked for SSO?", ("", "SSO", Kind.CUSTOMERS)),
        ("What does the contract say?", None),
    ],
)
def test_who_is_to_have_spoken_is_known(question: str, asked: tuple[str, str, Kind] | None) -> None:
    found = asks_voices(question)
    assert (found and (found.who, found.about)) == (asked and asked[:2])
    assert found is None or (asked and asked[2] in found.kinds)


def test_what_the_strategy_says_is_not_what_others_say_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("What does the strategy say about clinics at night?")
    assert said(answer)[0].endswith("We will not open clinics at night.")
    assert {quote.document.kind for quote in answer.quotes} == {Kind.STRATEGY}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who owns Call First and when would we stop it?", ("Who owns Call First?", "when would we stop it?")),
        ("What is Medora and why?", ("What is Medora?", "why is Medora?")),
        ("Which clinics do we run in Aarhus and Odense?", None),
        ("What do patients and doctors want?", None),
    ],
)
def test_two_questions_in_one_are_taken_apart(question: str, parts: tuple[str, str] | None) -> None:
    assert parts_of(question) == parts


def test_each_of_two_questions_is_answered_or_said_to_be_open(assistant: Assistant) -> None:
    both = assistant.ask("Who are our competitors and when would we stop Call First?")
    assert "Medora" in said(both)[0]
    assert any("If fewer than 50 %" in text for text in said(both))
    half = assistant.ask("Who are our competitors and who painted the roof of the Odense garage?")
    assert "Medora" in said(half)[0]
    assert half.reason == ("The documents that you may read do not answer: who painted the roof of the Odense garage?")
