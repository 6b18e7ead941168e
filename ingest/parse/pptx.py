"""PowerPoint presentations (ECMA-376, PresentationML): each slide's title, body, tables, charts, notes and comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

import pptx
from lxml import etree  # type: ignore[import-untyped]
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.core_properties import core_properties
from ingest.parse.document_date import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import is_header, is_value
from ingest.parse.title import title_of, useful

_Part: TypeAlias = Any  # neither python-pptx nor lxml has types
# Repeated on every slide, so no content of any.
_FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLE_WORDS = 14
_LARGER, _USUAL = 1.25, 18.0
"""How much larger than all other print a title is, and the size of print where a slide does not say it, in points."""
_ROW_HEIGHT = 360_000
"""Shapes whose tops differ by less (1 cm, in EMU) stand side by side and are read from the left."""


def parse(path: Path) -> ParsedFile:
    """Return a presentation as one document."""
    try:
        deck: _Part = pptx.Presentation(str(path))
        slides = list(deck.slides)
    except (PythonPptxError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise DocumentError("damaged presentation: open it in PowerPoint and save it again") from error
    draft = Draft()
    authors = _authors(deck)
    hidden = []
    for number, slide in enumerate(slides, start=1):
        if slide.element.get("show") in ("0", "false"):
            hidden.append(str(number))
        _Slide(draft, number, authors).read(slide)
    text, blocks = draft.finish()
    properties = core_properties(path)
    first = next((text[b.start : b.end] for b in blocks if b.role is Role.HEADING), None)
    title = title_of(path, useful(properties.title), first)
    date = document_date(path, text, moment=properties.saved)
    warnings = (f"hidden slides are read too: {', '.join(hidden)}",) if hidden else ()
    return ParsedFile((Parsed(title, text, blocks, "pptx", date=date, metadata=properties.metadata),), warnings)


def _authors(deck: _Part) -> dict[str, str]:
    """Return the names of the people who commented, by number."""
    roots = [root for kind in ("commentAuthors", "authors") for root in _related(deck.part, kind)]
    return {
        node.get("id", ""): node.get("name", "") for root in roots for node in root.iter("{*}cmAuthor", "{*}author")
    }


def _related(part: _Part, kind: str) -> Iterator[_Part]:
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] == kind:
            yield etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _paragraphs(body: _Part) -> Iterator[str]:
    """Yield the lines of a text body."""
    for paragraph in body.iter(f"{_A}p"):
        parts = []
        for node in paragraph.iter(f"{_A}t", f"{_A}br"):
            parts.append(" " if node.tag == f"{_A}br" else node.text or "")
        if line := one_line("".join(parts)):
            yield line


def _large(shapes: Iterable[_Part]) -> _Part | None:
    """Return the box that is a slide's title where no layout says so: the topmost, in print larger than all others."""
    sizes = {shape.shape_id: _size(shape) for shape in shapes if shape.has_text_frame and shape.text_frame.text.strip()}
    boxes = [shape for shape in shapes if shape.shape_id in sizes and shape.top is not None]
    first = min(boxes, key=lambda shape: shape.top, default=None)
    if first is None or len(boxes) < 2 or len(first.text_frame.text.split()) > _TITLE_WORDS:
        return None
    others = max(size for key, size in sizes.items() if key != first.shape_id)
    return first if sizes[first.shape_id] > _LARGER * (others or _USUAL) else None


def _size(shape: _Part) -> float:
    """Return the size of the largest print in a box, in points; 0 where the box leaves it to its layout."""
    runs = (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs)
    return max((run.font.size.pt for run in runs if run.font.size is not None), default=0.0)


def _is_hidden(shape: _Part) -> bool:
    """Whether the selection pane switches a shape off."""
    return any(node.get("hidden") in ("1", "true") for node in shape.element.findall(f"*/{_P}cNvPr"))


@dataclass
class _Slide:
    """Writes one slide."""

    draft: Draft
    number: int
    authors: dict[str, str]
    trail: tuple[str, ...] = ()
    place: Locator = field(init=False)

    def __post_init__(self) -> None:
        """Fix the place that every block of the slide has."""
        self.place = Locator(slide=self.number)

    def read(self, slide: _Part) -> None:
        """Write the slide's title, its shapes from the top, its speaker notes and its comments."""
        title = slide.shapes.title
        words = one_line(title.text_frame.text) if title is not None and title.has_text_frame else ""
        if not words and (title := _large(slide.shapes)) is not None:
            words = one_line(title.text_frame.text)
        if words:
            self.draft.add(words, Role.HEADING, locator=self.place, gap="\n\n")
            self.trail = (words,)
        self._shapes(shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            self._notes(slide.notes_slide.notes_text_frame.text)
        self._comments(slide)

    def _add(self, text: str, role: Role, place: Locator | None = None, gap: str = "\n") -> None:
        self.draft.add(text, role, trail=self.trail, locator=place or self.place, gap=gap)

    def _shapes(self, shapes: Iterable[_Part]) -> None:
        ordered = sorted(shapes, key=lambda shape: ((shape.top or 0) // _ROW_HEIGHT, shape.left or 0))
        for shape in ordered:
            self._shape(shape)

    def _shape(self, shape: _Part) -> None:
        if (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE) or _is_hidden(shape):
            return
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            self._shapes(shape.shapes)
        elif shape.has_text_frame:
            self._text(shape)
        elif getattr(shape, "has_table", False):
            self._table(shape.table)
        elif getattr(shape, "has_chart", False):
            self._chart(shape.chart)
        else:
            self._diagram(shape)

    def _text(self, shape: _Part) -> None:
        listed = shape.is_placeholder and shape.placeholder_format.type in _BODIES
        lines = list(_paragraphs(shape.text_frame._txBody))
        for line in lines:
            self._add(line, Role.ITEM if listed and len(lines) > 1 else Role.TEXT)

    def _table(self, table: _Part) -> None:
        rows: list[list[str]] = []
        for row in table.rows:
            cells: list[str] = []
            for at, cell in enumerate(row.cells):
                # The rest of a merged cell has no text of its own; words of a cell above hold for this row too.
                below = cell.is_spanned and cell._tc.vMerge and not cell._tc.hMerge and rows
                held = rows[-1][at] if below else ""
                own = "" if cell.is_spanned else " ".join(_paragraphs(cell._tc))
                cells.append(own or ("" if is_value(held) else held))
            rows.append(cells)
        columns: Sequence[str] = ()
        for at, cells in enumerate(rows):
            named = at == 0 and len(rows) > 1 and (is_header(cells) or (table.first_row and sum(map(bool, cells)) > 1))
            columns = cells if named else columns
            self.draft.row(cells, columns, Role.HEADER if named else Role.ROW, trail=self.trail, locator=self.place)

    def _chart(self, chart: _Part) -> None:
        """Write a chart's title, and its series as rows under the names of the categories."""
        if chart.has_title and chart.chart_title.has_text_frame:
            self._add(chart.chart_title.text_frame.text, Role.TEXT)
        for plot in chart.plots:
            try:
                names = ["", *(one_line(str(category)) for category in plot.categories)]
                series = [(one.name, list(one.values)) for one in plot.series]
            except (AttributeError, KeyError, TypeError, ValueError):
                continue
            if len(names) > 1:
                self.draft.row(names, names, Role.HEADER, trail=self.trail, locator=self.place)
            for name, values in series:
                cells = [name or "", *("" if value is None else f"{value:.15g}" for value in values)]
                self.draft.row(cells, names, trail=self.trail, locator=self.place)

    def _diagram(self, shape: _Part) -> None:
        """Write the words of SmartArt, which stand in a part of their own."""
        for node in shape.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"):
            key = node.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm")
            if key in shape.part.rels:
                root = etree.fromstring(shape.part.rels[key].target_part.blob, etree.XMLParser(resolve_entities=False))
                for line in _paragraphs(root):
                    self._add(line, Role.ITEM)

    def _notes(self, text: str) -> None:
        place = Locator(slide=self.number, field="speaker notes")
        for paragraph in text.replace("\x0b", "\n").split("\n"):
            self._add(paragraph, Role.NOTE, place)

    def _comments(self, slide: _Part) -> None:
        for root in _related(slide.part, "comments"):
            # Comments of today have a name space of their own, and replies inside them.
            for comment in root.iter("{*}cm", "{*}reply"):
                author = self.authors.get(comment.get("authorId", ""), "") or "an unnamed reader"
                time = (comment.get("dt") or comment.get("created") or "").split(".")[0] or None
                place = Locator(slide=self.number, field=f"comment by {author}", time=time)
                bodies = comment.findall("{*}txBody")
                text = comment.findtext(f"{_P}text") or "\n".join(line for body in bodies for line in _paragraphs(body))
                self._add(text, Role.COMMENT, place)
