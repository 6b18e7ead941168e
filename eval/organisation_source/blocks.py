"""Read the light markup in which the documents of this package are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "bullet", "number", "quote", "small", "table", "break"]

_MARKS: tuple[tuple[str, Kind, int], ...] = (
    ("### ", "heading", 3),
    ("## ", "heading", 2),
    ("# ", "heading", 1),
    ("-- ", "bullet", 2),
    ("- ", "bullet", 1),
    ("> ", "quote", 1),
    ("^ ", "small", 1),
)
_NUMBERED = re.compile(r"(\d{1,2})\. ")
_INLINE = re.compile(r"(\*\*[^*]+\*\*|\*[^*]+\*)")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table of a document."""

    kind: Kind
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()
    ordinal: int = 0


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


def read_blocks(markup: str) -> list[Block]:
    """Split markup into blocks; a line that carries no mark goes on with the one before."""
    blocks: list[Block] = []
    for group in re.split(r"\n\s*\n", markup.strip()):
        lines = [line.strip() for line in group.splitlines()]
        if lines[0].startswith("|"):
            blocks.append(Block("table", rows=tuple(_cells(line) for line in _rows(lines))))
        else:
            blocks.extend(_marked(lines))
    return blocks


def read_runs(text: str) -> list[Run]:
    """Split **bold** and *italic* out of a line."""
    return [_run(piece) for piece in _INLINE.split(text) if piece]


def _run(piece: str) -> Run:
    if piece.startswith("**"):
        return Run(piece[2:-2], bold=True)
    if piece.startswith("*") and piece.endswith("*") and len(piece) > 2:
        return Run(piece[1:-1], italic=True)
    return Run(piece)


def _rows(lines: list[str]) -> list[str]:
    """Join a row that goes on in the next line."""
    rows: list[str] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(line)
        else:
            rows[-1] += f" {line}"
    return rows


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _marked(lines: list[str]) -> Iterator[Block]:
    current: Block | None = None
    for line in lines:
        started = _started(line)
        if started is None and current is not None:
            current = replace(current, text=f"{current.text} {line}")
            continue
        if current is not None:
            yield current
        current = started or Block("paragraph", line)
    if current is not None:
        yield current


def _started(line: str) -> Block | None:
    if line == "---":
        return Block("break")
    for mark, kind, level in _MARKS:
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark), level)
    if match := _NUMBERED.match(line):
        return Block("number", line[match.end() :], ordinal=int(match[1]))
    return None
