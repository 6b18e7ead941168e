"""What is exported says what the page says, with each quote verbatim in its footnote, and no markup of a document."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pypdfium2
import pytest
from markdown_it import MarkdownIt

from assistant.domain import Answer, Assessment, Block, Claim, Dimension, Document, Finding, Kind, Level, Quote, Verdict
from assistant.nights.tracing import Cited, State, Traced
from assistant.pages.paper.docx import docx_of
from assistant.pages.paper.markdown import markdown_of, text_of
from assistant.pages.paper.paper import Paper, paper_of
from assistant.pages.paper.pdf import pdf_of
from assistant.quotes import fold, quote_words

TODAY = date(2026, 11, 25)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = (
    "Churn falls from 12 % to 9 % (by June) & stays there.",
    'Trust us ![pixel](https://evil.example/p.png) <img src="x" onerror="a()"> *now* _or_ [no](javascript:b()) $x^2$.',
    "1. First, see www.evil.example or mail a@evil.example | `code` ~~gone~~ #1 \\ 5 < 6 {x} [^1]: no note",
    "Über den Ärger: naïve “quotes” – 5 €",
)
TEXT = "\n\n".join(WORDS) + "\n\nbell\x07 and\x0b\u202e turned"


def document(**more: object) -> Document:
    blocks = (Block(0, len(TEXT)),)
    return Document(
        "d1", "strategy/a <b>.md", "Goals *2026*", Kind.STRATEGY, "everyone", TEXT, blocks, "markdown",
        date="2026-03-02", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def quoted(words: str) -> Quote:
    made = quote_words(document(), words)
    assert made is not None
    return made


QUOTES = tuple(quoted(words) for words in WORDS)


@pytest.fixture
def answer() -> Answer:
    claims = (Claim("Churn falls <b>fast</b>.", (1, 2)), Claim("- see *this*", (3,)), Claim("Both.", (2, 4)))
    return Answer("Why # <i>churn</i>?", "g", claims, QUOTES, "Of _that_ nothing is said.", age="The evidence is old.")


@pytest.fixture
def paper(answer: Answer) -> Paper:
    return paper_of(answer, TODAY)


def rendered(markdown: str) -> str:
    """Return Markdown as a reader sees it."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inline = [one for token in tokens for one in token.children or ()]
    assert {one.type for one in inline} <= {
        "text",
        "softbreak",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "text_special",
    }
    return "".join("\n" if one.type == "softbreak" else one.content for one in inline)


def test_markdown_has_each_quote_verbatim_in_its_footnote_and_no_markup_of_a_document(paper: Paper) -> None:
    made = markdown_of(paper)
    assert made.startswith("# Why \\# \\<i\\>churn\\</i\\>?")
    assert re.findall(r"\[\^(\d)\](?!:)", made) == ["1", "2", "3", "2", "4"]
    notes = dict(re.findall(r"^\[\^(\d)\]: (.*)$", made, re.MULTILINE))
    for number, words in enumerate(WORDS, start=1):
        assert rendered(notes[str(number)]).startswith(f"“{words}” Goals 2026 · strategy/a <b>.md")
    assert "2 March 2026 (9 months old)" in notes["1"]
    assert not re.search(r"(?<!\\)://|(?<!\\)(?<=www)\.|(?<!\\)@", made), "an address that an editor would link"


def test_what_is_copied_is_plain_text_with_its_sources(paper: Paper) -> None:
    made = text_of(paper).splitlines()
    assert made[0] == "Why # <i>churn</i>?"
    assert "Churn falls <b>fast</b>. [1] [2]" in made
    assert any(line.startswith(f"[2] “{WORDS[1]}” (Goals 2026 · strategy/a <b>.md") for line in made)


def test_word_has_real_footnotes_with_each_quote_verbatim(paper: Paper) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(paper))) as word:
        body = ElementTree.fromstring(word.read("word/document.xml"))
        notes = ElementTree.fromstring(word.read("word/footnotes.xml"))
        assert "footnotes+xml" in word.read("[Content_Types].xml").decode()
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3", "4"], "Word counts the marks: each may come once"
    said = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes.iter(f"{W}footnote")}
    for number, words in enumerate(WORDS, start=1):
        assert said[str(number)].startswith(f" “{words}” Goals 2026")
    paragraphs = ["".join(one.itertext()) for one in body.iter(f"{W}p")]
    assert "Both. 2" in paragraphs
    assert "Of _that_ nothing is said." in paragraphs


def test_pdf_is_one_page_with_each_quote_verbatim(paper: Paper) -> None:
    with pypdfium2.PdfDocument(pdf_of(paper)) as pdf:
        assert len(pdf) == 1
        text = fold(pdf[0].get_textpage().get_text_range())
    for words in WORDS:
        assert fold(words) in text
    assert fold("Why # <i>churn</i>?") in text


def test_letters_that_nobody_sees_do_not_break_a_file() -> None:
    made = quote_words(document(), TEXT[TEXT.index("bell") :])
    assert made is not None
    paper = paper_of(Answer("A\x00sk?", "g", (Claim("It\x1b rings.", (1,)),), (made,)), TODAY)
    assert paper.notes[0].quote == "bell and turned"
    ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(docx_of(paper))).read("word/footnotes.xml"))
    assert pdf_of(paper).startswith(b"%PDF")
    assert "rings" in markdown_of(paper)


def test_a_verdict_card_is_a_paper_with_its_findings_the_weakest_first() -> None:
    findings = (
        Finding(Dimension.OUTCOME_LINK, Level.MET, "It names one.", (QUOTES[0],)),
        Finding(Dimension.MEASURE, Level.NOT_MET, "No number.", (QUOTES[3], QUOTES[0])),
        Finding(Dimension.STOP_RULE, Level.NO_EVIDENCE, "Nothing says when it would stop."),
    )
    card = Assessment(
        "Atlas", True, "g", verdict=Verdict.PARTLY_ALIGNED, findings=findings, weakest=Dimension.MEASURE,
        question_for_owner="Which number?", rewrite="[who] will pay", confidence="low", would_change="A target.",
    )  # fmt: skip
    made = paper_of(
        Answer("Is Atlas aligned?", "g", (Claim("Atlas: partly aligned.", (1,)),), QUOTES[:1], assessment=card), TODAY
    )
    assert made.title == "Atlas: is it outcome-aligned?"
    assert made.lead.startswith("Partly aligned.")
    assert [(line.label, line.notes) for line in made.lines] == [
        ("Measure (contradicted)", (1, 2)), ("Linked to a current outcome (met)", (2,)), ("Stop rule (silent)", ()),
    ]  # fmt: skip
    assert [note.quote for note in made.notes] == [WORDS[3], WORDS[0]]
    assert [line.label for line in made.remarks] == ["Ask the owner", "As an outcome", "What would change it"]


def test_a_quote_that_was_reworded_since_says_what_it_said(answer: Answer) -> None:
    changed = Traced(Cited("d1", "strategy/a.md", {}, "Churn falls to 4 %.", "g"), State.REWORDED, QUOTES[0])
    made = paper_of(answer, TODAY, [changed])
    assert made.notes[0].source.endswith("reworded since, it said: “Churn falls to 4 %.”")
    assert "reworded" not in made.notes[1].source


@pytest.mark.parametrize(
    ("question", "name"),
    [("Who owns A/B?", "Who-owns-A-B"), ("../../etc", "etc"), ("¿?", "answer"), ("x" * 200, "x" * 60)],
)
def test_a_file_is_called_after_the_question(question: str, name: str) -> None:
    assert paper_of(Answer(question, "g", reason="No."), TODAY).name == name
