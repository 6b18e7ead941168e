"""A document as a person reads it: its blocks as HTML, the quote marked, with what stands around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.assessing.lens import Output
from assistant.domain import Block, Document, Locator, Role
from assistant.pages.safe import html_text
from assistant.pages.source.inline import Span, blanks_html, inline_html
from assistant.pages.wording import readable_times
from assistant.text.walk import cell_spans

AROUND = 5_000
"""How many characters before and after the quote are shown at first."""
WHOLE = 200_000
"""How many characters are shown when the reader asks for all of it."""
PART = 12_000
"""How many characters of a document are read at a time."""
_DEEPEST = 6
_TABULAR = (Role.HEADER, Role.ROW)


@dataclass(frozen=True, slots=True)
class Reading:
    """The HTML of a stretch of a document, and how many blocks it leaves out before and after."""

    html: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A document with what is marked in it: a quote, and statements of outputs."""

    document: Document
    quote: Span = (0, 0)
    outputs: tuple[Output, ...] = ()

    def words(self, start: int, end: int) -> str:
        """Return the words of a stretch, its marks, and below them each marked output as an outcome."""
        near = [one for one in self.outputs if one.start < end and one.end > start]
        spans = [(one.start, one.end) for one in near]
        markdown = self.document.media == "markdown"
        words = inline_html(self.document.text, start, end, self.quote, markdown, spans)
        return words + "".join(_as_outcome(one) for one in near if one.end <= end)


def reading(document: Document, quote: Span, around: int = AROUND) -> Reading:
    """Return the blocks from `around` characters before a quote to as many after it."""
    blocks = document.blocks
    first = max(0, bisect_right(blocks, quote[0] - around, key=lambda block: block.end) - 1)
    last = bisect_right(blocks, quote[1] + around, key=lambda block: block.start)
    body = _body(_Shown(document, quote), blocks[first:last])
    return Reading(body, first, len(blocks) - last)


def parts(document: Document, size: int = PART) -> tuple[Span, ...]:
    """Return the stretches that a document is read in, each of whole blocks and about `size` characters."""
    found: list[Span] = []
    for block in document.blocks:
        if found and block.end - found[-1][0] <= size:
            found[-1] = (found[-1][0], block.end)
        else:
            found.append((block.start, block.end))
    return tuple(found)


def part_html(document: Document, part: Span, outputs: tuple[Output, ...] = ()) -> str:
    """Return the HTML of one of the `parts` of a document."""
    blocks = [block for block in document.blocks if part[0] <= block.start and block.end <= part[1]]
    return _body(_Shown(document, outputs=outputs), blocks)


def _body(shown: _Shown, blocks: Sequence[Block]) -> str:
    # A line end in Markdown is only a space; anywhere else it was meant.
    sort = "b-reading b-flowing" if shown.document.media == "markdown" else "b-reading"
    return f'<div class="{sort}">{"".join(_groups(shown, blocks))}</div>'


def _as_outcome(output: Output) -> str:
    return (
        '<span class="b-as-outcome"><span class="b-eyebrow">As an outcome</span> '
        f"<span>{blanks_html(output.rewrite)}</span></span>"
    )


def _groups(shown: _Shown, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the HTML of blocks that belong together: the rows of a table, the items of a list, fields."""
    place = ""
    for (sort, where, _), members in groupby(blocks, key=_belongs):
        if where and where != place:
            yield f'<p class="b-place">{html_text(where)}</p>'
            place = where
        group = list(members)
        if sort == "table":
            yield _table(shown, group)
        elif sort == "item":
            items = "".join(f"<li>{shown.words(block.start, block.end)}</li>" for block in group)
            yield f"<ul>{items}</ul>"
        elif sort == "field":
            yield f"<dl>{''.join(_fields(shown, group))}</dl>"
        else:
            yield "".join(_single(shown, block) for block in group)


def _belongs(block: Block) -> tuple[str, str, tuple[str, ...]]:
    where = place_of(block.locator)
    if block.role in _TABULAR:
        return "table", where, block.columns
    if block.role in (Role.ITEM, Role.FIELD):
        return block.role.value, where, block.trail
    return "single", where, ()


def place_of(locator: Locator) -> str:
    """Return what divides a document of this format: its page, slide or sheet."""
    if locator.page is not None:
        label = locator.page_label
        return f"Page {locator.page}" + (f" (printed {label})" if label and label != str(locator.page) else "")
    if locator.slide is not None:
        return f"Slide {locator.slide}"
    return f"Sheet {locator.sheet}" if locator.sheet else ""


def _single(shown: _Shown, block: Block) -> str:
    words = shown.words(block.start, block.end)
    if block.role is Role.HEADING:
        depth = min(len(block.trail) + 2, _DEEPEST)
        return f"<h{depth}>{words}</h{depth}>"
    if block.role is Role.COMMENT:
        by = block.locator.field or "Comment"
        return f"<blockquote><cite>{html_text(_with_time(by, block.locator.time))}</cite>{words}</blockquote>"
    if block.role is Role.NOTE:
        label = block.locator.field or "note"
        return f"<aside><cite>{html_text(label.capitalize())}</cite>{words}</aside>"
    time = f"<cite>{html_text(readable_times(block.locator.time))}</cite>" if block.locator.time else ""
    return f"<p>{time}{words}</p>"


def _with_time(by: str, time: str | None) -> str:
    words = by[:1].upper() + by[1:]
    return f"{words}, {readable_times(time)}" if time else words


def _fields(shown: _Shown, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield labels and values; a value of several paragraphs is labelled once."""
    before = None
    for block in blocks:
        label = block.locator.field or ""
        words = shown.words(block.start, block.end)
        yield f"<dt>{html_text(label) if label != before else ''}</dt><dd>{words}</dd>"
        before = label


def _table(shown: _Shown, blocks: Sequence[Block]) -> str:
    """Return rows as a table; a row whose cells do not fit the columns stands in one cell."""
    columns = blocks[0].columns
    has_header = blocks[0].role is Role.HEADER
    numbered = any(block.locator.row for block in blocks)
    head = ""
    if columns and not has_header:
        cells = "".join(f"<th>{html_text(name)}</th>" for name in columns)
        head = f"<thead><tr>{'<th></th>' if numbered else ''}{cells}</tr></thead>"
    rows = "".join(_row(shown, block, numbered) for block in blocks)
    # A table that is wider than the panel scrolls by keyboard, too.
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    return f'<div class="b-table" tabindex="0" role="region" aria-label="Table">{table}</div>'


def _row(shown: _Shown, block: Block, numbered: bool) -> str:
    tag = "th" if block.role is Role.HEADER else "td"
    spans = cell_spans(shown.document.text, block)
    if block.columns and len(spans) != len(block.columns):
        spans = [(block.start, block.end)]
    wide = f' colspan="{len(block.columns)}"' if len(spans) == 1 and len(block.columns) > 1 else ""
    number = f'<th class="b-row" scope="row">{block.locator.row or ""}</th>' if numbered else ""
    cells = "".join(f"<{tag}{wide}>{shown.words(start, end)}</{tag}>" for start, end in spans)
    return f"<tr>{number}{cells}</tr>"
