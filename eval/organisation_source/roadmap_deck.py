"""Draw the roadmap slides for the product council, with a table and speaker notes."""

from datetime import datetime
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Cm, Pt

from eval.organisation_source.package import freeze_package
from eval.organisation_source.roadmap_slides import SLIDES, RoadmapSlide

_PATH = "strategy/Roadmap Q4 2026 (product council).pptx"
_WRITTEN = datetime(2026, 10, 5, 22, 48)
_INK = RGBColor.from_string("1F3A4D")  # type: ignore[no-untyped-call]
_TITLE_LAYOUT, _BULLET_LAYOUT, _TITLE_ONLY_LAYOUT = 0, 1, 5


def write_roadmap_deck(root: Path) -> Path:
    """Write the deck below `root` and return its path."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(33.87), Cm(19.05)
    properties = deck.core_properties
    properties.title, properties.author = "Roadmap Q4 2026", "Ed Lumley"
    properties.last_modified_by = "Ed Lumley"
    for slide in SLIDES:
        _add_slide(deck, slide)
    path = root / _PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(path))
    freeze_package(path, _WRITTEN)
    return path


def _add_slide(deck: Deck, content: RoadmapSlide) -> None:
    layout = _TITLE_ONLY_LAYOUT if content.table else _BULLET_LAYOUT
    if content.subtitle:
        layout = _TITLE_LAYOUT
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    _set_title(slide, content.title)
    if content.subtitle:
        slide.placeholders[1].text = content.subtitle
        _place(slide.placeholders[1], 3.0, 10.0, 27.0, 4.0)
    elif content.table:
        _add_table(slide, content.table)
    else:
        _add_bullets(slide, content.bullets)
    if content.notes:
        slide.notes_slide.notes_text_frame.text = content.notes


def _set_title(slide: Slide, title: str) -> None:
    shape = slide.shapes.title
    if shape is None:
        raise ValueError(f"the layout of {title!r} has no title")
    shape.text = title
    _place(shape, 1.8, 1.0, 30.0, 2.4)
    font = shape.text_frame.paragraphs[0].font
    font.size, font.bold, font.color.rgb = Pt(30), True, _INK


def _add_bullets(slide: Slide, bullets: tuple[str, ...]) -> None:
    body = slide.placeholders[1]
    _place(body, 1.8, 4.0, 30.0, 13.5)
    frame = body.text_frame
    for index, bullet in enumerate(bullets):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = bullet.removeprefix("-- ")
        paragraph.level = int(bullet.startswith("-- "))
        paragraph.font.size = Pt(18 if paragraph.level else 21)


def _add_table(slide: Slide, rows: tuple[tuple[str, ...], ...]) -> None:
    frame = slide.shapes.add_table(len(rows), len(rows[0]), Cm(1.8), Cm(4.0), Cm(30.0), Cm(1.2 * len(rows)))
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            cell = frame.table.cell(row_index, column_index)
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(13)


def _place(shape: BaseShape, left: float, top: float, width: float, height: float) -> None:
    """Put a shape somewhere, in centimetres."""
    shape.left, shape.top, shape.width, shape.height = Cm(left), Cm(top), Cm(width), Cm(height)
