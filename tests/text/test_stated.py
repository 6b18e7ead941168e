import pytest

from assistant.text.stated import asks_for_aims, in_contents, is_intention, is_letterhead, leads_nowhere


@pytest.mark.parametrize(
    "text",
    [
        "This subdirectory includes information about our mission.",
        "The following table lists every team.",
        "We've included more detail on our user types page.",
    ],
)
def test_a_sentence_about_the_page_states_nothing(text: str) -> None:
    assert leads_nowhere(text)
    assert not leads_nowhere("This team lists its goals every quarter.")


def test_what_somebody_wants_to_find_out_is_an_intention() -> None:
    assert is_intention((), "Identify the turnover of teams")
    assert is_intention(("What we wanted to learn",), "How teams change")
    assert is_intention((), "We talk to drivers every month to refine our understanding of their needs.")
    assert not is_intention(("What we learned",), "Teams change twice a year.")
    assert asks_for_aims("What did the team want to learn?")
    assert not asks_for_aims("How often do teams change?")


def test_a_table_of_contents_is_known_by_its_heading() -> None:
    assert in_contents(("Guide", "Table of Contents:"))
    assert not in_contents(("Guide", "Contents of the bag"))


@pytest.mark.parametrize(
    "line",
    ["From: Ida Holt", "To: ida@lifts.example", "> Subject: lifts", "Re: the lifts", "-----Original message-----"],
)
def test_a_line_at_the_head_of_a_message_is_known(line: str) -> None:
    assert is_letterhead(line)


def test_a_whole_head_of_a_message_is_known_and_what_goes_on_is_not() -> None:
    head = "From: Ida Holt\nTo: Per Sand\nDate: Mon, 4 May 2026 10:00\nSubject: lifts"
    assert is_letterhead(head)
    assert not is_letterhead(f"{head}\nthe lifts of block two stand still again")


@pytest.mark.parametrize(
    "line",
    [
        "From 40 to 60 lifts",
        "To: 60 % by May",
        "De facto nobody uses it",
        "Date: 3 May 2026",
        "The original message was that fees fall",
        "From: Ministers expect lower fees by May.",
    ],
)
def test_other_lines_are_no_heads_of_messages(line: str) -> None:
    assert not is_letterhead(line)
