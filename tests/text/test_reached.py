import pytest

from assistant.text.reached import asks_what_came, is_only_planned


@pytest.mark.parametrize(
    "question",
    [
        "Did the depots reach the level that we set for 2025?",
        "What repair rate did the Ghent team hit last quarter?",
        "What did the interviews with drivers find?",
        "How many people actually took part in the trial?",
        "Have we met the target for late trains?",
        "Was the goal of 80 % reached?",
        "Who attended the open day?",
        "What saving did the depots actually measure at the end of the trial?",
        "What happened at the depot in May?",
        "What were the findings of the audit?",
    ],
)
def test_a_question_about_what_came_about_is_known(question: str) -> None:
    assert asks_what_came(question)


@pytest.mark.parametrize(
    "question",
    [
        "What repair rate did the team want to reach?",
        "What did the board decide to deliver in May?",
        "When did we originally plan to meet the target?",
        "What level do we want to hit by 2027?",
        "How many people will take part in the trial?",
        "What is the goal of the trial?",
        "What was supposed to be delivered in May?",
        "How many signs should show that we reached the goal?",
    ],
)
def test_a_question_about_what_was_meant_is_another(question: str) -> None:
    assert not asks_what_came(question)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("Hit a repair rate of 90 %", ("Objective 2", "Depots")),
        ("Our depots hit the upper level on lead time.", ("Key results", "Priorities 2025")),
        ("Key Result 1: our depots hit the upper level on lead time.", ()),
        ("Desired number of drivers: 12", ("Trial",)),
        ("We're doing 10 interviews with drivers to figure out what to build next.", ("Drivers",)),
        ("We wanted to reach a repair rate of 90 %.", ("Depots",)),
        ("The team will monitor calls and work with the owner to determine whether the goal was reached.", ()),
        ("Late trains: at most 4 %", ("Planning:", "Results of 2024")),
        ("at least half of the depots have shared a repair each quarter", ("Key results:", "Depots")),
        ("The target of 90 % was set for depots.", ("Depots",)),
    ],
)
def test_what_is_only_planned_tells_no_result(words: str, heads: tuple[str, ...]) -> None:
    assert is_only_planned(words, heads)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("We reached a repair rate of 80 %.", ("Objectives", "Depots")),
        ("Key Result 1: we reached 80 %.", ("Key results",)),
        ("We wanted to reach 90 % and reached 80 %.", ("Depots",)),
        ("Late trains: 4 %", ("Results:", "Release plan")),
        ("Drivers want shorter shifts.", ("Interviews",)),
        ("We're doing well: late trains fell to 4 %.", ("Goals",)),
        ("Depots hit 80 % last quarter.", ("Goals",)),
        ("The target of 90 % was met by hiring fitters.", ("Depots",)),
        ("The depot has opened a second track to learn how trams wear.", ("Plans",)),
        ("Target: 90 %; result: 80 %", ("Goals",)),
    ],
)
def test_what_came_about_is_told_even_below_objectives(words: str, heads: tuple[str, ...]) -> None:
    assert not is_only_planned(words, heads)


def test_columns_tell_a_target_from_how_far_it_has_come() -> None:
    assert is_only_planned("Repair rate | 90 %", ("Depots",), ("Measure", "Target"))
    assert not is_only_planned("Repair rate | 90 % | 80 %", ("Goals",), ("Measure", "Target", "Status"))
    assert is_only_planned("Raise the repair rate to 90 %", (), ("Goal",))
