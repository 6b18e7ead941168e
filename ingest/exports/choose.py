"""Which tool wrote an export: the first module that recognises it reads it.

A new tool is a module with `recognises` and `documents`, and a place in one of the tuples. What a module recognises is
the shape (a header, the keys of a JSON value, the root of an XML file, the names in an archive), never a file's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.domain import ParsedFile
from ingest.exports import (
    adf_document,
    aha_csv,
    asana_csv,
    azure_csv,
    budget,
    clickup_csv,
    confluence_page,
    confluence_xml,
    dynamics,
    eos_table,
    forge_json,
    gitlab_csv,
    helpdesk,
    hubspot,
    jira_backup,
    jira_backup_zip,
    jira_csv,
    jira_json,
    jira_page,
    jira_rss,
    json_table,
    linear_csv,
    mattermost,
    monday,
    notion,
    okr_table,
    people,
    pipedrive,
    plane_csv,
    planner,
    salesforce_csv,
    salesforce_json,
    shortcut_csv,
    slack,
    slack_folder,
    statement,
    teams_chat,
    trello_json,
    youtrack_csv,
    zoho,
)
from ingest.parse.table import Table

ParseMember = Callable[[str, bytes], ParsedFile]
"""Reads the content of a member of an archive, given its path inside; raises DocumentError as `files.parse` does."""


class TableExport(Protocol):
    """Reads the rows of a CSV file, a sheet or a page's table as records."""

    def recognises(self, header: Sequence[str]) -> str | None:
        """Return what the rows are ("issue", "account", ...), None when the header is not this tool's."""

    def documents(self, table: Table, sort: str, /) -> ParsedFile:
        """Return a document with a record for each row."""


class BoardExport(Protocol):
    """Reads a table that is known by its rows rather than by the names of its columns."""

    def recognises(self, table: Table) -> str | None:
        """Return what the rows are, None when the table is not this tool's."""

    def documents(self, table: Table, sort: str, /) -> ParsedFile:
        """Return a document with a record for each row."""


class JsonExport(Protocol):
    """Reads a decoded JSON value."""

    def recognises(self, value: object) -> str | None:
        """Return what the value holds, None when it is not this tool's."""

    def documents(self, value: object, sort: str, /) -> ParsedFile:
        """Return a document with a record for each item."""


class FolderExport(Protocol):
    """Reads a decoded JSON value of an unpacked export, in which other files explain its words."""

    def recognises(self, value: object) -> str | None:
        """Return what the value holds, None when it is not this tool's."""

    def documents(self, value: object, sort: str, path: Path, /) -> ParsedFile:
        """Return its documents; `path` is where the file lies, and so what lies beside it."""


class TextExport(Protocol):
    """Reads an XML file or an HTML page as text."""

    def recognises(self, markup: str) -> str | None:
        """Return what the markup holds, None when it is not this tool's."""

    def documents(self, markup: str, sort: str, /) -> ParsedFile:
        """Return a document with a record for each item."""


class ArchiveExport(Protocol):
    """Reads a zip file as a whole."""

    def recognises(self, names: Sequence[str]) -> str | None:
        """Return what an archive with these members holds, None when it is not this tool's."""

    def documents(self, path: Path, sort: str, parse: ParseMember, /) -> ParsedFile:
        """Return its documents, each with its `member`; `parse` reads a member as a file of its own."""


TABLES: tuple[TableExport, ...] = (
    jira_csv,
    zoho,
    salesforce_csv,
    azure_csv,
    linear_csv,
    plane_csv,
    gitlab_csv,
    asana_csv,
    clickup_csv,
    shortcut_csv,
    youtrack_csv,
    aha_csv,
    planner,
    okr_table,
    eos_table,
    dynamics,
    hubspot,
    pipedrive,
    helpdesk,
    budget,
    people,
)
BOARDS: tuple[BoardExport, ...] = (monday, statement)
JSON: tuple[JsonExport, ...] = (
    jira_json,
    trello_json,
    forge_json,
    adf_document,
    salesforce_json,
    teams_chat,
    mattermost,
)
FOLDERS: tuple[FolderExport, ...] = (slack_folder,)
XML: tuple[TextExport, ...] = (
    jira_rss,
    jira_backup,
)
PAGES: tuple[TextExport, ...] = (jira_page, confluence_page)
ARCHIVES: tuple[ArchiveExport, ...] = (
    jira_backup_zip,
    slack,
    confluence_xml,
    confluence_page.Archive,
    notion,
)


def of_table(table: Table) -> ParsedFile | None:
    """Return the records of a table that a known tool wrote."""
    found: ParsedFile | None = None
    for board in BOARDS:
        if not found and (sort := board.recognises(table)):
            found = board.documents(table, sort)
    for module in TABLES:
        if not found and (sort := module.recognises(table.header)):
            found = module.documents(table, sort)
    return replace(found, columns=found.columns or table.header) if found else None


def of_tables(tables: Sequence[Table]) -> ParsedFile | None:
    """Return the records of a page of tables; None unless a known tool wrote each of them, so that nothing is lost."""
    found = [read for table in tables if (read := of_table(table)) and not read.also_document]
    if not found or len(found) < len(tables):
        return None
    return ParsedFile(
        tuple(document for read in found for document in read.documents),
        tuple(dict.fromkeys(warning for read in found for warning in read.warnings)),
        tuple(dict.fromkeys(column for read in found for column in read.columns)),
    )


def of_folder(value: object, path: Path) -> ParsedFile | None:
    """Return the documents of a JSON file of an unpacked export."""
    for module in FOLDERS:
        if sort := module.recognises(value):
            return module.documents(value, sort, path)
    return None


def of_json(value: object) -> ParsedFile | None:
    """Return the records of a JSON value that a known tool wrote."""
    for module in JSON:
        if sort := module.recognises(value):
            found = module.documents(value, sort)
            rows = any(document.record for document in found.documents)
            return replace(found, columns=found.columns or json_table.columns_of(value)) if rows else found
    return None


def of_xml(markup: str) -> ParsedFile | None:
    """Return the records of an XML file that a known tool wrote."""
    return _of_text(XML, markup)


def of_page(markup: str) -> ParsedFile | None:
    """Return the records of an HTML page that a known tool wrote (Jira's "Excel" and "Word" exports are pages)."""
    return _of_text(PAGES, markup)


def _of_text(modules: Sequence[TextExport], markup: str) -> ParsedFile | None:
    for module in modules:
        if sort := module.recognises(markup):
            return module.documents(markup, sort)
    return None


def of_archive(path: Path, names: Sequence[str], parse: ParseMember) -> ParsedFile | None:
    """Return the documents of an archive that a known tool wrote."""
    for module in ARCHIVES:
        if sort := module.recognises(names):
            return module.documents(path, sort, parse)
    return None
