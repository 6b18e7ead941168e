"""One file in, its documents out: the parser is chosen by what the file holds."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from assistant.settings import ColumnMapping
from ingest.exports import choose, mapped
from ingest.parse import docx, html, markdown, pdf, pptx, table, text, xlsx
from ingest.parse.decode import decode
from ingest.parse.recognise import media_of

PARSER_VERSION = "3"
"""Part of the key under which parsed documents are cached: raise it when the output of any parser changes."""

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
    try:
        return _Reader(passwords, mapping).read(path)
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads files under the settings of one source."""

    passwords: Sequence[str]
    mapping: ColumnMapping | None

    def read(self, path: Path) -> ParsedFile:
        """Return the documents of a file, read by what it holds."""
        media = media_of(path)
        readers: dict[str, Callable[[Path], ParsedFile]] = {
            "csv": self._csv,
            "docx": docx.parse,
            "html": _html,
            "json": _json,
            "markdown": markdown.parse,
            "pdf": self._pdf,
            "pptx": pptx.parse,
            "text": text.parse,
            "xlsx": xlsx.parse,
            "xml": _xml,
            "zip": self._zip,
        }
        return readers[media](path)

    def _pdf(self, path: Path) -> ParsedFile:
        return pdf.parse(path, self.passwords)

    def _csv(self, path: Path) -> ParsedFile:
        """Choose by the header: an export of a known tool gives a document a record, anything else is a table."""
        read = table.read_table(path)
        if found := choose.of_table(read):
            return found
        if self.mapping:
            return mapped.documents(read, self.mapping)
        claim = next((tool for word, tool in _CLAIMS.items() if re.search(word, path.name, re.IGNORECASE)), None)
        lookalike = f"named like a {claim} export, but its header is not that of one: read as a plain table"
        return table.plain_table(path, read, (lookalike,) if claim else ())

    def _zip(self, path: Path) -> ParsedFile:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        if found := choose.of_archive(path, names, self._member):
            return found
        raise DocumentError("zip archive: unpack it beside the sources")

    def _member(self, name: str, content: bytes) -> ParsedFile:
        """Read the content of a member under its own name, as a file would be."""
        with tempfile.TemporaryDirectory(prefix="bearing-") as folder:
            file = Path(folder) / (PurePosixPath(name).name or "member")
            file.write_bytes(content)
            return parse(file, self.passwords, self.mapping)


def _json(path: Path) -> ParsedFile:
    content, _ = decode(path.read_bytes())
    value = _decoded(content.removeprefix("\ufeff"))
    if found := choose.of_folder(value, path) or choose.of_json(value):
        return found
    raise DocumentError("JSON data: export it as CSV, or save it as a document")


def _decoded(content: str) -> object:
    """Return a JSON value; the values of JSON Lines as an array."""
    try:
        try:
            return json.loads(content)
        except ValueError:
            lines = [line for line in content.split("\n") if line.strip()]
            if len(lines) < 2:
                raise
            return [json.loads(line) for line in lines]
    except ValueError as error:
        raise DocumentError("damaged JSON: it is cut off or broken; export it again") from error


def _xml(path: Path) -> ParsedFile:
    if found := choose.of_xml(html.read_markup(path)[0]):
        return found
    raise DocumentError("XML data: export it as CSV, or save it as a document")


def _html(path: Path) -> ParsedFile:
    markup, warning = html.read_markup(path)
    return choose.of_page(markup) or html.page(path, markup, warning)
