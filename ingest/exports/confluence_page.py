"""A page of Confluence as HTML, saved or from an HTML export: the content without what the site puts around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup
from bs4.element import Tag

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.members import members_of
from ingest.parse import html
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, one_line

_MAIN = re.compile(r"<div[^>]*\bid=\"main-content\"[^>]*\bclass=\"[^\"]*\bwiki-content\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|_)\d{4,}\.html$")
_CHANGED = re.compile(r"(?:last (?:modified|updated)|zuletzt (?:geändert|aktualisiert)).*?\bon\s+(?P<date>.+)$", re.I)


def recognises(markup: str) -> str | None:
    """Return "page" for a page whose content stands in Confluence's element for it."""
    return "page" if _MAIN.search(markup) else None


def documents(markup: str, sort: str, /) -> ParsedFile:
    """Return the page; raises DocumentError when its content area is empty."""
    page = read_page(markup)
    if page is None:
        raise DocumentError(NO_TEXT)
    return ParsedFile((page,))


def read_page(markup: str) -> Parsed | None:
    """Return a page with its title, its place in the space and when it was changed; None when it says nothing."""
    soup = BeautifulSoup(markup, "lxml")
    main = soup.find(id="main-content")
    if not isinstance(main, Tag):
        return None
    above = [one_line(one.get_text()) for one in soup.select("#breadcrumbs li, #breadcrumb-section li")]
    title = _title(soup, above[0] if above else "")
    try:
        (read,) = html.page(Path(title.replace("/", " ") or "page"), str(main)).documents
    except DocumentError:
        return None
    pairs = {"below": " > ".join(filter(None, above)), "attachments": ", ".join(_attachments(soup))}
    metadata = {name: value for name, value in pairs.items() if value}
    return replace(read, title=title or read.title, date=_date(soup) or read.date, metadata=metadata)


def _title(soup: BeautifulSoup, space: str) -> str:
    """Return the title without the name of the space, which an export puts before it and a site behind it."""
    head = soup.find(id="title-text") or soup.title
    words = one_line(head.get_text()) if head else ""
    words = re.sub(r"(?: - [^-]+)? - Confluence$", "", words)
    return words.removeprefix(f"{space} : ") if space else words


def _date(soup: BeautifulSoup) -> str | None:
    about = soup.select_one(".page-metadata")
    match = _CHANGED.search(one_line(about.get_text())) if about else None
    return document_date(Path("page"), "", match["date"]) if match else None


def _attachments(soup: BeautifulSoup) -> Iterator[str]:
    heading = soup.find(id="attachments")
    box = heading.find_next(class_="greybox") if isinstance(heading, Tag) else None
    for link in box.find_all("a") if isinstance(box, Tag) else ():
        if name := one_line(link.get_text()):
            yield name


class Archive:
    """An HTML export of a space: a zip of numbered pages with the style sheet of the site."""

    @staticmethod
    def recognises(names: Sequence[str]) -> str | None:
        """Return "space" for pages that are numbered beside an index and Confluence's style sheet."""
        held = {PurePosixPath(name).name for name in names}
        numbered = sum(1 for name in names if _NUMBERED.search(PurePosixPath(name).name))
        styled = any(name.endswith("styles/site.css") for name in names)
        return "space" if numbered and styled and "index.html" in held else None

    @staticmethod
    def documents(path: Path, sort: str, parse: Callable[[str, bytes], ParsedFile], /) -> ParsedFile:
        """Return a document for each page that says something."""
        found = []
        empty = 0
        with members_of(path) as members:
            for name in members.names:
                if not name.endswith(".html") or PurePosixPath(name).name == "index.html":
                    continue
                page = read_page(decode(members.content(name))[0])
                empty += page is None
                found += [replace(page, member=name)] if page else []
        if not found:
            raise DocumentError(NO_TEXT)
        return ParsedFile(tuple(found), (f"{empty} pages have no text and were left out",) if empty else ())
