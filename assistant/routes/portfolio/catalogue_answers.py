"""Answers from the catalogue that the night kept: each entry in the words of its quote, nothing without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.catalogue.exclusions import Exclusion
from assistant.catalogue.players import Sort, is_team
from assistant.catalogue.problems import is_study
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Block, Quote, Role
from assistant.evidence_mode.answering import cells_of, words_of
from assistant.findings.trouble import UNABLE, tells_trouble
from assistant.index.reader import Index
from assistant.nights.reading_back import read_quotes
from assistant.records.facts import Rows
from assistant.routes.portfolio.answers import UNRANKED, is_measured, measured, outcome_rows
from assistant.routes.portfolio.catalogue_questions import CatalogueQuestion, Wanted
from assistant.text.names import holds, says_all, stems, units
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of

_MOST, _QUOTES, _LEFT_OUT, _NEAREST = 25, 2, 5, 3
"""Entries of a list, quotes of a problem, things not done that are read out with the strategy, places beside a no."""
_FITS = 0.5
"""Share of the words that name a target from which an outcome is what is meant."""
_STATED = 3
"""Problems that are stated, beside which the cells of tables are no problems of their own."""
_PAIR = 2
_OWN_NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*\s+)?(?P<number>[A-Z]{1,3}-?\d{1,2})\b")
_NO = re.compile(
    r"^\W*(?:no|not|never|kein\w*|nada)\b|\b(?:stops?|stopped|will not|won['’]?t|no longer|nicht mehr)\b", re.IGNORECASE
)
_STAKE = re.compile(r"stakeholder|\bteams?\b|\bstaff\b|\bpartners?\b|\bsuppliers?\b|\bcompetitors?\b", re.IGNORECASE)
_USE = re.compile(r"\busers?\b|\baudiences?\b|\bpersonas?\b|\bcustomers?\b", re.IGNORECASE)
ALL_TAKEN_UP = "Every problem that has a page of its own is taken up by an initiative, as far as you may read."
UNMEASURED_ALL = "No measure stands beside any of the outcomes in the documents that you may read."
UNMEASURED = "Beside {} more of its outcomes the strategy states no measure."


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What the night kept, the strategy that it read, and the index that quotes are checked in."""

    portfolio: Mapping[str, Any]
    strategy: Strategy
    index: Index

    def quotes(self, rows: Iterable[Mapping[str, Any]]) -> list[Quote]:
        """Return the quotes of kept rows that stand where they stood."""
        return list(read_quotes(rows, self.index))


def answer_from_catalogue(
    asked: CatalogueQuestion, question: str, portfolio: Mapping[str, Any], strategy: Strategy, index: Index
) -> Answer | None:
    """Answer from the catalogue of a reader's circle; None where it holds nothing of what is asked."""
    rules: dict[Wanted, Callable[[CatalogueQuestion, _Catalogue], Rows]] = {
        Wanted.PROBLEMS: _problems,
        Wanted.UNSERVED_PROBLEMS: _unserved,
        Wanted.PLAYERS: _players,
        Wanted.TARGET: _targets,
        Wanted.ACCOUNTABLE: _accountable,
        Wanted.CARRIED: _carried,
        Wanted.NOT_DOING: _not_doing,
        Wanted.STRATEGY: _strategy,
    }
    rows = rules[asked.wanted](asked, _Catalogue(portfolio, strategy, index))
    if asked.wanted is Wanted.TARGET and not asked.about and not any(map(is_measured, portfolio["outcomes"])):
        named = tuple(made for _, quotes in rows for made in quotes[:1])
        return Answer(question, index.generation, reason=UNMEASURED_ALL, nearest=named[:_NEAREST]) if rows else None
    if not rows:
        served = asked.wanted is Wanted.UNSERVED_PROBLEMS and portfolio["problems"] and portfolio["initiatives"]
        return Answer(question, index.generation, reason=ALL_TAKEN_UP) if served else None
    most = min(asked.most or _MOST, _MOST)
    more = f"{len(rows) - most} more are in the portfolio." if len(rows) > most and asked.most is None else None
    said = UNRANKED if asked.wanted is Wanted.PROBLEMS and asked.most is not None else None
    if asked.wanted is Wanted.TARGET and not asked.about:
        without = len(portfolio["outcomes"]) - len(rows)
        said = UNMEASURED.format(without) if without else None
    return Answer.of(question, index.generation, rows[:most], said or more)


def _problems(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the problems, numbered ones first, then by how much evidence they have."""
    made = [(problem, kept.quotes(problem["evidence"])) for problem in kept.portfolio["problems"]]
    known = [
        (problem, quotes) for problem, quotes in made if quotes and _is_about(asked.about, problem["name"], quotes)
    ]
    known = [(problem, _telling(asked.about, problem["name"], quotes)) for problem, quotes in known]
    known = [row for row in known if row[0]["number"] or _is_bad(row[0]["name"], row[1])]
    stated = [row for row in known if not _is_cell(row[0]["name"], row[1][0])]
    if not asked.about and len(stated) >= _STATED:
        known = stated
    known.sort(key=lambda row: (row[0]["number"] is None, is_study(row[0]["name"]), -len(row[1])))
    return [(_problem(problem, quotes), quotes[:_QUOTES]) for problem, quotes in known]


def _is_bad(name: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether a problem, or what is read out of its page, says that anything is bad or fails."""
    told = (plain(name), *(words_of(made) for made in quotes[:_QUOTES]))
    return any(tells_trouble(text) or UNABLE.search(text) for text in told)


def _is_cell(name: str, made: Quote) -> bool:
    """Tell whether a problem is no more than a cell of a table."""
    return any(cell == plain(name) for _, cell in cells_of(made)[:2])


def _telling(about: str, name: str, quotes: list[Quote]) -> list[Quote]:
    """Return the evidence of a problem that speaks of what a question narrows it to, where its name does not."""
    wanted = units(about)
    said = [made for made in quotes if says_all(made.text, wanted)]
    return quotes if not wanted or says_all(f"{name} {quotes[0].document.title}", wanted) else said or quotes[:1]


def _problem(problem: Mapping[str, Any], quotes: Sequence[Quote]) -> str:
    number = f"{problem['number'].upper()}: " if problem["number"] else ""
    name = plain(problem["name"]).lstrip("#").rstrip(".")
    return f"{number}{name}: {'; '.join(words_of(made).rstrip('.') for made in quotes[:_QUOTES])}."


def _unserved(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the pages of problems that no initiative takes up, each on the first evidence that stands there."""
    orphans = {stems(name) for name in kept.portfolio["orphans"]["problems"]}
    rows: dict[str, tuple[str, list[Quote]]] = {}
    for problem in kept.portfolio["problems"]:
        quotes = kept.quotes(problem["evidence"])
        if quotes and stems(quotes[0].document.title) in orphans:
            title = plain(quotes[0].document.title)
            rows.setdefault(title, (f"No initiative takes up “{title}”: {words_of(quotes[0])}", quotes[:1]))
    return list(rows.values())


def _players(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the players of a sort; of customers those that are one, where their records tell."""
    every = [one for one in kept.portfolio["players"] if one["sort"] == asked.sort]
    if asked.sort is Sort.GROUP:
        every = [one for one in kept.portfolio["players"] if one["sort"] in (Sort.GROUP, Sort.SEGMENT, Sort.PERSONA)]
    if asked.sort is Sort.CUSTOMER:
        every = [one for one in every if (one["role"] or "").casefold() == "customer"] or every
    rows: Rows = []
    for one in every:
        quotes = kept.quotes(one["quotes"])
        if quotes and asked.of_users and one["sort"] == Sort.GROUP and _has_a_stake(quotes[0]):
            continue
        if quotes and asked.sort is Sort.TEAM and not is_team(one["name"], quotes[0]):
            continue
        if quotes and _is_about(asked.about, one["name"], quotes):
            said = words_of(quotes[0])
            named = stems(one["name"]) <= stems(said)
            rows.append((said if named else f"{one['name']}: {said}", quotes[:1]))
    return rows


def _has_a_stake(made: Quote) -> bool:
    """Whether somebody stands on a page of those with a stake in the work, and not of those who use what is made."""
    called = f"{made.document.title} {made.document.path.rsplit('/', 1)[-1]}"
    return bool(_STAKE.search(called)) and not _USE.search(called)


def _targets(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the outcomes that are meant, with their measures; of those that are named only what has a target."""
    meant = fitting(asked.about, kept.portfolio["outcomes"])
    stated = [one for one in meant if (one["measure"] or {}).get("target")] if asked.about else _measured(meant)
    return outcome_rows(stated, kept.index)


def _measured(outcomes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the outcomes that have a measure; all of them where none has one."""
    return [one for one in outcomes if is_measured(one)] or list(outcomes)


def fitting(about: str, outcomes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the outcomes that fit best what a question names, a number such as O4 too; all where it names none."""
    wanted = units(about)
    shares = [(_share(wanted, f"{_numbered(one)} {measured(one)}"), one) for one in outcomes]
    best = max((share for share, _ in shares), default=0.0)
    enough = best >= _FITS and (len(wanted) != _PAIR or best == 1)  # half of two words is one, which may be any
    return [one for share, one in shares if not wanted or (share == best and enough)]


def _accountable(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return who answers for an outcome, where the row that names it has a column for that."""
    wanted = units(asked.about)
    rows: Rows = []
    for one in kept.portfolio["outcomes"]:
        if not wanted or _share(wanted, f"{_numbered(one)} {measured(one)}") < 1:
            continue
        for made in kept.quotes(one["quotes"][:1]):
            owners = [(column, cell) for column, cell in cells_of(made) if section_of(column) is Section.OWNER]
            rows += [(f"{one['name']}: {column}: {cell}.", [made]) for column, cell in owners]
    return rows


def _carried(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the outcomes whose row names somebody as the one who answers for it."""
    rows: Rows = []
    for one in kept.portfolio["outcomes"]:
        for made in kept.quotes(one["quotes"][:1]):
            owners = [cell for column, cell in cells_of(made) if section_of(column) is Section.OWNER]
            rows += [(f"{one['name']}: {cell}.", [made]) for cell in owners if says_all(cell, units(asked.about))]
    return rows


def _not_doing(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return what the strategy that holds lists as not to be done, each once."""
    holding = [one for one in kept.strategy.exclusions if one.document.id not in kept.strategy.retired]
    listed = [one for one in holding if (block := one.document.block_at(one.start)) and _is_listed(block, one)]
    rows: dict[frozenset[str], tuple[str, list[Quote]]] = {}
    for one in sorted(listed, key=lambda one: one.scoped):
        if made := one.quote():
            words = words_of(made)
            rows.setdefault(
                stems(made.text), (f"{plain(made.document.title)}: {words}" if one.scoped else words, [made])
            )
    return list(rows.values())


def _strategy(asked: CatalogueQuestion, kept: _Catalogue) -> Rows:
    """Return the outcomes with their measures, then what is not done."""
    outcomes = outcome_rows(kept.portfolio["outcomes"], kept.index)
    return [*outcomes, *_not_doing(asked, kept)[:_LEFT_OUT]] if outcomes else []


def _is_listed(block: Block, one: Exclusion) -> bool:
    """Whether words are an entry of a list of what is not done, or say so below its heading."""
    below = any(section_of(heading) is Section.EXCLUDED for heading in block.trail[-1:])
    told = below and (block.role is Role.ITEM or bool(_NO.search(one.text)))
    return one.listed or block.role is Role.ROW or told


def _is_about(about: str, name: str, quotes: Sequence[Quote]) -> bool:
    """Whether an entry speaks of what a question narrows it to."""
    return says_all(" ".join([name, *(f"{made.document.title} {made.text}" for made in quotes)]), units(about))


def _numbered(outcome: Mapping[str, Any]) -> str:
    """Return what the strategy's own words number an outcome with; nothing where they do not."""
    match = _OWN_NUMBER.match(str(outcome["quotes"][0]["quote"])) if outcome["quotes"] else None
    return match["number"] if match else ""


def _share(wanted: Sequence[tuple[str, ...]], text: str) -> float:
    there = stems(text)
    return sum(holds(there, unit) for unit in wanted) / len(wanted) if wanted else 0.0
