"""HTML: what a reader of the page sees, in order; scripts, styles, navigation and hidden elements are not content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PreformattedString, Tag

from assistant.domain import Locator, Parsed, ParsedFile, Role
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NOWHERE, Draft, one_line
from ingest.parse.table import column_names, is_header, is_value, named_after_title
from ingest.parse.title import title_of

_NAMES_OF_SKIPPED = (
    "script style nav noscript template head iframe object embed svg canvas video audio map select button input "
    "textarea datalist dialog del s strike"
)
_NAMES_OF_BLOCKS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
_SKIPPED, _BLOCKS = frozenset(_NAMES_OF_SKIPPED.split()), frozenset(_NAMES_OF_BLOCKS.split())
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all|mso-list\s*:\s*ignore"
    r"|opacity\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
# What asks a visitor for consent, by the names that consent tools and their copies give it.
_CONSENT = re.compile(
    r"\b(?:cookie|consent|gdpr)s?[-_]?(?:banner|consent|notice|bar|popup|overlay|law|modal|dialog)|\bonetrust|\bcookiebot",
    re.IGNORECASE,
)
_WORD_ITEM = re.compile(r"mso-list\s*:\s*l\d", re.IGNORECASE)
# Google Docs puts comments and footnotes below the text, and their marks, which are links, into it and before them.
_MARK = re.compile(r"^(?:cmnt|ftnt)(?:_ref)?\d+$")
_LONGEST_CELL = 400
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
QUOTED = "quoted message"
"""The field of what a message repeats of the one before."""
_QUOTES = frozenset(("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"))
_DATE_NAMES = (
    "article:modified_time",
    "last-modified",
    "dcterms.modified",
    "date",
    "dc.date",
    "article:published_time",
    "dcterms.created",
)


def parse(path: Path) -> ParsedFile:
    """Return a web page as one document."""
    return page(path, *read_markup(path))


def page(path: Path, markup: str, warning: str | None = None) -> ParsedFile:
    """Return the markup of a web page as one document; `path` names it where it has no title."""
    soup = BeautifulSoup(markup, "lxml")
    reader = _Reader()
    reader.children(soup.body or soup)
    reader.flush()
    text, blocks = reader.draft.finish()
    heading = next((text[b.start : b.end] for b in blocks if b.role is Role.HEADING), None)
    page_title = soup.title.get_text() if soup.title else None
    title = title_of(path, page_title, heading)
    document = Parsed(title, text, blocks, "html", date=document_date(path, text, _stated_date(soup)))
    return ParsedFile((document,), (warning,) if warning else ())


def read_markup(path: Path) -> tuple[str, str | None]:
    """Decode a page as it declares, else as its bytes look."""
    data = path.read_bytes()
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii")).replace("\x00", "\ufffd"), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _stated_date(soup: BeautifulSoup) -> str | None:
    values: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()
        values.setdefault(name, str(meta.get("content") or ""))
    return next((values[name] for name in _DATE_NAMES if values.get(name)), None)


def is_hidden(tag: Tag) -> bool:
    """Whether a reader of the page does not see an element."""
    return (
        tag.name in _SKIPPED
        or tag.has_attr("hidden")
        or str(tag.get("aria-hidden", "")).lower() == "true"
        or str(tag.get("role", "")).lower() in ("navigation", "search")
        or (tag.name == "a" and bool(_MARK.match(str(tag.get("id", "")))))
        or bool(_INVISIBLE.search(str(tag.get("style", ""))))
        or bool(_CONSENT.search(" ".join((str(tag.get("id", "")), *(tag.get("class") or ())))))
    )


@dataclass
class _Reader:
    """Walks the tree once; text that no block element holds gathers until the next one begins."""

    draft: Draft = field(default_factory=Draft)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _pending: list[str] = field(default_factory=list)
    _role: Role = Role.TEXT
    _place: Locator = NOWHERE

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def children(self, tag: Tag) -> None:
        """Read what is inside an element."""
        for child in tag.children:
            if isinstance(child, Tag):
                self._element(child)
            elif type(child) is NavigableString:
                self._pending.append(str(child))

    def flush(self, role: Role | None = None) -> None:
        """End the text that is being gathered."""
        words = "".join(self._pending)
        self._pending = []
        lines = [one_line(line) for line in words.split("\x0b")]
        gap = "\n" if self._role is Role.ITEM else "\n\n"
        text = "\n".join(line for line in lines if line)
        self.draft.add(text, role or self._role, trail=self._trail, locator=self._place, gap=gap)
        if self._role is Role.ITEM and lines != [""]:
            self._role = Role.TEXT

    def _element(self, tag: Tag) -> None:
        if is_hidden(tag):
            return
        if tag.name == "br":
            self._pending.append("\x0b")
        elif tag.name == "table":
            self.flush()
            self._table(tag)
        elif re.fullmatch(r"h[1-6]", tag.name) or _is_title(tag):
            self._heading(tag)
        elif tag.name == "pre":
            self.flush()
            self.draft.add(tag.get_text(), trail=self._trail, gap="\n\n")
        elif tag.name in _BLOCKS:
            self.flush()
            outside = self._place
            self._place = Locator(field=QUOTED) if _is_quoted(tag) else outside
            self._role = Role.ITEM if _is_item(tag) else self._role
            if (note := _note_of(tag)) is not None:
                self._role, self._place = note
            self.children(tag)
            self.flush()
            self._role, self._place = Role.TEXT, outside
        else:
            self.children(tag)

    def _heading(self, tag: Tag) -> None:
        self.flush()
        level, title = 0 if tag.name == "p" else int(tag.name[1]), _text(tag)
        if not title:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.draft.add(title, Role.HEADING, trail=self._trail, gap="\n\n")
        self._headings.append((level, title))

    def _table(self, table: Tag) -> None:
        """Add a table row by row; one that only lays out the page is read as its contents."""
        rows = [row for row in own_rows(table) if not is_hidden(row)]
        grid = [[cell for cell in row.find_all(["td", "th"], recursive=False) if not is_hidden(cell)] for row in rows]
        if max((len(cells) for cells in grid), default=0) < 2 or (table.find("table") and not _has_names(grid)):
            for cells in grid:
                for cell in cells:
                    self.children(cell)
                    self.flush()
            return
        if caption := table.find("caption", recursive=False):
            self.draft.add(_text(caption), trail=self._trail, gap="\n\n")
        columns: list[str] = []
        covered: dict[int, Cover] = {}
        grouped = False
        titled = len(grid) > 2 and _is_titled(grid[0], grid[1])
        for at, cells in enumerate(grid):
            texts, names, filled = row_texts(cells, covered)
            named = (bool(cells) and all(cell.name == "th" for cell in cells)) or (
                not columns and is_header(texts) and len(grid) > 1 and not _are_pairs(grid) and not (titled and not at)
            )
            if named:
                columns = column_names(columns, names) if grouped else names
            # Only a cell that spans others makes one header of two rows.
            grouped = named and (grouped or texts != names)
            self.draft.row(texts if named else filled, columns, Role.HEADER if named else Role.ROW, trail=self._trail)


class Cover(NamedTuple):
    """What covers a column: for how many rows more, with what text, and whether it begins in that column."""

    rows: int = 0
    text: str = ""
    is_first: bool = False


def _has_names(grid: Sequence[Sequence[Tag]]) -> bool:
    """Whether a table with another one in it is a table still: names above rows of as many cells, none of them long."""
    names = [cell for cells in grid[:1] for cell in cells]
    return (
        len(grid) > 1
        and not any(cell.find("table") for cell in names)
        and is_header([_text(cell) for cell in names])
        and all(len(cells) == len(names) for cells in grid)
        and all(len(_text(cell)) < _LONGEST_CELL for cells in grid for cell in cells)
    )


def _is_titled(first: Sequence[Tag], second: Sequence[Tag]) -> bool:
    """Whether the first row of a table says what it is of in merged cells, and the second names its columns."""
    plain = all(cell.name == "td" and _span(cell, "rowspan") == 1 for cell in first)
    merged = any(_span(cell, "colspan") > 1 for cell in first)
    return plain and merged and named_after_title([_text(cell) for cell in first], [_text(cell) for cell in second])


def _are_pairs(grid: Sequence[Sequence[Tag]]) -> bool:
    """Whether every row of a table begins with its name: then the first row names no columns."""
    return all(
        len(cells) > 1 and cells[0].name == "th" and all(cell.name == "td" for cell in cells[1:]) for cells in grid
    )


def _is_title(tag: Tag) -> bool:
    """Whether a paragraph is the title of a page that Google Docs wrote."""
    return tag.name == "p" and "title" in (tag.get("class") or ()) and bool(_text(tag))


def _is_item(tag: Tag) -> bool:
    return tag.name in ("li", "dd", "dt") or (tag.name == "p" and bool(_WORD_ITEM.search(str(tag.get("style", "")))))


def _note_of(tag: Tag) -> tuple[Role, Locator] | None:
    """Return what a paragraph below the text is: a comment or a footnote; None for any other."""
    mark = tag.find("a", id=_MARK) if tag.name == "p" else None
    name = str(mark.get("id")) if mark is not None else ""
    if not name or "ref" in name:
        return None
    return (Role.COMMENT, Locator(field="comment")) if name[0] == "c" else (Role.NOTE, Locator(field="footnote"))


def _is_quoted(tag: Tag) -> bool:
    """Whether an element is what a mail program repeats of the message that is answered."""
    classes = tag.get("class") or ()
    return (tag.name == "blockquote" and tag.get("type") == "cite") or not _QUOTES.isdisjoint(classes)


def own_rows(table: Tag) -> Iterator[Tag]:
    """Yield the rows of a table, not those of one inside it."""
    for child in table.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def row_texts(cells: Sequence[Tag], covered: dict[int, Cover]) -> tuple[list[str], list[str], list[str]]:
    """Return the texts of a row in three ways, by what stands where a cell above or before covers it.

    First nothing; then the covering cell's text; then that of a cell above, which holds for this row too, unless it is
    an amount. `covered` has what is still covered of each column.
    """
    texts: list[str] = []
    names: list[str] = []
    filled: list[str] = []

    def skip() -> None:
        while (over := covered.get(len(texts), Cover()))[0]:
            covered[len(texts)] = over._replace(rows=over.rows - 1)
            texts.append("")
            names.append(over.text)
            filled.append(over.text if over.is_first and not is_value(over.text) else "")

    for cell in cells:
        skip()
        width, height, text = _span(cell, "colspan"), _span(cell, "rowspan"), _text(cell)
        for at in range(len(texts), len(texts) + width):
            covered[at] = Cover(height - 1, text, at == len(texts))
        texts += [text, *[""] * (width - 1)]
        names += [text] * width
        filled += [text, *[""] * (width - 1)]
    skip()
    return texts, names, filled


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdigit() and int(value) > 0 else 1


def _text(tag: Tag) -> str:
    """Return the visible text of an element on one line."""
    parts: list[str] = []
    stack: list[Tag | str] = [tag]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        for child in reversed(list(node.children)):
            if isinstance(child, Tag) and not is_hidden(child):
                stack.extend((" ", child) if child.name in _BLOCKS or child.name == "br" else (child,))
            elif isinstance(child, NavigableString) and not isinstance(child, (Comment, PreformattedString)):
                stack.append(str(child))
    return one_line("".join(parts))
