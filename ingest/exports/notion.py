"""Notion's export: a zip, mostly of zips ("...-Part-1.zip"), with pages as Markdown or HTML and databases as CSV.

Every file name ends in an id of 32 hex digits, which no person reads: titles and paths are without it. A database has
"Name id_all.csv" with every row and "Name id.csv" with those of a view; its rows have pages in a folder of its name.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from assistant.domain import Parsed, ParsedFile, Record
from assistant.errors import DocumentError
from ingest.exports.date_columns import zone_note
from ingest.exports.members import Members, members_of
from ingest.exports.notion_rows import ID, Database, lists, row_document, row_page
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.table import Table, read_table

ParseMember = Callable[[str, bytes], ParsedFile]
_PART = re.compile(r"-Part-\d+\.zip$", re.IGNORECASE)
_NAMED = re.compile(r"^(?P<title>.*?) ?(?P<id>[0-9a-f]{32})(?P<all>_all)?\.(?P<kind>md|html|csv)$", re.DOTALL)
_LARGEST_PART = 4 << 30
_SHOWN = 10


def recognises(names: Sequence[str]) -> str | None:
    """Return "parts" for a zip of zips, "pages" for one in which most pages are named with an id."""
    files = [name for name in names if not name.endswith("/")]
    if files and any(_PART.search(name) for name in files) and all(name.endswith(".zip") for name in files):
        return "parts"
    pages = [PurePosixPath(name).name for name in files if name.endswith((".md", ".html"))]
    databases = any(_NAMED.match(PurePosixPath(name).name) for name in files if name.endswith(".csv"))
    named = sum(1 for name in pages if _NAMED.match(name))
    return "pages" if (named and 2 * named >= len(pages)) or (databases and not pages) else None


def documents(path: Path, sort: str, parse: ParseMember, /) -> ParsedFile:
    """Return a document for each page and for each row of a database; a row that has a page is that page."""
    with ExitStack() as stack:
        outer = stack.enter_context(members_of(path))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bearing-")))
        parts = list(_parts(outer, folder, stack)) if sort == "parts" else [outer]
        export = _Export(parse, folder)
        for part in parts:
            export.list(part)
        found = [*export.rows(), *export.others()]
    if not found:
        raise DocumentError(export.failures[0] if export.failures else NO_TEXT)
    times = (time for one in found if (record := one.record) for time in (record.created, record.updated))
    return ParsedFile(tuple(found), (*export.notes(), *zone_note(times)))


def _parts(outer: Members, folder: Path, stack: ExitStack) -> Iterator[Members]:
    """Yield the archives inside, each unpacked to a file: with pictures they may be larger than memory."""
    for number, name in enumerate(outer.names):
        inner = folder / f"part-{number}.zip"
        with outer.stream(name) as packed, inner.open("wb") as target:
            shutil.copyfileobj(_Limited(packed), target)
        yield stack.enter_context(members_of(inner))


class _Limited:
    """Reads a member up to a limit: what an archive says of its size may be a lie."""

    def __init__(self, packed: object) -> None:
        self._packed = packed
        self._left = _LARGEST_PART

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._packed.read(size)  # type: ignore[attr-defined]
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError("unpacks to more than an archive may hold: export a part of the workspace")
        return data


@dataclass(frozen=True, slots=True)
class _File:
    """A page or database: where it is, what it is called, its id, and its path without ids."""

    members: Members
    name: str
    title: str
    id: str
    path: str

    @property
    def folder(self) -> str:
        """Return the folder of what belongs to it."""
        return re.sub(r"(?:_all)?\.\w+$", "", self.name)


@dataclass
class _Export:
    """Everything that one export holds; pages are parsed once, by whoever asks first."""

    parse: ParseMember
    scratch: Path
    pages: dict[str, _File] = field(default_factory=dict)
    databases: dict[str, _File] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _rows_read: set[str] = field(default_factory=set)

    def list(self, part: Members) -> None:
        """List the pages and databases of a part; the table with all rows is preferred to that of a view."""
        for name in part.names:
            match = _NAMED.match(PurePosixPath(name).name)
            if match and match["kind"] == "csv":
                file = _File(part, name, _title(match["title"]), match["id"], "")
                if match["all"] or file.folder not in self.databases:
                    self.databases[file.folder] = file
            elif match:
                self.pages[name] = _File(part, name, _title(match["title"]), match["id"], self._readable(name))
            elif name.endswith((".md", ".html")) and PurePosixPath(name).name != "index.html":
                title = PurePosixPath(name).stem
                self.pages[name] = _File(part, name, title, "", self._readable(name))

    def _readable(self, name: str) -> str:
        """Return a path without ids and without the folder of the export; two that would be equal keep theirs."""
        parts = [part for part in PurePosixPath(name).parts if not re.match(r"^Export(?:Block)?-[0-9a-f-]{36}$", part)]
        path = "/".join(re.sub(r" ?[0-9a-f]{32}(_all)?(?=\.\w+$|$)", "", part) or part for part in parts)
        free = path if path not in self._taken else "/".join(parts)
        self._taken.add(free)
        return free

    def rows(self) -> Iterator[Parsed]:
        """Yield the rows of the databases."""
        files = [replace(file, path=self._readable(file.name)) for file in self.databases.values()]
        tables = [(file, table) for file in files if (table := self._table(file))]
        titles = {file.id: file.title for file in (*self.pages.values(), *self.databases.values()) if file.id}
        for file, table in tables:
            database = Database(file.title, table, titles)
            self.said += [f"{file.title}: {line}" for line in database.moments().warnings]
            yield from self._rows_of(file, database)

    def _table(self, file: _File) -> Table | None:
        try:
            (self.scratch / "table.csv").write_bytes(file.members.content(file.name))
            return read_table(self.scratch / "table.csv")
        except DocumentError as error:
            if str(error) != NO_TEXT:
                self.failures.append(f"{file.path}: {error}")
            return None

    def _rows_of(self, file: _File, database: Database) -> Iterator[Parsed]:
        """Yield a document a row: the page of the same title in the database's folder, else the cells."""
        inside = [page for name, page in self.pages.items() if str(PurePosixPath(name).parent) == file.folder]
        waiting: dict[str, list[Parsed]] = {}
        for page in inside:
            if read := self._page(page):
                waiting.setdefault(_folded(read.title), []).append(read)
                self._rows_read.add(page.name)
        titles = [database.title_of(row) for row in database.rows()]
        without: list[Record] = []
        for record in database.records(_unique(titles)):
            if same := waiting.get(_folded(record.title)):
                yield row_page(same.pop(0), record)
            else:
                without.append(record)
        left = [read for pages in waiting.values() for read in pages]
        for record in without:
            # A title that is a date may be "@Today" in one place and a day in the other.
            alike = [read for read in left if lists(read, record)]
            if len(alike) == 1:
                left.remove(alike[0])
                yield row_page(alike[0], record)
            else:
                yield row_document(record, f"{file.path}#{record.key}")
        yield from left

    def others(self) -> Iterator[Parsed]:
        """Yield the pages that are no rows."""
        for name, page in self.pages.items():
            if name not in self._rows_read and (read := self._page(page)):
                yield read

    def _page(self, page: _File) -> Parsed | None:
        try:
            read = self.parse(page.path, page.members.content(page.name)).documents[0]
        except DocumentError as error:
            if str(error) != NO_TEXT:
                self.failures.append(f"{page.path}: {error}")
            return None
        above = " > ".join(PurePosixPath(page.path).parts[:-1])
        metadata = {**read.metadata, **({"below": above} if above else {})}
        title = page.title if ID.search(read.title) else read.title
        return replace(read, title=title or read.title, member=page.path, metadata=metadata)

    def notes(self) -> Iterator[str]:
        """Return what a person should know, and what could not be read."""
        yield from self.said
        yield from self.failures[:_SHOWN]
        if len(self.failures) > _SHOWN:
            yield f"{len(self.failures) - _SHOWN} more pages cannot be read"


def _title(words: str) -> str:
    return one_line(words) or "Untitled"


def _folded(title: str) -> str:
    """Return a title for comparing: a page's heading and a table's cell differ in marks only."""
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()


def _unique(titles: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    keys = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        keys.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return keys
