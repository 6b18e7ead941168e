from assistant.domain import Block, Document, Kind
from assistant.quotes import find_verbatim, quote, quote_words


def document(text: str, *spans: tuple[int, int]) -> Document:
    blocks = tuple(Block(start, end) for start, end in spans or ((0, len(text)),))
    return Document("id", "a.md", "A", Kind.STRATEGY, "everyone", text, blocks, "text")


def test_words_are_found_through_white_space_hyphenation_and_unicode_forms() -> None:
    text = "We cut the hand-\nover time\u00a0to “two” days \u2013 by\n  Q3."
    start, end = find_verbatim('handover time to "two" days - by Q3.', text) or (0, 0)
    assert text[start:end] == text[text.index("hand") :]


def test_a_changed_number_is_not_found() -> None:
    assert find_verbatim("from 48 % to 71 %", "from 48 % to 70 %") is None


def test_a_hyphen_inside_a_line_counts() -> None:
    assert find_verbatim("reenter", "please re-enter it") is None


def test_a_quote_outside_content_is_refused() -> None:
    made = document("<!-- write here --> Real words.", (20, 31))
    assert quote(made, 0, 19) is None
    assert quote(made, 20, 31) is not None
    assert quote(made, 20, 99) is None


def test_quoted_words_carry_their_own_offsets() -> None:
    made = quote_words(document("One. Two three. Four."), "Two three.")
    assert made is not None
    assert (made.start, made.end, made.text) == (5, 15, "Two three.")
    assert made.locator.start == 5


def test_nothing_is_not_a_quote() -> None:
    assert quote_words(document("Some words"), "") is None
    assert quote_words(document("Some words"), " \n ") is None
