"""A page of Confluence as HTML, saved or from an HTML export: the content without what the site puts around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup
from bs4.element import Tag

from assistant.domain import Block, Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.exports.members import Members, members_of
from ingest.exports.rendered_html import element_pieces
from ingest.parse import html
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, one_line

_MAIN = re.compile(r"<div[^>]*\bid=\"main-content\"[^>]*\bclass=\"[^\"]*\bwiki-content\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|_)\d{4,}\.html$")
_POSTED = re.compile(r"^(?:Posted by|Veröffentlicht von)\s+(?P<author>.+?)\s+(?:at|am|um)\s", re.IGNORECASE)
_PICTURES = re.compile(r"\.(?:png|jpe?g|gif|bmp|svg|ico|webp|thumbnail)$|/thumbnails/", re.IGNORECASE)
_ATTACHED = re.compile(r"<a href=[\"'](?P<path>attachments/[^\"'?#]+)[^>]*>(?P<name>[^<]+)</a>")
_SHOWN = 50
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
    read = _with_comments(read, soup)
    pairs = {"below": " > ".join(filter(None, above)), "attachments": ", ".join(_attachments(soup))}
    metadata = {name: value for name, value in pairs.items() if value}
    return replace(read, title=title or read.title, date=_date(soup) or read.date, metadata=metadata)


def _with_comments(page: Parsed, soup: BeautifulSoup) -> Parsed:
    """Return a page with what readers said below it: each comment stands in a row of a table of its own."""
    heading = soup.find(id="comments")
    table = heading.find_next("table") if isinstance(heading, Tag) else None
    blocks, text = list(page.blocks), page.text
    for cell in table.find_all("td") if isinstance(table, Tag) else ():
        about = cell.find(class_="smallfont")
        match = _POSTED.search(one_line(about.extract().get_text())) if isinstance(about, Tag) else None
        place = Locator(field=f"comment by {match['author']}" if match else "comment")
        for piece in element_pieces(cell):
            start = len(text) + 2
            text = f"{text}\n\n{piece.words}"
            blocks.append(Block(start, len(text), Role.COMMENT, (), place))
    return replace(page, text=text, blocks=tuple(blocks))


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
        found: list[Parsed] = []
        empty = 0
        failures: list[str] = []
        with members_of(path) as members:
            names = {link: name for one in members.names if _is_page(one) for link, name in _links(members, one)}
            for name in members.names:
                if _is_page(name):
                    page = read_page(decode(members.content(name))[0])
                    empty += page is None
                    found += [replace(page, member=name)] if page else []
                elif "/attachments/" in f"/{name}" and not _PICTURES.search(name):
                    found += _attached(name, names, members.content(name), parse, failures)
        if not found:
            raise DocumentError(NO_TEXT)
        said = [f"{empty} pages have no text and were left out"] if empty else []
        if len(failures) > _SHOWN:
            failures[_SHOWN:] = [f"{len(failures) - _SHOWN} more attachments cannot be read"]
        return ParsedFile(tuple(found), (*said, *failures))


def _is_page(name: str) -> bool:
    return name.endswith(".html") and PurePosixPath(name).name != "index.html" and "/attachments/" not in f"/{name}"


def _links(members: Members, page: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the name of each file that is attached to a page; the export calls the files by numbers."""
    for match in _ATTACHED.finditer(decode(members.content(page))[0]):
        yield match["path"], one_line(unescape(match["name"]))


def _attached(
    name: str, names: Mapping[str, str], content: bytes, parse: Callable[[str, bytes], ParsedFile], failures: list[str]
) -> list[Parsed]:
    """Return the documents of an attached file under the name that its page gives it."""
    path = name[name.index("attachments/") :]
    called = str(PurePosixPath(name).with_name(PurePosixPath(names.get(path, name)).name))
    if _PICTURES.search(called):
        return []
    try:
        read = parse(called, content)
    except DocumentError as error:
        failures.append(f"{called}: {error}")
        return []
    return [one.inside(name) for one in read.documents]
