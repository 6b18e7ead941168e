"""Wiki markup, ADF, rendered HTML and Markdown become the same readable text."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.exports.adf import adf_pieces
from ingest.exports.markdown_text import markdown_pieces
from ingest.exports.prose import Piece, Sort, spoken
from ingest.exports.rendered_html import has_markup, html_pieces
from ingest.exports.wiki_markup import has_wiki, wiki_pieces


def node(kind: str, *content: Any, **attrs: Any) -> dict[str, Any]:
    words = [{"type": "text", "text": part} if isinstance(part, str) else part for part in content]
    return {"type": kind, "attrs": attrs, "content": words}


def task(words: str, state: str) -> dict[str, Any]:
    return node("taskItem", words, state=state)


def item(words: str, *more: Any) -> dict[str, Any]:
    return node("listItem", node("paragraph", words), *more)


def cell(kind: str, words: str) -> dict[str, Any]:
    return node(kind, node("paragraph", words))


def doc(*content: Any) -> dict[str, Any]:
    return {"type": "doc", "version": 1, "content": list(content)}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("h3. Goal\nText", "Goal\n\nText"),
        ("*bold* and _thin_ and +under+ and -gone- and ^up^", "bold and thin and under and gone and up"),
        ("snake_case_name, 5*3*2, a-b-c, well-known - really", "snake_case_name, 5*3*2, a-b-c, well-known - really"),
        ("+10 % in group 18+ and ~5 days ~ok", "+10 % in group 18+ and ~5 days ~ok"),
        ("see [the plan|https://x.example/a|smart-link], [https://y.example]", "see the plan, https://y.example"),
        ("ask [~accountid:5b1] and [~jdoe]", "ask @Ana Lima and @jdoe"),
        ("{color:#ff5630}red{color} {{code_*x*}} !shot.png|width=20!", "red code_*x*"),
        (
            "* one\n** deeper\n* two\nstill two\n# first\n# second",
            "- one\n  - deeper\n- two\nstill two\n1. first\n2. second",
        ),
        ("{code:java}\nint *p* = [0];\n{code}", "int *p* = [0];"),
        ("||Measure||Target||\n|[wait|https://x.example]|9 h|", "Measure | Target\nwait | 9 h"),
        ("{panel:title=Note|borderStyle=solid}\ninside\n{panel}", "Note\n\ninside"),
        ("bq. said\n----\nnext", "said\n\nnext"),
        ("path /users/{id}/orders stays", "path /users/{id}/orders stays"),
        ("line one\\\\ line two", "line one\nline two"),
        ("a {noformat}*raw*{noformat} b", "a\n\n*raw*\n\nb"),
    ],
)
def test_wiki_markup_is_read(markup: str, words: str) -> None:
    assert spoken(wiki_pieces(markup, {"5b1": "Ana Lima"})) == words


def test_an_unclosed_macro_does_not_swallow_the_text() -> None:
    assert spoken(wiki_pieces("before {code}\nafter")) == "before\n\nafter"
    assert spoken(wiki_pieces("{quote}\nsaid\n")) == "said"


def test_signs_of_the_reader_itself_are_harmless() -> None:
    assert spoken(wiki_pieces("odd \ue0009\ue001 text")) == "odd 9 text"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (node("paragraph", "ask ", {"type": "mention", "attrs": {"id": "5b1", "text": "@Someone"}}), "ask @Ana Lima"),
        (node("paragraph", "due ", {"type": "date", "attrs": {"timestamp": "1735689600000"}}), "due 2025-01-01"),
        (node("paragraph", "is ", {"type": "status", "attrs": {"text": "LATE"}}), "is LATE"),
        (node("paragraph", {"type": "emoji", "attrs": {"shortName": ":tada:"}}, " done"), ":tada: done"),
        (node("paragraph", "see", {"type": "inlineCard", "attrs": {"url": "https://x.example"}}), "see https://x.example"),
        (node("paragraph", "a", {"type": "hardBreak"}, "b"), "a\nb"),
        (node("expand", node("paragraph", "inside"), title="More"), "More\n\ninside"),
        (node("panel", node("paragraph", "note"), panelType="info"), "note"),
        (node("taskList", task("done", "DONE"), task("open", "TODO")), "[x] done\n[ ] open"),
        (node("orderedList", node("listItem", node("paragraph", "x")), order=3), "3. x"),
        (node("bulletList", item("x", node("bulletList", item("y")))), "- x\n  - y"),
        (node("table", node("tableRow", cell("tableHeader", "M"), cell("tableCell", "1"))), "M | 1"),
        (node("layoutSection", node("layoutColumn", node("paragraph", "column"))), "column"),
        (node("mediaSingle", {"type": "media", "attrs": {"id": "1"}}), ""),
    ],
)  # fmt: skip
def test_adf_is_read(content: dict[str, Any], words: str) -> None:
    assert spoken(adf_pieces(doc(content), {"5b1": "Ana Lima"})) == words


@pytest.mark.parametrize("value", [None, "text", [], {"type": "doc"}, {"type": "doc", "content": ["x", None, 3]}])
def test_what_is_no_adf_has_no_pieces(value: object) -> None:
    assert adf_pieces(value) == ()


def test_adf_that_never_ends_is_cut() -> None:
    value: dict[str, Any] = node("paragraph", "deep")
    for _ in range(300):
        value = node("blockquote", value)
    assert adf_pieces(doc(value)) == ()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>one<br/>two</p><p>three</p>", "one\ntwo\n\nthree"),
        ("<div>a <b>b</b></div><ul><li>x<ul><li>y</li></ul></li></ul>", "a b\n\n- x\n  - y"),
        ("<ol start='4'><li>four</li><li>five</li></ol>", "4. four\n5. five"),
        ("<table><tr><th>M</th><th>T</th></tr><tr><td>1</td><td><p>2</p></td></tr></table>", "M | T\n1 | 2"),
        ('<a href="#" data-vss-mention="v">@Ana</a> see <script>x()</script><img src="y"/>', "@Ana see"),
        ("plain text", "plain text"),
    ],
)
def test_rendered_html_is_read(markup: str, words: str) -> None:
    assert spoken(html_pieces(markup)) == words


def test_a_sign_is_not_taken_for_markup() -> None:
    assert has_markup("<div>x</div>")
    assert not has_markup("loss < 12 % and <ana@x.example> agrees")
    assert has_wiki("*Why* now")
    assert not has_wiki("2 * 3 * 4, Activation 40 %")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("## Why\nBecause **it** [works](https://x.example).", "Why\n\nBecause it works."),
        ("- [x] done\n- [ ] open\n  - nested", "[x] done\n[ ] open\n  - nested"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("```python\nx = **1**\n```", "x = **1**"),
        ("| A | B |\n|---|:-:|\n| 1 | 2 |", "A | B\n1 | 2"),
        ("<!-- Describe the bug -->\nIt breaks.", "It breaks."),
        ("> quoted\n\n---\nafter", "quoted\n\nafter"),
    ],
)
def test_markdown_is_read(markup: str, words: str) -> None:
    assert spoken(markdown_pieces(markup)) == words


def test_headings_keep_their_level() -> None:
    assert wiki_pieces("h1. A\nh2. B") == (Piece("A", Sort.HEADING, 1), Piece("B", Sort.HEADING, 2))
