"""A PDF sheet says what its blocks say, on as many pages as it takes, and openly where a font has no letter."""

import pypdfium2
import pytest

from assistant.pages.paper import pdf_fonts
from assistant.pages.paper.pdf_sheet import Beside, Block, Grid, Heading, Notes, Quoted, Text, pdf_bytes


def pages(*blocks: Block, wide: bool = False) -> list[str]:
    with pypdfium2.PdfDocument(pdf_bytes("Sheet & <b>title</b>", blocks, subtitle="for everyone", wide=wide)) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_every_block_is_printed_as_text_and_nothing_in_it_is_markup() -> None:
    (page,) = pages(
        Heading("Left <i>over</i>"), Text("Churn falls & stays.", (1, 2)), Quoted('<img src="x"/> 9 %', "a.md, line 3"),
        Grid(("Initiative", "Verdict"), (("Early <Bird>", "aligned"),), (2, 1)),
        Beside((Text("The strategy"), Quoted("stop", "a")), (Text("The work"), Quoted("go on", "b"))),
        Notes(((1, "goals.md"), (2, "plan.md"))),
    )  # fmt: skip
    said = ("Sheet & <b>title</b>", "Left <i>over</i>", "Churn falls & stays. 1 2", '“<img src="x"/> 9 %”', "line 3")
    for words in (*said, "Early <Bird>", "The strategy", "“go on”", "1 goals.md", "for everyone"):
        assert words in page


def test_a_cell_that_is_higher_than_a_page_goes_on_on_the_next() -> None:
    found = pages(
        Grid(("a", "b"), ((" ".join(["word"] * 300), "y"),) * 8), Beside((Text("x"),), (Text("far " * 1800),))
    )
    assert len(found) > 2
    assert found[1].count("Page 2") == 1
    assert sum(page.count("far") for page in found) == 1800


def test_languages_of_europe_and_east_asia_are_printed() -> None:
    (page,) = pages(Text("naïve Größe 40 € 日本語かな 中文 한국어"))
    assert "naïve Größe 40 € 日本語かな 中文 한국어" in page
    assert "stands for a letter" not in page


def test_what_no_font_has_is_a_box_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = pages(Text("One שלום हि two"))
    assert "One □□□□ □□ two" in page or "One ¤¤¤¤ ¤¤ two" in page
    assert "stands for a letter that the fonts of this file do not have" in page
    latin = pdf_fonts.Faces(frozenset(range(32, 256)))
    monkeypatch.setattr(pdf_fonts, "faces", lambda: latin)
    assert pdf_fonts.printable("Łódź → Ω\x00\u202e") == "¤ód¤ ¤ ¤"


def test_decomposed_letters_are_printed_as_one() -> None:
    assert pdf_fonts.printable("Cafe\u0301") == "Café"
