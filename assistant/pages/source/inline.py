"""Text of a document as HTML with its quotes marked: every character stays, marks of Markdown are only hidden.

The words of a `<mark>` are therefore verbatim, whatever the reader sees of the marks around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.pages.safe import html_text
from assistant.text.components import components

_LINK = re.compile(r"(!?\[)([^\[\]]*)(\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\])")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_CODE = re.compile(r"(`+)([^`]+)\1")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>\n]*>", re.DOTALL)
_LINE_START = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~$])")

_BLANK = re.compile(r"\[[^\[\]]{1,60}\]")

_PLAIN, _HIDDEN, _STRONG, _CODED, _MARKED, _OUTPUT = 0, 1, 2, 4, 8, 16
_OPENING = {_MARKED: "<mark>", _OUTPUT: '<mark class="b-output">'}
Span = tuple[int, int]


def inline_html(text: str, start: int, end: int, quote: Span, markdown: bool, outputs: Sequence[Span] = ()) -> str:
    """Return the HTML of `text[start:end]` in which the characters of `quote` (offsets in `text`) are marked.

    Those of the statements in `outputs` are marked in another way, where they are not the quote's.
    """
    piece = text[start:end]
    styles = _markdown_styles(piece) if markdown else bytearray(len(piece))
    for span, style in [*((span, _OUTPUT) for span in outputs), (quote, _MARKED)]:
        for at in range(max(0, span[0] - start), max(0, min(len(piece), span[1] - start))):
            styles[at] = styles[at] & ~(_MARKED | _OUTPUT) | style
    made = "".join(_marks(piece, styles))
    return made.replace("  \n", "  <br>\n") if markdown else made


def blanks_html(sentence: str) -> str:
    """Return a sentence whose blanks ("[by whom?]") are shown as blanks."""
    return _BLANK.sub(lambda found: f'<span class="b-blank">{found[0][1:-1]}</span>', html_text(sentence))


def _marks(piece: str, styles: bytearray) -> Iterator[str]:
    """Yield the runs of one style; the runs of a mark stand in one element."""
    inside = 0
    for first, last in _runs(styles, 255):
        marked = styles[first] & (_MARKED | _OUTPUT)
        if marked != inside:
            yield "</mark>" * bool(inside) + _OPENING.get(marked, "")
            inside = marked
        yield _styled(html_text(piece[first:last]), styles[first])
    if inside:
        yield "</mark>"


def _runs(styles: bytearray, mask: int) -> Iterator[Span]:
    first = 0
    for at in range(1, len(styles) + 1):
        if at == len(styles) or styles[at] & mask != styles[first] & mask:
            yield first, at
            first = at


def _styled(text: str, style: int) -> str:
    if style & _HIDDEN:
        return f'<span class="b-syntax">{text}</span>'
    if style & _CODED:
        return f"<code>{text}</code>"
    return f"<strong>{text}</strong>" if style & _STRONG else text


def _markdown_styles(piece: str) -> bytearray:
    """Return a style for each character: what is a mark of Markdown, what it makes strong or code."""
    styles = bytearray(len(piece))
    for found in _LINE_START.finditer(piece):
        _add(styles, found.span(), _HIDDEN)
    for found in _LINK.finditer(piece):
        _add(styles, found.span(1), _HIDDEN)
        _add(styles, found.span(3), _HIDDEN)
    for found in _CODE.finditer(piece):
        _around(styles, found, _CODED)
    for found in _nested(_EMPHASIS, piece):
        _around(styles, found, _STRONG if len(found[1]) > 1 and found[1] != "~~" else _PLAIN)
    shown = dict(components(piece))
    for pattern in (_TAG, _ESCAPE):
        for found in pattern.finditer(piece):
            first, last = shown.get(found.span(), (found.end(), found.end()))
            _add(styles, (found.start(), first), _HIDDEN)
            _add(styles, (last, found.end()), _HIDDEN)
    return styles


def _nested(pattern: re.Pattern[str], piece: str) -> Iterator[re.Match[str]]:
    """Yield matches, and those that begin inside of one."""
    at = 0
    while found := pattern.search(piece, at):
        yield found
        at = found.end(1)


def _around(styles: bytearray, found: re.Match[str], inner: int) -> None:
    """Hide the marks on both sides of a match and style what stands between them, unless it is code already."""
    if any(styles[at] & (_CODED | _HIDDEN) for at in (found.start(1), found.end() - 1)):
        return
    _add(styles, found.span(1), _HIDDEN)
    _add(styles, found.span(2), inner)
    _add(styles, (found.end(2), found.end()), _HIDDEN)


def _add(styles: bytearray, span: Span, style: int) -> None:
    for at in range(*span):
        styles[at] |= style
