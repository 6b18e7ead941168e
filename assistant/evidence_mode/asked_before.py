"""What a document asks itself and answers: an FAQ, what somebody was asked, a heading or a cell that is a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from assistant.domain import Block, Document, Quote, Role
from assistant.quotes import quote
from assistant.search.retrieval import Found
from assistant.text.names import units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import Span, block_sentences

_FEWEST, _SHARED = 2, 0.6
"""Words of a question that can be known again, and the share of the document's question that they are."""
_MOST, _LONGEST = 3, 420
"""Sentences of an answer, and characters of them together with their question."""
_WORD = re.compile(
    r"\b(why|what|which|who|whom|whose|when|where|how(?: (?:many|much|long|often|old))?)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|no|never|nobody|none)\b|n['’]t\b", re.IGNORECASE)
_HELPING = re.compile(
    r"\b(?:be|been|being|am|did|does|do|done|had|has|have|will|would|can|could|shall|should|may|might|must)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^\W*(?:(?:q|question|frage|pregunta)\s*\d*\s*[:.)]\s*|\d+[.)]\s+)?", re.IGNORECASE)
_ANSWERS = re.compile(r"^\W*(?:a|answer|antwort|respuesta)\s*\d*\s*[:.)]", re.IGNORECASE)
_SAME = {"which": "what", "whom": "who"}


def asked_before(question: str, found: Sequence[Found]) -> list[tuple[str, list[Quote]]]:
    """Return what the newest document among what was found says to the same question, which it asks itself."""
    if len(_words(question)) < _FEWEST:
        return []
    documents = {row.hit.document.id: row.hit.document for row in found if row.hit.document.record is None}
    for document in sorted(documents.values(), key=lambda one: one.date or "", reverse=True):
        spans = () if is_retired_place(document.path) else _answers(question, document)
        made = [one for span in spans if (one := quote(document, *span)) is not None]
        if made:
            return [(plain(one.text), [one]) for one in made[:_MOST]]
    return []


def _answers(question: str, document: Document) -> Iterator[Span]:
    """Yield each time that a document asks the same, with what it says to it, as a span of its text."""
    text = document.text
    for number, block in enumerate(document.blocks):
        if "?" not in text[block.start : block.end]:
            continue
        if block.role is Role.ROW:
            if _in_cells(question, text[block.start : block.end]):
                yield block.start, block.end
            continue
        pieces = block_sentences(text, block)
        for at, (start, end) in enumerate(pieces):
            if not _is_same(question, text[start:end]):
                continue
            after = list(takewhile(lambda span: not _asks(text[slice(*span)]), pieces[at + 1 :]))
            if after:
                yield start, _last(start, after)
            elif len(pieces) == 1 and (spans := _below(document, number)):
                yield start, _last(start, spans)


def _last(start: int, after: Sequence[Span]) -> int:
    """Return where an answer ends that is read out with its question."""
    fitting = [end for _, end in after[:_MOST] if end - start <= _LONGEST]
    return fitting[-1] if fitting else after[0][1]


def _below(document: Document, number: int) -> list[Span]:
    """Return what stands below a question that has a line of its own, up to the next heading or question."""
    text, asking = document.text, document.blocks[number]
    below = takewhile(lambda block: _continues(text, block), document.blocks[number + 1 :])
    spans = [span for block in islice(below, _MOST) for span in block_sentences(text, block)]
    titled = asking.role is Role.HEADING or text[asking.start : asking.end].lstrip().startswith(("**", "__"))
    return spans[:_MOST] if spans and (titled or _ANSWERS.match(text[slice(*spans[0])])) else []


def _continues(text: str, block: Block) -> bool:
    return block.role is not Role.HEADING and not _asks(text[block.start : block.end])


def _asks(text: str) -> bool:
    return text.rstrip(' \n*_"”’»)').endswith("?")


def _in_cells(question: str, row: str) -> bool:
    """Whether a cell of a row asks the question and the one after it says something."""
    cells = [plain(cell) for cell in row.strip().strip("|").split("|")]
    return any(_is_same(question, asking) and len(after) > 1 for asking, after in pairwise(cells))


def _is_same(question: str, other: str) -> bool:
    """Whether two questions ask for the same of the same; a part of what the other says may be left out."""
    if not _asks(other):
        return False
    theirs = plain(_LEAD.sub("", other, count=1))
    asked, said = _words(question), _words(theirs)
    return (
        len(asked) >= _SHARED * len(said)
        and asked <= said  # one word of ours that is not theirs may be what we ask for
        and not any(letter.isdigit() for word in said - asked for letter in word)
        and _sort(question) == _sort(theirs)
        and bool(_NOT.search(question)) == bool(_NOT.search(theirs))
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(unit[0] for unit in units(_HELPING.sub(" ", _NOT.sub(" ", _WORD.sub(" ", text)))))


def _sort(text: str) -> str:
    """Return what a question asks for: its question word, or whether something is so."""
    found = _WORD.search(" ".join(text.split()[:3]))
    return _SAME.get(found[1].lower(), found[1].lower()) if found else "whether"
