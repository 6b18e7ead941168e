"""Pages that are nothing but tables: what many programs write where they say that they export to Excel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from ingest.parse.html import Cover, is_hidden, own_rows, row_texts
from ingest.parse.table import Table, header_at, without_repeated

_AROUND = frozenset(("html", "body", "div", "center", "form", "font", "br", "p", "span"))
_READ = re.compile(r"<(?:h[1-6]|li|article|section|main|nav|blockquote)\b", re.IGNORECASE)
"""What only a page to read has: no need to look at the rest of it."""
Line = tuple[int, tuple[str, ...]]


def tables_of(markup: str) -> list[Table]:
    """Return the tables of a page; none where words stand beside them, so that the page is one to read.

    A table of one column says what the next is of.
    """
    if "<table" not in markup.lower() or _READ.search(markup):
        return []
    soup = BeautifulSoup(markup, "lxml")
    body = soup.body
    tables = list(_outermost(body)) if body else []
    if not body or not tables or any(table.find("table") for table in tables):
        return []
    found: list[Table] = []
    above: list[Line] = []
    number = 0
    for table in tables:
        lines = [(number + at, cells) for at, cells in enumerate(_lines(table), start=1)]
        number += len(lines)
        told = [line for line in lines if any(cell.strip() for cell in line[1])]
        if max((len(_filled(cells)) for _, cells in told), default=0) < 2:
            above += told
        elif len(told) > 1:
            found.append(_table(told, above))
            above = []
    return found


def _outermost(tag: Tag) -> Iterator[Tag]:
    """Yield the tables of a page; nothing at all where it has words outside them."""
    found: list[Tag] = []
    stack = [tag]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Tag) and not is_hidden(child):
                if child.name == "table":
                    found.append(child)
                elif child.name in _AROUND:
                    stack.append(child)
                elif child.get_text(strip=True):
                    return
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and child.strip():
                return
    order = {id(one): at for at, one in enumerate(tag.find_all("table"))}
    yield from sorted(found, key=lambda one: order[id(one)])


def _lines(table: Tag) -> Iterator[tuple[str, ...]]:
    covered: dict[int, Cover] = {}
    for row in own_rows(table):
        if not is_hidden(row):
            cells = [cell for cell in row.find_all(["td", "th"], recursive=False) if not is_hidden(cell)]
            yield tuple(row_texts(cells, covered)[2])


def _table(lines: Sequence[Line], above: Sequence[Line]) -> Table:
    at = header_at([cells for _, cells in lines])
    number, header = lines[at]
    rows, repeated = without_repeated(header, lines[at + 1 :])
    return Table(header, rows, above=(*above, *lines[:at]), number=number, repeated=repeated)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell.strip()]
