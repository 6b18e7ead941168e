"""The assistant of one reader: search, ask, assess over the live generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import inf
from pathlib import Path
from time import monotonic

from assistant.answering import answer, answer_from_assessment
from assistant.assessment import Assessor
from assistant.conversation import Turn, standalone
from assistant.domain import Answer, Assessment, Hit, Kind
from assistant.embedding import Embedder, load_embedder
from assistant.errors import IndexUnusableError
from assistant.index.layout import live_generation, read_manifest
from assistant.index.reader import Index, open_index
from assistant.language_model import LanguageModel
from assistant.model_mode import Brief, Steps, brief_of, written_answer
from assistant.record_answers import answer_from_records
from assistant.records import Book
from assistant.retrieval import Retriever
from assistant.routes import assessed
from assistant.statements import Statements


class Assistant:
    """Answers one reader; nothing of what the reader may not see is open in it."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """Answer from an open index that `embedder` built; use `Assistant.open`."""
        self.index = index
        self.embedder = embedder
        self.retriever = Retriever(index, embedder)

    @classmethod
    def open(cls, folder: Path, groups: Iterable[str] = (), embedder: Embedder | None = None) -> Assistant:
        """Open the live generation for a reader.

        Raises:
            IndexUnusableError: there is no usable index in the folder.
        """
        name = live_generation(folder)
        if name is None:
            raise IndexUnusableError(
                f"there is no index in {folder}: run `bearing ingest SOURCES --index {folder}` first"
            )
        stamp = read_manifest(folder, name).embedder
        ready = embedder or load_embedder(stamp.split(":")[0])
        return cls(open_index(folder, groups, ready.name), ready)

    def search(self, query: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages for a query."""
        return self.retriever.search(query, top, kinds)

    def ask(self, question: str, kinds: Iterable[Kind] = (), turns: Sequence[Turn] = ()) -> Answer:
        """Answer a question; `turns` are the conversation so far, oldest first."""
        understood = standalone(question, turns)
        return replace(self._answer(understood, tuple(kinds)), question=question)

    def write(
        self,
        question: str,
        model: LanguageModel,
        kinds: Iterable[Kind] = (),
        turns: Sequence[Turn] = (),
        deadline: float = inf,
    ) -> Steps:
        """Let a model write the answer from the same evidence, claim by checked claim; the last is all of it.

        What is computed from records or assessed is never left to a model. `deadline` is of `time.monotonic`.
        """
        ends = min(deadline, model.deadline(monotonic()))
        brief = self.brief(question, kinds, turns)
        if isinstance(brief, Answer):
            return brief
        return (yield from written_answer(brief, model, ends, lambda: self.ask(question, kinds, turns)))

    def brief(self, question: str, kinds: Iterable[Kind] = (), turns: Sequence[Turn] = ()) -> Brief | Answer:
        """Return what a model may write from, or the answer where it needs none."""
        understood, only = standalone(question, turns), tuple(kinds)
        known = self._known(understood, only)
        return replace(known, question=question) if known else brief_of(question, understood, self.retriever, only)

    def _answer(self, question: str, kinds: tuple[Kind, ...]) -> Answer:
        return self._known(question, kinds) or answer(question, self.retriever, kinds)

    def _known(self, question: str, kinds: tuple[Kind, ...]) -> Answer | None:
        """Return the answer that is assessed, or computed from records."""
        initiative = assessed(question)
        if initiative is not None:
            return answer_from_assessment(question, self.assess(initiative))
        return None if kinds else answer_from_records(question, self.book, self.index.generation, date.today())

    @cached_property
    def book(self) -> Book:
        """Return the records that this reader may see."""
        return Book.of(self.index)

    def assess(self, initiative: str) -> Assessment:
        """Assess an initiative by its key, name or description."""
        return self.assessor.assess(initiative)

    @cached_property
    def assessor(self) -> Assessor:
        """Return the assessor of this generation; it reads every document once, at the first assessment."""
        return Assessor.open(self.index, Statements(), self.embedder)

    @property
    def initiatives(self) -> tuple[str, ...]:
        """Return the names of the initiatives that the documents know."""
        return self.assessor.catalogue.names()
