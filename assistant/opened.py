"""What is open for one reader: the index, its records, its initiatives, and what the night found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.assessing.assessment import Assessor
from assistant.assessing.first_reading import open_assessor
from assistant.catalogue.half_names import Called, called
from assistant.domain import EVERYONE, Assessment, Hit, Kind
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import load_statements
from assistant.index.dated import DatedIndex
from assistant.index.reader import Index
from assistant.nights.changes import changes_kept
from assistant.nights.history import night_of
from assistant.nights.night import Night, night_now
from assistant.nights.reading_back import read_assessment
from assistant.nights.recording import record_night
from assistant.portfolio.portfolio import entries_of
from assistant.records.book import Book
from assistant.search.reranking import Reranker
from assistant.search.retrieval import Retriever
from assistant.text.names import KEY, in_order, main_variants, units


class Opened:
    """The live generation as one reader has it; nothing of what the reader may not see is open in it."""

    def __init__(
        self, index: Index, embedder: Embedder, folder: Path | None = None, reranker: Reranker | None = None
    ) -> None:
        """Keep an open index that `embedder` built; `folder` has the history."""
        self.index = index
        self.folder = folder
        self.embedder = embedder
        self.retriever = Retriever(index, embedder, reranker)

    def search(self, query: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages for a query."""
        return self.retriever.search(query, top, kinds)

    def searching(self, since: date | None) -> Retriever:
        """Return what searches the documents that are dated since a day."""
        if since is None:
            return self.retriever
        return Retriever(DatedIndex(self.index, since), self.embedder, self.retriever.reranker)

    def named_in(self, question: str) -> str | None:
        """Return the initiative whose name or key stands in a question; the longest of several."""
        said = units(question)
        keys = [key for key in KEY.findall(question) if self.index.record(key) is not None]
        found = [(len(words), name) for words, name in self._called if words and in_order(said, words, 0)]
        return keys[0] if keys else max(found)[1] if found else None

    def unnamed(self, question: str) -> str:
        """Return a question with "it" for the initiatives that it names: a word of a name asks for nothing."""
        name = self.named_in(question)
        for variant in sorted(main_variants(name) if name else (), key=len, reverse=True):
            said = r"\W+".join(map(re.escape, re.findall(r"\w+", variant)))
            question = re.sub(rf"(?<!\w){said}(?!\w)", "it", question, flags=re.IGNORECASE)
        return question

    def examined(self, initiative: str) -> Assessment:
        """Return the assessment of an initiative: what the night kept of it, else made now."""
        kept = self._kept.assessments.get(initiative) if self._kept is not None else None
        return read_assessment(kept, self.index) if kept else self.assess(initiative)

    @property
    def _circle(self) -> tuple[str, ...]:
        """Return the groups whose nights are this reader's."""
        return tuple(group for group in self.index.groups if group != EVERYONE)

    @cached_property
    def _kept(self) -> Night | None:
        """Return what the night kept for this reader's circle, None where it kept nothing."""
        return night_of(self.folder, self.index.generation, self._circle) if self.folder is not None else None

    def night(self) -> Night:
        """Return what the night found for this reader's circle; found now where it is not kept."""
        return record_night(self.folder, self._circle, self) if self.folder is not None else night_now(self.assessor)

    def last_night(self) -> dict[str, Any] | None:
        """Return what the last night changed for this reader, None where not both nights are kept."""
        return changes_kept(self.folder, self._circle, self.index.generation) if self.folder is not None else None

    @cached_property
    def book(self) -> Book:
        """Return the records that this reader may see."""
        return Book.of(self.index)

    def book_since(self, since: date | None) -> Book:
        """Return the records that are dated since a day."""
        return self.book if since is None else Book.of(DatedIndex(self.index, since))

    def assess(self, initiative: str) -> Assessment:
        """Assess an initiative by its key, name or description."""
        return self.assessor.assess(initiative)

    @cached_property
    def entries(self) -> dict[str, Any]:
        """Return the outcomes, problems and players that this reader's documents name, as the night kept them."""
        return self._kept.portfolio if self._kept is not None else entries_of(self.assessor)

    @cached_property
    def assessor(self) -> Assessor:
        """Return the assessor of this generation, as the night left it; without that it reads every document once."""
        return open_assessor(self.folder, self.index, load_statements(), self.embedder)

    @cached_property
    def initiatives(self) -> tuple[str, ...]:
        """Return the names of the initiatives that the documents know."""
        return self.assessor.catalogue.names()

    @cached_property
    def _called(self) -> tuple[tuple[list[tuple[str, ...]], str], ...]:
        """Return what the initiatives are called, in words, each with its name."""
        return tuple((units(variant), name) for name in self.initiatives for variant in main_variants(name))

    @cached_property
    def calls(self) -> Called:
        """Return what each initiative is called by, once each."""
        return called(self.initiatives)
