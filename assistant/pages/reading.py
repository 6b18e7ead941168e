"""A document as a person reads it: its blocks as HTML, the quote marked, with what stands around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.domain import Block, Document, Locator, Role
from assistant.pages.inline import Span, inline_html
from assistant.pages.safe import html_text
from assistant.pages.wording import readable_times

AROUND = 5_000
"""How many characters before and after the quote are shown at first."""
WHOLE = 200_000
"""How many characters are shown when the reader asks for all of it."""
_DEEPEST = 6
_TABULAR = (Role.HEADER, Role.ROW)


@dataclass(frozen=True, slots=True)
class Reading:
    """The HTML of a stretch of a document, and how many blocks it leaves out before and after."""

    html: str
    before: int
    after: int


def reading(document: Document, quote: Span, around: int = AROUND) -> Reading:
    """Return the blocks from `around` characters before a quote to as many after it."""
    blocks = document.blocks
    first = max(0, bisect_right(blocks, quote[0] - around, key=lambda block: block.end) - 1)
    last = bisect_right(blocks, quote[1] + around, key=lambda block: block.start)
    shown = blocks[first:last]
    body = "".join(_groups(document, shown, quote))
    # A line end in Markdown is only a space; anywhere else it was meant.
    sort = "b-reading b-flowing" if document.media == "markdown" else "b-reading"
    return Reading(f'<div class="{sort}">{body}</div>', first, len(blocks) - last)


def _groups(document: Document, blocks: Sequence[Block], quote: Span) -> Iterator[str]:
    """Yield the HTML of blocks that belong together: the rows of a table, the items of a list, fields."""
    place = ""
    for (sort, where, _), members in groupby(blocks, key=_belongs):
        if where and where != place:
            yield f'<p class="b-place">{html_text(where)}</p>'
            place = where
        group = list(members)
        if sort == "table":
            yield _table(document, group, quote)
        elif sort == "item":
            items = "".join(f"<li>{_words(document, block, quote)}</li>" for block in group)
            yield f"<ul>{items}</ul>"
        elif sort == "field":
            yield f"<dl>{''.join(_fields(document, group, quote))}</dl>"
        else:
            yield "".join(_single(document, block, quote) for block in group)


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


def _words(document: Document, block: Block, quote: Span) -> str:
    return inline_html(document.text, block.start, block.end, quote, document.media == "markdown")


def _single(document: Document, block: Block, quote: Span) -> str:
    words = _words(document, block, quote)
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


def _fields(document: Document, blocks: Sequence[Block], quote: Span) -> Iterator[str]:
    """Yield labels and values; a value of several paragraphs is labelled once."""
    before = None
    for block in blocks:
        label = block.locator.field or ""
        yield f"<dt>{html_text(label) if label != before else ''}</dt><dd>{_words(document, block, quote)}</dd>"
        before = label


def _table(document: Document, blocks: Sequence[Block], quote: Span) -> str:
    """Return rows as a table; a row whose cells do not fit the columns stands in one cell."""
    columns = blocks[0].columns
    has_header = blocks[0].role is Role.HEADER
    numbered = any(block.locator.row for block in blocks)
    head = ""
    if columns and not has_header:
        cells = "".join(f"<th>{html_text(name)}</th>" for name in columns)
        head = f"<thead><tr>{'<th></th>' if numbered else ''}{cells}</tr></thead>"
    rows = "".join(_row(document, block, quote, numbered) for block in blocks)
    # A table that is wider than the panel scrolls by keyboard, too.
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    return f'<div class="b-table" tabindex="0" role="region" aria-label="Table">{table}</div>'


def _row(document: Document, block: Block, quote: Span, numbered: bool) -> str:
    tag = "th" if block.role is Role.HEADER else "td"
    markdown = document.media == "markdown"
    spans = cell_spans(document.text, block)
    if block.columns and len(spans) != len(block.columns):
        spans = [(block.start, block.end)]
    wide = f' colspan="{len(block.columns)}"' if len(spans) == 1 and len(block.columns) > 1 else ""
    number = f'<th class="b-row" scope="row">{block.locator.row or ""}</th>' if numbered else ""
    cells = "".join(
        f"<{tag}{wide}>{inline_html(document.text, start, end, quote, markdown)}</{tag}>" for start, end in spans
    )
    return f"<tr>{number}{cells}</tr>"


def cell_spans(text: str, block: Block) -> list[Span]:
    """Return where the cells of a row stand: between bars, the bars at its ends and the white space left out."""
    start, end = _trimmed(text, block.start, block.end)
    if end > start and text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    bars = [at for at in range(start, end) if text[at] == "|" and text[at - 1] != "\\"]
    edges = [start - 1, *bars, end]
    return [_trimmed(text, left + 1, right) for left, right in pairwise(edges)]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
