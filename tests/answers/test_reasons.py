"""A question that asks why, and the two sides of a sentence that gives a reason."""

import pytest

from assistant.domain import Block, Document, Kind, Locator, Role
from assistant.evidence_mode.reasons import (
    Reason,
    Sort,
    announces_reason,
    asking_stems,
    asks_why,
    deed_of,
    is_no_reason,
    named_reasons,
    offers_reasons,
    reasons_in,
    unnamed_stems,
)


@pytest.mark.parametrize(
    "question",
    [
        "Why was it closed?",
        "And why was it closed?",
        "How come it was closed?",
        "Do you know why it was closed?",
        "What is the main reason for the move?",
        "For what reason did it close?",
        "Weshalb wurde es geschlossen?",
        "¿Por qué se cerró?",
    ],
)
def test_a_question_asks_for_a_reason(question: str) -> None:
    assert asks_why(question)


@pytest.mark.parametrize("question", ["Who knows why it was closed?", "When was it closed?", "What is the plan?"])
def test_a_question_that_only_says_why_asks_for_no_reason(question: str) -> None:
    assert not asks_why(question)


def test_a_question_that_offers_reasons_is_a_choice() -> None:
    assert offers_reasons("Why do we lose deals: the price or the date?")
    assert not offers_reasons("Why do we lose deals in Ghent or Leeds?")


def sides(words: str) -> list[tuple[str, str, Sort]]:
    return [(one.effect.strip(" ,;"), one.given.strip(" ,;."), one.sort) for one in reasons_in(words)]


@pytest.mark.parametrize(
    ("words", "effect", "given", "sort"),
    [
        ("It closed due to the flood.", "It closed", "the flood", Sort.CAUSE),
        ("Because the lease ended, the office moved.", "the office moved.", "the lease ended", Sort.CAUSE),
        ("The lamp is on, since nobody is in.", "The lamp is on", "nobody is in", Sort.CAUSE),
        ("The date slipped for want of parts.", "The date slipped", "parts", Sort.CAUSE),
        ("Lines have no cost so that people can book.", "Lines have no cost", "people can book", Sort.PURPOSE),
        ("We moved to XLSX to improve reading.", "We moved to XLSX", "improve reading", Sort.PASSING),
        ("Das Tor blieb zu, weil der Strom fehlte.", "Das Tor blieb zu", "der Strom fehlte", Sort.CAUSE),
        ("Nadie vino porque llovía.", "Nadie vino", "llovía", Sort.CAUSE),
        ("Why they leave: the champion left.", "Why they leave", "the champion left", Sort.CAUSE),
    ],
)
def test_a_sentence_has_what_is_so_on_one_side_and_its_reason_on_the_other(
    words: str, effect: str, given: str, sort: Sort
) -> None:
    assert (effect, given, sort) in sides(words)


@pytest.mark.parametrize(
    "words",
    [
        "The post has been vacant since August.",
        "The council meets every first Wednesday.",
        "We closed it, but not because of the price.",
        "They want to improve the count.",
        "It is so far the best.",
    ],
)
def test_a_sentence_without_a_reason_gives_none(words: str) -> None:
    assert sides(words) == []


def test_a_consequence_has_its_reason_before_it() -> None:
    found = next(reasons_in("Two plants are in season, therefore it was moved."))
    assert found.effect.startswith("Two plants")  # "it" is what stands before
    assert next(reasons_in("This results in late vans.")).follows


def test_what_only_points_back_goes_on_from_the_sentence_before() -> None:
    assert next(reasons_in("It was moved because the hall was full.")).goes_on
    assert next(reasons_in("The clear reason for their choice was the price.")).goes_on
    assert next(reasons_in("The other halls do not have it, because the lift is narrow.")).goes_on
    assert not next(reasons_in("The fair was moved because the hall was full.")).goes_on
    assert is_no_reason("Closed. Not because it was bad.")
    assert not is_no_reason("Closed because it was bad.")


def test_headings_columns_and_fields_announce_reasons() -> None:
    assert all(
        map(announces_reason, ("Why", "Loss reason", "Loss_Reason__c", "Why we stopped the portal for good now"))
    )
    assert not announces_reason("Seeing why errors happen and what to do is liked")


def test_a_column_of_reasons_gives_the_reason_of_its_row() -> None:
    text = "1 | sell to hotels | Two pilots, no renewal."
    block = Block(0, len(text), Role.ROW, ("No",), Locator(), ("#", "We will not", "Because"))
    document = Document("d", "a.md", "No", Kind.STRATEGY, "everyone", text, (block,), "text")
    assert list(named_reasons(document, block, text)) == [Reason("1 sell to hotels", "Two pilots, no renewal.")]


def test_what_asks_and_what_is_a_name_is_told_from_what_happens() -> None:
    question = "What is the reason that the Count was moved?"
    assert "reason" in asking_stems(question)
    assert "move" in unnamed_stems(question)
    assert "count" not in unnamed_stems(question)
    assert {"decid", "against"} <= asking_stems("Why did we decide against a second tower?")
    assert "second" not in asking_stems("Why did we decide against a second tower?")


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("Why was the barrel trial started in May?", "start"),
        ("Why did we stop the monthly train?", "stop"),
        ("Why did the number of violations fall?", "fall"),
        ("Why did the goal of the fair matter?", None),
        ("Why did we not build a wizard?", None),  # any deed may be what happened instead
        ("Why is the hall empty?", None),
        ("Why did we decide against a second tower?", None),
    ],
)
def test_the_deed_of_a_question_is_what_must_be_said_to_be_done(question: str, deed: str | None) -> None:
    assert deed_of(question) == deed


def test_a_bare_label_leaves_it_to_its_heading_what_the_reason_is_for() -> None:
    bare = next(iter(reasons_in("Why: lamps on the pier keep boats off the shoal.")))
    assert (bare.effect, bare.given) == ("", "lamps on the pier keep boats off the shoal.")
    told = next(iter(reasons_in("Why we lit the pier: boats ran aground.")))
    assert told.effect == "Why we lit the pier"
