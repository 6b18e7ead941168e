"""What changed in the strategy: what documents say of a change, and the goals of two pages of one series compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.catalogue.goals import GOAL_NUMBER, Goal
from assistant.catalogue.periods import period_of_page
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Document, Kind, Quote, Role
from assistant.index.ages import date_words
from assistant.index.reader import Index
from assistant.routes.organisation.parts import Told, entries, is_of_one, parts, sentences_with
from assistant.routes.organisation.readings import is_conditional, pattern
from assistant.routes.organisation.series import series_of
from assistant.text.names import stems
from assistant.text.places import is_retired_place
from assistant.text.plain import plain

_WHAT = (
    r"(?:our|the|your) (?:(?:product|company|business|overall|strategic) )?"
    r"(?:strategy|strategic plan|plans?|priorities|goals|direction|focus)"
)
_ASKED = re.compile(
    r"^(?:what(?:'s| is| has| have| was)? (?:been )?(?:changed?|changing|new|different|updated)"
    rf"(?: in| with| about| of)? {_WHAT}|(?:how )?(?:has|have|did|does|is) {_WHAT}"
    r" (?:changed?|changing|evolved?|shift(?:ed)?|moved?|been (?:changed|updated|revised))"
    rf"|what (?:did|have) we changed? (?:in|about|of) {_WHAT}"
    rf"|(?:what|which) (?:\w+ )?changes (?:did we make|have we made|were made|are there) (?:to|in) {_WHAT})"
    r"(?: (?:recently|lately|so far|over time))?$",
    re.IGNORECASE,
)
_SUBJECT = r"(?:strateg\w+|plans?|priorit\w+|goals?|objectives|direction|mission|vision|focus|model|approach|bets?)"
_SUBJECTS = pattern(rf"\b{_SUBJECT}\b")
_NARROW = pattern(r"\b(?:strategy|strategic|priorit(?:y|ies)|goals|objectives|mission|vision)\b")
"""What a sentence outside the strategy has to speak of."""
_CHANGE = r"(?:updat\w+|chang\w+|adjust\w+|revis\w+|shift\w*|evol\w+|pivot\w*|refocus\w*)"
_TITLE = pattern(rf"\b{_CHANGE}\b.{{0,40}}\b{_SUBJECT}\b|\b(?:strateg\w+|priorit\w+|goals?)\b.{{0,15}}\b{_CHANGE}\b")
"""A title that says that the page tells of a change of the strategy."""
_HEADING = pattern(
    rf"^\W*(?:change ?log|revision history|version history|(?:summary of )?changes|what(?:['’]s| has| is)? (?:changed"
    rf"|changing|new|different)\b.*|(?:strategic |our )?decision (?:log|record|register)s?"
    rf"|changes (?:since|from|to)\b.*"
    rf"|(?:how|why|what) we(?:['’]re| are|['’]ve| have)? (?:now )?{_CHANGE}\b.*)\W*$"
)
_ONE_OF_OURS = r"(?:we|the (?:board|council|organi[sz]ation|company|agency|team|leadership|strategy|plan))"
_SAID = pattern(
    rf"\b{_ONE_OF_OURS}(?: have| has|['’]ve)?(?: now| since| therefore| also| then)? (?:moved|shifted|switched|pivoted"
    rf"|turned)(?: away| our \w+| its \w+)? from\b[^.;]*\bto\b"
    rf"|\b{_ONE_OF_OURS}(?: have| has|['’]ve)?(?: now| since| therefore| also| then)? (?:chang|adjust|revis|updat"
    rf"|narrow|broaden|refocus|reposition|replac|rewr)\w*(?:ed|ote|itten)\b[^.;]{{0,40}}\b{_SUBJECT}\b"
    rf"|\b{_ONE_OF_OURS}(?:['’]re| are| is) (?:now )?(?:updating|changing|adjusting|revising|shifting|moving)\b"
    rf"[^.;]{{0,40}}\b(?:strateg\w+|priorit\w+|goals?|direction|focus)\b"
    rf"|\b{_ONE_OF_OURS}(?: have| has|['’]ve) decided to (?:stop|end|drop|add|incorporate|replace|move|focus|shift)\b"
    rf"[^.;]*\b{_SUBJECT}\b"
    rf"|\b(?:is|are) no longer (?:an? |our |the )?(?:\w+ )?(?:priority|goal|focus|objective)\b"
    rf"|\b(?:supersedes|superseded by|replaces the|replaced by the)\b[^.;]*\b(?:strateg\w+|plan|priorit\w+|goals?)\b"
)
_ALIKE, _FEWEST_GOALS, _EACH, _MOST = 0.4, 2, 6, 10
_NUMBER = re.compile(rf"^\W*{GOAL_NUMBER}[\s:.)|–-]+", re.IGNORECASE)
_KINDS = (Kind.STRATEGY, Kind.OTHER, Kind.COLLABORATION, Kind.PROBLEMS, Kind.WORK)


@dataclass(frozen=True, slots=True)
class _Change:
    """Something that changed, with when it was told (a text that sorts) and its quotes."""

    when: str
    text: str
    quotes: list[Quote]


def asks_strategy_change(question: str) -> bool:
    """Tell whether a question asks what changed in the strategy, whenever it was."""
    return bool(_ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'")))


def strategy_changes(question: str, index: Index, strategy: Strategy) -> Answer | None:
    """Return what changed in the strategy, the newest first; None where no document tells of it."""
    changes = [*_told(index), *_compared(strategy)]
    changes.sort(key=lambda one: one.when, reverse=True)
    rows = {one.text: one.quotes for one in changes}
    return Answer.of(question, index.generation, list(rows.items())[:_MOST]) if rows else None


def _told(index: Index) -> Iterator[_Change]:
    """Yield what pages of the whole organisation say of a change, those that no longer hold included."""
    for document in index.documents(_KINDS):
        if document.record is not None or is_of_one(document) or is_retired_place(document.path):
            continue
        for told in _of_page(document)[:_EACH]:
            if made := told.quote():
                yield _Change(_when(document), f"{_named(document)}: {told.words}", [made])


def _of_page(document: Document) -> list[Told]:
    """Return what a page says of a change: of a strategy or a page about its change also below headings called so."""
    about = bool(_TITLE.search(plain(document.title)))
    stated = [one for one in sentences_with(document, _SAID) if not is_conditional(one.words)]
    if not about:
        meant = _SUBJECTS if document.kind is Kind.STRATEGY else _NARROW
        stated = [one for one in stated if meant.search(one.words)]
    if not about and document.kind is not Kind.STRATEGY:
        return stated
    listed = [
        one
        for heading, blocks in parts(document, _HEADING)
        if plain(heading) != plain(document.title)
        for one in entries(document, heading, [block for block in blocks if block.role is not Role.HEADING])
    ]
    told = {one.span: one for one in [*stated, *listed] if not one.words.endswith(":")}
    return [told[span] for span in sorted(told)]


def _compared(strategy: Strategy) -> Iterator[_Change]:
    """Yield how the numbered goals of the newest page of a series differ from those of the page before it."""
    series: dict[str, dict[str, list[Goal]]] = {}
    for goal in strategy.goals:
        if goal.declared and goal.id and period_of_page(goal.document) is not None:
            series.setdefault(series_of(goal.document), {}).setdefault(goal.document.id, []).append(goal)
    for pages in series.values():
        listed = [goals for goals in pages.values() if len(goals) >= _FEWEST_GOALS]
        listed.sort(key=lambda goals: period_of_page(goals[0].document) or 0)
        if len(listed) > 1:
            yield from _differences(listed[-2], listed[-1])


def _differences(before: Sequence[Goal], after: Sequence[Goal]) -> Iterator[_Change]:
    """Yield each goal that is new, gone or worded anew."""
    old, new = (plain(goals[0].document.title) for goals in (before, after))
    when = _when(after[0].document)
    left = list(before)
    for goal in after:
        was = max(left, key=lambda one: _likeness(one, goal), default=None)
        if was is None or _likeness(was, goal) < _ALIKE:
            yield from _change(when, f"{new} lists a goal that {old} did not list: {_words(goal)}", [goal])
            continue
        left.remove(was)
        if stems(_words(was)) != stems(_words(goal)):
            yield from _change(when, f"{new} says “{_words(goal)}” where {old} said “{_words(was)}”.", [goal, was])
    for goal in left:
        yield from _change(when, f"{old} listed a goal that {new} does not list: {_words(goal)}", [goal])


def _change(when: str, text: str, goals: Iterable[Goal]) -> Iterator[_Change]:
    quotes = [made for goal in goals if (made := goal.quote()) is not None]
    if quotes:
        yield _Change(when, text, quotes)


def _likeness(one: Goal, other: Goal) -> float:
    """Return how much of their words two goals share."""
    left, right = stems(_words(one)), stems(_words(other))
    return len(left & right) / max(len(left | right), 1)


def _words(goal: Goal) -> str:
    """Return a goal in its own words, without its number."""
    first = next(iter(goal.text.strip().splitlines()), "")
    return plain(_NUMBER.sub("", first)).strip(" .") or goal.name


def _when(document: Document) -> str:
    """Return when a page was written, else the year that its period begins with, as a text that sorts."""
    period = period_of_page(document)
    return document.date or (str(period.start // 12) if period else "")


def _named(document: Document) -> str:
    title = plain(document.title)
    return f"{title} ({date_words(document.date)})" if document.date else title
