"""Markdown (CommonMark with tables): the file itself is the text, its blocks are spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain import Block, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from assistant.text.components import components, named
from ingest.parse.bare_heading import reads_bare_headings
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import NO_TEXT, one_line
from ingest.parse.front_matter import split_front_matter, stated_date
from ingest.parse.jsx import JSX_COMMENT, comments, is_program, statements, words_within
from ingest.parse.list_table import IS_LIST_TABLE, cells_of
from ingest.parse.title import is_contents, opens_page, title_of, useful
from ingest.parse.unfilled import filled

_COMMENT = re.compile(rf"<!--.*?(?:-->|\Z)|{JSX_COMMENT}", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Tags that stand inside a sentence; every other tag of raw HTML ends a piece of text.
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style|svg|iframe|nav)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# Generators and includes: {{shortcode}}, {% include %}, {include}, {: .attributes}, [[_TOC_]], ::: fences; the imports
# and exports of MDX, comments between %%, the kind of a call-out, and where a link's name points.
_DIRECTIVE = re.compile(
    r"""^\s*(?: \{\{.*?\}\} | \{%.*?%\} | \{:?:?[^{}\n]*\}(?:`[^`]*`)? | \[\[?_?toc_?\]?\] | :::+.*
           | include::.* | !include\b.* | @import\b.* | import\s(?:[\w\s{},*$]+\sfrom\s)?["'][^"']+["'];?
           | export\s+(?:const|let|var|function|default|async|\{).* | %%.*%% | (?:>\s*)*\[!\w+\][-+]?
           | \[(?!\^)[^\]]+\]:\s+\S+(?:\s+["'(].*)? )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_CONTENT_FENCE = re.compile(
    r"^\{?(?:include|toctree|literalinclude|contents|tableofcontents|eval-rst|bibliography)\}?\b"
)
_HEADING_ID = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_IMAGE = re.compile(r"\[?!\[(?P<alt>[^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])(?:\]\([^)]*\))?")

_TITLE = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?[*_]*title[*_]*:[*_]*[ \t]+(?P<title>\S.{2,150})$", re.IGNORECASE | re.MULTILINE
)
_CARD = 6
"""Blocks at the head of a page that may say its title."""

_BOLD_CELL = re.compile(r"(\*\*|__)(?!\s)[^*_]+\1")

_PARSER = reads_bare_headings(MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]))


def parse(path: Path) -> ParsedFile:
    """Return a Markdown file as one document with line numbers; its front matter is metadata, not content."""
    text, warning = decode(path.read_bytes())
    text = text.removeprefix("\ufeff")
    values, begin = split_front_matter(text)
    blocks = filled(text, _Reader(text, begin).blocks())
    if not blocks:
        raise DocumentError(NO_TEXT)
    content = text[begin:]
    document = Parsed(
        title=title_of(path, values.get("title"), _heading(path, text, blocks)),
        text=text,
        blocks=blocks,
        media="markdown",
        date=document_date(path, content, stated_date(values)),
        lines=True,
        metadata=values,
    )
    return ParsedFile((document,), (warning,) if warning else ())


def _heading(path: Path, text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first heading; where that only opens the page, the title that its card says, or the file's name."""
    headings = (plain(text[b.start : b.end]) for b in blocks if b.role is Role.HEADING)
    heading = next((one for one in headings if not is_contents(one)), None)
    if heading is None or not opens_page(heading):
        return heading
    said = _TITLE.search(text, blocks[0].start, blocks[min(_CARD, len(blocks)) - 1].end)
    return plain(said["title"]) if said else None if useful(path.stem) else heading


def plain(markup: str) -> str:
    """Return inline Markdown without its markup."""
    tokens = _PARSER.parseInline(_COMMENT.sub("", markup))
    return one_line("".join(_plain(token) for token in tokens[0].children or []))


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return "".join(_plain(child) for child in token.children or [])
    if token.type == "html_inline":
        words = named(token.content)
        return words if words != token.content else ""
    return token.content


@dataclass
class _Reader:
    """Turns the token stream of one file into blocks."""

    text: str
    begin: int
    _lines: list[int] = field(default_factory=list)
    _found: list[Block] = field(default_factory=list)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _columns: tuple[str, ...] = ()
    _remarks: Sequence[tuple[int, int]] = ()

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in order; front matter was cut off at `begin`."""
        offset = self.begin
        for line in self.text[self.begin :].split("\n"):
            self._lines.append(offset)
            offset += len(line) + 1
        self._lines.append(offset)
        tokens = _PARSER.parse(self.text[self.begin :])
        code = [self._line_span(token) for token in tokens if token.type in ("fence", "code_block")]
        self._remarks = comments(self.text, self.begin, code)
        for at, token in enumerate(tokens):
            self._read(tokens, at, token)
        return tuple(self._found)

    def _read(self, tokens: Sequence[Token], at: int, token: Token) -> None:
        if token.type == "inline" and tokens[at - 1].type == "heading_open":
            self._heading(token, int(tokens[at - 1].tag[1:]))
        elif token.type == "inline" and tokens[at - 1].type == "paragraph_open":
            in_item = at > 1 and tokens[at - 2].type == "list_item_open"
            self._paragraph(*self._span(token), Role.ITEM if in_item else Role.TEXT)
        elif token.type == "tr_open":
            self._row(tokens, at)
        elif token.type in ("fence", "code_block"):
            self._code(token)
        elif token.type == "html_block":
            self._html(token)

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def _line_span(self, token: Token) -> tuple[int, int]:
        first, last = token.map or [0, 0]
        return self._lines[first], min(self._lines[last], len(self.text) + 1) - 1

    def _span(self, token: Token) -> tuple[int, int]:
        """Return where the inline content stands: its first and last line, found in the file's lines."""
        start, end = self._line_span(token)
        lines = token.content.split("\n")
        first, last = lines[0].strip(), lines[-1].strip()
        head = self.text.find(first, start, end + 1) if first else -1
        opening = head if head >= 0 else start
        tail_line = self.text.rfind("\n", start, end) + 1 if len(lines) > 1 else opening
        tail = self.text.rfind(last, max(tail_line, opening), end + 1) if last else -1
        # A setext heading's map has its underline; search from the content's own last line.
        if tail < 0 and last:
            tail = self.text.find(last, opening, end + 1)
        return opening, tail + len(last) if tail >= 0 else end

    def _heading(self, token: Token, level: int) -> None:
        start, end = self._span(token)
        if anchor := _HEADING_ID.search(self.text, start, end):
            end = anchor.start()
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        pieces = list(self._pieces(start, end))
        for piece in pieces:
            self._add(*piece, Role.HEADING)
        if pieces and (title := plain(self.text[start:end])):
            self._headings.append((level, title))

    def _paragraph(self, start: int, end: int, role: Role) -> None:
        if not _IMAGE.sub("", self.text[start:end]).strip():
            # A picture's description counts when it says something.
            for image in _IMAGE.finditer(self.text, start, end):
                if len(image["alt"].split()) > 2:
                    self._add(*image.span("alt"), role)
            return
        if is_program(self.text[start:end]):
            return
        for piece in self._pieces(start, end):
            self._add(*piece, role)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a span that are content: between comments and lines that are directives."""
        cuts = [m.span() for m in _COMMENT.finditer(self.text, start, end)]
        cuts += [span for span in self._remarks if span[0] < end and start < span[1]]
        cuts += statements(self.text, start, end)
        offset = start
        for line in self.text[start:end].split("\n"):
            if _DIRECTIVE.match(line):
                cuts.append((offset, min(offset + len(line) + 1, end)))
            offset += len(line) + 1
        for piece in _between(start, end, sorted(cuts)):
            yield words_within(self.text, *piece)

    def _add(self, start: int, end: int, role: Role, columns: tuple[str, ...] = ()) -> None:
        """Add the span without the white space around it, if anything is left that can be read."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        end -= len(raw) - len(raw.rstrip())
        if start < end and any(char.isalnum() for char in _TAG.sub("", named(self.text[start:end]))):
            trail = self._trail
            self._found.append(Block(start, end, role, trail, columns=columns))

    def _row(self, tokens: Sequence[Token], at: int) -> None:
        cells: list[str] = []
        is_header, is_bold = False, True
        start, end = self._line_span(tokens[at])
        while (token := tokens[at]).type != "tr_close":
            at += 1
            is_header = is_header or token.type == "th_open"
            if token.type == "inline":
                cells.append(one_line("".join(_plain(child) for child in token.children or [])))
                is_bold = is_bold and (not cells[-1] or _BOLD_CELL.fullmatch(token.content.strip()) is not None)
        # A header that is left empty has its names in the bold row below it.
        unnamed = bool(self._columns) and not any(self._columns)
        is_header = is_header or (unnamed and is_bold and sum(map(bool, cells)) > 1)
        if is_header:
            self._columns = tuple(cells)
        self._add(*_inner_row(self.text, start, end), Role.HEADER if is_header else Role.ROW, self._columns)

    def _code(self, token: Token) -> None:
        if _NO_CONTENT_FENCE.match(token.info.strip()):
            return
        start, end = self._line_span(token)
        if token.type == "fence":
            start = self.text.find("\n", start, end) + 1 or end
            closing = self.text.rfind("\n", start, end) + 1
            if closing and self.text[closing:end].strip(" \t>").startswith(token.markup[:3]):
                end = max(start, closing - 1)
            elif not closing and self.text[start:end].strip(" \t>").startswith(token.markup[:3]):
                end = start
        if IS_LIST_TABLE.match(token.info.strip()):
            self._list_table(start, end)
            return
        self._add(start, end, Role.TEXT)

    def _list_table(self, start: int, end: int) -> None:
        """Add the cells of a table that is written as a list, each under the name of its column."""
        names: dict[int, str] = {}
        for cell in cells_of(self.text, start, end):
            if cell.heads:
                names[cell.column] = plain(self.text[cell.start : cell.end])
            columns = (names[cell.column],) if cell.column in names else ()
            self._add(cell.start, cell.end, Role.HEADER if cell.heads else Role.ROW, columns)

    def _html(self, token: Token) -> None:
        """Add what stands between the tags of raw HTML, such as <details> and <summary>."""
        start, end = self._line_span(token)
        cuts = [m.span() for pattern in (_COMMENT, _HIDDEN) for m in pattern.finditer(self.text, start, end)]
        tags = [m for m in _TAG.finditer(self.text, start, end) if not _INLINE_TAG.fullmatch(m[0])]
        shown = dict(components(self.text[start:end]))
        cells = _Cells(self.text, tags)
        for tag in tags:
            first, last = shown.get((tag.start() - start, tag.end() - start), (0, 0))
            cuts += [(tag.start(), start + first), (start + last, tag.end())] if last else [tag.span()]
        for piece in _between(start, end, sorted(cuts)):
            for paragraph in self._pieces(*piece):
                role, columns = cells.at(paragraph)
                self._add(*paragraph, role, columns)


class _Cells:
    """Tells the cells of HTML tables: each is a block of its own, under the name of its column."""

    def __init__(self, text: str, tags: Sequence[re.Match[str]]) -> None:
        self._text = text
        self._tags = tags
        self._next = 0
        self._names: list[str] = []
        self._column = -1
        self._cell: str | None = None

    def at(self, span: tuple[int, int]) -> tuple[Role, tuple[str, ...]]:
        """Return what a stretch of text is; stretches must be asked for in order."""
        while self._next < len(self._tags) and self._tags[self._next].end() <= span[0]:
            self._pass(self._tags[self._next][0].lower())
            self._next += 1
        words = plain(self._text[span[0] : span[1]])
        if self._cell == "th" and words:
            self._names.append(words)
        if self._cell is None:
            return Role.TEXT, ()
        name = self._names[self._column] if 0 <= self._column < len(self._names) else ""
        return (Role.HEADER if self._cell == "th" else Role.ROW), (name,) if name else ()

    def _pass(self, tag: str) -> None:
        name = tag.strip("</>").split()[0]
        if name == "table":
            self._names, self._cell = [], None
        elif name == "tr":
            self._column, self._cell = -1, None
        elif name in ("td", "th"):
            opened = not tag.startswith("</")
            self._column += opened
            self._cell = name if opened else None


def _between(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a span once the cuts, which are sorted but may overlap, are taken out."""
    for cut_start, cut_end in cuts:
        if cut_start > start:
            yield start, cut_start
        start = max(start, cut_end)
    if start < end:
        yield start, end


def _inner_row(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a table row between its outer bars, so that its bars part as many cells as it has."""
    inner = re.match(r"[\s>]*\|?(?P<cells>.*?)(?<!\\)\|?\s*$", text[start:end], re.DOTALL)
    return (start + inner.start("cells"), start + inner.end("cells")) if inner else (start, end)
