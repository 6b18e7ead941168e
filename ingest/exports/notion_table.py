"""A database of Notion that was taken out of its export: only the name of its file still says what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.exports.notion_rows import Database, row_document
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.table import Table

_NAMED = re.compile(r"^(?P<title>.*?\S)?[ _](?P<id>[0-9a-f]{32})(?P<all>_all)?$")
"""How Notion names the file of a database; of one that has views there is a second file with all of its rows."""


def of_file(path: Path, table: Table) -> ParsedFile | None:
    """Return the rows of a database, None for any other file, and for a view beside the file with all rows."""
    match = _NAMED.match(path.stem)
    if match is None or (not match["all"] and path.with_name(f"{path.stem}_all{path.suffix}").exists()):
        return None
    database = Database(one_line(match["title"] or "") or "Rows", table, {})
    rows = database.rows()
    seen: dict[str, int] = {}
    keys = []
    for title in map(database.title_of, rows):
        seen[title] = seen.get(title, 0) + 1
        keys.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    found = tuple(
        replace(row_document(record, "", row.number), member=None)
        for row, record in zip(rows, database.records(keys), strict=True)
    )
    if not found:
        raise DocumentError(NO_TEXT)
    return ParsedFile(found, (*table.warnings, *database.moments().warnings), table.header)
