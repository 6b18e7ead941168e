"""Two questions in one: what both answers stand on is said once, and what one of them leaves open is said."""

from assistant.domain import Answer, Block, Document, Kind
from assistant.quotes import quote_words
from assistant.routes.wording.compound import joined, parts_of

TEXT = "The night bus stops in May.\n\nIt lost money.\n"
PAGE = Document("id", "stops.md", "Stops", Kind.STRATEGY, "everyone", TEXT, (Block(0, len(TEXT)),), "text")
PARTS = ("What did we stop?", "why did we stop it?")


def told(*rows: tuple[str, str]) -> Answer:
    """Return an answer that claims some words on places of the page."""
    made = [(text, [found]) for text, words in rows if (found := quote_words(PAGE, words)) is not None]
    assert len(made) == len(rows)
    return Answer.of("q", "g", made, None if made else "Nothing.")


def test_two_questions_are_told_apart() -> None:
    assert parts_of("What did we stop in May, and why did we stop it?") == ("What did we stop in May?", PARTS[1])
    assert parts_of("Who owns bread and butter?") is None


def test_what_two_answers_stand_on_is_said_once() -> None:
    first = told(("The night bus stops.", "The night bus stops in May."))
    second = told(("Stops: The night bus stops.", "The night bus stops in May."), ("It lost money.", "It lost money."))
    both = joined(told(), PARTS, first, second)
    assert [claim.text for claim in both.claims] == ["The night bus stops.", "It lost money."]


def test_what_one_answer_leaves_open_is_said() -> None:
    both = joined(told(), PARTS, told(("The night bus stops.", "The night bus stops in May.")), told())
    assert [claim.text for claim in both.claims] == ["The night bus stops."]
    assert (both.reason or "").endswith(PARTS[1])


def test_an_answer_to_the_whole_stands_where_one_part_has_none() -> None:
    whole = told(("It lost money.", "It lost money."))
    assert joined(whole, PARTS, told(("The night bus stops.", "The night bus stops in May.")), told()) is whole
