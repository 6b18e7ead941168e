from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pages.safe import html_text, label_text, shortened, visible

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "![x](https://evil.example/p.png)",
    "[x](javascript:alert(1))",
    "<https://evil.example>",
    "https://evil.example/a www.evil.example a@evil.example",
    "$x^2$ $$y$$",
    ":red[boom] :smile: :material/delete: :streamlit:",
    "`code` **bold** _it_ ~~gone~~ # head > quote | cell",
    "a -> b <- c -- d >= e",
]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def tags_of(markup: str) -> list[str]:
    parser = _Tags()
    parser.feed(markup)
    return parser.tags


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_markup_of_the_text(text: str) -> None:
    assert tags_of(f'<p title="{html_text(text)}">{html_text(text)}</p>') == ["p"]


@given(st.text())
def test_html_never_holds_a_tag_or_a_quote(text: str) -> None:
    made = html_text(text)
    assert not set(made) & set("<>\"'")


@pytest.mark.parametrize("text", HOSTILE)
def test_label_escapes_all_punctuation(text: str) -> None:
    made = label_text(text)
    bare = [letter for before, letter in zip(" " + made, made, strict=False) if not letter.isalnum() and before != "\\"]
    assert set(bare) <= {" ", "\\", "\u2060"}


@pytest.mark.parametrize("text", HOSTILE)
def test_label_says_the_same_words(text: str) -> None:
    assert label_text(text).replace("\\", "").replace("\u2060", "") == text


@pytest.mark.parametrize(
    "text", [":smile:", ":red[x]", ":material/x:", "https://e.example", "www.e.example", "a@e.example", "->"]
)
def test_label_breaks_what_is_recognised_after_escapes(text: str) -> None:
    assert "\u2060" in label_text(text)


def test_label_is_one_line() -> None:
    assert "\n" not in label_text("a\n\nb\r# c")


def test_what_nobody_sees_is_left_out() -> None:
    assert visible("pay\u202elanigiro\u200b\x00me\ue000") == "paylanigirome"
    assert visible("a\nb\tc \u200d") == "a\nb\tc \u200d"


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("Budget 2026 by initiative, version 5", 26) == "Budget 2026 by initiative…"
    assert shortened("short", 26) == "short"
    assert len(shortened("x" * 100, 20)) == 20
