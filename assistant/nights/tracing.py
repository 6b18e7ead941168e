"""Trace a citation that was made before: does it still stand at its place, or where did its words go?

A citation names a document by its identity, which a renamed file keeps. Its words are looked for there, then in every
document of the reader; what is found nowhere is set against the sentences that now stand in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.domain import Document, Locator, Quote
from assistant.errors import UsageError
from assistant.index.presence import Stay, stays_of
from assistant.index.reader import Index
from assistant.quotes import find_all, fold, quote
from assistant.text.sentences import block_sentences
from assistant.text.small_words import query_terms

REWORDED = 0.6
"""Likeness from which a passage that went and one that came are the same passage in other words."""
_TELLING = 24
"""Characters from which words that stand in another document are taken for the ones that left their own."""
_LOOKED_AT = 50


class State(StrEnum):
    """What became of a citation."""

    SAME = "same_place"
    MOVED = "moved"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as an answer carried it: document, place and words, and the generation that it was made from."""

    document_id: str
    path: str
    locator: Mapping[str, Any]
    words: str
    generation: str

    @classmethod
    def of(cls, row: Mapping[str, Any], generation: str) -> Cited:
        """Return the citation of a row of `citations` or `quotes` in the JSON of an answer or assessment.

        Raises:
            UsageError: the row is no citation.
        """
        try:
            document = row["document"]
            return cls(str(document["id"]), str(document["path"]), dict(row["locator"]), str(row["quote"]), generation)
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError("this is no citation: give the JSON that `bearing ask --json` printed") from error


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of a citation: the quote as it stands now (None: gone), and between which generations it changed.

    `changed` are the first and the last generation after the citation's in which its document changed or went: it went
    somewhere between them; one alone where that is known exactly, none where nothing is noted.
    """

    cited: Cited
    state: State
    quote: Quote | None = None
    changed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the state, with the words of before and, where there are any, those of now."""
        now = self.quote.as_json() if self.quote else None
        was = {"path": self.cited.path, "locator": dict(self.cited.locator), "quote": self.cited.words}
        return {"state": str(self.state), "was": was, "now": now, "changed": list(self.changed)}


def trace(cited: Cited, index: Index, folder: Path) -> Traced:
    """Return what became of a citation for the reader of an index; `folder` is the index directory."""
    document = index.document(cited.document_id)
    here = _nearest(cited, document) if document else None
    if document and here:
        state = State.SAME if _is_same_place(cited, here) else State.MOVED
        return Traced(cited, state, here, () if state is State.SAME else _changed(cited, index, folder))
    if elsewhere := _elsewhere(cited, index):
        return Traced(cited, State.MOVED, elsewhere, _changed(cited, index, folder))
    if document and (reworded := _reworded(cited, document)):
        return Traced(cited, State.REWORDED, reworded, _changed(cited, index, folder))
    return Traced(cited, State.REMOVED, None, _changed(cited, index, folder))


def _nearest(cited: Cited, document: Document) -> Quote | None:
    """Return the words in their document, nearest to where they stood."""
    start = int(cited.locator.get("start") or 0)
    if document.text.startswith(cited.words, start):  # nothing else can be nearer, and most of them are there
        there = quote(document, start, start + len(cited.words))
        if there is not None and _is_same_place(cited, there):
            return there
    found = [made for span in find_all(cited.words, document.text) if (made := quote(document, *span))]
    return min(found, key=lambda made: (not _is_same_place(cited, made), abs(made.start - start)), default=None)


def _is_same_place(cited: Cited, now: Quote) -> bool:
    """Whether a person who goes where the citation says finds the words there; offsets are nothing to a person."""
    return now.document.path == cited.path and _place(now.locator.as_json()) == _place(cited.locator)


def _place(locator: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in locator.items() if name not in ("start", "end")}


def _elsewhere(cited: Cited, index: Index) -> Quote | None:
    """Return words that stand in another document to the letter; few words stand in many for no reason."""
    if len(fold(cited.words)) < _TELLING:
        return None
    terms = query_terms(cited.words)
    for shard in index.shards:
        seen: set[str] = {cited.document_id}
        for row, _ in shard.words.search(terms, _LOOKED_AT):
            passage, document = shard.documents.passage(row)
            if passage.document_id not in seen:
                seen.add(passage.document_id)
                span = next(iter(find_all(cited.words, document.text)), None)
                if span and (made := quote(document, *span)):
                    return made
    return None


def _reworded(cited: Cited, document: Document) -> Quote | None:
    """Return what stands in the document instead: the field or cell of that name, else the likest sentence."""
    spans = list(_spans(document))
    fields = [(block.start, block.end) for block in document.blocks]
    same = [span for span in fields if _names_it(cited.locator, document.locate(*span))]
    likest = max(spans, key=lambda span: likeness(cited.words, document.text[slice(*span)]), default=None)
    if likest and likeness(cited.words, document.text[slice(*likest)]) >= REWORDED:
        return quote(document, *likest)
    return quote(document, *same[0]) if len(same) == 1 else None


def _names_it(before: Mapping[str, Any], now: Locator) -> bool:
    """Whether a place is the field of a record that the citation named."""
    return bool(before.get("field")) and (before.get("key"), before["field"]) == (now.key, now.field)


def _spans(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        yield block.start, block.end
        yield from block_sentences(document.text, block)


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; a bound that is quick to compute comes first."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= REWORDED and matcher.quick_ratio() >= REWORDED else 0.0


def _changed(cited: Cited, index: Index, folder: Path) -> tuple[str, ...]:
    """Return between which generations the document stopped saying what was cited, as far as it is noted.

    A document may have changed several times since; then it was somewhere between the first time and the last.
    """
    stays = stays_of(folder, cited.document_id, index.groups)
    ends = [stay.until for stay in stays if stay.until and _reaches(stay, cited.generation)]
    return tuple(dict.fromkeys((ends[0], ends[-1]))) if ends else ()


def _reaches(stay: Stay, generation: str) -> bool:
    return (stay.until or "") > generation


def citations_of(row: Mapping[str, Any]) -> Sequence[Cited]:
    """Return the citations of an answer, or of an assessment, in the JSON that the commands print.

    Raises:
        UsageError: the row is neither.
    """
    generation = str(row.get("generation") or "")
    quotes = row.get("citations")
    if quotes is None:
        quotes = [one for finding in row.get("findings") or () for one in finding.get("quotes", ())]
    if not generation or not isinstance(quotes, list):
        raise UsageError(
            "this is no answer: give the JSON that `bearing ask --json` or `bearing assess --json` printed"
        )
    return [Cited.of(one, generation) for one in quotes]
