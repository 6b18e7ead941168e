"""Where the portfolio is at odds with itself: owners that differ, work on what is ruled out, what speaks for stopping.

Whether something is stopped is for its leaders to say: shown is what the documents hold against it.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import Dimension, Level, Verdict
from assistant.index.reader import Index
from assistant.nights.night import Night
from assistant.nights.reading_back import read_quotes
from assistant.records.facts import Rows
from assistant.routes.portfolio.questions import Asked
from assistant.routes.records.called_behind import rows_behind

_GRAVEST = [Verdict.NOT_ALIGNED, Verdict.OUTPUT_DRIVEN, Verdict.PARTLY_ALIGNED, Verdict.CANNOT_TELL]
OWNERS_DIFFER, RULED_OUT = "owners_differ", "stopped_but_worked_on"
_NONE = {
    Asked.OWNERS: "Of no initiative do the documents that you may read name two owners.",
    Asked.RULED_OUT: "Nothing that you may read is worked on although the strategy has ruled it out.",
    Asked.TO_STOP: "The strategy that you may read speaks against no initiative.",
    Asked.TO_ASK: "Of no initiative that you may read does the assessment leave a question to its owner.",
    Asked.ATTENTION: "In what you may read, strategy and work agree, every outcome is served and none is behind.",
}
_YOURS = {
    Asked.TO_STOP: "Whether to stop one is for you to decide: these are the initiatives that documents speak against.",
    Asked.ATTENTION: "What matters most is for you to decide: here documents and work are at odds, or behind.",
}
_MOST_UNSERVED, _MOST_AT_ODDS, _MOST_BEHIND, _MOST_ASKED = 3, 8, 5, 10


def conflicts(
    asked: Asked, night: Night, index: Index, retired: frozenset[str] = frozenset()
) -> tuple[Rows, str | None]:
    """Return the initiatives that are at odds with what else is written, each on both sides' words."""
    rules: dict[Asked, Callable[[Night, Index], Rows]] = {
        Asked.OWNERS: lambda kept, there: _of_kind(OWNERS_DIFFER, kept, there),
        Asked.RULED_OUT: lambda kept, there: _of_kind(RULED_OUT, kept, there),
        Asked.TO_STOP: _to_stop,
        Asked.ATTENTION: _attention,
        Asked.TO_ASK: _to_ask,
    }
    rows = rules[asked](night, index)
    if asked is Asked.ATTENTION:
        rows += rows_behind(index, retired)[:_MOST_BEHIND]
    if not rows:
        return [], _NONE[asked]
    return rows, _YOURS.get(asked)


def _attention(night: Night, index: Index) -> Rows:
    """Return the outcomes that nobody serves, then where work and strategy are at odds, what is ruled out first."""
    kinds = dict.fromkeys([RULED_OUT, *(one["kind"] for one in night.portfolio["contradictions"])])
    at_odds = (row for kind in kinds for row in _of_kind(kind, night, index))
    return [*unserved(night, index)[:_MOST_UNSERVED], *at_odds][:_MOST_AT_ODDS]


def unserved(night: Night, index: Index) -> Rows:
    """Return the outcomes that no initiative serves, each on the place that names it."""
    orphans = set(night.portfolio["orphans"]["outcomes"])
    return [
        (f"No initiative serves “{one['name']}”.", list(quotes))
        for one in night.portfolio["outcomes"]
        if one["name"] in orphans and (quotes := read_quotes(one["quotes"][:1], index))
    ]


def _of_kind(kind: str, night: Night, index: Index) -> Rows:
    """Return the contradictions of a kind that stand on two quotes at least."""
    return [
        (f"{one['initiative']}: {one['reason']}", list(quotes))
        for one in night.portfolio["contradictions"]
        if one["kind"] == kind and len(quotes := read_quotes(one["quotes"], index)) > 1
    ]


def _to_stop(night: Night, index: Index) -> Rows:
    """Return what the strategy, or a page of its own, speaks against."""
    rows: Rows = []
    for one in night.assessments.values():
        link = next((finding for finding in one["findings"] if finding["dimension"] == Dimension.OUTCOME_LINK), None)
        if link is not None and link["level"] == Level.NOT_MET and (quotes := read_quotes(link["quotes"][:2], index)):
            rows.append((f"{one['initiative']}: {link['reason']}", list(quotes)))
    return rows


def _to_ask(night: Night, index: Index) -> Rows:
    """Return what to ask the owner of each initiative that is not aligned, on what its verdict stands on."""
    doubtful = [one for one in night.assessments.values() if one["verdict"] not in (None, Verdict.ALIGNED)]
    doubtful.sort(key=lambda one: _GRAVEST.index(one["verdict"]))
    rows: Rows = []
    for one in doubtful:
        told = (read_quotes(finding["quotes"][:1], index) for finding in one["findings"])
        quotes = next((list(made) for made in told if made), [])
        if one["question_for_owner"] and quotes and not one["enabler"]:
            verdict = str(one["verdict"]).replace("_", " ")
            rows.append((f"{one['initiative']} ({verdict}): {one['question_for_owner']}", quotes))
    return rows[:_MOST_ASKED]
