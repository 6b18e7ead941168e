"""A Confluence space as XML export (a zip with entities.xml): a document for each page that readers see today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from assistant.domain import Block, Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.exports.confluence_entities import Entity, Space, entities_of
from ingest.exports.confluence_storage import page_html
from ingest.exports.members import Members, members_of, roots_of
from ingest.exports.moments import Moments
from ingest.parse import html
from ingest.parse.draft import NO_TEXT, one_line

_NAME, _DESCRIPTION = "entities.xml", "exportDescriptor.properties"
_BODY = frozenset(("BodyContent",))
_WIKI = ("0", "wiki")
_MOMENTS = Moments(day_first=False, guessed=False)


def recognises(names: Sequence[str]) -> str | None:
    """Return "space" for an archive with Confluence's tables and description."""
    return "space" if _root(names) is not None else None


def _root(names: Sequence[str]) -> str | None:
    return next((root for root in roots_of(names, _NAME) if f"{root}{_DESCRIPTION}" in names), None)


def documents(path: Path, sort: str, parse: Callable[[str, bytes], ParsedFile], /) -> ParsedFile:
    """Return a document for each current page and blog post, with its comments."""
    with members_of(path) as members:
        name = f"{_root(members.names) or ''}{_NAME}"
        space = _space(members, name)
        # Texts are read in a second pass, so that those of older versions need no memory.
        texts = dict(_texts(members, name, space))
    export = _Export(space, texts)
    found = [document for page in space.pages.values() if (document := export.document(page))]
    if not found:
        raise DocumentError(NO_TEXT)
    return ParsedFile(tuple(found), tuple(export.notes(len(found))))


def _space(members: Members, name: str) -> Space:
    space = Space()
    with members.stream(name) as source:
        for entity in entities_of(source, Space.KINDS):
            space.add(entity)
    space.settle()
    return space


def _texts(members: Members, name: str, space: Space) -> Iterator[tuple[str, str]]:
    """Yield the body of each current page and comment as HTML, by the id of what it belongs to."""
    wanted = space.pages.keys() | space.comments.keys()
    with members.stream(name) as source:
        for entity in entities_of(source, _BODY):
            home = entity.to("content")
            if home in wanted:
                body = entity.first("body")
                is_wiki = entity.first("bodyType") in _WIKI and "<" not in body
                yield home, f"<pre>{escape(body)}</pre>" if is_wiki else page_html(body, space.people)


@dataclass
class _Export:
    """Writes the pages of a space; counts what readers of the space may not all see."""

    space: Space
    texts: dict[str, str]
    _comments: dict[str, list[Entity]] = field(default_factory=dict)
    _members: set[str] = field(default_factory=set)
    _hidden: int = 0

    def __post_init__(self) -> None:
        """Sort the comments by their page; those on attachments and on older versions have none."""
        for comment in self.space.comments.values():
            home = comment.to("containerContent", "owner", "page", "blogPost")
            self._comments.setdefault(home, []).append(comment)

    def document(self, page: Entity) -> Parsed | None:
        """Return a page with its comments; None when it says nothing."""
        title = one_line(page.first("title")) or "Untitled"
        read = _read(title, self.texts.get(page.id, ""))
        document = read or Parsed(title, "", (), "html")
        for comment in sorted(self._comments.get(page.id, ()), key=lambda one: one.first("creationDate")):
            document = self._with_comment(document, comment)
        if not document.blocks:
            return None
        return replace(
            document,
            title=title,
            date=self._day(page, "lastModificationDate") or self._day(page, "creationDate"),
            member=self._member(page, title),
            metadata=self._metadata(page),
        )

    def _with_comment(self, document: Parsed, comment: Entity) -> Parsed:
        read = _read("comment", self.texts.get(comment.id, ""))
        if read is None:
            return document
        author = self.space.person(comment, "creator") or "somebody"
        time = _MOMENTS.read(comment.first("creationDate"))
        place = Locator(field=f"comment by {author}", time=time)
        head = f"Comment ({', '.join(filter(None, (author, (time or '')[:10])))}): "
        text = "\n\n".join(filter(None, (document.text, head + read.text)))
        shift = len(text) - len(read.text)
        blocks = [Block(one.start + shift, one.end + shift, Role.COMMENT, (), place) for one in read.blocks]
        return replace(document, text=text, blocks=(*document.blocks, *blocks))

    def _day(self, page: Entity, name: str) -> str | None:
        moment = _MOMENTS.read(page.first(name))
        return moment[:10] if moment else None

    def _names(self, page: Entity) -> tuple[str, list[str]]:
        above = self.space.above(page)
        space = next((one.to("space") for one in (page, *above) if one.to("space")), "")
        key, name = self.space.spaces.get(space, ("", ""))
        if not space and len(self.space.spaces) == 1:
            key, name = next(iter(self.space.spaces.values()))
        return key or name, [one_line(one.first("title")) for one in above]

    def _member(self, page: Entity, title: str) -> str:
        space, above = self._names(page)
        date = [self._day(page, "creationDate") or ""] if page.kind == "BlogPost" else []
        member = "/".join(part.replace("/", "\u2215") for part in (space, *above, *date, title) if part)
        member = member if member not in self._members else f"{member} ({page.id})"
        self._members.add(member)
        return member

    def _metadata(self, page: Entity) -> dict[str, str]:
        space, above = self._names(page)
        chain = {page.id, *(one.id for one in self.space.above(page))}
        hidden = bool(chain & self.space.restricted)
        self._hidden += hidden
        pairs = {
            "space": space,
            "below": " > ".join(above),
            "author": self.space.person(page, "creator"),
            "last changed by": self.space.person(page, "lastModifier"),
            "labels": ", ".join(self.space.labels.get(page.id, ())),
            "attachments": ", ".join(self.space.attachments.get(page.id, ())),
            "privacy": "restricted page" if hidden else "",
        }
        return {name: value for name, value in pairs.items() if value}

    def notes(self, written: int) -> Iterator[str]:
        """Return what was left out, and what not everybody may read in Confluence."""
        if self.space.old:
            yield f"{self.space.old} older versions, drafts and deleted pages were left out"
        if empty := len(self.space.pages) - written:
            yield f"{empty} pages have no text and were left out"
        if self._hidden:
            yield (
                f"{self._hidden} pages are restricted to some readers in Confluence: whoever may read this source may "
                "read them; keep them apart if need be"
            )


def _read(title: str, markup: str) -> Parsed | None:
    try:
        return html.page(Path(title.replace("/", " ")), markup).documents[0] if markup else None
    except DocumentError:
        return None
