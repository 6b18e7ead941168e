"""One file in, its documents out: the parser is chosen by what the file holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.exports import jira_csv, salesforce_csv
from ingest.parse import docx, html, markdown, pdf, pptx, table, text, xlsx
from ingest.parse.recognise import media_of

PARSER_VERSION = "1"
"""Part of the key under which parsed documents are cached: raise it when the output of any parser changes."""

_PARSERS: dict[str, Callable[[Path], ParsedFile]] = {
    "docx": docx.parse,
    "html": html.parse,
    "markdown": markdown.parse,
    "pptx": pptx.parse,
    "text": text.parse,
    "xlsx": xlsx.parse,
}
_CLAIMS = {"jira": "Jira", "salesforce": "Salesforce", "sfdc": "Salesforce"}


def parse(path: Path, passwords: Sequence[str] = ()) -> ParsedFile:
    """Return the documents of a file; every failure is a DocumentError with a reason for people."""
    try:
        media = media_of(path)
        if media == "pdf":
            return pdf.parse(path, passwords)
        return _parse_csv(path) if media == "csv" else _PARSERS[media](path)
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


def _parse_csv(path: Path) -> ParsedFile:
    """Choose by the header: an export of a known tool gives a document a record, anything else is a table."""
    read = table.read_table(path)
    if jira_csv.recognises(read.header):
        return jira_csv.documents(read)
    if kind := salesforce_csv.recognises(read.header):
        return salesforce_csv.documents(read, kind)
    claim = next((tool for word, tool in _CLAIMS.items() if re.search(word, path.name, re.IGNORECASE)), None)
    lookalike = f"named like a {claim} export, but its header is not that of one: read as a plain table"
    return table.plain_table(path, read, (lookalike,) if claim else ())
