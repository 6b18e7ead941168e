from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm, Pt

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    presentation = pptx.Presentation()
    presentation.core_properties.title = "PowerPoint Presentation"
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Fewer falls"
    first.placeholders[1].text_frame.text = "First point"
    first.placeholders[1].text_frame.add_paragraph().text = "Second point"
    first.notes_slide.notes_text_frame.text = "Say it slowly.\nThen stop."
    second = presentation.slides.add_slide(presentation.slide_layouts[6])
    for words, left, top in (("low", 1, 15), ("right", 12, 2), ("left", 1, 2.1)):
        second.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = words
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(16), Cm(5), Cm(1)).text_frame.text = "grouped"
    third = presentation.slides.add_slide(presentation.slide_layouts[5])
    third.shapes.title.text = "Numbers"
    table = third.shapes.add_table(3, 2, Cm(1), Cm(4), Cm(10), Cm(3)).table
    for at, text in enumerate(("Goal", "Now", "Falls", "9", "", "4")):
        table.cell(at // 2, at % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    data = CategoryChartData()
    data.categories = ["May", "June"]
    data.add_series("Falls", (9, 4.5))
    chart = third.shapes.add_chart(XL_CHART_TYPE.LINE, Cm(1), Cm(9), Cm(10), Cm(5), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Falls a month"
    third.element.set("show", "0")
    path = tmp_path / "deck.pptx"
    presentation.save(str(path))
    return path


def test_slides_are_read_from_the_top_with_title_body_tables_and_charts(deck: Path) -> None:
    assert texts(only(deck)) == [
        "Fewer falls", "First point", "Second point", "Say it slowly.", "Then stop.", "left", "right", "low", "grouped",
        "Numbers", "Goal | Now", "Falls | 9", "Falls | 4", "Falls a month", " | May | June", "Falls | 9 | 4.5",
    ]  # fmt: skip


def test_title_is_in_the_trail_and_the_place_is_the_slide(deck: Path) -> None:
    document = only(deck)
    block = block_of(document, "Second point")
    assert (block.role, block.trail, block.locator.slide) == (Role.ITEM, ("Fewer falls",), 1)
    assert document.title == "Fewer falls"


def test_speaker_notes_are_notes(deck: Path) -> None:
    block = block_of(only(deck), "Say it slowly.")
    assert (block.role, block.locator.field, block.locator.slide) == (Role.NOTE, "speaker notes", 1)


def test_hidden_slides_are_read_and_said(deck: Path) -> None:
    assert parse(deck).warnings == ("hidden slides are read too: 3",)


def test_deck_without_words_is_refused(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[6])
    path = tmp_path / "a.pptx"
    presentation.save(str(path))
    with pytest.raises(DocumentError, match="no text in it"):
        parse(path)


def slide_of(tmp_path: Path, *boxes: tuple[str, float, float | None]) -> Path:
    """Save a slide without a title, with text boxes of words, distance from the top in cm and size of print."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for words, top, size in boxes:
        frame = slide.shapes.add_textbox(Cm(1), Cm(top), Cm(20), Cm(1)).text_frame
        frame.text = words
        frame.paragraphs[0].runs[0].font.size = Pt(size) if size else None
    presentation.save(str(tmp_path / "a.pptx"))
    return tmp_path / "a.pptx"


def test_large_print_at_the_top_is_the_title_where_the_layout_has_none(tmp_path: Path) -> None:
    document = only(slide_of(tmp_path, ("Boats leave late", 1, 32), ("Crews change at noon", 4, 18), ("Tern", 9, None)))
    assert block_of(document, "Boats leave late").role is Role.HEADING
    assert block_of(document, "Tern").trail == ("Boats leave late",)


@pytest.mark.parametrize("boxes", [(("Big", 9, 32.0), ("Small", 1, 18.0)), (("One", 1, 20.0), ("Two", 4, 20.0))])
def test_other_large_print_is_no_title(tmp_path: Path, boxes: tuple[tuple[str, float, float], ...]) -> None:
    assert not texts(only(slide_of(tmp_path, *boxes)), Role.HEADING)
