import pytest

from assistant.evidence_mode.expectation import expected, names_nobody, says_no_holder, says_where_it_is


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("How many plants are there?", "There are 231 plants.", "There were plants in Q4 2022."),
        ("How much does the licence cost?", "It costs 1,150 euros.", "It is expensive."),
        ("What share of bags is counted?", "52 % of the bags.", "One or more bags in the wrong quarter."),
        ("What percentage fails?", "9 of 11 fail.", "Most of them fail."),
        ("How long are files kept?", "Files are kept for six weeks.", "Files are kept on a disk."),
        ("When was the last release?", "It was on 1 July 2026.", "It was a good one."),
        ("When did the gate open?", "It opened in May.", "Only wardens may open the gate."),
        ("How often do plants report?", "Plants report every Monday.", "One had 25 years of experience."),
        ("What will the new supplier charge?", "It asks 11 euros more a pump.", "Its offer was shown to us."),
        ("What do insurers pay for home care?", "They pay fourteen pounds a day.", "Home care has no code yet."),
        ("How long would a patch hold?", "For eighteen months at most.", "It would hold for a while."),
        ("How often did a count fail?", "It failed 3 times.", "It failed because of the light."),
        ("Wie oft wird gezählt?", "Gezählt wird täglich.", "Gezählt wird im Werk."),
        ("Wann endet der Vertrag?", "Er endet am 15. Dezember.", "Er endet bald."),
        ("How many growers came?", "6,200 growers came.", "They come since May 2, 2026, as page[^1] says."),
        ("How many growers came?", "It was 2.4 million of them.", "Orchard 4.0 will be opened in 2026H2."),
        ("How much funding did we get?", "We got 2 million.", "We got funding through the budget of 2021."),
        ("How much has the fund raised for lifts?", "It raised 40,000 euros.", "Raising money is task 3."),
        ("How much did the yield grow?", "It grew by 4 tons.", "It grew a lot in 2025."),
        ("What completion rate did the test show?", "79.3% of them were done.", "31 growers took the test."),
        ("What is the average rating of the gate?", "The average was 6.", "Growers rated the gate."),
        ("What is the target for waiting, and by when?", "Under 4 hours by June.", "They wait after each change."),
        ("What is the depot's budget this year?", "It has 40,000 euros.", "We set and watch the depot's budget."),
        ("When do the lifts come?", "They come next month.", "We want lifts that last."),
        ("How much time does a crate wait?", "It waits for 3 hours.", "There are 3 gates."),
        ("How many growers came?", "12 came within two weeks.", "Signing up takes ten minutes and costs $30."),
        ("How many crates were lost?", "We lost 4-5 of them.", "Phase 3 is over since 10/12/2026."),
        ("How many working days does it take?", "It takes 3 working days.", "It takes long."),
        ("How many lifts do we run?", "We run only one lift.", "A lift is one good way to the top, said one guest."),
        ("How many crates go out per week?", "About 40 a week go out.", "Crates are one form of pack."),
        ("When will the 2027 fair be held?", "From 3 to 5 May 2027.", "We plan for the fair of 2027."),
        ("By when is the 2027 list due?", "By June 2027.", "The list of 2027 will be long."),
        ("What satisfaction score did they give?", "They gave 4.2.", "They gave it in Q4 2022."),
    ],
)
def test_a_sentence_must_show_what_was_asked_for(question: str, answers: str, does_not: str) -> None:
    shape = expected(question)
    assert shape is not None
    assert shape.search(answers)
    assert not shape.search(does_not)


@pytest.mark.parametrize(
    ("question", "names", "names_none"),
    [
        ("Who won the tender?", "We gave the tender to Brine.", "Decision: tender in August, with local hiring."),
        ("Who won the tender?", "Harrow & Lunt won it.", "Tenders were opened in March."),
        (
            "Who will be the new plant lead?",
            "Ottoline Marsh becomes plant lead in May.",
            "The plant lead leaves in May.",
        ),
        ("Who is the supplier of the sensor in Taiwan?", "Supplier: Kestrel", "Risk: sole supplier is in Taiwan"),
        ("Who is the vendor of the network?", "Kestrel is its vendor.", "It was due in June, but the vendor failed."),
        ("Who takes over permits?", "Ottoline takes over permits.", "The permits go to others in June."),
    ],
)
def test_who_is_answered_by_a_name_that_neither_the_question_nor_the_calendar_gives(
    question: str, names: str, names_none: str
) -> None:
    assert not names_nobody(question, names)
    assert names_nobody(question, names_none)


@pytest.mark.parametrize("question", ["Who owns it?", "Why did we stop?", "What is the vision?", "What do we pay for?"])
def test_other_questions_may_be_answered_by_anything(question: str) -> None:
    assert expected(question) is None


@pytest.mark.parametrize(
    ("words", "heads", "told"),
    [
        ("Ottoline Marsh runs the orchard.", "", True),
        ("Orchard: Ottoline Marsh", "Who does what", True),
        ("Marsh", "Orchard > Owner", True),
        ("The orchard is looked after by @omarsh.", "", True),
        ("These crates lead to longer queues at the Orchard gate.", "", False),
        ("We plan to open the Service Desk in May.", "", False),
    ],
)
def test_who_leads_is_answered_by_what_tells_of_leading_or_names_a_person(words: str, heads: str, told: bool) -> None:
    assert says_no_holder("Who leads the orchard?", words, heads) is not told
    assert not says_no_holder("Who visits the orchard?", words, heads)


def test_an_event_is_a_doubtful_day() -> None:
    when = expected("When does the orchard open?")
    assert when is not None
    assert when.search("It opens after the audit.")
    assert when.is_doubtful("It opens after the audit.")
    assert not when.is_doubtful("It opens in May after the audit.")


@pytest.mark.parametrize(
    ("question", "words", "told"),
    [
        ("Which phase is the orchard in now?", "We are currently in Phase 2.", True),
        ("What stage are we at?", "The orchard is still at the trial stage.", True),
        ("What stage are we at?", "Trees grow in stages.", False),
        ("Which phase is the orchard in?", "Phase 2 plants the trees.", False),
        ("Which steps are there?", "We are in step 3.", False),
        ("Why are we in phase 2?", "We are in phase 2.", False),
    ],
)
def test_the_phase_that_something_is_in_is_told_by_what_says_that_it_is_in_one(
    question: str, words: str, told: bool
) -> None:
    assert says_where_it_is(question, words) is told
