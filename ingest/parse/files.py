"""One file in, its documents out: the parser is chosen by what the file holds.

What only some files need is imported when the first of them comes: a night of one changed file waits for that.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import TYPE_CHECKING

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse import archive, side_by_side, table
from ingest.parse.apart import apart
from ingest.parse.decode import decode
from ingest.parse.recognise import media_of

if TYPE_CHECKING:
    from assistant.settings import ColumnMapping

PARSER_VERSION = "13"
"""Part of the key under which parsed documents are cached: raise it when the output of any parser changes."""

_HEAD = 1024
_CLAIMS = {
    "jira": "Jira",
    "salesforce": "Salesforce",
    "sfdc": "Salesforce",
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "zendesk": "Zendesk",
}


def parse(path: Path, passwords: Sequence[str] = (), mapping: ColumnMapping | None = None) -> ParsedFile:
    """Return the documents of a file; every failure is a DocumentError with a reason for people.

    `mapping` says what the columns of a table mean that no known tool wrote.
    """
    return _Reader(passwords, mapping).parse(path)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads files under the settings of one source; `depth` counts the containers around a file."""

    passwords: Sequence[str]
    mapping: ColumnMapping | None
    depth: int = 0
    allowance: archive.Allowance = field(default_factory=archive.Allowance)

    def parse(self, path: Path) -> ParsedFile:
        """Return the documents of a file, or the reason why it has none."""
        try:
            return self._read(path)
        except DocumentError:
            raise
        except MemoryError:
            raise DocumentError("needs more memory than a document may have: split it") from None
        except RecursionError:
            raise DocumentError("nested too deeply: save it again with the program that made it") from None
        except OSError as error:
            raise DocumentError(f"cannot be read: {error.strerror or 'damaged'}") from error
        except Exception as error:  # the boundary of one document: whatever a library throws ends here
            raise DocumentError(
                f"damaged: its {path.suffix.lstrip('.').upper() or 'content'} structure cannot be read; save it again"
            ) from error

    def _read(self, path: Path) -> ParsedFile:
        """Choose the reader by what the file holds."""
        readers: dict[str, Callable[[Path], ParsedFile]] = {
            "csv": self._csv,
            "html": _html,
            "json": _json,
            "mail": self._mail,
            "mailbox": self._mailbox,
            "msg": self._msg,
            "opendocument": _book("opendocument"),
            "pdf": self._pdf,
            "xls": _book("xls"),
            "xlsx": _book("xlsx"),
            "xml": _xml,
            "xml_workbook": _book("xml_workbook"),
            "zip": self._zip,
        }
        media = media_of(path)
        # The others are modules with nothing to choose.
        return readers[media](path) if media in readers else _module(media).parse(path)

    def _pdf(self, path: Path) -> ParsedFile:
        from ingest.parse import pdf

        return pdf.parse(path, self.passwords)

    def _csv(self, path: Path) -> ParsedFile:
        """Choose by the header: an export of a known tool gives a document a record, anything else is a table."""
        from ingest.exports import choose, mapped, notion_table

        read = table.read_table(path)
        if found := choose.of_table(read):
            whole = table.plain_table(path, read).documents if found.also_document else ()
            # A mark inside a cell without quotes moves all that follows it in its row to other columns.
            warnings = (*found.warnings, *table.ragged(read.rows, read.header))
            return replace(found, documents=(*whole, *found.documents), warnings=warnings)
        if self.mapping:
            return mapped.documents(read, self.mapping)
        if found := notion_table.of_file(path, read):
            return found
        if parts := side_by_side.tables_beside(read):
            return _several(path, parts, "tables stand beside each other in it: each was read by itself, columns ")
        claim = next((tool for word, tool in _CLAIMS.items() if re.search(word, path.name, re.IGNORECASE)), None)
        lookalike = f"named like a {claim} export, but its header is not that of one: read as a plain table"
        return _plain(
            path, read, lookalike if claim else "not an export of a tool that is known: read as a plain table"
        )

    def _mail(self, path: Path) -> ParsedFile:
        from ingest.exports import choose
        from ingest.parse import html, mail, message

        read = mail.read(path)
        if (page := mail.archived_page(read)) is not None:
            return choose.of_page(page) or html.page(path, page)
        return message.documents(path, mail.message_of(read), "mail", self._member)

    def _mailbox(self, path: Path) -> ParsedFile:
        from ingest.parse import mailbox

        return mailbox.parse(path, self._member)

    def _msg(self, path: Path) -> ParsedFile:
        from ingest.parse import message, msg

        return message.documents(path, msg.read(path), "msg", self._member)

    def _zip(self, path: Path) -> ParsedFile:
        from ingest.exports import choose

        if found := choose.of_archive(path, archive.names_of(path), self._member):
            return found
        return archive.documents(path, self.passwords, self.allowance, self._member)

    def _member(self, name: str, content: bytes) -> ParsedFile:
        """Read the content of a member under its own name, as a file would be."""
        if self.depth >= archive.DEEPEST:
            raise DocumentError("nested too deeply in archives: unpack it beside the sources")
        inner = replace(self, depth=self.depth + 1)
        with tempfile.TemporaryDirectory(prefix="bearing-") as folder:
            file = Path(folder) / (PurePosixPath(name).name[-200:] or "member")
            file.write_bytes(content)
            # pdfium ends its whole process on some broken files.
            return apart(lambda: inner.parse(file)) if b"%PDF-" in content[:_HEAD] else inner.parse(file)


def _module(name: str) -> ModuleType:
    return import_module(f"ingest.parse.{name}")


def _book(name: str) -> Callable[[Path], ParsedFile]:
    """Return the reader of a workbook, whose sheets may be the export of a tool."""

    def read(path: Path) -> ParsedFile:
        from ingest.exports import choose

        found: ParsedFile = _module(name).parse(path, choose.of_table)
        return found

    return read


def _json(path: Path) -> ParsedFile:
    """Read the records of a known tool, else rows as a table; other data is no document."""
    from ingest.exports import choose, json_table

    content, _ = decode(path.read_bytes())
    value = json_table.decoded(content)
    if found := choose.of_folder(value, path) or choose.of_json(value):
        return found
    if rows := json_table.table_of(value):
        return choose.of_table(rows) or _plain(path, rows, "JSON of a tool that is not known: read as a plain table")
    if tables := json_table.tables_of(value):
        return _several(path, tables, f"JSON of a tool that is not known: read as {len(tables)} tables: ")
    if json_table.is_empty(value):
        raise DocumentError("no records in it: an empty page, or an export of nothing")
    raise DocumentError("JSON data that is neither a known export nor rows: export it as CSV, or save it as a document")


def _several(path: Path, tables: Sequence[tuple[str, table.Table]], said: str) -> ParsedFile:
    """Read each of the tables of a file by itself."""
    from ingest.exports import choose

    known = [(name, choose.of_table(rows) or _plain(path, rows)) for name, rows in tables]
    found = tuple(document.inside(name) for name, read in known for document in read.documents)
    warnings = [f"{name}: {warning}" for name, read in known for warning in read.warnings]
    names = ", ".join(name for name, _ in tables)
    return ParsedFile(found, (said + names, *warnings), tuple(column for _, read in known for column in read.columns))


def _plain(path: Path, rows: table.Table, *warnings: str) -> ParsedFile:
    return replace(table.plain_table(path, _in_words(rows), warnings), columns=rows.header)


def _in_words(rows: table.Table) -> table.Table:
    """Return a table with the words of cells that hold rich text as markup."""
    from ingest.exports.rendered_html import element_words, has_markup

    if not any(has_markup(cell) for _, cells in rows.rows for cell in cells):
        return rows
    from bs4 import BeautifulSoup

    told = tuple(
        (number, tuple(element_words(BeautifulSoup(cell, "lxml")) if has_markup(cell) else cell for cell in cells))
        for number, cells in rows.rows
    )
    return replace(rows, rows=told)


def _xml(path: Path) -> ParsedFile:
    from ingest.exports import choose
    from ingest.parse import html

    if found := choose.of_xml(html.read_markup(path)[0]):
        return found
    raise DocumentError("XML data: export it as CSV, or save it as a document")


def _html(path: Path) -> ParsedFile:
    from ingest.exports import choose
    from ingest.parse import html, page_tables

    markup, warning = html.read_markup(path)
    return choose.of_page(markup) or choose.of_tables(page_tables.tables_of(markup)) or html.page(path, markup, warning)
