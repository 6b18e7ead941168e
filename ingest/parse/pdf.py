"""PDF: text and geometry by pdfium, a page at a time; `pdf_structure` has the outline, the other `pdf_` the layout."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.domain import Block, Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.document_date import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.ocr import Recogniser
from ingest.parse.pdf_furniture import Furniture, find_furniture
from ingest.parse.pdf_grids import Grid, grids_of, place_tables, table_of
from ingest.parse.pdf_lines import Line, lines_of
from ingest.parse.pdf_marks import with_marks
from ingest.parse.pdf_paragraphs import Paragraph, body_size, is_contents_line, is_heading, paragraphs, vocabulary_of
from ingest.parse.pdf_rivers import part_columns
from ingest.parse.pdf_segments import Word
from ingest.parse.pdf_structure import Entry, Structure, read_structure
from ingest.parse.pdf_tables import name_columns
from ingest.parse.pdf_typed import with_typed
from ingest.parse.pdf_words import TextPage, laid_down, lean_of, words_of
from ingest.parse.pdf_wrapped import with_wrapped
from ingest.parse.title import title_of, useful

ENCRYPTED = "encrypted: give its password in bearing.toml"
_NO_WORDS = "no text in it"
_SCAN = "no text: a scan; run text recognition (OCR) on it, or install tesseract where Bearing runs"
_SCAN_WITHOUT_TEXT = "no text: a scan in which no words could be recognised"
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_TOLD_APART = 40
_FAR = 60.0
"""No link points to a place so far from its heading, in points."""
_OUTLINE_RANK = 10_000.0
"""Sections of the outline stand above headings of any size."""


@dataclass(slots=True)
class _Page:
    """The lines of a page and how high it is; `drawn` is whether anything is on it."""

    lines: list[Line]
    height: float
    drawn: bool


def parse(path: Path, passwords: Sequence[str] = ()) -> ParsedFile:
    """Return a PDF as one document."""
    pdf, password = _open(path, passwords)
    try:
        pages = [_page(pdf, number) for number in range(len(pdf))]
        warnings = _recognised(pdf, pages)
    finally:
        pdf.close()
    structure = read_structure(path, password)
    writer = _Writer(structure)
    text, blocks = writer.write(pages)
    title = title_of(path, useful(structure.title), writer.largest)
    metadata = {"author": author} if (author := useful(structure.author)) else {}
    date = document_date(path, text, moment=structure.modified or structure.created)
    return ParsedFile((Parsed(title, text, blocks, "pdf", date=date, metadata=metadata),), tuple(warnings))


def _open(path: Path, passwords: Sequence[str]) -> tuple[pypdfium2.PdfDocument, str | None]:
    """Open a PDF without a password, then with each that is known; return the one that fits."""
    for password in (None, *passwords):
        try:
            pdf = pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pdfium.FPDF_ERR_PASSWORD:
                continue
            if error.err_code == pdfium.FPDF_ERR_SECURITY:
                raise DocumentError("encrypted in a way that cannot be read: save it without protection") from error
            raise DocumentError("damaged PDF: it cannot be opened; export it again") from error
        if len(pdf) == 0:
            raise DocumentError("damaged PDF: it has no pages; export it again")
        return pdf, password
    raise DocumentError(ENCRYPTED)


def _page(pdf: pypdfium2.PdfDocument, number: int) -> _Page:
    try:
        page = pdf[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Page([], 0.0, True)
    width, height = page.get_size()
    words = with_typed(words_of(textpage.raw, textpage.count_chars(), page.get_bbox()), page.raw)
    placed = list(with_marks(words, page.raw))
    if rotation := page.get_rotation():
        lines = lines_of(_upright(placed, rotation, width, height))
    elif lean := lean_of(placed):
        lines = lines_of(_upright(placed, lean, height, width))
    else:
        lines = _with_tables(list(laid_down(placed)), grids_of(page.raw, width, height))
    part_columns(lines)
    lines = with_wrapped(lines)
    name_columns(lines)
    _mark_bold(textpage.raw, lines)
    drawn = bool(lines) or pdfium.FPDFPage_CountObjects(page.raw) > 0
    textpage.close()
    page.close()
    return _Page(lines, height, drawn)


def _with_tables(words: Sequence[Word], grids: Sequence[Grid]) -> list[Line]:
    """Return the lines of a page in reading order; what stands in a ruled table is read cell by cell."""
    tables: list[list[Line]] = []
    taken: set[int] = set()
    for grid in grids:
        inside = [at for at, word in enumerate(words) if at not in taken and grid.holds(word)]
        if inside and (table := table_of(grid, [words[at] for at in inside])):
            tables.append(table)
            taken.update(inside)
    return place_tables(lines_of(word for at, word in enumerate(words) if at not in taken), tables)


def _upright(words: Iterable[Word], rotation: int, width: float, height: float) -> Iterator[Word]:
    """Turn the boxes of a page that a viewer shows rotated; `width` and `height` are as it is shown."""
    for text, x0, y0, x1, y1, _, at, _ in words:
        if rotation == 90:
            box = (y0, height - x1, y1, height - x0)
        elif rotation == 180:
            box = (width - x1, height - y1, width - x0, height - y0)
        else:
            box = (width - y1, x0, width - y0, x1)
        yield Word(text, *box, max(box[3] - box[1], 1.0), at)


def _mark_bold(raw: TextPage, lines: Sequence[Line]) -> None:
    """Mark the segments that begin and end in a font with a bold name."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def is_bold(at: int) -> bool:
        size = pdfium.FPDFText_GetFontInfo(raw, at, buffer, 128, ctypes.byref(flags))
        return bool(_BOLD.search(buffer.raw[: min(size, 128)]))

    for line in lines:
        for segment in line.segments:
            segment.bold = is_bold(segment.first) and is_bold(segment.last)


def _recognised(pdf: pypdfium2.PdfDocument, pages: Sequence[_Page]) -> list[str]:
    """Recognise the text of pages that are pictures, where that is possible, and return what a person should know.

    Raises:
        DocumentError: no page has any text.
    """
    scans = [number for number, page in enumerate(pages, start=1) if page.drawn and not page.lines]
    recogniser = Recogniser.found() if scans else None
    read: list[int] = []
    for number in scans if recogniser else ():
        lines = recogniser.lines(pdf[number - 1]) if recogniser else None
        if lines:
            pages[number - 1].lines = lines
            read.append(number)
    left = [number for number in scans if number not in read]
    if not any(page.lines for page in pages):
        raise DocumentError(_NO_WORDS if not scans else _SCAN if recogniser is None else _SCAN_WITHOUT_TEXT)
    warnings = []
    if read:
        warnings.append(f"{_pages(read)}: scanned; the text was recognised by OCR (tesseract) and may have errors")
    if left:
        why = "install tesseract to have them read" if recogniser is None else "no text could be recognised in time"
        warnings.append(f"{len(left)} of {len(pages)} pages have no text (scanned): {_ranges(left)}; {why}")
    return warnings


def _pages(numbers: Sequence[int]) -> str:
    return f"page {_ranges(numbers)}" if len(numbers) == 1 else f"pages {_ranges(numbers)}"


def _ranges(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: "4-6, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:20]]
    return ", ".join(shown) + (", ..." if len(runs) > 20 else "")


@dataclass
class _Writer:
    """Writes the pages of a PDF as blocks with their headings above them."""

    structure: Structure
    largest: str | None = None
    _largest_size: float = 0.0
    _draft: Draft = field(default_factory=Draft)
    _furniture: Furniture = field(default_factory=Furniture)
    _stack: list[tuple[float, str]] = field(default_factory=list)
    _next_entry: int = 0

    def write(self, pages: Sequence[_Page]) -> tuple[str, tuple[Block, ...]]:
        """Return text and blocks; running lines are in neither."""
        lines = [page.lines for page in pages]
        self._furniture = find_furniture(lines, [page.height for page in pages])
        kept = [[line for line in page if id(line) not in self._furniture.lines] for page in lines]
        # Slides may say the same on every page, and nothing else: then it is content.
        kept = kept if any(kept) else lines
        body, vocabulary = body_size(kept), vocabulary_of(kept)
        for number, page in enumerate(kept, start=1):
            found = [(one, one_line(one.text(vocabulary))) for one in paragraphs(page)]
            # A line of a table of contents repeats a heading: it is no content.
            shown = [(one, text) for one, text in found if not is_contents_line(text)]
            begun = self._sections_of(number, shown)
            for at, (paragraph, text) in enumerate(shown):
                self._enter(begun[at])
                self._paragraph(number, paragraph, text, body)
            self._enter(begun[len(shown)])
        return self._draft.finish()

    def _paragraph(self, number: int, paragraph: Paragraph, text: str, body: float) -> None:
        role = paragraph.role
        known = next((at for at, (_, title) in enumerate(self._stack) if _same(title, text)), None)
        if known is not None:
            role = Role.HEADING
            self._stack = self._stack[: known + 1]
            trail = [title for _, title in self._stack[:-1]]
        elif is_heading(paragraph, text, body):
            role = Role.HEADING
            trail = self._push(paragraph, text)
        else:
            trail = [title for _, title in self._stack]
        if role is Role.HEADING and number <= 2 and paragraph.size > 1.05 * self._largest_size:
            self.largest, self._largest_size = text, paragraph.size
        gap = "\n" if role in (Role.ROW, Role.ITEM) else "\n\n"
        place = Locator(page=number, page_label=self._label(number))
        if cells := paragraph.lines[0].cells:
            self._draft.row(cells, paragraph.lines[0].columns, role, trail=trail, locator=place)
        else:
            self._draft.add(text, role, trail=trail, locator=place, gap=gap)

    def _label(self, number: int) -> str | None:
        """Return what is printed on a page: as the file says, else as its running lines count."""
        labels = self.structure.labels
        return (labels[number - 1] if number <= len(labels) else None) or self._furniture.numbers.get(number - 1)

    def _push(self, paragraph: Paragraph, text: str) -> list[str]:
        """Put a heading below those in larger print, and return what is above it."""
        while self._stack and self._stack[-1][0] <= paragraph.size:
            self._stack.pop()
        above = [title for _, title in self._stack]
        self._stack.append((paragraph.size, text))
        return above

    def _sections_of(self, number: int, shown: Sequence[tuple[Paragraph, str]]) -> dict[int, list[Entry]]:
        """Return which sections of the outline begin at which paragraph of a page; the last place is its end."""
        begun: dict[int, list[Entry]] = defaultdict(list)
        outline, at = self.structure.outline, 0
        starts = [_bare(text) for _, text in shown]
        while self._next_entry < len(outline) and outline[self._next_entry].page <= number:
            entry = outline[self._next_entry]
            if entry.page == number:
                at = _place_of(entry, at, starts, [paragraph.top for paragraph, _ in shown])
            begun[at].append(entry)
            self._next_entry += 1
        return begun

    def _enter(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            rank = _OUTLINE_RANK - entry.depth
            self._stack = [*(one for one in self._stack if one[0] > rank), (rank, entry.title)]


def _place_of(entry: Entry, first: int, starts: Sequence[str], tops: Sequence[float]) -> int:
    """Return the paragraph at which a section begins: the one with its title, else the one at which its link points.

    The height alone would mislead where there are columns. Links point a little above the line.
    """
    title = _bare(entry.title)
    for at in range(first, len(starts)):
        near = entry.top is None or abs(tops[at] - entry.top) < _FAR
        if near and title and starts[at].startswith(title[:_TOLD_APART]):
            return at
    low = (at for at in range(first, len(tops)) if entry.top is None or tops[at] <= entry.top + 6.0)
    return next(low, len(tops))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same; programs cut long ones in the outline."""
    first, second = sorted((_bare(one), _bare(other)), key=len)
    return first == second or (len(first) > 40 and second.startswith(first))
