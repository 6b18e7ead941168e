"""OpenDocument text, sheets and slides (ISO 26300): what LibreOffice and others save as .odt, .ods and .odp."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.core_properties import CoreProperties
from ingest.parse.document_date import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.sheets import Merge, Note, Row, Sheet, documents, with_merges
from ingest.parse.table import Table, column_names, is_header, is_value
from ingest.parse.title import title_of, useful

_Element: TypeAlias = Any  # lxml has no types
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "text": f"{_OASIS}text:1.0", "table": f"{_OASIS}table:1.0", "office": f"{_OASIS}office:1.0",
    "draw": f"{_OASIS}drawing:1.0", "style": f"{_OASIS}style:1.0", "meta": f"{_OASIS}meta:1.0",
    "presentation": f"{_OASIS}presentation:1.0", "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip
_LARGEST = 512 << 20
_MOST_REPEATED = 1000
_WIDEST = 16_384


def _name(short: str) -> str:
    space, _, local = short.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


_P, _H, _LIST, _ITEM, _TABLE = (_name(n) for n in ("text:p", "text:h", "text:list", "text:list-item", "table:table"))
_ROW, _CELL, _COVERED = (_name(n) for n in ("table:table-row", "table:table-cell", "table:covered-table-cell"))
_NOTE, _ANNOTATION, _BOX = (_name(n) for n in ("text:note", "office:annotation", "draw:text-box"))
_LEFT_OUT = frozenset(
    _name(short)
    for short in (
        "text:tracked-changes text:note text:bookmark office:annotation draw:text-box text:hidden-text "
        "text:hidden-paragraph text:placeholder text:ruby-text text:script office:forms presentation:notes"
    ).split()
)
_CONTENTS = frozenset(
    _name(f"text:{kind}")
    for kind in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "bibliography")
)
_REPEATED_ROWS, _REPEATED_CELLS = _name("table:number-rows-repeated"), _name("table:number-columns-repeated")
_VISIBLE = _name("table:visibility")


def parse(path: Path, of_table: Callable[[Table], ParsedFile | None] = lambda table: None) -> ParsedFile:
    """Return the documents of an OpenDocument file."""
    content, properties = _opened(path)
    body = content.find(_name("office:body"))
    kind = next((child for child in body if isinstance(child.tag, str)), None) if body is not None else None
    if kind is None:
        raise DocumentError("damaged OpenDocument file: open it with its program and save it again")
    if kind.tag == _name("office:spreadsheet"):
        hidden = _hidden_tables(content)
        sheets = [_sheet(table, hidden) for table in kind.iterchildren(_TABLE)]
        return documents(path, "ods", sheets, properties, of_table)
    reader = _Reader(_heading_styles(content))
    slides = kind.tag == _name("office:presentation")
    warnings = reader.slides(kind, content) if slides else reader.text(kind)
    text, blocks = reader.draft.finish()
    first = next((text[b.start : b.end] for b in blocks if b.role is Role.HEADING), None)
    title = title_of(path, useful(properties.title), first)
    date = document_date(path, text, moment=properties.saved)
    media = "odp" if slides else "odt"
    return ParsedFile((Parsed(title, text, blocks, media, date=date, metadata=properties.metadata),), tuple(warnings))


def _opened(path: Path) -> tuple[_Element, CoreProperties]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise DocumentError("encrypted OpenDocument file: remove its password and save it again")
            if package.getinfo("content.xml").file_size > _LARGEST:
                raise DocumentError("needs more memory than a document may have: split it")
            content = etree.fromstring(package.read("content.xml"), parser)
            meta = etree.fromstring(package.read("meta.xml"), parser) if "meta.xml" in names else None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, EOFError) as error:
        raise DocumentError("damaged OpenDocument file: open it with its program and save it again") from error
    return content, _properties(meta)


def _properties(meta: _Element | None) -> CoreProperties:
    if meta is None:
        return CoreProperties()
    values = {node.tag: one_line(node.text or "") for node in meta.iter() if isinstance(node.tag, str)}
    author = values.get(_name("meta:initial-creator")) or values.get(_name("dc:creator"))
    saved = values.get(_name("dc:date")) or values.get(_name("meta:creation-date"))
    try:
        moment = datetime.fromisoformat(saved[:19]) if saved else None
    except ValueError:
        moment = None
    return CoreProperties(values.get(_name("dc:title")) or None, author or None, moment)


def _heading_styles(content: _Element) -> frozenset[str]:
    """Return the names of the styles that are a title."""
    return frozenset(
        style.get(_name("style:name"), "")
        for style in content.iter(_name("style:style"))
        if style.get(_name("style:parent-style-name")) == "Title"
    ) | {"Title"}


def _words(element: _Element) -> str:
    """Return the text of a paragraph; white space is written as elements, as it is in HTML otherwise."""
    parts: list[str] = []

    def walk(node: _Element) -> None:
        parts.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                if child.tag in (_name("text:s"), _name("text:tab")):
                    parts.append(" ")
                elif child.tag == _name("text:line-break"):
                    parts.append("\x0b")
                else:
                    walk(child)
            parts.append(child.tail or "")

    walk(element)
    lines = (one_line(line) for line in "".join(parts).split("\x0b"))
    return "\n".join(line for line in lines if line)


def _cell_words(cell: _Element) -> str:
    paragraphs = (node for node in cell.iter(_P, _H) if not _is_inside(node, cell, (_ANNOTATION, _NOTE)))
    return one_line(" ".join(_words(node) for node in paragraphs))


def _is_inside(node: _Element, top: _Element, tags: tuple[str, ...]) -> bool:
    for above in node.iterancestors():
        if above is top:
            return False
        if above.tag in tags:
            return True
    return False


def _number(element: _Element, name: str, default: int = 1) -> int:
    value = element.get(name, "")
    return max(1, int(value)) if value.isdigit() else default


@dataclass
class _Reader:
    """Writes the paragraphs, lists, tables, notes and comments of texts and slides."""

    titles: frozenset[str]
    draft: Draft = field(default_factory=Draft)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _place: Locator = field(default_factory=Locator)

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def text(self, body: _Element) -> list[str]:
        """Write a text document: its body in order, then its notes and comments."""
        self._children(body)
        self._notes(body)
        return []

    def slides(self, body: _Element, content: _Element) -> list[str]:
        """Write a presentation slide by slide; return what a person should know."""
        invisible = {
            style.get(_name("style:name"))
            for style in content.iter(_name("style:style"))
            if any(node.get(_name("presentation:visibility")) == "hidden" for node in style)
        }
        hidden = []
        for number, page in enumerate(body.iterchildren(_name("draw:page")), start=1):
            self._headings, self._place = [], Locator(slide=number)
            if page.get(_name("draw:style-name")) in invisible:
                hidden.append(str(number))
            self._slide(page)
            for note in page.iterchildren(_name("presentation:notes")):
                self._place = Locator(slide=number, field="speaker notes")
                for paragraph in note.iter(_P):
                    self._add(_words(paragraph), Role.NOTE)
            self._place = Locator(slide=number)
            self._notes(page)
        return [f"hidden slides are read too: {', '.join(hidden)}"] if hidden else []

    def _slide(self, page: _Element) -> None:
        frames = [node for node in page if isinstance(node.tag, str) and node.tag not in _LEFT_OUT]
        title = next((node for node in frames if node.get(_name("presentation:class")) == "title"), None)
        if title is not None and (words := one_line(_cell_words(title))):
            self._heading(1, words)
        for node in frames:
            if node is not title and node.get(_name("presentation:class")) not in (
                "footer", "date-time", "page-number", "header"
            ):  # fmt: skip
                self._shape(node)

    def _shape(self, node: _Element) -> None:
        """Write a drawn shape: its own paragraphs, its box, its table, or the shapes of a group."""
        for child in node:
            if child.tag in (_P, _H, _LIST, _TABLE):
                self._element(child)
            elif isinstance(child.tag, str) and child.tag not in (_ANNOTATION, _name("office:event-listeners")):
                self._shape(child)

    def _children(self, element: _Element) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)

    def _element(self, element: _Element, role: Role = Role.TEXT) -> None:
        if element.tag == _H:
            self._heading(_number(element, _name("text:outline-level")), one_line(_words(element)))
        elif element.tag == _P:
            if element.get(_name("text:style-name")) in self.titles and not self._headings:
                self._heading(0, one_line(_words(element)))
            else:
                self._add(_words(element), role)
        elif element.tag == _LIST:
            for item in element:
                for child in item:
                    if isinstance(child.tag, str):
                        self._element(child, Role.ITEM)
        elif element.tag == _TABLE:
            self._table(element)
        elif element.tag not in _LEFT_OUT and element.tag not in _CONTENTS:
            self._children(element)
        if element.tag in (_P, _H):
            for box in element.iter(_BOX):
                if next(box.iterancestors(_P, _H), None) is element:
                    self._children(box)

    def _heading(self, level: int, title: str) -> None:
        if not title:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.draft.add(title, Role.HEADING, trail=self._trail, locator=self._place, gap="\n\n")
        self._headings.append((level, title))

    def _add(self, text: str, role: Role) -> None:
        gap = "\n" if role is Role.ITEM else "\n\n"
        self.draft.add(text, role, trail=self._trail, locator=self._place, gap=gap)

    def _table(self, table: _Element) -> None:
        rows = [(row, [cell for cell in row if cell.tag in (_CELL, _COVERED)]) for row in _own_rows(table)]
        width = max((len(cells) for _, cells in rows), default=0)
        if width < 2:
            for _, cells in rows:
                for cell in cells:
                    self._children(cell)
            return
        columns: list[str] = []
        above: dict[int, tuple[int, str]] = {}
        for at, (row, cells) in enumerate(rows):
            texts, names, filled = _spanned(cells, above)
            marked = row.getparent().tag == _name("table:table-header-rows")
            named = (marked and at == 0) or (at == 0 and len(rows) > 1 and is_header(texts))
            if marked and columns:
                named, columns = True, column_names(columns, names)
            elif named:
                columns = names if marked else texts
            self.draft.row(
                texts if named else filled,
                columns,
                Role.HEADER if named else Role.ROW,
                trail=self._trail,
                locator=self._place,
                gap="\n" if at else "\n\n",
            )

    def _notes(self, body: _Element) -> None:
        for note in body.iter(_NOTE):
            kind = note.get(_name("text:note-class"), "footnote")
            inner = note.find(_name("text:note-body"))
            if inner is not None:
                place = Locator(slide=self._place.slide, field=kind)
                self.draft.add(_cell_words(inner), Role.NOTE, locator=place, gap="\n\n")
        for comment in body.iter(_ANNOTATION):
            author = one_line(comment.findtext(_name("dc:creator")) or "") or "an unnamed reader"
            time = (comment.findtext(_name("dc:date")) or "").split(".")[0] or None
            place = Locator(slide=self._place.slide, field=f"comment by {author}", time=time)
            words = "\n".join(_words(node) for node in comment.iter(_P))
            self.draft.add(words, Role.COMMENT, locator=place, gap="\n\n")


def _own_rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif isinstance(child.tag, str) and child.tag.startswith(_name("table:table-")):
            yield from _own_rows(child)


def _hidden_tables(content: _Element) -> frozenset[str]:
    """Return the names of the styles of tables that are not displayed."""
    return frozenset(
        style.get(_name("style:name"), "")
        for style in content.iter(_name("style:style"))
        if any(node.get(_name("table:display")) == "false" for node in style)
    )


def _sheet(table: _Element, hidden_styles: frozenset[str]) -> Sheet:
    rows: list[Row] = []
    merges: list[Merge] = []
    number, hidden_rows = 1, False
    for element in _own_rows(table):
        times = _number(element, _REPEATED_ROWS)
        cells, notes, named = _cells(element, number, merges)
        if any(cells) or notes:
            hidden_rows = hidden_rows or element.get(_VISIBLE) in ("collapse", "filter")
            for step in range(min(times, _MOST_REPEATED)):
                rows.append(Row(number + step, cells, named, notes))
        number += times
    hidden = ["rows"] * hidden_rows
    columns = table.iter(_name("table:table-column"))
    hidden += ["columns"] * any(one.get(_VISIBLE) in ("collapse", "filter") for one in columns)
    if table.get(_name("table:style-name")) in hidden_styles:
        hidden = ["sheets"]
    return Sheet(table.get(_name("table:name"), "Sheet"), with_merges(rows, merges), tuple(hidden))


def _spanned(cells: Sequence[_Element], above: dict[int, tuple[int, str]]) -> tuple[list[str], list[str], list[str]]:
    """Return the texts of a row, the same with each merged one in all its columns, and with the words of those above.

    `above` has for each column how many rows a cell above it still covers, and its words; an amount is there once.
    """
    texts: list[str] = []
    names: list[str] = []
    filled: list[str] = []
    wide = 0
    for at, cell in enumerate(cells):
        covered = cell.tag == _COVERED
        rows, held = above.get(at, (0, ""))
        words = "" if covered else _cell_words(cell)
        if covered and rows:
            above[at] = (rows - 1, held)
        width, height = (_number(cell, _name(f"table:number-{kind}-spanned")) for kind in ("columns", "rows"))
        if not covered:
            wide = width
            above.update({at + step: (height - 1, words if not step else "") for step in range(width)})
        texts.append(words)
        names.append(names[-1] if covered and not rows and wide > 1 and names else held if covered else words)
        filled.append(held if covered and rows and not is_value(held) else words)
    return texts, names, filled


def _cells(row: _Element, number: int, merges: list[Merge]) -> tuple[tuple[str, ...], tuple[Note, ...], bool]:
    """Return the texts of a row, its comments, and whether all of it is words."""
    texts: list[str] = []
    notes: list[Note] = []
    named = True
    for cell in row:
        if cell.tag not in (_CELL, _COVERED):
            continue
        words = "" if cell.tag == _COVERED else _cell_words(cell)
        width, height = (_number(cell, _name(f"table:number-{kind}-spanned")) for kind in ("columns", "rows"))
        if width > 1 or height > 1:
            merges.append(Merge(number - 1, len(texts), number + height - 2, len(texts) + width - 1))
        if words:
            kind = cell.get(_name("office:value-type"), "string")
            named = named and (kind == "string" or (words.isdigit() and len(words) == 4 and is_value(words)))
        for note in cell.iterchildren(_ANNOTATION):
            author = one_line(note.findtext(_name("dc:creator")) or "") or None
            notes.append(Note("\n".join(_words(node) for node in note.iter(_P)), author))
        times = _number(cell, _REPEATED_CELLS)
        texts += [words] * (times if len(texts) + times <= _WIDEST else 1)
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts), tuple(notes), named
