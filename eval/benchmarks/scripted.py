"""A scripted language model: it answers with the sentence of its sources that has most of the question's words.

It stands in for a model so that the peers of `eval.benchmarks.peers` can answer offline, each on what it retrieved. It
is no straw man: it quotes verbatim and cites the source that it quotes, which a real model may fail to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SOURCE = re.compile(r"^Source (\d+):\s*$", re.MULTILINE)
_QUESTION = re.compile(r"^Query: (.*)$", re.MULTILINE)
_END = re.compile(r"^-{3,}\s*$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")
_UNHELPFUL = "None of the sources are helpful."
_CITED = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document, or all of one: its text, and the path of its file."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer and the pieces that it is shown to stand on; no pieces is a refusal."""

    text: str
    pieces: tuple[Piece, ...]


def best(question: str, texts: Sequence[str]) -> tuple[int, str] | None:
    """Return the sentence with most of the question's words and the number of its text; None where none has any."""
    asked = _words(question)
    rows = [(len(asked & _words(one)), at, one) for at, text in enumerate(texts) for one in _SENTENCE.split(text)]
    most = max(rows, key=lambda row: (row[0], -row[1]), default=(0, 0, ""))
    return (most[1], most[2].strip()) if most[0] else None


def chosen(question: str, pieces: Sequence[Piece]) -> Said:
    """Answer from some pieces, standing on the one that is quoted."""
    found = best(question, [piece.text for piece in pieces])
    return Said(found[1], (pieces[found[0]],)) if found else Said("", ())


def reply(prompt: str) -> str:
    """Answer a prompt that numbers its sources, as CitationQueryEngine writes it; any other prompt as one source."""
    asked = list(_QUESTION.finditer(prompt))
    if not asked:
        return _UNHELPFUL
    told, question = prompt[: asked[-1].start()], asked[-1].group(1)
    # The prompt explains itself with sources of its own: those that count begin where the numbers begin anew.
    heads = list(_SOURCE.finditer(told))
    heads = heads[max((at for at, head in enumerate(heads) if head.group(1) == "1"), default=0) :]
    bounds = [*(head.start() for head in heads[1:]), len(told)] if heads else []
    texts = [_END.split(told[head.end() : end])[0] for head, end in zip(heads, bounds, strict=True)]
    found = best(question, texts or [told])
    if not found:
        return _UNHELPFUL
    return f"{found[1]} [{heads[found[0]].group(1)}]" if heads else found[1]


def cited(text: str, sources: int) -> list[int]:
    """Return the numbers that an answer cites, of those that there are, in order."""
    return [one for one in dict.fromkeys(map(int, _CITED.findall(text))) if 1 <= one <= sources]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
