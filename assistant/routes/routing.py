"""Which route answers a question: the surest first, and none where it is a question like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.catalogue.half_names import READ_AS, half_named
from assistant.catalogue.players import Sort
from assistant.domain import Answer, Kind
from assistant.evidence_mode.answering import answer_from_assessment, compose
from assistant.evidence_mode.listed import list_by_name
from assistant.opened import Opened
from assistant.records.book import NO_SUCH_KEY, unknown_key
from assistant.records.facts import Rows
from assistant.routes.documents.agreeing import agreement
from assistant.routes.documents.asked_columns import answer_from_column, asks_column
from assistant.routes.documents.asked_headings import answer_below_heading
from assistant.routes.documents.calendars import answer_from_calendar, calendar_question
from assistant.routes.documents.looking_back import answer_looking_back, looks_back
from assistant.routes.documents.meetings import answer_from_meetings, meeting_question
from assistant.routes.documents.named_sections import answer_from_section, section_question
from assistant.routes.documents.numbered_things import answer_about_thing, thing_question
from assistant.routes.documents.overview import overview
from assistant.routes.documents.rhythm import asks_rhythm, rhythm_of
from assistant.routes.documents.voices import asks_voices, voices
from assistant.routes.initiative.questions import answer_aims, answer_side
from assistant.routes.initiative.sides import Side, side_of
from assistant.routes.initiative.why_not import asks_why_not, why_not
from assistant.routes.only_by_route import AFTER_RECORDS
from assistant.routes.organisation.answers import answer_of_organisation
from assistant.routes.organisation.changed import changed, dated_called
from assistant.routes.organisation.planned_next import asks_next, planned_next
from assistant.routes.organisation.questions import OrganisationQuestion, Topic, organisation_question
from assistant.routes.organisation.reached_goals import asks_reached, reached_goals
from assistant.routes.organisation.strategy_changes import asks_strategy_change, strategy_changes
from assistant.routes.organisation.what_came_about import ONLY_OUT
from assistant.routes.organisation.who_decides import asks_who_decides, decider_of
from assistant.routes.people.player_questions import answer_about_player, player_question
from assistant.routes.people.who_holds import asks_who_holds, holder_of
from assistant.routes.people.who_leads import asks_who_leads, leader_of
from assistant.routes.portfolio.answers import answer_from_portfolio, contradictions, is_measured
from assistant.routes.portfolio.catalogue_answers import answer_from_catalogue
from assistant.routes.portfolio.catalogue_questions import CatalogueQuestion, Wanted, catalogue_question
from assistant.routes.portfolio.complaints import asks_complaints, most_complained_of
from assistant.routes.portfolio.money import money
from assistant.routes.portfolio.open_work import open_work
from assistant.routes.portfolio.questions import (
    Asked,
    PortfolioQuestion,
    portfolio_question,
)
from assistant.routes.portfolio.standing import NO_READING, NO_TARGET, asks_standing, standing_of
from assistant.routes.records.answers import answer_from_records, biggest_of_records, held_against
from assistant.routes.records.called_behind import asks_behind, rows_behind
from assistant.routes.records.comparing import compare
from assistant.routes.records.goals_called import goals_behind, goals_standing
from assistant.routes.records.short_questions import written_out
from assistant.routes.wording.asks_records import sort_asked_for
from assistant.routes.wording.periods import asks_for_changes
from assistant.routes.wording.plainly import said_plainly
from assistant.routes.wording.readings import asked_back, readings
from assistant.routes.wording.shapes import asks_agreement, assessed, compared, may_ask_for_a_verdict, overview_of
from assistant.routes.wording.translated import in_english
from assistant.text.names import KEY

_BLOCKED = "Which issues are blocked?"


def plainly(question: str) -> str:
    """Return a question as the routes know it: in English, and in plain words."""
    return written_out(in_english(said_plainly(question)))


class Routing:
    """Answers what has a route of its own."""

    def __init__(self, opened: Opened) -> None:
        """Answer from what is open for a reader."""
        self._opened = opened

    def answer(self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None = None) -> Answer | None:
        """Return the answer of the first route that has one, None where it is a question like any other."""
        tried = self._routes(question, kinds, today, since)
        made = next((made for made in tried if made is not None), None)
        return made if made is not None else self._by_half_name(question, kinds, today, since)

    def _by_half_name(self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None) -> Answer | None:
        """Return what a route says of the initiative that a question calls by a part of its name, or ask which."""
        half = (
            half_named(question, self._opened.calls, self._opened.assessor.catalogue)
            if not self._opened.named_in(question)
            else None
        )
        if half is None:
            return None
        made = next((one for one in self._routes(half.named(), kinds, today, since) if one is not None), None)
        if made is None or made.abstained:
            return None
        if len(half.names) > 1:
            return Answer(question, self._opened.index.generation, reason=asked_back(half.names))
        return replace(made, reason=made.reason or READ_AS.format(phrase=half.phrase, name=half.names[0]))

    def _routes(
        self, question: str, kinds: tuple[Kind, ...], today: date, since: date | None
    ) -> Iterator[Answer | None]:
        """Yield what each route that fits a question makes of it, the surest first; None where it has nothing."""
        if (initiative := assessed(question)) is not None:
            yield answer_from_assessment(question, self._opened.assess(initiative))
        searching, everything = self._opened.searching(since), not (kinds or since)
        if not kinds and (thing := thing_question(question)) is not None:
            yield answer_about_thing(thing, question, searching.index)
        if not kinds and (back := looks_back(question)) is not None and not self._opened.named_in(question):
            yield answer_looking_back(back, question, searching.index, self._opened.assessor.catalogue)
        if not kinds and (dated := calendar_question(question)) is not None:
            yield answer_from_calendar(dated, question, searching.index, today)
        if not kinds and (meeting := meeting_question(question, today)) is not None:
            yield answer_from_meetings(meeting, question, searching)
        if everything:
            yield biggest_of_records(question, self._opened.book, self._opened.index.generation, today)
            if (ended := asks_reached(question)) is not None:
                yield reached_goals(ended, question, self._opened.index, today)
            if asks_next(question):
                yield planned_next(
                    question, self._opened.index, self._opened.assessor.strategy, self._opened.book, today
                )
            if asks_strategy_change(question):
                yield strategy_changes(question, self._opened.index, self._opened.assessor.strategy)
            yield from self._catalogue_routes(question, today)
        if changes := asks_for_changes(question, today, lambda name: dated_called(name, searching)):
            first, about = changes
            first = max(first, since) if first and since else first or since
            yield changed(question, first, today, about, searching, self._opened.book, kinds, self._opened.last_night())
        if (subject := overview_of(question)) is not None:
            yield overview(question, subject, searching, self._opened.book_since(since), kinds)
            return
        if everything:
            yield held_against(question, self._opened.book, self._opened.index.generation, today)
        if (pair := compared(question)) is not None:
            yield compare(question, pair, searching, self._opened.book_since(since), today, kinds)
            return
        if everything and (asked := portfolio_question(question)) is not None:
            if asked.asked is Asked.EVERY:
                yield answer_from_records(question, self._opened.book, self._opened.index.generation, today)
            yield self._of_portfolio(asked, question)
        if (matter := asks_agreement(question)) is not None:
            yield self._agreement(question, matter)
            return
        yield from self._initiative_routes(question)
        if everything:
            yield from self._record_routes(question, today)
            if (whole := organisation_question(question)) is not None and whole.topic in AFTER_RECORDS:
                if whole.topic is Topic.BLOCKERS:
                    yield answer_from_records(_BLOCKED, self._opened.book, self._opened.index.generation, today)
                made = self._of_organisation(whole, question, today)
                is_of_outcomes = whole.topic is Topic.RESULTS and not whole.delivered
                yield self._or_standing(made, question, today) if is_of_outcomes else made

    def _or_standing(self, made: Answer | None, question: str, today: date) -> Answer | None:
        """Return the results that are told, or how the outcomes stand where only what was finished is told."""
        if made is not None and not made.abstained and made.reason != ONLY_OUT:
            return made
        stands = standing_of(
            "", question, self._opened.entries, self._opened.assessor.catalogue, self._opened.retriever, today
        )
        return stands if stands is not None and stands.reason not in (NO_READING, NO_TARGET) else made

    def _of_portfolio(self, asked: PortfolioQuestion, question: str) -> Answer | None:
        night, catalogue = self._opened.night(), self._opened.assessor.catalogue
        if asked.asked is Asked.OPEN_WORK:
            found = open_work(asked.outcome, night, catalogue, self._opened.book, self._opened.index)
        elif asked.asked is Asked.MONEY:
            found = money(asked.outcome, asked.measure, night, catalogue, self._opened.book)
        else:
            made = answer_from_portfolio(
                asked, question, night, self._opened.index, self._opened.assessor.strategy.retired
            )
            return made if asked.surely or not made.abstained else None
        rows, left_open = found
        return Answer.of(question, self._opened.index.generation, rows, left_open) if rows or asked.surely else None

    def _of_organisation(self, whole: OrganisationQuestion, question: str, today: date) -> Answer | None:
        players = self._opened.entries["players"] if whole.topic is Topic.TEAMS else ()
        return answer_of_organisation(
            whole, question, self._opened.index, self._opened.assessor.strategy, players, today
        )

    def _catalogue_routes(self, question: str, today: date) -> Iterator[Answer | None]:
        """Yield what the documents as a whole say: lists, targets, named parts, voices, players."""
        if (post := asks_who_holds(question)) is not None and not self._opened.named_in(question):
            yield holder_of(post, question, self._opened.index)
        if (led := asks_who_leads(question)) is not None:
            yield leader_of(led, question, self._opened.index)
        if (decided := asks_who_decides(question)) is not None and organisation_question(question) is None:
            yield decider_of(decided, question, self._opened.index, self._opened.assessor.strategy)
        if (most := asks_complaints(question)) is not None:
            yield most_complained_of(most, question, self._opened.index)
        whole = organisation_question(question)
        asked = catalogue_question(question)
        if asked is None and whole is not None and whole.topic is Topic.USERS:
            asked = CatalogueQuestion(Wanted.PLAYERS, sort=Sort.GROUP, of_users=True)
        if asked is not None and not (
            asked.wanted is Wanted.TARGET and asked.about and self._opened.named_in(question)
        ):
            if (
                asked.wanted is Wanted.TARGET
                and not asked.about
                and not any(map(is_measured, self._opened.entries["outcomes"]))
            ):
                yield self._of_organisation(OrganisationQuestion(Topic.MEASURES), question, today)
            unserved = asked.wanted is Wanted.UNSERVED_PROBLEMS
            portfolio = self._opened.night().portfolio if unserved else self._opened.entries
            yield answer_from_catalogue(asked, question, portfolio, self._opened.assessor.strategy, self._opened.index)
        if (about := asks_standing(question)) is not None:
            if sort_asked_for(question) == "key result":
                yield answer_from_records(question, self._opened.book, self._opened.index.generation, today)
            if not about and (rows := self._goals(question, today)):
                yield Answer.of(question, self._opened.index.generation, rows)
            yield standing_of(
                about, question, self._opened.entries, self._opened.assessor.catalogue, self._opened.retriever, today
            )
        if (ended := asks_why_not(question)) is not None:
            yield why_not(ended, question, self._opened.assessor.strategy, self._opened.index.generation)
        if (often := asks_rhythm(question)) is not None:
            yield rhythm_of(often, question, self._opened.retriever)
        if whole is not None and whole.topic is Topic.MISSION:
            yield self._of_organisation(whole, question, today)
        if (part := section_question(question)) is not None:
            yield answer_from_section(part, question, self._opened.index, self._opened.assessor.strategy.retired)
        if whole is not None and whole.topic not in AFTER_RECORDS:
            yield self._of_organisation(whole, question, today)
        yield answer_below_heading(question, self._opened.index, self._opened.assessor, today)
        if (column := asks_column(question)) is not None:
            yield answer_from_column(column, question, self._opened.index)
        if (heard := asks_voices(question)) is not None:
            yield voices(heard, question, self._opened.retriever, self._opened.assessor.strategy)
        if (of_player := player_question(question)) is not None:
            yield answer_about_player(of_player, question, self._opened.entries["players"], self._opened.index)

    def _goals(self, question: str, today: date) -> Rows:
        """Return what sheets and exports call the goals: those behind where that is asked, else how all stand."""
        if not asks_behind(question):
            return goals_standing(self._opened.book, today)
        rows = rows_behind(self._opened.index, self._opened.assessor.strategy.retired)
        told = {made.document.path for _, cells in rows for made in cells}
        return rows + goals_behind(self._opened.book, today, told)

    def _initiative_routes(self, question: str) -> Iterator[Answer | None]:
        """Yield the verdict on an initiative that a question names, or the side of it that it asks for."""
        side = side_of(self._opened.unnamed(question))
        if (
            not isinstance(side, Side)
            and may_ask_for_a_verdict(question)
            and (named := self._opened.named_in(question))
        ):
            yield answer_from_assessment(question, self._opened.assess(named))
        if side is not None and (named := self._opened.named_in(question)):
            if listed := list_by_name(question, self._opened.retriever):
                yield compose(question, self._opened.index.generation, listed)
            if side is Side.WHOLE:
                yield answer_from_assessment(question, self._opened.assess(named))
            elif side is Side.AIM:
                yield answer_aims(question, self._opened.assessor.examine(named))
            else:
                yield answer_side(question, side, self._opened.examined(named))

    def _record_routes(self, question: str, today: date) -> Iterator[Answer | None]:
        """Yield that a record is not known, what is asked back where a name has several, what the records tell."""
        key = unknown_key(question, self._opened.book)
        if key and not any(key in KEY.findall(hit.text) for hit in self._opened.search(key)):
            yield Answer(question, self._opened.index.generation, reason=NO_SUCH_KEY.format(key=key))
        if meant := readings(question, self._opened.book):
            yield Answer(question, self._opened.index.generation, reason=asked_back(meant))
        yield answer_from_records(question, self._opened.book, self._opened.index.generation, today)

    def _agreement(self, question: str, matter: str) -> Answer | None:
        if not matter:
            return contradictions(question, self._opened.night(), self._opened.index)
        return agreement(question, matter, self._opened.assessor)
