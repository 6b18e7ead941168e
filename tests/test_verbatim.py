"""Every sentence that can be quoted stands in its file at its locator, in every format of the sample organisation.

The files are read again here with nothing of Bearing's parsers, and letters and digits are compared.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pypdfium2
from bs4 import BeautifulSoup
from conftest import SAMPLE

from assistant.domain import Document, Locator
from assistant.index.reader import open_index
from assistant.text.sentences import sentences


def letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


@cache
def pdf_page(file: Path, page: int) -> str:
    with pypdfium2.PdfDocument(file) as opened:
        return letters(opened[page - 1].get_textpage().get_text_bounded())


@cache
def xml_letters(file: Path, part: str) -> str:
    with zipfile.ZipFile(file) as opened:
        names = [name for name in opened.namelist() if re.fullmatch(part, name)]
        return letters("".join(BeautifulSoup(opened.read(name), "xml").get_text() for name in sorted(names)))


@cache
def sheet_rows(file: Path, sheet: str) -> tuple[tuple[object, ...], ...]:
    return tuple(openpyxl.load_workbook(file, data_only=True)[sheet].iter_rows(values_only=True))


@cache
def csv_rows(file: Path) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


@cache
def html_letters(file: Path) -> str:
    return letters(BeautifulSoup(file.read_text("utf-8"), "lxml").get_text(" "))


def shown(value: object) -> set[str]:
    """Return the ways in which a spreadsheet may show a value."""
    if isinstance(value, int | float):
        forms = [
            str(value),
            f"{value:g}",
            f"{value:.0f}",
            f"{value:.1f}",
            f"{value:.2f}",
            f"{value:,.0f}",
            f"{value:,.2f}",
        ]
        forms += [f"{value * 100:.{digits}f}%" for digits in range(3)] + [f"{value * 100:g}%"]
        return {letters(form) for form in forms}
    return {letters(str(value)), letters(str(value).removesuffix(" 00:00:00"))}


def in_lines(file: Path, place: Locator, words: str) -> bool:
    lines = file.read_text("utf-8-sig").splitlines()
    return words in "\n".join(lines[(place.line_start or 0) - 1 : place.line_end])


def in_sheet(file: Path, place: Locator, words: str) -> bool:
    cells = [form for value in sheet_rows(file, str(place.sheet))[(place.row or 0) - 1] for form in shown(value)]
    joined = letters("".join(str(v) for v in sheet_rows(file, str(place.sheet))[(place.row or 0) - 1] if v is not None))
    return all(any(letters(part) in cell for cell in cells) or letters(part) in joined for part in words.split(" | "))


def in_table(file: Path, place: Locator, words: str) -> bool:
    # Who is mentioned by account id is shown by name: there alone a document has other words than the cell.
    row = [letters(re.sub(r"\[~[^\]]*\]", "", cell)) for cell in csv_rows(file)[(place.row or 0) - 1]]
    words = re.sub(r"@\w+ \w+", "", words)
    return all(any(letters(part) in cell for cell in row) for part in words.split(" | "))


def in_page(file: Path, place: Locator, words: str) -> bool:
    # A row of a table is read across its cells, which the page may hold one below the other.
    page = pdf_page(file, place.page or 0)
    return letters(words) in page or (len(words) < 80 and all(letters(word) in page for word in words.split()))


CHECKS: dict[str, Callable[[Path, Locator, str], bool]] = {
    ".md": in_lines,
    ".txt": in_lines,
    ".pdf": in_page,
    ".docx": lambda file, place, words: letters(words) in xml_letters(file, r"word/(document|footnotes|comments)\.xml"),
    ".pptx": lambda file, place, words: (
        letters(words) in xml_letters(file, rf"ppt/(slides/slide|notesSlides/notesSlide){place.slide}\.xml")
    ),
    ".xlsx": in_sheet,
    ".csv": in_table,
    ".html": lambda file, place, words: letters(words) in html_letters(file),
}


def wrong(document: Document) -> list[str]:
    file = SAMPLE / document.path
    check = CHECKS[file.suffix]
    found = []
    for start, end in sentences(document):
        place, words = document.locate(start, end), document.text[start:end]
        if not check(file, place, words):
            found.append(f"{document.path} [{place.label()}] {words[:80]!r}")
    return found


def test_every_sentence_stands_in_its_file_at_its_locator(sample_index: Path) -> None:
    formats: Counter[str] = Counter()
    bad: list[str] = []
    with open_index(sample_index, ["board"]) as index:
        for document in index.documents():
            formats[Path(document.path).suffix] += 1
            bad += wrong(document)
    assert not bad, "\n".join(bad[:20])
    assert set(formats) == set(CHECKS)
