"""A paper as text to paste, and as Markdown with footnotes, in which nothing that a document says is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.pages.paper.paper import Line, Paper

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)|(?<=mailto):", re.IGNORECASE)
_LIST = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=[\s=-]|$)")


def text_of(paper: Paper) -> str:
    """Return a paper as plain text: the numbers of the footnotes in brackets, the sources below."""
    head = (paper.title, "", *((paper.lead, "") if paper.lead else ()))
    said = (f"{_label(line)}{line.text}{_brackets(line)}" for line in (*paper.lines, *paper.remarks))
    notes = (f"[{note.number}] “{note.quote}” ({note.source})" for note in paper.notes)
    return "\n".join((*head, *said, *(("", *notes) if paper.notes else ()), "", paper.about))


def _label(line: Line) -> str:
    return f"{line.label}: " if line.label else ""


def _brackets(line: Line) -> str:
    return "".join(f" [{number}]" for number in line.notes)


def markdown_of(paper: Paper) -> str:
    """Return a paper as Markdown with footnotes ("[^1]"), as GitHub and most editors read them."""
    return "\n\n".join(_paragraphs(paper)) + "\n"


def _paragraphs(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    if paper.lead:
        yield f"**{escaped(paper.lead)}**"
    for line in (*paper.lines, *paper.remarks):
        label = f"**{escaped(line.label)}:** " if line.label else ""
        yield f"{label}{escaped(line.text)}{''.join(f'[^{number}]' for number in line.notes)}"
    yield f"*{escaped(paper.about)}*"
    if paper.notes:
        yield "\n".join(f"[^{note.number}]: “{escaped(note.quote)}” {escaped(note.source)}" for note in paper.notes)


def escaped(text: str) -> str:
    """Return one line of text so that it reads as it is: no emphasis, link, image, tag, list or bare address."""
    escaped_marks = _ADDRESS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", text))
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped_marks)
