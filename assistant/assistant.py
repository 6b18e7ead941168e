"""The assistant of one reader: search, ask, assess over the live generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path
from time import monotonic

from assistant.conversations.context import Turn, leans_on_nothing, standalone
from assistant.domain import Answer, Assessment, Kind
from assistant.encoder.embedding import Embedder, load_embedder
from assistant.errors import IndexUnusableError
from assistant.evidence_mode.answering import BESIDE, REFUSAL, SILENT, UNCLEAR, answer, speaks_of
from assistant.index.ages import age_of
from assistant.index.layout import live_generation, read_manifest
from assistant.index.reader import Index, open_index
from assistant.model_mode.answering import Brief, Steps, brief_of, written_answer
from assistant.model_mode.language_model import LanguageModel
from assistant.model_mode.proposals import with_second_opinion
from assistant.opened import Opened
from assistant.records.unplaced import UNPLACED, words_unplaced
from assistant.routes.documents.named_sections import section_question
from assistant.routes.documents.still_ahead import asks_when_next, may_be_ahead
from assistant.routes.initiative.going import asks_on_track, says_how_it_goes
from assistant.routes.kinds_of_answer import fitting
from assistant.routes.only_by_route import only_by_route
from assistant.routes.organisation.questions import organisation_question
from assistant.routes.organisation.who_decides import asks_who_decides
from assistant.routes.portfolio.questions import asks_what_is_done, says_what_is_done
from assistant.routes.routing import Routing, plainly
from assistant.routes.wording.asks_records import is_part_of_list
from assistant.routes.wording.compound import joined, parts_of
from assistant.routes.wording.known_questions import READ_AS as READ_AS_KNOWN
from assistant.routes.wording.known_questions import KnownQuestion, known_question
from assistant.search.question_words import defined, in_other_words
from assistant.search.reranking import Reranker
from assistant.text.small_words import query_terms

_WORDS_OF_ITS_OWN = 4
"""Telling words from which the second half of a question says itself what it is about."""


class Assistant(Opened):
    """Answers one reader."""

    def __init__(
        self, index: Index, embedder: Embedder, folder: Path | None = None, reranker: Reranker | None = None
    ) -> None:
        """Answer from an open index that `embedder` built; `folder` has the history. Use `Assistant.open`."""
        super().__init__(index, embedder, folder, reranker)
        self._routing = Routing(self)

    @classmethod
    def open(
        cls,
        folder: Path,
        groups: Iterable[str] = (),
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
    ) -> Assistant:
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
        return cls(open_index(folder, groups, ready.name), ready, folder, reranker)

    def ask(
        self,
        question: str,
        kinds: Iterable[Kind] = (),
        turns: Sequence[Turn] = (),
        today: date | None = None,
        since: date | None = None,
    ) -> Answer:
        """Answer a question from documents of some kinds or of all; those dated `since` a day, or whenever.

        `turns` are the conversation so far, oldest first. An assessment always reads everything.
        """
        day = today or date.today()
        if leans_on_nothing(question, turns):
            return Answer(question, self.index.generation, reason=UNCLEAR)
        made = self._answer(standalone(question, turns).lstrip("¿¡ "), tuple(kinds), day, since)
        return replace(made, question=question, age=age_of(made.quotes, day))

    def write(
        self,
        question: str,
        model: LanguageModel,
        kinds: Iterable[Kind] = (),
        turns: Sequence[Turn] = (),
        deadline: float = inf,
        since: date | None = None,
    ) -> Steps:
        """Let a model write the answer from the same evidence, claim by checked claim; the last is all of it.

        What is computed from records or assessed is never left to a model. `deadline` is of `time.monotonic`.
        """
        ends = min(deadline, model.deadline(monotonic()))
        brief = self.brief(question, kinds, turns, since)
        if isinstance(brief, Answer):
            return brief
        made = yield from written_answer(brief, model, ends, lambda: self.ask(question, kinds, turns, since=since))
        return replace(made, age=age_of(made.quotes, date.today()))

    def brief(
        self, question: str, kinds: Iterable[Kind] = (), turns: Sequence[Turn] = (), since: date | None = None
    ) -> Brief | Answer:
        """Return what a model may write from, or the answer where it needs none."""
        if leans_on_nothing(question, turns):
            return Answer(question, self.index.generation, reason=UNCLEAR)
        understood, only, today = standalone(question, turns).lstrip("¿¡ "), tuple(kinds), date.today()
        made = self._routing.answer(plainly(understood), only, today, since)
        if made is None and (known := known_question(understood)) is not None and known.surely:
            made = self._as_known(known, understood, only, today, since)
        if made is not None:
            return replace(made, question=question, age=age_of(made.quotes, today))
        return brief_of(question, understood, self.searching(since), only)

    def _answer(
        self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None, *, may_ask_of_whole: bool = True
    ) -> Answer:
        made = self._routing.answer(plainly(question), kinds, today, since)
        if made is None:
            of_whole = may_ask_of_whole and parts_of(question) is None
            told = organisation_question(plainly(question)) is not None  # the routes know it, and what they have of it
            known = known_question(question) if of_whole and not told else None
            made = self._as_known(known, question, kinds, today, since) if known is not None and known.surely else None
            made = made or self._found(question, kinds, today, since)
            if made.abstained and known is not None and not known.surely:
                made = self._as_known(known, question, kinds, today, since) or made
        made = self._of_kind(made, question)
        parts = parts_of(question)
        made = self._both(made, parts, kinds, today, since) if parts else made
        return made if kinds or since else self._with_unplaced(made, question, today)

    def _with_unplaced(self, made: Answer, question: str, today: date) -> Answer:
        """Return a refusal with the words of a question over records that nothing accounts for."""
        if not made.abstained or made.reason not in (SILENT, BESIDE):
            return made
        words = words_unplaced(plainly(question), self.book, today)
        said = " and ".join(f"“{word}”" for word in words)
        return replace(made, reason=f"{made.reason} {UNPLACED.format(words=said)}") if words else made

    @staticmethod
    def _of_kind(made: Answer, question: str) -> Answer:
        """Return an answer to a question of the whole without what is no statement of the kind that it asks for."""
        if made.abstained or made.assessment is not None:
            return made
        known = known_question(question)
        return fitting(made, known.topic) if known is not None and known.surely else made

    def _as_known(
        self, known: KnownQuestion, question: str, kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Answer | None:
        """Return the answer to the question that another one was read as, and that it was; None where there is none."""
        if known.topic == "decides" and asks_who_decides(question) is not None:
            return None  # it names what is decided
        if known.topic in ("mission", "vision") and section_question(question) is not None:
            return None  # it names the part of a paper, and there is none
        made = self._routing.answer(known.question, kinds, today, since)
        if made is None or (made.abstained and (made.reason or "").startswith(REFUSAL[:-1])):
            return None
        said = [READ_AS_KNOWN.format(question=known.question), *filter(None, [made.reason])]
        return replace(made, question=question, reason=" ".join(said))

    def _found(self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None) -> Answer:
        """Return what the search answers; where it is asked what is done, how it goes or when, what tells that."""
        made = answer(question, self.searching(since), kinds)
        plain = plainly(question)
        if made.abstained and plain != question:
            again = answer(plain, self.searching(since), kinds)
            made = made if again.abstained else replace(again, question=question)
        if made.abstained and (other := in_other_words(question)) is not None:
            again = answer(other[0], self.searching(since), kinds)
            made = again if any(speaks_of(other[1], quote) for quote in again.quotes[:1]) else made
        if not made.abstained and (only_by_route(plain) or is_part_of_list(plain, made)):
            return Answer(question, made.generation, reason=BESIDE, nearest=made.quotes[:3])
        goes = not asks_on_track(plain) or any(says_how_it_goes(claim.text) for claim in made.claims[:1])
        done = not asks_what_is_done(question) or any(says_what_is_done(claim.text) for claim in made.claims)
        ahead = not asks_when_next(plain) or any(may_be_ahead(quote, today) for quote in made.quotes[:1])
        if not (goes and done and ahead):
            return made if made.abstained else Answer(question, made.generation, reason=BESIDE, nearest=made.quotes[:3])
        return made

    def _both(
        self, whole: Answer, parts: tuple[str, str], kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Answer:
        """Answer two questions in one, each for itself; `whole` stands where it answers and they are plain."""
        plain = defined(parts[0]) is None and self._routing.answer(plainly(parts[0]), kinds, today, since) is None
        if plain and not whole.abstained:
            return whole
        first = self._answer(parts[0], kinds, today, since)
        after = standalone(parts[1], [Turn(parts[0], first)])
        of_whole = not plain or known_question(parts[0]) is not None
        says_little = len(set(query_terms(after))) < _WORDS_OF_ITS_OWN
        if first.abstained and whole.abstained and not of_whole and says_little:
            made = self._routing.answer(plainly(after), kinds, today, since)
            second = made if made and not made.abstained else whole  # what the first is about was not found
        else:
            second = self._answer(after, kinds, today, since, may_ask_of_whole=of_whole)
        return joined(whole, parts, first, second)

    def assess_twice(self, initiative: str, model: LanguageModel, deadline: float = inf) -> Assessment:
        """Assess an initiative, with what a language model makes of the same evidence beside it.

        `deadline` is of `time.monotonic`.
        """
        examined = self.assessor.examine(initiative)
        return with_second_opinion(examined, model, min(deadline, model.deadline(monotonic())))
