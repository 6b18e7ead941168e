"""What MDX adds to Markdown: code around the text that no reader of the page sees."""

from __future__ import annotations

import re

from assistant.components import COMPONENT_TAG, UNCLOSED_TAG, components, named

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
    for whole, (first, last) in components(piece):
        if piece[: whole[0]].strip() == piece[whole[1] :].strip() == "":
            return start + first, start + last
    if opening := _edge(piece.lstrip()):
        start += len(piece) - len(piece.lstrip()) + opening
        return words_within(text, start, end)
    closing = list(COMPONENT_TAG.finditer(piece))[-1:]
    if closing and not piece[closing[0].end() :].strip() and not _shows(closing[0][0]):
        return words_within(text, start, start + closing[0].start())
    return start, end


def _edge(piece: str) -> int:
    """Return how long the tag is that a piece begins with, where the tag shows no words itself."""
    opening = COMPONENT_TAG.match(piece)
    return opening.end() if opening and not _shows(opening[0]) else 0


def _shows(tag: str) -> bool:
    return named(tag) != tag
