import pytest

from assistant.conversations.context import Turn, leans_on_nothing, standalone, subject_of
from assistant.domain import Answer, Assessment, Document, Kind, Quote, Record


def answered(question: str, title: str) -> Turn:
    page = Document("d", "notes/a.md", title, Kind.COLLABORATION, "everyone", "The gate sticks.", (), "text/markdown")
    return Turn(question, Answer.of(question, "g", [("The gate sticks.", [Quote(page, 0, 16)])]))


def turn(question: str, initiative: str | None = None) -> Turn:
    assessment = Assessment(initiative, True, "g") if initiative else None
    return Turn(question, Answer(question, "g", reason="-", assessment=assessment))


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        (turn("Is Atlas aligned?", "Project Atlas"), "And who owns it?", "who owns Project Atlas?"),
        (
            turn("Is Atlas aligned?", "Project Atlas"),
            "What is its target date?",
            "What is Project Atlas's target date?",
        ),
        (
            turn("What do we know about Corviston Group?"),
            "what about their contract?",
            "what about Corviston Group's contract?",
        ),
        (turn("What is the status of HED-101?"), "why?", "why (HED-101)?"),
        (
            turn("What do we know about Kessling Nova?"),
            "How many deals did we lose to them?",
            "How many deals did we lose to Kessling Nova?",
        ),
        (turn("Who owns Atlas?"), "And its status?", "Atlas's status?"),
        (turn("Who owns Atlas?"), "what about Beacon?", "Who owns Beacon?"),
        (turn("What was done in sprint 100?"), "And in sprint 101?", "What was done in sprint 101?"),
        (turn("What do we know about Login.gov?"), "Who runs it?", "Who runs Login.gov?"),
        (turn("When is Gate Tuning due?"), "And Second Count?", "When is Second Count due?"),
        (turn("Is Atlas aligned?", "Project Atlas"), "How about Beacon?", "Is Beacon aligned?"),
        (turn("what now?"), "And Beacon?", "And Beacon?"),
    ],
)
def test_a_follow_up_gets_the_subject_of_the_turn_before(before: Turn, question: str, understood: str) -> None:
    assert standalone(question, [before]) == understood


@pytest.mark.parametrize(
    "question",
    [
        "Who owns Second Count?",
        "What does the board say about plants in Ghent?",
        "when does the product council meet?",
        "Why do independents leave?",
        "who decides on pricing?",
        "where do we lose money?",
        "What changed this week?",
        "What are our goals?",
        "What is churn?",
        "What is planned for Ghent?",
        "What goals do we have?",
        "Which outcome is at risk?",
        "What do customers say when they leave?",
        "Which teams miss their targets?",
        "Do any plants know that linen is lost?",
        "Is it true that hotels were stopped?",
        "What is the target for shorts?",
        "How do we measure linen loss?",
        "Should we stop selling to hotels?",
    ],
)
def test_a_question_with_its_own_subject_stays(question: str) -> None:
    assert standalone(question, [turn("Is Atlas aligned?", "Project Atlas")]) == question


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("why not?", "why not (Project Atlas)?"),
        ("and the owner?", "the owner (Project Atlas)?"),
        ("When is the deadline?", "When is the deadline (Project Atlas)?"),
        ("how is success measured?", "how is success measured (Project Atlas)?"),
        ("What is the current status?", "What is the current status (Project Atlas)?"),
        ("what about the budget?", "what about the budget (Project Atlas)?"),
        ("What is still planned?", "What is still planned (Project Atlas)?"),
        ("and who was involved?", "who was involved (Project Atlas)?"),
        ("Wie viel ist noch geplant?", "Wie viel ist noch geplant (Project Atlas)?"),
        ("Und das Budget?", "das Budget (Project Atlas)?"),
        ("Does it help Corviston?", "Does Project Atlas help Corviston?"),
        ("What does Corviston say about it?", "What does Corviston say about Project Atlas?"),
        ("Is that initiative still alive?", "Is Project Atlas still alive?"),
        ("When is this due?", "When is Project Atlas due?"),
        ("What would you ask the owner?", "What would you ask the owner (Project Atlas)?"),
    ],
)
def test_a_question_without_a_subject_of_its_own_leans(question: str, understood: str) -> None:
    assert standalone(question, [turn("Is Atlas aligned?", "Project Atlas")]) == understood


def test_an_opening_and_is_no_reason_to_lean() -> None:
    before = [turn("Is Atlas aligned?", "Project Atlas")]
    assert standalone("And when does the product council meet?", before) == "when does the product council meet?"


def of_records(question: str, count: int) -> Turn:
    record = Record("table", "account", "", "Gate")
    rows = [
        Document(str(at), "crm/a.csv", f"Gate {at}", Kind.CUSTOMERS, "everyone", "Shut.", (), "text/csv", record=record)
        for at in range(count)
    ]
    return Turn(question, Answer.of(question, "g", [("So many.", [Quote(one, 0, 4) for one in rows])]))


@pytest.mark.parametrize(
    "question", ["Which plants still have their own copy?", "Who must not leave, and what bonus do they get?"]
)
def test_a_pronoun_for_what_the_question_names_is_not_asked_back(question: str) -> None:
    assert not leans_on_nothing(question, [])


def test_what_is_told_of_many_records_is_about_no_single_one() -> None:
    many, one = (of_records("How many gates were shut in 2025?", count) for count in (3, 1))
    assert standalone("Why?", [many]) == "Why gates were shut in 2025?"
    assert not leans_on_nothing("Why?", [many])
    assert standalone("Which of them came back?", [turn("Who owns Atlas?"), many]) == "Which of them came back?"
    assert leans_on_nothing("Which of them came back?", [many])
    assert standalone("Who owns it?", [one]) == "Who owns Gate 0?"


def test_the_first_question_stays() -> None:
    assert standalone("and who owns it?", []) == "and who owns it?"


def test_the_newest_subject_wins() -> None:
    turns = [turn("Is Atlas aligned?", "Atlas"), turn("Is Borealis aligned?", "Borealis")]
    assert standalone("Who owns it?", turns) == "Who owns Borealis?"


@pytest.mark.parametrize("title", ["#ops, 2026-08-03", "What drivers say", "Minutes 2026-08-03"])
def test_nothing_is_called_by_the_title_of_a_channel_a_day_or_a_question(title: str) -> None:
    assert standalone("What do they refuse?", [answered("which gate sticks?", title)]) == "What do they refuse?"
    assert standalone("Who owns it?", [answered("which gate sticks?", "Gate Repair")]) == "Who owns Gate Repair?"


def test_what_is_somebodys_is_not_part_of_a_name() -> None:
    assert standalone("Who owns it?", [turn("When is the Harbour Fund's panel?")]) == "Who owns Harbour Fund?"


def test_a_turn_without_names_or_quotes_has_no_subject() -> None:
    assert subject_of(turn("what now?")) is None


@pytest.mark.parametrize("question", ["who chairs it?", "and its owner?", "who owns it", "why?"])
def test_what_leans_on_a_refused_question_without_a_name_takes_no_older_subject(question: str) -> None:
    turns = [turn("Who owns Atlas?"), turn("who leads the steering committee?")]
    assert leans_on_nothing(question, turns)
    assert standalone(question, turns) == question


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (turn("Who owns Atlas?"), "who chairs it?"),
        (turn("who leads the steering committee?"), "Who owns Beacon?"),
        (turn("who leads the steering committee?"), "what are our goals?"),
        (turn("why?"), "who owns it?"),
    ],
)
def test_what_has_a_subject_or_leans_on_one_is_not_asked_back(before: Turn, question: str) -> None:
    assert not leans_on_nothing(question, [before])


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("and in Q2?", "How much did we win in Q2 2026?"),
        ("What about 2025?", "How much did we win in 2025?"),
        ("and last month?", "How much did we win last month?"),
        ("and in Q2 for Atlas?", None),
    ],
)
def test_a_follow_up_for_other_days_asks_the_question_before_of_them(question: str, understood: str | None) -> None:
    before = Turn("How much did we win in Q3 2026?", Answer("?", "g", reason="No."))
    assert (standalone(question, [before]) == understood) is (understood is not None)
