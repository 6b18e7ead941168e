"""Books of records from exports that a test writes, without an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from assistant.domain import EVERYONE, Answer, Document, Kind, document_id
from assistant.records.book import Book
from assistant.routes.records.answers import answer_from_records
from ingest.parse.files import parse

TODAY = date(2026, 11, 26)
Sheets = Mapping[str, list[list[object]]]


def book_of(folder: Path, files: Mapping[str, str | Sheets]) -> Book:
    """Return the records and sheets of files, each in a folder that is called after its kind."""
    return Book.holding(document for name, content in files.items() for document in _documents(folder, name, content))


def _documents(folder: Path, name: str, content: str | Sheets) -> Iterator[Document]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        _workbook(content).save(path)
    for at, one in enumerate(parse(path).documents):
        yield Document(
            document_id(name, f"{one.key}{at}"), name, one.title, Kind(name.split("/")[0]), EVERYONE, one.text,
            one.blocks, one.media, one.key, one.date, one.lines, one.metadata, one.record,
        )  # fmt: skip


def _workbook(sheets: Sheets) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def answered(book: Book, question: str) -> Answer | None:
    """Return what records say on a day in November 2026."""
    return answer_from_records(question, book, "g", TODAY)


def cells(answer: Answer) -> set[str]:
    """Return the words of the cells that an answer cites."""
    return {made.text.strip() for made in answer.quotes}
