"""What MDX adds to Markdown: code around the text that no reader of the page sees."""

from __future__ import annotations

import re

from assistant.text.components import COMPONENT_TAG, UNCLOSED_TAG, components

JSX_COMMENT = r"\{/\*.*?\*/\}"
_OPEN_COMMENT = re.compile(rf"^[ \t]*{JSX_COMMENT}", re.DOTALL | re.MULTILINE)
# A module's statement over several lines: its first line leaves a bracket open, its last begins with one that closes.
_STATEMENT = re.compile(r"^(?:import|export)\b[^\n]*[{(\[=][ \t]*\n(?:.*\n)*?(?:[\])}].*|\Z)", re.MULTILINE)
# An expression over several lines: only what computes or draws something, not a set of words in braces.
_EXPRESSION = re.compile(r"\s*\{(?=.*(?:=>|</?[A-Z>])).*\n.*\}\s*", re.DOTALL)

Span = tuple[int, int]


def comments(text: str, start: int, code: list[Span]) -> list[Span]:
    """Return where comments stand that begin a line outside of code; one may hold empty lines."""
    found = (match.span() for match in _OPEN_COMMENT.finditer(text, start))
    return [span for span in found if not any(first <= span[0] < last for first, last in code)]


def statements(text: str, start: int, end: int) -> list[Span]:
    """Return where imports and exports of several lines stand in a paragraph."""
    return [(start + found.start(), start + found.end()) for found in _STATEMENT.finditer(text[start:end])]


def is_program(paragraph: str) -> bool:
    """Whether a paragraph is an expression over several lines, or the part of a tag before a ">" on its own line."""
    return bool(_EXPRESSION.fullmatch(paragraph) or UNCLOSED_TAG.fullmatch(paragraph))


def words_within(text: str, start: int, end: int) -> Span:
    """Return a stretch without the tags of components at its ends; of a component alone, the words that it shows."""
    piece = text[start:end]
    shown = dict(components(piece))
    tags = [tag.span() for tag in COMPONENT_TAG.finditer(piece)]
    first, last = 0, len(piece)
    for tag in tags:
        if tag in shown or piece[first : tag[0]].strip():
            break
        first = tag[1]
    for tag in reversed(tags):
        if tag in shown or tag[0] < first or piece[tag[1] : last].strip():
            break
        last = tag[0]
    if len(shown) == 1 and piece[first:last].strip() == piece[slice(*next(iter(shown)))]:
        first, last = next(iter(shown.values()))
    return start + first, start + last
