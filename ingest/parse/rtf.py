"""Rich Text (RTF 1.9.1): paragraphs, headings, lists, tables and notes; hidden and deleted text is left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.document_date import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import is_header
from ingest.parse.title import title_of, useful

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<symbol>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
# Groups that are about the document rather than in it. What begins with \* is left out too, unless it is known.
_LEFT_OUT = frozenset(
    "colortbl pict object filetbl rsidtbl themedata colorschememapping datastore latentstyles "
    "listtable listoverridetable revtbl fldinst header headerl headerr headerf footer footerl footerr footerf xmlnstbl "
    "generator mmathPr nonshppict ftnsep ftnsepc aftnsep aftnsepc bkmkstart bkmkend pntxta pntxtb sp sn sv "
    "passwordhash userprops wgrffmtfilter xe tc".split()
)
_INFO = frozenset(("title", "author", "revtim", "creatim", "subject", "operator", "keywords", "doccomm", "company"))
_STARRED = frozenset(("shptxt", "shpinst", "annotation", "atnauthor", "footnote"))
_SYMBOLS = {
    "tab": " ", "line": "\n", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_CHARSETS = {0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
             178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}  # fmt: skip
_TIMES = ("yr", "mo", "dy", "hr", "min")
_DEEPEST = 500


def parse(path: Path) -> ParsedFile:
    """Return a Rich Text document."""
    reader = _Reader()
    reader.read(path.read_bytes())
    text, blocks = reader.draft.finish()
    heading = next((text[b.start : b.end] for b in blocks if b.role is Role.HEADING), None)
    title = title_of(path, useful(reader.info.get("title")), heading)
    date = document_date(path, text, moment=reader.moment)
    author = one_line(reader.info.get("author", ""))
    return ParsedFile((Parsed(title, text, blocks, "rtf", date=date, metadata={"author": author} if author else {}),))


def plain_text(data: bytes) -> str:
    """Return the words of Rich Text, a paragraph a line; nothing when there are none."""
    if not data.startswith(b"{\\rtf"):
        return ""
    reader = _Reader()
    reader.read(data)
    return reader.draft.text


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and its end restores."""

    into: str = "body"
    skip: int = 1
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    level: int | None = None
    listed: bool = False
    in_table: bool = False


@dataclass
class _Reader:
    """Reads the tokens once; `into` of the state says where the text of a group goes."""

    draft: Draft = field(default_factory=Draft)
    info: dict[str, str] = field(default_factory=dict)
    moment: datetime | None = None
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _codepage: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font_number: int = 0
    _levels: dict[int, int] = field(default_factory=dict)
    _style_number: int = 0
    _contents: set[int] = field(default_factory=set)
    _mark: str = ""
    _bytes: bytearray = field(default_factory=bytearray)
    _pending: list[str] = field(default_factory=list)
    _notes: list[tuple[Role, str, str]] = field(default_factory=list)
    _commenter: str = ""
    _other: dict[str, list[str]] = field(default_factory=dict)
    _cells: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _to_skip: int = 0
    _starred: bool = False
    _headings: list[tuple[int, str]] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        """Read a whole file; raises DocumentError when it is nested beyond reason."""
        at = 0
        while match := _TOKEN.match(data, at):
            at = match.end()
            if match["word"]:
                word, number = match["word"].decode(), int(match["number"]) if match["number"] else None
                if word == "bin" and number and number > 0:
                    at += number
                else:
                    self._word(word, number)
            elif match["hex"]:
                self._byte(int(match["hex"], 16))
            elif match["symbol"]:
                self._symbol(match["symbol"])
            elif match["brace"]:
                self._brace(match["brace"])
            elif match["text"] and self._state.into != "nowhere":
                self._bytes += match["text"][self._to_skip :]
                self._to_skip = max(0, self._to_skip - len(match["text"]))
        self._end_paragraph()
        self._end_table()
        for role, place, words in self._notes:
            self.draft.add(one_line(words), role, locator=Locator(field=place), gap="\n\n")

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def _brace(self, brace: bytes) -> None:
        self._decode()
        if brace == b"{":
            if len(self._stack) >= _DEEPEST:
                raise DocumentError("nested too deeply: save it again with the program that made it")
            self._stack.append(self._state)
        elif self._stack:
            inner, self._state = self._state, self._stack.pop()
            if inner.into != self._state.into:
                self._close(inner.into)
            # The state of the paragraph is not the group's: a group may end before its paragraph does.
            if inner.into == self._state.into == "body":
                self._state = replace(
                    self._state, style=inner.style, level=inner.level, listed=inner.listed, in_table=inner.in_table
                )
        self._starred = False
        self._to_skip = 0

    def _close(self, into: str) -> None:
        """Take what a group that ends has gathered."""
        words = "".join(self._other.pop(into, ()))
        if into == "footnote":
            self._notes.append((Role.NOTE, "footnote", words))
        elif into == "annotation":
            self._notes.append((Role.COMMENT, f"comment by {self._commenter or 'an unnamed reader'}", words))
        elif into == "atnauthor":
            self._commenter = one_line(words)
        elif into == "mark":
            self._mark, self._state = one_line(words), replace(self._state, listed=True)
        elif into in ("revtim", "creatim"):
            self.moment = self.moment or _moment(words)
        elif into in _INFO:
            self.info.setdefault(into, one_line(words))
        elif into == "style":
            self._style(words)

    def _style(self, words: str) -> None:
        """Keep the level of a heading style: its name is English even where Word is not."""
        name = words.strip(" ;").lower()
        if match := re.match(r"heading (\d)$", name):
            self._levels[self._style_number] = int(match[1])
        elif name == "title":
            self._levels[self._style_number] = 0
        elif re.match(r"toc (?:\d|heading)$|table of figures$", name):
            self._contents.add(self._style_number)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in b"\\{}":
            self._byte(symbol[0])
        elif symbol == b"~":
            self._put("\u00a0")
        elif symbol == b"_":
            self._put("\u2011")
        elif symbol in b"\r\n":
            self._word("par", None)

    def _byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _decode(self) -> None:
        """Turn the bytes so far into text, in the encoding of their font."""
        if self._bytes:
            encoding = self._fonts.get(self._state.font, self._codepage)
            text, self._bytes = bytes(self._bytes).decode(encoding, "replace"), bytearray()
            self._write(text)

    def _put(self, text: str) -> None:
        self._decode()
        self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.into == "nowhere" or state.hidden or state.deleted:
            return
        if state.into == "body":
            self._pending.append(text)
        else:
            self._other.setdefault(state.into, []).append(text)

    def _word(self, word: str, number: int | None) -> None:
        self._decode()
        starred, self._starred = self._starred, False
        self._to_skip = 0
        if self._group(word, starred):
            return
        if word == "u" and number is not None:
            # The private characters of symbol fonts are bullets.
            self._put("" if 0xF000 <= number % 65536 <= 0xF0FF else chr(number % 65536))
            self._to_skip = self._state.skip
        elif word in _SYMBOLS:
            self._put(_SYMBOLS[word])
        elif word in ("par", "sect", "page", "row", "cell", "nestcell", "nestrow", "trowd", "pard", "intbl"):
            self._layout(word)
        else:
            self._format(word, number)

    def _group(self, word: str, starred: bool) -> bool:
        """Whether a word says what its whole group is; then the text of the group goes there."""
        into = self._state.into
        if into == "nowhere":
            return True
        if word in _LEFT_OUT or (starred and word not in _STARRED) or (into == "fonttbl" and word == "fonttbl"):
            target = "nowhere"
        elif word in ("stylesheet", "fonttbl", "info", "footnote", "annotation", "atnauthor") or (
            into == "info" and word in _INFO
        ):
            target = word
        elif word in ("listtext", "pntext") and into == "body":
            target = "mark"
        elif word in ("shpinst", "shptxt"):
            target = "shape" if word == "shpinst" else "body"
        else:
            return False
        self._state = replace(self._state, into=target)
        return True

    def _layout(self, word: str) -> None:
        if self._state.into != "body":
            if word in ("par", "sect"):
                self._put("\n")
            return
        if word in ("cell", "nestcell"):
            self._cells.append(one_line("".join(self._pending)))
            self._pending = []
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "pard":
            self._state = replace(self._state, style=0, level=None, listed=False, in_table=False)
        elif word == "intbl":
            self._state = replace(self._state, in_table=True)
        elif word in ("par", "sect", "page"):
            if self._state.in_table:
                self._pending.append(" ")
            else:
                self._end_paragraph()

    def _format(self, word: str, number: int | None) -> None:
        state = self._state
        on = number != 0
        if word == "ansicpg" and number:
            self._codepage = _encoding(number)
        elif word in ("mac", "pc", "pca"):
            self._codepage = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "uc":
            self._state = replace(state, skip=max(0, number or 0))
        elif word == "f":
            self._font_number = number or 0
            self._state = replace(state, font=number or 0)
        elif word in ("fcharset", "cpg") and state.into == "fonttbl" and number is not None:
            page = number if word == "cpg" else _CHARSETS.get(number)
            if page:
                self._fonts[self._font_number] = _encoding(page)
        elif word == "s" and state.into == "stylesheet":
            self._style_number = number or 0
            self._state = replace(state, into="style")
        elif word == "s" and state.into == "body":
            self._state = replace(state, style=number or 0)
        elif word == "outlinelevel" and state.into == "body":
            self._state = replace(state, level=number if number is not None and number < 9 else None)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False)
        elif word == "v":
            self._state = replace(state, hidden=on)
        elif word == "deleted":
            self._state = replace(state, deleted=on)
        elif word in ("ls", "pnlvlblt", "pnlvlbody"):
            self._state = replace(state, listed=True)
        elif word in _TIMES and state.into in ("revtim", "creatim"):
            self._other.setdefault(state.into, []).append(f"{word}{number} ")

    def _end_paragraph(self) -> None:
        self._decode()
        words, self._pending = "".join(self._pending), []
        mark, self._mark = self._mark, ""
        lines = [one_line(line) for line in words.split("\n")]
        text = "\n".join(line for line in lines if line)
        if not text or self._state.style in self._contents:
            return
        self._end_table()
        level = self._levels.get(self._state.style)
        level = self._state.level + 1 if level is None and self._state.level is not None else level
        if level is not None and len(text) < 300:
            self._heading(level, one_line(text), mark)
            return
        role = Role.ITEM if self._state.listed else Role.TEXT
        gap = self._after_mark(mark, "\n" if role is Role.ITEM else "\n\n")
        self.draft.add(text, role, trail=self._trail, gap=gap)

    def _after_mark(self, mark: str, gap: str) -> str:
        """Write the number before a paragraph: it reads with it, but is no content; a bullet is not written."""
        if not any(char.isalnum() for char in mark):
            return gap
        self.draft.aside(f"{mark} ", gap=gap)
        return ""

    def _heading(self, level: int, words: str, mark: str) -> None:
        title = f"{mark} {words}" if any(char.isalnum() for char in mark) else words
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.draft.add(words, Role.HEADING, trail=self._trail, gap=self._after_mark(mark, "\n\n"))
        self._headings.append((level, title))

    def _end_row(self) -> None:
        cells, self._cells = self._cells, []
        if any(cells):
            self._rows.append(cells)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        columns: list[str] = []
        for at, cells in enumerate(rows):
            gap = "\n" if at else "\n\n"
            if len(cells) == 1:
                self.draft.add(cells[0], trail=self._trail, gap=gap)
                continue
            named = at == 0 and len(rows) > 1 and is_header(cells)
            columns = cells if named else columns
            self.draft.row(cells, columns, Role.HEADER if named else Role.ROW, trail=self._trail, gap=gap)


def _encoding(page: int) -> str:
    name = {10000: "mac_roman", 65001: "utf-8"}.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _moment(words: str) -> datetime | None:
    """Return a moment of the information group, which has a control word for each of its parts."""
    parts = {name: int(number) for name, number in re.findall(r"([a-z]+)(\d+)", words)}
    try:
        return datetime(parts["yr"], parts["mo"], parts["dy"], parts.get("hr", 0), parts.get("min", 0))
    except (KeyError, ValueError):
        return None
