"""The assistant of one reader: search, ask, assess over the live generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

from assistant.ages import age_of
from assistant.answering import BESIDE, REFUSAL, UNCLEAR, answer, answer_from_assessment, compose, speaks_of
from assistant.assessment import Assessor
from assistant.catalogue.players import Sort
from assistant.catalogue.portfolio import entries_of
from assistant.changes import changes_kept
from assistant.conversation import Turn, leans_on_nothing, standalone
from assistant.domain import EVERYONE, Answer, Assessment, Hit, Kind
from assistant.embedding import Embedder, load_embedder
from assistant.errors import IndexUnusableError
from assistant.first_reading import open_assessor
from assistant.history import Night, night_now, night_of, record_night
from assistant.index.dated import DatedIndex
from assistant.index.layout import live_generation, read_manifest
from assistant.index.reader import Index, open_index
from assistant.language_model import LanguageModel
from assistant.listed import list_by_name
from assistant.model_mode import Brief, Steps, brief_of, written_answer
from assistant.names import KEY, in_order, main_variants, units
from assistant.proposals import with_second_opinion
from assistant.question_words import defined, in_other_words
from assistant.reading_back import read_assessment
from assistant.records.answers import answer_from_records, biggest_of_records
from assistant.records.book import NO_SUCH_KEY, Book, unknown_key
from assistant.reranking import Reranker
from assistant.retrieval import Retriever
from assistant.routes.agreeing import agreement
from assistant.routes.asked_columns import answer_from_column, asks_column
from assistant.routes.asked_headings import answer_below_heading
from assistant.routes.called_behind import asks_behind, rows_behind
from assistant.routes.catalogue_answers import answer_from_catalogue
from assistant.routes.catalogue_questions import CatalogueQuestion, Wanted, catalogue_question
from assistant.routes.changed import changed, dated_called
from assistant.routes.comparing import compare
from assistant.routes.complaints import asks_complaints, most_complained_of
from assistant.routes.compound import joined, parts_of
from assistant.routes.going import asks_on_track, says_how_it_goes
from assistant.routes.half_names import READ_AS, Called, called, half_named
from assistant.routes.initiative_questions import answer_aims, answer_side
from assistant.routes.initiative_sides import Side, side_of
from assistant.routes.known_questions import READ_AS as READ_AS_KNOWN
from assistant.routes.known_questions import KnownQuestion, known_question
from assistant.routes.meetings import answer_from_meetings, meeting_question
from assistant.routes.money import money
from assistant.routes.named_sections import answer_from_section, section_question
from assistant.routes.numbered_things import answer_about_thing, thing_question
from assistant.routes.only_by_route import AFTER_RECORDS, only_by_route
from assistant.routes.open_work import open_work
from assistant.routes.organisation_answers import answer_of_organisation
from assistant.routes.organisation_questions import OrganisationQuestion, Topic, organisation_question
from assistant.routes.overview import overview
from assistant.routes.periods import asks_for_changes
from assistant.routes.plainly import said_plainly
from assistant.routes.planned_next import asks_next, planned_next
from assistant.routes.player_questions import answer_about_player, player_question
from assistant.routes.portfolio_answers import answer_from_portfolio, contradictions, is_measured
from assistant.routes.portfolio_questions import (
    Asked,
    PortfolioQuestion,
    asks_what_is_done,
    portfolio_question,
    says_what_is_done,
)
from assistant.routes.reached_goals import asks_reached, reached_goals
from assistant.routes.readings import asked_back, readings
from assistant.routes.rhythm import asks_rhythm, rhythm_of
from assistant.routes.shapes import asks_agreement, assessed, compared, may_ask_for_a_verdict, overview_of
from assistant.routes.standing import NO_READING, NO_TARGET, asks_standing, standing_of
from assistant.routes.strategy_changes import asks_strategy_change, strategy_changes
from assistant.routes.translated import in_english
from assistant.routes.voices import asks_voices, voices
from assistant.routes.what_came_about import ONLY_OUT
from assistant.routes.who_decides import asks_who_decides, decider_of
from assistant.routes.who_holds import asks_who_holds, holder_of
from assistant.routes.who_leads import asks_who_leads, leader_of
from assistant.routes.why_not import asks_why_not, why_not
from assistant.statements import load_statements

_BLOCKED = "Which issues are blocked?"


def plainly(question: str) -> str:
    """Return a question as the routes know it: in English, and in plain words."""
    return in_english(said_plainly(question))


class Assistant:
    """Answers one reader; nothing of what the reader may not see is open in it."""

    def __init__(
        self, index: Index, embedder: Embedder, folder: Path | None = None, reranker: Reranker | None = None
    ) -> None:
        """Answer from an open index that `embedder` built; `folder` has the history. Use `Assistant.open`."""
        self.index = index
        self.folder = folder
        self.embedder = embedder
        self.retriever = Retriever(index, embedder, reranker)

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

    def search(self, query: str, top: int = 10, kinds: Iterable[Kind] = ()) -> list[Hit]:
        """Return the best passages for a query."""
        return self.retriever.search(query, top, kinds)

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
        made = self._by_route(plainly(understood), only, today, since)
        if made is None and (known := known_question(understood)) is not None and known.surely:
            made = self._as_known(known, understood, only, today, since)
        if made is not None:
            return replace(made, question=question, age=age_of(made.quotes, today))
        return brief_of(question, understood, self._searching(since), only)

    def _answer(self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None) -> Answer:
        made = self._by_route(plainly(question), kinds, today, since)
        if made is None:
            known = known_question(question)
            made = self._as_known(known, question, kinds, today, since) if known is not None and known.surely else None
            made = made or self._found(question, kinds, since)
            if made.abstained and known is not None and not known.surely:
                made = self._as_known(known, question, kinds, today, since) or made
        parts = parts_of(question)
        return self._both(made, parts, kinds, today, since) if parts else made

    def _as_known(
        self, known: KnownQuestion, question: str, kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Answer | None:
        """Return the answer to the question that another one was read as, and that it was; None where there is none."""
        if known.topic == "decides" and asks_who_decides(question) is not None:
            return None  # it names what is decided
        if known.topic in ("mission", "vision") and section_question(question) is not None:
            return None  # it names the part of a paper, and there is none
        made = self._by_route(known.question, kinds, today, since)
        if made is None or (made.abstained and (made.reason or "").startswith(REFUSAL[:-1])):
            return None
        said = [READ_AS_KNOWN.format(question=known.question), *filter(None, [made.reason])]
        return replace(made, question=question, reason=" ".join(said))

    def _found(self, question: str, kinds: tuple[Kind, ...], since: date | None) -> Answer:
        """Return what the search answers; where it is asked what is done or how it goes, what tells that."""
        made = answer(question, self._searching(since), kinds)
        plain = plainly(question)
        if made.abstained and plain != question:
            again = answer(plain, self._searching(since), kinds)
            made = made if again.abstained else replace(again, question=question)
        if made.abstained and (other := in_other_words(question)) is not None:
            again = answer(other[0], self._searching(since), kinds)
            made = again if any(speaks_of(other[1], quote) for quote in again.quotes[:1]) else made
        if not made.abstained and only_by_route(plain):
            return Answer(question, made.generation, reason=BESIDE, nearest=made.quotes[:3])
        goes = not asks_on_track(plain) or any(says_how_it_goes(claim.text) for claim in made.claims[:1])
        done = not asks_what_is_done(question) or any(says_what_is_done(claim.text) for claim in made.claims)
        if not (goes and done):
            return made if made.abstained else Answer(question, made.generation, reason=BESIDE, nearest=made.quotes[:3])
        return made

    def _both(
        self, whole: Answer, parts: tuple[str, str], kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Answer:
        """Answer two questions in one, each for itself; `whole` stands where it answers and they are plain."""
        plain = defined(parts[0]) is None and self._by_route(plainly(parts[0]), kinds, today, since) is None
        if plain and not whole.abstained:
            return whole
        first = self._answer(parts[0], kinds, today, since)
        second = self._answer(standalone(parts[1], [Turn(parts[0], first)]), kinds, today, since)
        return joined(whole, parts, first, second)

    def _searching(self, since: date | None) -> Retriever:
        """Return what searches the documents that are dated since a day."""
        if since is None:
            return self.retriever
        return Retriever(DatedIndex(self.index, since), self.embedder, self.retriever.reranker)

    def _by_route(
        self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None = None
    ) -> Answer | None:
        """Return the answer of the first route that has one, None where it is a question like any other."""
        tried = self._routes(question, kinds, today, since)
        made = next((made for made in tried if made is not None), None)
        return made if made is not None else self._by_half_name(question, kinds, today, since)

    def _by_half_name(self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None) -> Answer | None:
        """Return what a route says of the initiative that a question calls by a part of its name, or ask which."""
        half = half_named(question, self._calls, self.assessor.catalogue) if not self._named_in(question) else None
        if half is None:
            return None
        made = next((one for one in self._routes(half.named(), kinds, today, since) if one is not None), None)
        if made is None or made.abstained:
            return None
        if len(half.names) > 1:
            return Answer(question, self.index.generation, reason=asked_back(half.names))
        return replace(made, reason=made.reason or READ_AS.format(phrase=half.phrase, name=half.names[0]))

    def _routes(
        self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Iterator[Answer | None]:
        """Yield what each route that fits a question makes of it, the surest first; None where it has nothing."""
        if (initiative := assessed(question)) is not None:
            yield answer_from_assessment(question, self.assess(initiative))
        searching, everything = self._searching(since), not (kinds or since)
        if not kinds and (thing := thing_question(question)) is not None:
            yield answer_about_thing(thing, question, searching.index)
        if not kinds and (meeting := meeting_question(question, today)) is not None:
            yield answer_from_meetings(meeting, question, searching)
        if everything:
            yield biggest_of_records(question, self.book, self.index.generation, today)
            if (ended := asks_reached(question)) is not None:
                yield reached_goals(ended, question, self.index, today)
            if asks_next(question):
                yield planned_next(question, self.index, self.assessor.strategy, self.book, today)
            if asks_strategy_change(question):
                yield strategy_changes(question, self.index, self.assessor.strategy)
            yield from self._catalogue_routes(question, today)
        if changes := asks_for_changes(question, today, lambda name: dated_called(name, searching)):
            first, about = changes
            first = max(first, since) if first and since else first or since
            yield changed(question, first, today, about, searching, self.book, kinds, self._last_night())
        if (subject := overview_of(question)) is not None:
            yield overview(question, subject, searching, self._book_since(since), kinds)
            return
        if (pair := compared(question)) is not None:
            yield compare(question, pair, searching, self._book_since(since), today, kinds)
            return
        if everything and (asked := portfolio_question(question)) is not None:
            if asked.asked is Asked.EVERY:
                yield answer_from_records(question, self.book, self.index.generation, today)
            yield self._of_portfolio(asked, question)
        if (matter := asks_agreement(question)) is not None:
            yield self._agreement(question, matter)
            return
        yield from self._initiative_routes(question)
        if everything:
            yield from self._record_routes(question, today)
            if (whole := organisation_question(question)) is not None and whole.topic in AFTER_RECORDS:
                if whole.topic is Topic.BLOCKERS:
                    yield answer_from_records(_BLOCKED, self.book, self.index.generation, today)
                made = self._of_organisation(whole, question, today)
                is_of_outcomes = whole.topic is Topic.RESULTS and not whole.delivered
                yield self._or_standing(made, question, today) if is_of_outcomes else made

    def _or_standing(self, made: Answer | None, question: str, today: date) -> Answer | None:
        """Return the results that are told, or how the outcomes stand where only what was finished is told."""
        if made is not None and not made.abstained and made.reason != ONLY_OUT:
            return made
        stands = standing_of("", question, self.entries, self.assessor.catalogue, self.retriever, today)
        return stands if stands is not None and stands.reason not in (NO_READING, NO_TARGET) else made

    def _of_portfolio(self, asked: PortfolioQuestion, question: str) -> Answer | None:
        night, catalogue = self._night(), self.assessor.catalogue
        if asked.asked is Asked.OPEN_WORK:
            found = open_work(asked.outcome, night, catalogue, self.book, self.index)
        elif asked.asked is Asked.MONEY:
            found = money(asked.outcome, asked.measure, night, catalogue, self.book)
        else:
            made = answer_from_portfolio(asked, question, night, self.index, self.assessor.strategy.retired)
            return made if asked.surely or not made.abstained else None
        rows, left_open = found
        return Answer.of(question, self.index.generation, rows, left_open) if rows or asked.surely else None

    def _of_organisation(self, whole: OrganisationQuestion, question: str, today: date) -> Answer | None:
        players = self.entries["players"] if whole.topic is Topic.TEAMS else ()
        return answer_of_organisation(whole, question, self.index, self.assessor.strategy, players, today)

    def _catalogue_routes(self, question: str, today: date) -> Iterator[Answer | None]:
        """Yield what the documents as a whole say: lists, targets, named parts, voices, players."""
        if (post := asks_who_holds(question)) is not None and not self._named_in(question):
            yield holder_of(post, question, self.index)
        if (led := asks_who_leads(question)) is not None:
            yield leader_of(led, question, self.index)
        if (decided := asks_who_decides(question)) is not None and organisation_question(question) is None:
            yield decider_of(decided, question, self.index, self.assessor.strategy)
        if (most := asks_complaints(question)) is not None:
            yield most_complained_of(most, question, self.index)
        whole = organisation_question(question)
        asked = catalogue_question(question)
        if asked is None and whole is not None and whole.topic is Topic.USERS:
            asked = CatalogueQuestion(Wanted.PLAYERS, sort=Sort.GROUP, of_users=True)
        if asked is not None and not (asked.wanted is Wanted.TARGET and asked.about and self._named_in(question)):
            if (
                asked.wanted is Wanted.TARGET
                and not asked.about
                and not any(map(is_measured, self.entries["outcomes"]))
            ):
                yield self._of_organisation(OrganisationQuestion(Topic.MEASURES), question, today)
            unserved = asked.wanted is Wanted.UNSERVED_PROBLEMS
            portfolio = self._night().portfolio if unserved else self.entries
            yield answer_from_catalogue(asked, question, portfolio, self.assessor.strategy, self.index)
        if (about := asks_standing(question)) is not None:
            if (
                not about
                and asks_behind(question)
                and (rows := rows_behind(self.index, self.assessor.strategy.retired))
            ):
                yield Answer.of(question, self.index.generation, rows)
            yield standing_of(about, question, self.entries, self.assessor.catalogue, self.retriever, today)
        if (ended := asks_why_not(question)) is not None:
            yield why_not(ended, question, self.assessor.strategy, self.index.generation)
        if (often := asks_rhythm(question)) is not None:
            yield rhythm_of(often, question, self.retriever)
        if whole is not None and whole.topic is Topic.MISSION:
            yield self._of_organisation(whole, question, today)
        if (part := section_question(question)) is not None:
            yield answer_from_section(part, question, self.index, self.assessor.strategy.retired)
        if whole is not None and whole.topic not in AFTER_RECORDS:
            yield self._of_organisation(whole, question, today)
        yield answer_below_heading(question, self.index, self.assessor, today)
        if (column := asks_column(question)) is not None:
            yield answer_from_column(column, question, self.index)
        if (heard := asks_voices(question)) is not None:
            yield voices(heard, question, self.retriever, self.assessor.strategy)
        if (of_player := player_question(question)) is not None:
            yield answer_about_player(of_player, question, self.entries["players"], self.index)

    def _initiative_routes(self, question: str) -> Iterator[Answer | None]:
        """Yield the verdict on an initiative that a question names, or the side of it that it asks for."""
        side = side_of(question)
        if not isinstance(side, Side) and may_ask_for_a_verdict(question) and (named := self._named_in(question)):
            yield answer_from_assessment(question, self.assess(named))
        if side is not None and (named := self._named_in(question)):
            if listed := list_by_name(question, self.retriever):
                yield compose(question, self.index.generation, listed)
            if side is Side.WHOLE:
                yield answer_from_assessment(question, self.assess(named))
            elif side is Side.AIM:
                yield answer_aims(question, self.assessor.examine(named))
            else:
                yield answer_side(question, side, self._examined(named))

    def _record_routes(self, question: str, today: date) -> Iterator[Answer | None]:
        """Yield that a record is not known, what is asked back where a name has several, what the records tell."""
        key = unknown_key(question, self.book)
        if key and not any(key in KEY.findall(hit.text) for hit in self.search(key)):
            yield Answer(question, self.index.generation, reason=NO_SUCH_KEY.format(key=key))
        if meant := readings(question, self.book):
            yield Answer(question, self.index.generation, reason=asked_back(meant))
        yield answer_from_records(question, self.book, self.index.generation, today)

    def _agreement(self, question: str, matter: str) -> Answer | None:
        if not matter:
            return contradictions(question, self._night(), self.index)
        return agreement(question, matter, self.assessor)

    def _named_in(self, question: str) -> str | None:
        """Return the initiative whose name or key stands in a question; the longest of several."""
        said = units(question)
        keys = [key for key in KEY.findall(question) if self.index.record(key) is not None]
        found = [(len(words), name) for words, name in self._called if words and in_order(said, words, 0)]
        return keys[0] if keys else max(found)[1] if found else None

    def _examined(self, initiative: str) -> Assessment:
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

    def _night(self) -> Night:
        """Return what the night found for this reader's circle; found now where it is not kept."""
        return record_night(self.folder, self._circle, self) if self.folder is not None else night_now(self)

    def _last_night(self) -> dict[str, Any] | None:
        """Return what the last night changed for this reader, None where not both nights are kept."""
        return changes_kept(self.folder, self._circle, self.index.generation) if self.folder is not None else None

    @cached_property
    def book(self) -> Book:
        """Return the records that this reader may see."""
        return Book.of(self.index)

    def _book_since(self, since: date | None) -> Book:
        return self.book if since is None else Book.of(DatedIndex(self.index, since))

    def assess(self, initiative: str) -> Assessment:
        """Assess an initiative by its key, name or description."""
        return self.assessor.assess(initiative)

    def assess_twice(self, initiative: str, model: LanguageModel, deadline: float = inf) -> Assessment:
        """Assess an initiative, with what a language model makes of the same evidence beside it.

        `deadline` is of `time.monotonic`.
        """
        examined = self.assessor.examine(initiative)
        return with_second_opinion(examined, model, min(deadline, model.deadline(monotonic())))

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
    def _calls(self) -> Called:
        """Return what each initiative is called by, once each."""
        return called(self.initiatives)
