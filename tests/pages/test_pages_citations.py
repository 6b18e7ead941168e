"""The numbers behind a claim and its chips: many of them do not bury what is said."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant.pages.citations import numbers_html, shown_first


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((), ""),
        ((1, 2, 3), "<sup>1</sup><sup>2</sup><sup>3</sup>"),
        ((1, 2, 3, 4), "<sup>1–4</sup>"),
        ((2, *range(5, 38), 41), "<sup>2</sup><sup>5–37</sup><sup>41</sup>"),
    ],
)
def test_of_many_numbers_in_a_row_the_first_and_the_last_are_shown(numbers: tuple[int, ...], shown: str) -> None:
    assert numbers_html(numbers) == shown


@pytest.mark.parametrize(
    ("many", "brief", "first"), [(8, False, 8), (9, False, 9), (33, False, 8), (3, True, 3), (33, True, 2)]
)
def test_of_many_chips_the_first_are_shown_and_never_one_alone_is_left(many: int, brief: bool, first: int) -> None:
    assert shown_first(tuple(range(many)), brief=brief) == tuple(range(first))


def _page() -> None:
    from datetime import date

    from assistant.domain import EVERYONE, Block, Document, Kind, Locator, Role
    from assistant.pages.citations import Citations, draw_chips
    from assistant.quotes import quote

    text = "Rye bread."
    block = Block(0, len(text), Role.TEXT, locator=Locator(line_start=1, line_end=1))
    page = Document("d", "work/bread.md", "Bread", Kind.WORK, EVERYONE, text, (block,), "markdown")
    made = quote(page, 0, len(text))
    assert made is not None
    draw_chips(1, "0", Citations((made,) * 30), tuple(range(1, 31)), date(2026, 11, 20), lambda _: None)


def test_the_other_chips_unfold_and_fold_again() -> None:
    app = AppTest.from_function(_page).run()
    assert [button.label for button in app.button][-1] == "22 more"
    assert len(app.button) == 9
    app.button[-1].click().run()
    assert [button.label for button in app.button][-1] == "Fewer"
    assert len(app.button) == 31
    app.button[-1].click().run()
    assert len(app.button) == 9
