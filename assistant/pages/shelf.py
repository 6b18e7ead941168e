"""One index as all people of this server share it: opened once, switched when a night published, asked one at a time.

No Streamlit here. The page keeps one `Shelf` for each index directory; a reader reaches only what their groups may see,
because an assistant is opened for each set of groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock, RLock
from time import monotonic, sleep

from assistant.assessing.lens import Output, outputs_in
from assistant.assistant import Assistant
from assistant.conversations.context import Turn
from assistant.conversations.follow_ups import follow_ups
from assistant.conversations.restoring import Restored, restored
from assistant.conversations.saved import SavedAnswer, save_answer, saved_answer
from assistant.conversations.store import KeptTurn
from assistant.domain import Answer, Document, Kind, Quote, Scope
from assistant.encoder.embedding import Embedder, load_embedder
from assistant.encoder.statements import Statements
from assistant.errors import IndexUnusableError
from assistant.index.ages import day_of
from assistant.index.layout import live_generation
from assistant.index.reader import Index, open_index
from assistant.model_mode.answering import Steps, written_answer
from assistant.model_mode.language_model import LanguageModel
from assistant.nights.history import circle_of, night_of
from assistant.nights.night import Night
from assistant.nights.recording import record_night
from assistant.nights.tracing import Cited, Traced, trace
from assistant.pages.examples import Candidates, candidates
from assistant.pages.wording import short_title
from assistant.search.reranking import load_reranker
from assistant.settings import load_settings

Groups = tuple[str, ...]
_SHOWN, _CERTAIN, _TRIED = 4, 2, 6
"""How many example questions are shown, how many of them need no trial, how many others are tried."""
_FOLLOW_UPS, _FOLLOW_UPS_TRIED = 3, 8
_GIVES_WAY = 0.05
"""Seconds after which what is tried beside the answers looks again whether somebody waits for one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list of them names it."""

    id: str
    name: str
    path: str
    kind: Kind
    date: str | None

    @classmethod
    def of(cls, document: Document) -> Listed:
        """Return what a list says of a document."""
        return cls(document.id, short_title(document), document.path, document.kind, document.date)


@dataclass(slots=True)
class _Desk:
    """An open generation for one set of groups, with what was worked out for it."""

    index: Index
    kinds: tuple[Kind, ...]
    newest: Mapping[str, str]
    listed: tuple[Listed, ...]
    assistant: Assistant | None = None
    candidates: Candidates | None = None
    answered: dict[str, bool] = field(default_factory=dict)
    night: Night | None = None


@dataclass(slots=True)
class Shelf:
    """Answers the readers of one index; every call sees the generation that is live at that moment.

    Opening is quick and is all that a page needs to be drawn; the embedder is loaded for the first question.
    """

    index: Path
    load: Callable[[str], Embedder] = load_embedder
    _desks: dict[Groups, _Desk] = field(default_factory=dict)
    _embedder: Embedder | None = None
    _model: LanguageModel | None = None
    _statements: Statements | None = None
    _lock: RLock = field(default_factory=RLock)
    _assessing: RLock = field(default_factory=RLock)
    _askers: int = 0
    _counting: Lock = field(default_factory=Lock)
    _trying: Lock = field(default_factory=Lock)
    _lens_lock: RLock = field(default_factory=RLock)

    def generation(self, groups: Groups) -> str:
        """Return the name of the generation that a reader now sees.

        Raises:
            IndexUnusableError: there is none, or it is damaged (so for every method).
        """
        return self._seen(groups).index.generation

    def kinds(self, groups: Groups) -> tuple[Kind, ...]:
        """Return the kinds of the documents that a reader may see, in the order of the domain."""
        return self._seen(groups).kinds

    def documents(self, groups: Groups) -> int:
        """Return how many documents a reader may see."""
        return len(self._seen(groups).listed)

    def newest(self, groups: Groups) -> Mapping[str, str]:
        """Return the date of the newest document in each file that a reader may see, by path, future ones aside."""
        return self._seen(groups).newest

    def listed(self, groups: Groups) -> tuple[Listed, ...]:
        """Return all documents that a reader may see, the newest first, the undated last."""
        return self._seen(groups).listed

    def outputs(self, document: Document, start: int, end: int) -> tuple[Output, ...]:
        """Return the statements in a stretch of a document that name outputs. Nobody who asks waits for this."""
        with self._lens_lock:
            if self._statements is None:
                self._statements = Statements()
            return outputs_in(document, start, end, self._statements)

    def ask(self, groups: Groups, question: str, scope: Scope, turns: Sequence[Turn]) -> Answer:
        """Answer a question for a reader."""
        with self._lock:
            return self._assistant(groups).ask(question, scope.kinds, turns, since=scope.since)

    def write(self, groups: Groups, question: str, scope: Scope, turns: Sequence[Turn]) -> Steps:
        """Answer a question for a reader, by the language model of the settings where there is one.

        Nobody waits for another's model: only the search before it and the fall-back after it are one at a time.
        """
        fall_back = partial(self.ask, groups, question, scope, turns)
        with self._asking(), self._lock:
            model = self._language_model(groups)
            if model is None:
                return self.ask(groups, question, scope, turns)
            ends = model.deadline(monotonic())
            brief = self._assistant(groups).brief(question, scope.kinds, turns, scope.since)
        if isinstance(brief, Answer):
            return brief
        return (yield from written_answer(brief, model, ends, fall_back))

    def document(self, groups: Groups, document_id: str) -> Document | None:
        """Return a document as it is now, None where this reader may not, or no longer, see it."""
        with self._lock:
            return self._desk(groups).index.document(document_id)

    def trace(self, groups: Groups, quote: Quote, generation: str) -> Traced:
        """Return what became of a quote that an answer from a generation showed."""
        with self._lock:
            return trace(Cited.of(quote.as_json(), generation), self._desk(groups).index, self.index)

    def keep(self, groups: Groups, answer: Answer) -> str:
        """Keep an answer for the reader's circle; return its name."""
        return save_answer(self.index, answer, groups)

    def kept(self, groups: Groups, name: str) -> SavedAnswer | None:
        """Return a kept answer as it stands now, None where there is none for this reader."""
        with self._lock:
            return saved_answer(self.index, name, self._desk(groups).index)

    @contextmanager
    def reading(self, groups: Groups) -> Iterator[Index]:
        """Give the open index of a reader for a moment; nobody else is answered meanwhile."""
        with self._lock:
            yield self._desk(groups).index

    def night(self, groups: Groups) -> Night | None:
        """Return what the live night found for a reader, None where it did not assess their circle."""
        with self._lock:
            desk = self._desk(groups)
            if desk.night is None:
                desk.night = night_of(self.index, desk.index.generation, circle_of(self.index, groups))
            return desk.night

    def assess(self, groups: Groups) -> None:
        """Assess every initiative for a reader, and keep it, where no night has; others are answered meanwhile."""
        with self._lock:
            embedder = self._assistant(groups).embedder
        with self._assessing:
            circle = circle_of(self.index, groups)
            assistant = Assistant.open(self.index, circle, embedder)
            with closing(assistant.index):
                record_night(self.index, circle, assistant)

    def restore(self, groups: Groups, turn: KeptTurn) -> Restored | None:
        """Return the answer of a kept turn as it stands now for a reader, None where it has none."""
        if turn.answer is None:
            return None
        with self._lock:
            return restored(turn.answer, turn.groups, self._desk(groups).index, self.index, date.today())

    def record(self, groups: Groups, key: str) -> Document | None:
        """Return the record of a key."""
        with self._lock:
            return self._desk(groups).index.record(key)

    def sources(self, groups: Groups) -> Path:
        """Return the folder that the generation was built from."""
        return Path(self._seen(groups).index.manifest.sources)

    def examples(self, groups: Groups) -> Iterator[str]:
        """Yield questions about this reader's documents, as they are found to have an answer."""
        with self._lock:
            desk = self._desk(groups)
            if desk.candidates is None:
                desk.candidates = candidates(desk.index.documents())
        certain = desk.candidates.initiatives[:_CERTAIN]
        yield from certain
        left = _SHOWN - len(certain)
        for question in desk.candidates.others[:_TRIED]:
            if left and self._has_answer(groups, desk, question):
                left -= 1
                yield question

    def next_questions(self, groups: Groups, turn: Turn, asked: Sequence[str]) -> Iterator[str | None]:
        """Yield questions that lead on from an answer, as they are found to have an answer themselves; None for others.

        They give way to whoever asks meanwhile, and are tried one at a time: a crowd that has its answers must not hold
        up who asks now. `asked` are those of the conversation, which are not asked again.
        """
        with self._beside():
            desk = self._desk(groups)
            found = list(follow_ups(turn, asked, self._assistant(groups).initiatives))
        left = _FOLLOW_UPS
        for question in found[:_FOLLOW_UPS_TRIED]:
            with self._beside():
                has = self._has_answer(groups, desk, question)
            left -= has
            yield question if has else None
            if not left:
                return

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """Give what the answers are made with for a moment in which nobody waits for one."""
        with self._trying:
            while self.is_busy:
                sleep(_GIVES_WAY)
            with self._lock:
                yield

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return self._askers > 0

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Count who waits for an answer."""
        with self._counting:
            self._askers += 1
        try:
            yield
        finally:
            with self._counting:
                self._askers -= 1

    def get_ready(self) -> None:
        """Do what the first who reads what is for everyone would wait for: open, load, try the examples, answer one."""
        for _ in self.examples(()):
            pass
        self.warm(())

    def warm(self, groups: Groups) -> None:
        """Answer the first example: whatever is worked out once is then there before somebody waits for it."""
        with self._lock:
            desk, model = self._desk(groups), self._language_model(groups)
        if model is not None:
            model.warm()
        for question in desk.candidates.initiatives[:1] if desk.candidates else ():
            self._has_answer(groups, desk, question)

    def _has_answer(self, groups: Groups, desk: _Desk, question: str) -> bool:
        with self._lock:
            if question not in desk.answered:
                desk.answered[question] = not self._assistant(groups).ask(question).abstained
            return desk.answered[question]

    def _language_model(self, groups: Groups) -> LanguageModel | None:
        settings = load_settings(self.sources(groups)).model
        if settings is None:
            return None
        if self._model is None or self._model.settings != settings:
            self._model = LanguageModel(settings)
        return self._model

    def _assistant(self, groups: Groups) -> Assistant:
        desk = self._desk(groups)
        if desk.assistant is None:
            stamp = desk.index.manifest.embedder
            if self._embedder is None or self._embedder.name != stamp:
                self._embedder = self.load(stamp.split(":")[0])
            reranker = load_reranker(load_settings(Path(desk.index.manifest.sources)).reranker)
            desk.assistant = Assistant(desk.index, self._embedder, self.index, reranker)
        return desk.assistant

    def _seen(self, groups: Groups) -> _Desk:
        """Return the desk of a reader for what is known of it without a search: that waits for nobody's answer."""
        desk = self._desks.get(groups)
        if desk is not None and desk.index.generation == live_generation(self.index):
            return desk
        with self._lock:
            return self._desk(groups)

    def _desk(self, groups: Groups) -> _Desk:
        live = live_generation(self.index)
        desk = self._desks.get(groups)
        if desk is not None and desk.index.generation == live:
            return desk
        # Let go of the old first: a night removes only generations that nobody holds.
        if desk is not None:
            del self._desks[groups]
            desk.index.close()
        index = open_index(self.index, groups)
        present: set[Kind] = set()
        newest: dict[str, str] = {}
        listed: list[Listed] = []
        today = date.today()
        for document in index.documents():
            present.add(document.kind)
            listed.append(Listed.of(document))
            if day := _past(document.date, today):
                newest[document.path] = max(newest.get(document.path, ""), day)
        listed.sort(key=lambda one: (one.path, one.name))
        listed.sort(key=lambda one: _past(one.date, today), reverse=True)
        self._desks[groups] = _Desk(index, tuple(kind for kind in Kind if kind in present), newest, tuple(listed))
        return self._desks[groups]


def _past(date: str | None, today: date) -> str:
    """Return the date of a document, "" for one that lies ahead: a plan is dated when it is for, not when it is new."""
    day = day_of(date) if date else None
    return date if date and day and day <= today else ""


def usable(shelf: Shelf, groups: Groups) -> str | None:
    """Return why an index cannot be used, None when it can."""
    try:
        shelf.generation(groups)
    except IndexUnusableError as error:
        return str(error)
    return None
