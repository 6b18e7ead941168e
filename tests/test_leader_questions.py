"""Each kind of question that a leader asks, on a small organisation: compared, overviewed, changed, agreed, asked back."""

from datetime import date

import pytest

from assistant.answering import BESIDE, CONFLICT, REFUSAL, UNCLEAR
from assistant.assistant import Assistant
from assistant.conversation import Turn
from assistant.domain import Answer
from assistant.embedding import Embedder
from assistant.routes.half_names import called
from assistant.settings import Settings, SourceSettings
from ingest.night import Night

# ruff: noqa: E501
ISSUES = """Summary,Issue key,Issue id,Issue Type,Status,Assignee,Created,Due date,Parent id,Description
Atlas: self-serve onboarding,ATL-12,1,Initiative,In Progress,Mara Lind,05/Jan/26 9:00 AM,01/Jun/26,,
Map columns,ATL-21,3,Story,Done,Bo Ek,13/Jan/26 9:00 AM,,1,
Import fails on umlauts,ATL-23,5,Bug,Blocked,Ida Roos,12/Mar/26 9:00 AM,20/Mar/26,1,
Undo import,ATL-24,7,Story,To Do,Ida Roos,15/Feb/26 9:00 AM,20/Apr/26,1,
Beacon,BEA-1,6,Initiative,In Progress,Ida Roos,13/Jan/26 9:00 AM,01/Apr/26,,
Ring the bell,BEA-2,8,Story,To Do,Bo Ek,20/Jan/26 9:00 AM,,6,
Ferry portal for crews,FER-1,9,Initiative,In Progress,Bo Ek,20/Jan/26 9:00 AM,,,
Ferry tickets,FER-2,10,Initiative,In Progress,Ida Roos,20/Jan/26 9:00 AM,,,
"""
PEOPLE = """Employee ID,Name,Job Title,Team
1,Ida Roos,Head of Nursing,Care
2,Bo Ek,Product Manager,Bedside
3,Bo Ek,Night porter,Facilities
"""
ACCOUNTS = "Id,Name,Type,Industry\n001000000000001AAA,Northwind Care,Customer,Hospital\n"
FILES = {
    "jira/x.csv": ISSUES,
    "people/staff.csv": PEOPLE,
    "crm/Account.csv": ACCOUNTS,
    "strategy/strategy.md": "---\ndate: 2026-01-10\n---\n# Strategy\n\nAtlas lets a ward start by itself, so that setup falls from 30 days to 10 days.\n\nBeacon calls a nurse when a patient rings.\n",
    "problems/setup.md": "---\ndate: 2026-02-01\n---\n# Setup takes long\n\nWards wait 30 days for setup because they send their data late. Atlas was asked for by nine of them.\n",
    "notes/2026-03-12 council.md": "---\ndate: 2026-03-12\n---\n# Council\n\nThe council moved the pilot of Atlas to two more wards.\n",
    "notes/harbour a.md": "# Harbour visit\n\nThe harbour clinic has 12 beds for the trial.\n",
    "notes/harbour b.md": "# Harbour call\n\nThe harbour clinic has 20 beds for the trial.\n",
    "board/ferry.md": "# Ferry\n\nFerry hangar is the secret name of a purchase. The purchase of Ferry hangar costs 9 million euros.\n",
}
TODAY = date(2026, 3, 15)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    folder = tmp_path_factory.mktemp("leader")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    kinds = {"jira": "work", "people": "players", "crm": "customers", "strategy": "strategy", "problems": "problems"}
    kinds |= {"notes": "collaboration"}
    sources = [SourceSettings(path=path, kind=kind, audience="everyone") for path, kind in kinds.items()]
    sources.append(SourceSettings(path="board", kind="strategy", audience="board"))
    Night(folder / "sources", folder / "index", Settings(sources=tuple(sources))).run()
    return Assistant.open(folder / "index", embedder=embedder)


def ask(assistant: Assistant, question: str, *turns: Turn) -> Answer:
    return assistant.ask(question, turns=turns, today=TODAY)


@pytest.mark.parametrize(
    ("question", "said", "keys"),
    [
        ("Atlas or Beacon: which is due first?", "It is Beacon, not Atlas.", {"ATL-12", "BEA-1"}),
        (
            "Which has more issues, Atlas or Beacon?",
            "It is Atlas, not Beacon.",
            {"ATL-21", "ATL-23", "ATL-24", "BEA-2"},
        ),
        ("Which has fewer open issues, Atlas or Beacon?", "It is Beacon, not Atlas.", {"ATL-23", "ATL-24", "BEA-2"}),
    ],
)
def test_a_comparison_over_records_is_decided_on_the_cells_of_both(
    assistant: Assistant, question: str, said: str, keys: set[str]
) -> None:
    answer = ask(assistant, question)
    assert answer.claims[0].text == said
    assert {answer.quotes[number - 1].document.key for number in answer.claims[0].citations} == keys


def test_two_things_are_held_against_each_other_by_their_facts_and_what_is_said_of_them(assistant: Assistant) -> None:
    answer = ask(assistant, "How do Atlas and Beacon differ?")
    assert "is owned by Mara Lind" in answer.text
    assert "is owned by Ida Roos" in answer.text
    assert "Beacon calls a nurse when a patient rings." in answer.text


def test_a_side_of_which_nothing_is_said_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "How do Beacon and Zeppelin differ?")
    assert "Beacon" in answer.text
    assert answer.reason == "Of Zeppelin the documents that you may read do not say it."
    assert ask(assistant, "How do Zeppelin and Graf differ?").abstained


def test_what_is_known_of_a_thing_is_grouped_by_kind(assistant: Assistant) -> None:
    texts = [claim.text for claim in ask(assistant, "What do we know about Atlas?").claims]
    assert [text.split(":")[0] for text in texts if "30 days to 10 days" in text] == ["Strategy"]
    assert [text.split(":")[0] for text in texts if "nine of them" in text] == ["Problems"]
    assert [text.split(":")[0] for text in texts if "two more wards" in text] == ["Notes"]
    assert any(text.startswith("Work: ") and "Mara Lind" in text for text in texts)


def test_what_changed_is_said_newest_first_and_what_is_older_is_left_out(assistant: Assistant) -> None:
    answer = ask(assistant, "What changed since last week about Atlas?")
    assert "ATL-23 Import fails on umlauts was created on 2026-03-12." in [claim.text for claim in answer.claims]
    assert "two more wards" in answer.text
    assert "30 days" not in answer.text
    silent = ask(assistant, "What changed since yesterday about Atlas?")
    assert silent.reason == "Nothing that you may read about Atlas is dated 14 March 2026 or later."


def test_sources_that_do_not_contradict_each_other_are_both_shown(assistant: Assistant) -> None:
    answer = ask(assistant, "Do strategy and Jira agree about Atlas?")
    assert answer.claims
    assert all(claim.citations for claim in answer.claims)


def test_sources_that_conflict_are_both_quoted_and_none_is_preferred(assistant: Assistant) -> None:
    answer = ask(assistant, "How many beds has the harbour clinic for the trial?")
    assert {made.text for made in answer.quotes} == {
        "The harbour clinic has 12 beds for the trial.",
        "The harbour clinic has 20 beds for the trial.",
    }
    assert answer.reason == CONFLICT


def test_a_name_that_two_have_is_asked_back(assistant: Assistant) -> None:
    answer = ask(assistant, "Which team is Bo Ek in?")
    assert answer.abstained
    assert "Bo Ek (Bedside) or Bo Ek (Facilities)" in (answer.reason or "")
    assert "FER-1 Ferry portal for crews or FER-2 Ferry tickets" in (ask(assistant, "Who owns Ferry?").reason or "")


def test_that_no_record_has_a_key_is_said_without_places_that_have_nothing_to_do_with_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Who is responsible for ATL-99?")
    assert (answer.reason, answer.nearest) == ("None of the records that you may read has the key ATL-99.", ())


def test_whose_work_it_is_and_when_are_answered_from_records(assistant: Assistant) -> None:
    assert ask(assistant, "What is Ida working on?").text.startswith(
        "Ida Roos has 4 open work items, 2 of them in progress."
    )
    assert "Import fails on umlauts" in ask(assistant, "What is due this month?").text


def test_what_a_reader_may_not_see_is_no_reading_and_is_not_hinted_at(assistant: Assistant) -> None:
    for question in (
        "Who owns Ferry?",
        "What does the purchase of Ferry hangar cost?",
        "What do we know about hangar?",
    ):
        answer = ask(assistant, question)
        assert "hangar" not in (answer.reason or "")
        assert "may not" not in (answer.reason or "")
        assert answer.abstained
    assert (ask(assistant, "What does the purchase of Ferry hangar cost?").reason or "").startswith(REFUSAL[:-1])


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("Who owns Atlas?", "and its due date?", "is due 01/Jun/26"),
        ("Who owns Atlas?", "What about Beacon?", "BEA-1 Beacon is owned by Ida Roos"),
        (
            "What is the status of Beacon?",
            "And Atlas?",
            "ATL-12 Atlas: self-serve onboarding has the status In Progress",
        ),
        ("What do we know about Beacon?", "and its owner?", "is owned by Ida Roos"),
    ],
)
def test_a_follow_up_keeps_the_subject_or_the_question(
    assistant: Assistant, before: str, question: str, said: str
) -> None:
    assert said in ask(assistant, question, Turn(before, ask(assistant, before))).text


@pytest.mark.parametrize(
    "question", ["Wer verantwortet Atlas?", "¿Quién es responsable de Atlas?", "Wem gehört ATL-12?"]
)
def test_a_fact_of_a_record_is_asked_in_german_and_spanish(assistant: Assistant, question: str) -> None:
    assert "Mara Lind" in ask(assistant, question).text


def test_the_age_of_the_evidence_stands_beside_the_answer_and_not_among_its_claims(assistant: Assistant) -> None:
    answer = ask(assistant, "Why do wards wait for setup?")
    assert answer.age == "The evidence is of 1 February 2026, 6 weeks old."
    assert answer.as_json()["age"] == answer.age
    assert "6 weeks" not in answer.text
    assert ask(assistant, "What is the boiling point of tungsten?").age is None


def test_words_of_alignment_beside_a_known_name_get_its_verdict(assistant: Assistant) -> None:
    said = assistant.ask("Beacon feels like a feature factory to me, no?").assessment
    assert said is not None
    assert said.initiative == "Beacon"
    assert said.verdict == assistant.assess("Beacon").verdict


def test_a_part_of_a_name_is_answered_by_the_initiative_and_that_is_said(assistant: Assistant) -> None:
    answer = ask(assistant, "who owns the crew portal?")
    assert "is owned by Bo Ek" in answer.text
    assert answer.reason == "“crew portal” was read as Ferry portal for crews."
    assert ask(assistant, "who owns the crew kitchen?").abstained


def test_a_part_of_two_names_is_asked_back(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(assistant.__dict__, "_calls", called(("Ferry portal for crews", "Crew portal hosting")))
    answer = ask(assistant, "who owns the crew portal?")
    assert answer.reason == "Which one do you mean: Ferry portal for crews or Crew portal hosting?"
    assert not answer.claims


def test_after_a_refused_subject_without_a_name_it_is_asked_what_is_meant(assistant: Assistant) -> None:
    first = ask(assistant, "Who owns Atlas?")
    turns = [
        Turn("Who owns Atlas?", first),
        Turn("who leads the drone club?", ask(assistant, "who leads the drone club?")),
    ]
    assert turns[1].answer.abstained
    assert ask(assistant, "who chairs it?", *turns).reason == UNCLEAR


def test_where_it_is_asked_what_is_done_a_sentence_of_what_is_so_does_not_answer(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask(assistant, "How long do wards wait for setup?")
    assert "Wards wait 30 days" in told.text
    monkeypatch.setattr("assistant.assistant.answer", lambda *asked: told)
    answer = ask(assistant, "What are we doing about the waiting of wards?")
    assert answer.reason == BESIDE
    assert answer.nearest == told.quotes[:3]
    assert ask(assistant, "What about the waiting of wards?").claims == told.claims
