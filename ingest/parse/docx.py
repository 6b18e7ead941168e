"""Word documents (ECMA-376, WordprocessingML): body in order, then footnotes and comments; deletions are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.chart_part import write_chart
from ingest.parse.core_properties import core_properties
from ingest.parse.document_date import document_date
from ingest.parse.docx_bold import heads
from ingest.parse.docx_numbering import Numbering
from ingest.parse.draft import Draft, one_line
from ingest.parse.table import column_names, is_header, is_value, named_after_title
from ingest.parse.title import title_of, useful

_Element: TypeAlias = Any  # lxml has no types
_NAMES = (
    "p r t tab br cr noBreakHyphen del moveFrom moveTo ins instrText tbl tr tc sdt sdtContent txbxContent pPr rPr "
    "pStyle numPr numId ilvl sz "
    "outlineLvl val vanish tblHeader trPr tcPr gridSpan gridBefore vMerge style styleId name "
    "basedOn comment author date footnote endnote type customXml smartTag sdtPr showingPlcHdr"
)
_W = {name: qn(f"w:{name}") for name in _NAMES.split()}
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DIAGRAM_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DIAGRAM_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_LEFT_OUT = frozenset((_W["del"], _W["moveFrom"], _W["instrText"], _FALLBACK, _W["txbxContent"], _W["pPr"], _W["rPr"]))
_TITLE_LEVEL, _BOLD_LEVEL = 0, 10
# Word's own files have the English names; other programs write those that their readers see.
_HEADING_STYLE = re.compile(
    r"(?:heading|\u00fcberschrift|titre|t[i\u00ed]tulo|titolo|kop|rubrik|overskrift|otsikko|nag\u0142\u00f3wek|nadpis"
    r"|\u0437\u0430\u0433\u043e\u043b\u043e\u0432\u043e\u043a|\u6807\u9898|\u898b\u51fa\u3057)"
    r" ?(?P<level>[1-9])(?:\W.*)?"
)
_UNREADABLE = 4


def parse(path: Path) -> ParsedFile:
    """Return a Word document as one document."""
    try:
        document = docx.Document(str(path))
    except (OpcError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise DocumentError("damaged Word document: open it in Word and save it again") from error
    numbering = Numbering.of(next(_parts(document, "numbering"), None))
    reader = _Reader(_Styles.of(document), numbering)
    reader.body(document.element.body)
    for kind in ("chart", "diagramData", "footnotes", "endnotes", "comments"):
        for root in _parts(document, kind):
            reader.extra(kind, root)
    text, blocks = reader.draft.finish()
    properties = core_properties(path)
    heading = next((text[b.start : b.end] for b in blocks if b.role is Role.HEADING), None)
    titled = reader.title or useful(properties.title) or heading
    parsed = Parsed(
        title_of(path, titled),
        text,
        blocks,
        "docx",
        date=document_date(path, text, moment=properties.saved),
        metadata=properties.metadata,
    )
    return ParsedFile((parsed,))


def _parts(document: WordDocument, kind: str) -> Iterator[_Element]:
    """Yield the roots of the parts that the body relates to by the last word of the relationship's type."""
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rsplit("/", 1)[-1] != kind:
            continue
        try:
            yield etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            continue


@dataclass(frozen=True)
class _Styles:
    """What the paragraph styles say: heading level, list, or table of contents; inherited by `basedOn`."""

    levels: dict[str, int]
    lists: frozenset[str]
    contents: frozenset[str]
    numbers: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, document: WordDocument) -> _Styles:
        """Read the styles part; names in it are English even where Word is not."""
        levels: dict[str, int] = {}
        lists: set[str] = set()
        contents: set[str] = set()
        parents: dict[str, str] = {}
        numbers: dict[str, tuple[str, int]] = {}
        for style in document.styles.element.findall(_W["style"]):
            key, name = style.get(_W["styleId"], ""), _value(style, "name").lower()
            parents[key] = _value(style, "basedOn")
            properties = style.find(_W["pPr"])
            if (level := _heading_level(name, properties)) is not None:
                levels[key] = level
            if name.startswith("list") or (properties is not None and _numbered(properties)):
                lists.add(key)
            if (number := _number_of(properties)) is not None:
                numbers[key] = number
            if name.startswith("toc ") or name in ("table of figures", "toc heading"):
                contents.add(key)
        for key in parents:
            for ancestor in _ancestors(key, parents):
                if ancestor in levels:
                    levels.setdefault(key, levels[ancestor])
                if ancestor in lists:
                    lists.add(key)
                if ancestor in numbers:
                    numbers.setdefault(key, numbers[ancestor])
        return cls(levels, frozenset(lists), frozenset(contents), numbers)


def _ancestors(key: str, parents: dict[str, str]) -> Iterator[str]:
    seen = {key}
    while (key := parents.get(key, "")) and key not in seen:
        seen.add(key)
        yield key


def _heading_level(name: str, properties: _Element | None) -> int | None:
    if name == "title":
        return _TITLE_LEVEL
    if heading := _HEADING_STYLE.fullmatch(name):
        return int(heading["level"])
    level = _value(properties, "outlineLvl") if properties is not None else ""
    return int(level) + 1 if level.isdigit() and int(level) < 9 else None


def _numbered(properties: _Element) -> bool:
    number = properties.find(_W["numPr"])
    # A style such as Word's "Subtitle" may name a level only: that is no list.
    return number is not None and _value(number, "numId") not in ("", "0")


def _number_of(properties: _Element | None) -> tuple[str, int] | None:
    """Return the list and the level in it that properties name; list "0" takes a paragraph out of any."""
    number = properties.find(_W["numPr"]) if properties is not None else None
    if number is None or not _value(number, "numId"):
        return None
    level = _value(number, "ilvl")
    return _value(number, "numId"), int(level) if level.isdigit() else 0


def _value(element: _Element | None, name: str) -> str:
    child = element.find(_W[name]) if element is not None else None
    return child.get(_W["val"], "") if child is not None else ""


def _walk(element: _Element) -> Iterator[_Element]:
    """Yield the descendants that are shown, in order; deleted text, field codes and fallbacks are cut off."""
    for child in element:
        if child.tag in _LEFT_OUT or _is_vanished(child) or _is_prompt(child):
            continue
        yield child
        yield from _walk(child)


def _is_vanished(run: _Element) -> bool:
    if run.tag != _W["r"]:
        return False
    properties = run.find(_W["rPr"])
    size = _value(properties, "sz")
    # Sizes count half points.
    return _is_on(properties, "vanish") or (size.isdigit() and int(size) <= _UNREADABLE)


def _is_prompt(control: _Element) -> bool:
    """Whether a content control still shows what to enter: nobody has said it."""
    return control.tag == _W["sdt"] and _is_on(control.find(_W["sdtPr"]), "showingPlcHdr")


def _is_on(properties: _Element | None, name: str) -> bool:
    """Whether a switch is there and not switched off."""
    mark = properties.find(_W[name]) if properties is not None else None
    return mark is not None and mark.get(_W["val"], "true") not in ("0", "false", "off")


def _text(element: _Element) -> str:
    """Return the text of a paragraph, with tabs as spaces and its line breaks."""
    parts: list[str] = []
    for node in _walk(element):
        if node.tag in (_W["t"], _FORMULA_TEXT):
            parts.append(node.text or "")
        elif node.tag == _W["tab"]:
            parts.append(" ")
        elif node.tag in (_W["br"], _W["cr"]):
            parts.append("\n")
        elif node.tag == _W["noBreakHyphen"]:
            parts.append("-")
    return "".join(parts)


@dataclass
class _Reader:
    """Writes a document's paragraphs and tables as blocks."""

    styles: _Styles
    numbering: Numbering
    draft: Draft = field(default_factory=Draft)
    title: str | None = None
    _headings: list[tuple[int, str]] = field(default_factory=list)

    @property
    def _trail(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def body(self, element: _Element) -> None:
        """Read paragraphs and tables in the order of the document, also inside content controls."""
        for child in element:
            if child.tag == _W["p"]:
                self._paragraph(child)
            elif child.tag == _W["tbl"]:
                self._table(child)
            elif _is_prompt(child):
                continue
            elif child.tag in (_W["sdt"], _W["sdtContent"], _W["customXml"], _W["ins"], _W["smartTag"], _W["moveTo"]):
                self.body(child)

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(_W["pPr"])
        style = _value(properties, "pStyle")
        text = _text(paragraph)
        if style not in self.styles.contents:
            level = self._level(properties, style)
            listed = style in self.styles.lists or (properties is not None and _numbered(properties))
            if level is None and not listed and paragraph.getparent().tag != _W["tc"] and heads(paragraph):
                level = _BOLD_LEVEL
            label = self._label(properties, style) if text.strip() else ""
            if level is not None and text.strip():
                self._heading(level, label, one_line(text))
            else:
                self._write(text, Role.ITEM if listed else Role.TEXT, label)
        for box in _boxes(paragraph):
            self.body(box)

    def _label(self, properties: _Element | None, style: str) -> str:
        """Return the number that Word shows before a paragraph: of its own list, else of that of its style."""
        own = _number_of(properties)
        if own is None:
            own = self.styles.numbers.get(style)
            linked = self.numbering.styles.get(style)
            # A style names its list, the list names the style at the level where it stands.
            own = (own[0], linked[1]) if own and linked else own
        return self.numbering.label(*own) if own else ""

    def _level(self, properties: _Element | None, style: str) -> int | None:
        own = _value(properties, "outlineLvl")
        if own.isdigit():
            return int(own) + 1 if int(own) < 9 else None
        return self.styles.levels.get(style)

    def _after_number(self, label: str, gap: str) -> str:
        """Write the number before a paragraph: it reads with it, but the file does not hold it, so it is no quote."""
        if not label:
            return gap
        self.draft.aside(f"{label} ", gap=gap)
        return ""

    def _heading(self, level: int, label: str, words: str) -> None:
        title = f"{label} {words}" if label else words
        if level == _TITLE_LEVEL and self.title is None:
            self.title = title
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.draft.add(words, Role.HEADING, trail=self._trail, gap=self._after_number(label, "\n\n"))
        self._headings.append((level, title))

    def _write(self, text: str, role: Role, label: str = "") -> None:
        words = "\n".join(line for line in map(one_line, text.split("\n")) if line)
        gap = "\n" if role is Role.ITEM else "\n\n"
        self.draft.add(words, role, trail=self._trail, gap=self._after_number(label, gap) if words else gap)

    def _table(self, table: _Element) -> None:
        rows = list(_rows(table))
        width = max((len(cells) for _, cells, _ in rows), default=0)
        columns: list[str] = []
        above: dict[int, str] = {}
        titled = int(_is_titled(rows))
        for at, (marked, cells, covered) in enumerate(rows):
            if width == 1 or (len(rows) == 1 and width < 3):
                for cell in cells:
                    if cell is not None:
                        self.body(cell)
                continue
            texts = [_cell_text(cell) if cell is not None else "" for cell in cells]
            labels = any(text.endswith(":") for text in texts)
            named = marked or (at == titled and len(rows) > at + 1 and is_header(texts) and not labels)
            if named:
                columns = _named_below(columns, cells, texts) if marked else texts
            else:
                # The words of a merged cell hold for every row that it covers; an amount is there once.
                texts = [above.get(column, "") if column in covered else one for column, one in enumerate(texts)]
            above = {column: "" if is_value(one) else one for column, one in enumerate(texts)}
            self.draft.row(
                texts, columns, Role.HEADER if named else Role.ROW, trail=self._trail, gap="\n" if at else "\n\n"
            )

    def extra(self, kind: str, root: _Element) -> None:
        """Read what stands outside the body: diagrams, notes at the foot, comments in the margin."""
        if kind == "chart":
            write_chart(self.draft, root, (), Locator())
            return
        if kind == "diagramData":
            for paragraph in root.iter(_DIAGRAM_PARAGRAPH):
                self.draft.add("".join(node.text or "" for node in paragraph.iter(_DIAGRAM_TEXT)), Role.ITEM)
            return
        for note in root:
            if note.tag in (_W["footnote"], _W["endnote"]) and note.get(_W["type"]) in (None, "normal"):
                self.draft.add(_cell_text(note), Role.NOTE, locator=Locator(field=kind.rstrip("s")), gap="\n\n")
            elif note.tag == _W["comment"]:
                author = note.get(_W["author"]) or "an unnamed reader"
                time = (note.get(_W["date"]) or "").removesuffix("Z") or None
                place = Locator(field=f"comment by {author}", time=time)
                self.draft.add(_cell_text(note), Role.COMMENT, locator=place, gap="\n\n")


def _is_titled(rows: Sequence[tuple[bool, list[_Element | None], frozenset[int]]]) -> bool:
    """Whether the first row of a table says what it is of in merged cells, and the second names its columns."""
    if len(rows) < 3 or rows[0][0] or None not in rows[0][1] or None in rows[1][1]:
        return False
    first, second = ([_cell_text(cell) if cell is not None else "" for cell in cells] for _, cells, _ in rows[:2])
    return named_after_title(first, second)


def _named_below(groups: list[str], cells: Sequence[_Element | None], texts: list[str]) -> list[str]:
    """Return the names of columns after one more row that Word repeats as a header; the first row names groups."""
    if not groups:
        names: list[str] = []
        for cell, text in zip(cells, texts, strict=True):
            # What a merged cell covers goes by its name.
            names.append(names[-1] if cell is None and names else text)
        return names
    return column_names(groups, texts)


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the contents of text boxes that hang on a paragraph, once each."""
    for box in paragraph.iter(_W["txbxContent"]):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        nested = _W["txbxContent"] in above[: above.index(_W["p"]) if _W["p"] in above else None]
        if _FALLBACK not in above and not nested and next(box.iterancestors(_W["p"])) is paragraph:
            yield box


def _cell_text(cell: _Element) -> str:
    """Return the text of all paragraphs of a cell or note, also of tables and boxes inside it."""
    parts = []
    for paragraph in cell.iter(_W["p"]):
        if not any(one.tag in (_FALLBACK, _W["del"]) or _is_prompt(one) for one in paragraph.iterancestors()):
            parts.append(_text(paragraph))
    return one_line(" ".join(parts))


def _rows(table: _Element) -> Iterator[tuple[bool, list[_Element | None], frozenset[int]]]:
    """Yield each row with whether Word repeats it as a header, and the columns that a cell above covers.

    A merged cell counts once, its rest is None.
    """
    for row in _own(table, _W["tr"]):
        properties = row.find(_W["trPr"])
        if properties is not None and properties.find(_W["del"]) is not None:
            continue
        marked = _is_on(properties, "tblHeader")
        before = _value(properties, "gridBefore")
        cells: list[_Element | None] = [None] * (int(before) if before.isdigit() else 0)
        covered: set[int] = set()
        for cell in _own(row, _W["tc"]):
            form = cell.find(_W["tcPr"])
            merge = form.find(_W["vMerge"]) if form is not None else None
            goes_on = merge is not None and merge.get(_W["val"], "continue") == "continue"
            span = _value(form, "gridSpan")
            covered |= {len(cells)} if goes_on else set()
            cells.append(None if goes_on else cell)
            cells.extend([None] * (min(int(span), 100) - 1 if span.isdigit() else 0))
        yield marked, cells, frozenset(covered)


def _own(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (_W["sdt"], _W["sdtContent"], _W["customXml"]):
            yield from _own(child, tag)
