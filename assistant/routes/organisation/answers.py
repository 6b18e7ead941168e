"""Answers of the organisation as a whole, from the parts of its documents that are called so and its own sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.catalogue.players import Sort, is_team
from assistant.catalogue.problems import tells_of_trouble
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Kind
from assistant.index.reader import Index
from assistant.nights.reading_back import read_quotes
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, entries, is_of_one, pages, parts, sentences_with
from assistant.routes.organisation.questions import OrganisationQuestion, Topic
from assistant.routes.organisation.readings import (
    READINGS,
    pattern,
    rows_of,
    told_elsewhere,
    told_of,
)
from assistant.routes.organisation.stated_priorities import priorities
from assistant.routes.organisation.what_blocks import blockers
from assistant.routes.organisation.what_came_about import EARLIER, results, stopped
from assistant.routes.organisation.what_was_heard import heard
from assistant.routes.organisation.who_decides import deciders

_LACKS = pattern(
    r"\b(?:do|does|is|are|have|has|can|did|was|were)(?:n['’]t| not)\b|\b(?:only|limited|insufficient|inconsistent\w*"
    r"|outdated"
    r"|frustrat\w*|duplicat\w*|no way)\b"
)
_COUNT = pattern(
    r"\b(?:we (?:now |currently )?(?:have|are|run|work in)|our|there are)\b[^.;]{0,25}?"
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty) (?:[\w-]+ ){0,2}(?:teams|squads"
    r"|departments|divisions)\b"
)
OF_ONE = (
    "The documents that you may read say this of single initiatives, each named, not of the organisation as a whole."
)
_OF_THE_WHOLE = (Topic.RISKS, Topic.OPEN, Topic.MEASURES)


def answer_of_organisation(
    asked: OrganisationQuestion,
    question: str,
    index: Index,
    strategy: Strategy,
    players: Sequence[Mapping[str, Any]],
    today: date,
) -> Answer | None:
    """Answer what is asked of the organisation as a whole; None where no part is called so and no sentence says it."""
    rules: dict[Topic, Callable[[], tuple[Rows, str | None]]] = {
        Topic.PROBLEMS: lambda: (_problems(index, strategy), None),
        Topic.PRIORITIES: lambda: priorities(index, strategy, today, now=asked.now),
        Topic.HEARD: lambda: (heard(index, strategy, spoken=asked.spoken, who=asked.who), None),
        Topic.LESSONS: lambda: _lessons(index, strategy, today, now=asked.now),
        Topic.RESULTS: lambda: results(index, strategy, today, asked),
        Topic.STOPPED: lambda: (stopped(index, strategy, today), None),
        Topic.BLOCKERS: lambda: blockers(index, strategy, today),
        Topic.DECIDES: lambda: deciders(question, index, strategy, today),
        Topic.TEAMS: lambda: (_teams(index, strategy, players), None),
    }
    rows, left_open = (
        rules[asked.topic]() if asked.topic in rules else (_read(asked.topic, index, strategy, today), None)
    )
    if rows and asked.topic in _OF_THE_WHOLE and all(is_of_one(made.document) for _, quotes in rows for made in quotes):
        left_open = OF_ONE
    return Answer.of(question, index.generation, rows, left_open) if rows or left_open else None


def _read(topic: Topic, index: Index, strategy: Strategy, today: date) -> Rows:
    reading = READINGS[topic]
    documents = [one for one in pages(index, reading.kinds, strategy.retired) if reading.of_one or not is_of_one(one)]
    several = len(documents) > 1 and reading.of_one
    rows = rows_of(told_of(reading, documents, today), reading.most, of_whole=not several)
    return rows or rows_of(told_elsewhere(reading, index, strategy), reading.most, of_whole=not several)


def _lessons(index: Index, strategy: Strategy, today: date, *, now: bool) -> tuple[Rows, str | None]:
    """Return what is said to have been learned, else what studies found; of this year only, where that is asked."""
    rows = _read(Topic.LESSONS, index, strategy, today) or heard(index, strategy, spoken=False)
    if not now:
        return rows, None
    of_now = [row for row in rows if any(str(made.document.date or "").startswith(str(today.year)) for made in row[1])]
    return of_now, None if of_now or not rows else EARLIER


def _problems(index: Index, strategy: Strategy) -> Rows:
    """Return what each page says that it solves, in the first sentence of that part which tells of trouble."""
    reading = READINGS[Topic.PROBLEMS]
    told: list[Told] = []
    for document in pages(index, reading.kinds, strategy.retired):
        found = [
            one
            for heading, blocks in parts(document, reading.headings)
            for one in entries(document, heading, blocks, 6)
        ]
        told += [one for one in found if tells_of_trouble(one.words) or _LACKS.search(one.words)][:1]
    return rows_of(told, reading.most, of_whole=False)


def _teams(index: Index, strategy: Strategy, players: Sequence[Mapping[str, Any]]) -> Rows:
    """Return how many teams there are: what is said of us, else the teams that the documents list."""
    kinds = (Kind.STRATEGY, Kind.PLAYERS, Kind.OTHER)
    stated = [one for document in pages(index, kinds, strategy.retired) for one in sentences_with(document, _COUNT)]
    if stated:
        return rows_of(stated, 3)
    teams = [(one["name"], list(read_quotes(one["quotes"][:1], index))) for one in players if one["sort"] == Sort.TEAM]
    named = [(name, quotes) for name, quotes in teams if quotes and is_team(name, quotes[0])]
    if len(named) < 2:
        return []
    return [
        (
            f"The documents name {len(named)} teams: {'; '.join(name for name, _ in named)}.",
            [q for _, qs in named for q in qs],
        )
    ]
