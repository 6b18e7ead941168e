import pytest

from assistant.expectation import expected


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("How many plants are there?", "There are 231 plants.", "There were plants in Q4 2022."),
        ("How much does the licence cost?", "It costs 1,150 euros.", "It is expensive."),
        ("What share of bags is counted?", "52 % of the bags.", "One or more bags in the wrong quarter."),
        ("What percentage fails?", "9 of 11 fail.", "Most of them fail."),
        ("How long are files kept?", "Files are kept for six weeks.", "Files are kept on a disk."),
        ("When was the last release?", "It was on 1 July 2026.", "It was a good one."),
        ("How often do plants report?", "Plants report every Monday.", "One had 25 years of experience."),
        ("How often did a count fail?", "It failed 3 times.", "It failed because of the light."),
        ("Wie oft wird gezählt?", "Gezählt wird täglich.", "Gezählt wird im Werk."),
        ("Wann endet der Vertrag?", "Er endet am 15. Dezember.", "Er endet bald."),
        ("What satisfaction score did they give?", "They gave 4.2.", "They gave it in Q4 2022."),
    ],
)
def test_a_sentence_must_show_what_was_asked_for(question: str, answers: str, does_not: str) -> None:
    shape = expected(question)
    assert shape is not None
    assert shape.search(answers)
    assert not shape.search(does_not)


@pytest.mark.parametrize("question", ["Who owns it?", "Why did we stop?", "What is the vision?"])
def test_other_questions_may_be_answered_by_anything(question: str) -> None:
    assert expected(question) is None
