"""Where an outcome stands: its target beside the newest reading."""

import pytest

from assistant.assistant import Assistant
from assistant.catalogue.initiatives import Catalogue
from assistant.routes.portfolio.standing import NO_READING, NO_TARGET, SPEED, UNREAD, asks_standing, standing_of
from tests.clinic_fixtures import TODAY, said
from tests.clinic_fixtures import assistant as assistant
from tests.clinic_fixtures import index as index  # fixtures


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
        ("Which outcomes are behind?", ""),
        ("Are we on target?", ""),
        ("Are any of our goals at risk?", ""),
        ("Which targets will we miss?", ""),
        ("How is retention developing?", "retention"),
        ("Will we hit the retention target?", "retention target"),
        ("Has lead time improved?", "lead time"),
        ("Are we shipping faster than last year?", SPEED),
        ("Are we getting faster?", SPEED),
        ("How has linen loss moved since January?", "linen loss"),
        ("How many days does it take a plant to go live?", "a plant to go live"),
        ("How long does it take us to repair a bike?", "to repair a bike"),
    ],
)
def test_a_question_for_the_standing_is_known(question: str, about: str) -> None:
    assert asks_standing(question) == about


def test_where_no_outcome_has_a_target_that_is_the_answer_and_the_first_are_shown_as_nearest(
    assistant: Assistant,
) -> None:
    bare = {"outcomes": [{**one, "measure": None} for one in assistant.entries["outcomes"]]}
    catalogue: Catalogue = assistant.assessor.catalogue
    for asked in ("Are we on track?", "Which outcomes are behind?"):
        answer = standing_of("", asked, bare, catalogue, assistant.retriever, TODAY)
        assert answer is not None
        assert (answer.claims, answer.reason) == ((), NO_TARGET), "a goal by itself does not say how far it is"
        assert [one.text for one in answer.nearest] == [one["quotes"][0]["quote"] for one in bare["outcomes"][:3]]
    assert standing_of("patients", "Is patients on track?", bare, catalogue, assistant.retriever, TODAY) is None


def test_whether_we_ship_faster_is_told_by_a_measure_of_that_and_by_no_other(assistant: Assistant) -> None:
    asked = (SPEED, "Are we shipping faster?")
    assert standing_of(*asked, assistant.entries, assistant.assessor.catalogue, assistant.retriever, TODAY) is None
    first, *others = assistant.entries["outcomes"]
    quick = {**first, "measure": {**first["measure"], "metric": "median lead time from merge to ward"}}
    entries = {"outcomes": [quick, *others]}
    answer = standing_of(*asked, entries, assistant.assessor.catalogue, assistant.retriever, TODAY)
    assert answer is not None
    assert "lead time" in said(answer)[0]
    assert not any(one["name"] in text for one in others for text in said(answer))


def test_of_very_many_outcomes_only_the_first_are_read_out_and_that_is_said(assistant: Assistant) -> None:
    many = {"outcomes": [*assistant.entries["outcomes"]] * 20}
    answer = standing_of("", "Are we on track?", many, assistant.assessor.catalogue, assistant.retriever, TODAY)
    assert answer is not None
    assert len(answer.claims) == 25
    assert "more rows are left out" in (answer.reason or "")


def test_targets_without_any_reading_are_said_to_be_that(assistant: Assistant) -> None:
    asked = ("", "Which goals are off track?")
    first = assistant.entries["outcomes"][0]
    unread = {**first, "name": "Zeppelins aloft", "measure": {**first["measure"], "metric": "zeppelins over Ghent"}}
    catalogue: Catalogue = assistant.assessor.catalogue
    silent = standing_of(*asked, {"outcomes": [unread]}, catalogue, assistant.retriever, TODAY)
    told = standing_of(*asked, assistant.entries, catalogue, assistant.retriever, TODAY)
    assert silent is not None
    assert told is not None
    assert (silent.claims, silent.reason) == ((), UNREAD), "a target alone does not tell what is behind"
    assert told.reason not in (NO_READING, UNREAD)
    on_track = standing_of("", "Are we on track?", {"outcomes": [unread]}, catalogue, assistant.retriever, TODAY)
    assert on_track is not None
    assert (len(on_track.claims), on_track.reason) == (1, NO_READING)
