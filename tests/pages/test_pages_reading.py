import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Block, Document, Kind, Locator, Role
from assistant.pages.source.inline import inline_html
from assistant.pages.source.reading import reading
from assistant.text.walk import cell_spans


def document(*pieces: tuple[str, Role, dict[str, object]], media: str = "docx") -> Document:
    text, blocks = "", []
    for words, role, more in pieces:
        start = len(text)
        text += words
        blocks.append(Block(start, len(text), role, **more))  # type: ignore[arg-type]
        text += "\n\n"
    return Document("id", "a/b", "Title", Kind.STRATEGY, "everyone", text, tuple(blocks), media)


def marked(markup: str) -> str:
    return "".join(
        html.unescape(re.sub(r"<[^>]*>", "", found)) for found in re.findall(r"<mark>(.*?)</mark>", markup, re.S)
    )


def seen(markup: str) -> str:
    without = re.sub(r'<span class="b-syntax">[^<]*</span>', "", markup)
    return html.unescape(re.sub(r"<[^>]*>", "", without))


@given(st.text(alphabet="ab *_`[]()!<>#|~\\\n-&\"'", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_mark_holds_exactly_the_quoted_characters(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made = inline_html(text, 0, len(text), (start, end), markdown=True)
    assert marked(made) == text[start:end]
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a **bold** word", "a bold word"),
        ("see [the plan](https://x.example/a_(b)) now", "see the plan now"),
        ("![chart](c.png) shows", "chart shows"),
        ("use `make run`", "use make run"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a <b>c</b> <!-- d --> e", "a c  e"),
        (r"5 \* 6", "5 * 6"),
        ("**_both_**", "both"),
    ],
)
def test_marks_of_markdown_are_hidden(written: str, read: str) -> None:
    assert seen(inline_html(written, 0, len(written), (0, 0), markdown=True)) == read


def test_other_formats_show_every_character() -> None:
    assert inline_html("a **b** <i>", 0, 11, (0, 0), markdown=False) == "a **b** &lt;i&gt;"


def test_headings_items_and_paragraphs_keep_their_shape() -> None:
    one = document(
        ("Goals", Role.HEADING, {}), ("first", Role.ITEM, {}), ("second", Role.ITEM, {}), ("end", Role.TEXT, {})
    )
    assert reading(one, (0, 0)).html.endswith("<h2>Goals</h2><ul><li>first</li><li>second</li></ul><p>end</p></div>")


def test_rows_become_a_table_with_the_quote_in_its_cells() -> None:
    columns = ("Name", "Budget")
    made = document(
        ("Name | Budget", Role.HEADER, {"columns": columns, "locator": Locator(sheet="S", row=3)}),
        ("O1 | 1320", Role.ROW, {"columns": columns, "locator": Locator(sheet="S", row=4)}),
    )
    block = made.blocks[1]
    shown = reading(made, (block.start, block.end)).html
    assert "<td><mark>O1</mark></td><td><mark>1320</mark></td>" in shown
    assert '<th class="b-row" scope="row">4</th>' in shown
    assert "Sheet S" in shown


def test_cells_of_a_markdown_row() -> None:
    text = r"| a | b \| c |  |"
    spans = cell_spans(text, Block(0, len(text), Role.ROW, columns=("x", "y", "z")))
    assert [text[start:end] for start, end in spans] == ["a", r"b \| c", ""]


def test_fields_are_labelled_once() -> None:
    field = {"locator": Locator(field="Description")}
    made = reading(document(("one", Role.FIELD, field), ("two", Role.FIELD, field)), (0, 0)).html
    assert made.count("Description") == 1


def test_comments_tell_who_and_when() -> None:
    place = Locator(field="comment by ana", time="2026-06-24T16:37")
    assert (
        "Comment by ana, 24 June 2026, 16:37"
        in reading(document(("hi", Role.COMMENT, {"locator": place})), (0, 0)).html
    )


def test_neighbours_are_shown_and_the_rest_is_counted() -> None:
    made = document(*((f"paragraph {number} " + "x" * 100, Role.TEXT, {}) for number in range(100)))
    middle = made.blocks[50]
    shown = reading(made, (middle.start, middle.end), around=500)
    assert shown.before + shown.after + shown.html.count("<p>") == 100
    assert shown.before > 40
    assert shown.after > 40
    assert "paragraph 49" in shown.html
    assert "paragraph 51" in shown.html


def test_hostile_words_in_every_place_stay_words() -> None:
    evil = "<img src=x onerror=alert(1)>"
    place = Locator(sheet=evil, field=evil, row=1, time=evil)
    roles = [(evil, role, {"locator": place, "columns": (evil,), "trail": (evil,)}) for role in Role]
    made = document(*roles, media="markdown")
    shown = reading(replace(made, title=evil), (0, len(made.text))).html
    assert "<img" not in shown
    assert 'onerror="' not in shown
