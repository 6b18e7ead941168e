"""Questions about all initiatives at once: which are aligned, what serves which outcome, how the organisation works.

Answered from what the night kept for the reader's circle, quote by quote; nothing is said without one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.catalogue.periods import period_of_page
from assistant.domain import Answer, Dimension, Level, Quote, Verdict
from assistant.evidence_mode.answering import words_of
from assistant.index.reader import Index
from assistant.nights.night import Night
from assistant.nights.reading_back import read_quotes
from assistant.portfolio.links import EXPLICIT
from assistant.records.facts import Rows
from assistant.routes.portfolio.conflicts import conflicts, unserved
from assistant.routes.portfolio.questions import Asked, PortfolioQuestion
from assistant.text.names import name_key, says_all, units
from assistant.text.plain import plain

_MOST, _CONTRADICTIONS = 25, 6
UNMEASURED = " (no measure stands beside it)"
_VALUE = re.compile(r"\d|\b(?:half|halve|doubl\w+|tripl\w+|twice|zero|a (?:third|quarter)|none|every)\b", re.IGNORECASE)
ALL_MEASURED = "Beside every outcome that the strategy names stands a measure."
NO_OUTCOME = "No strategy that you may read names an outcome."
NO_MEASURE = "No measure stands beside any of them in the documents that you may read."
_FACTOR = re.compile(r"(?:halv|doubl|tripl|quadrupl)", re.IGNORECASE)
"""How a target is told that is no value but a factor."""
_OFFERED = 6
"""Outcomes that are named where the one that was asked for is none of them."""
_MATTERS = frozenset(
    {Dimension.PROBLEM_EVIDENCE, Dimension.OUTCOME_LINK, Dimension.OUTCOME_NOT_OUTPUT, Dimension.MEASURE}
)
"""The sides of an initiative that say what it is done about."""
_TROUBLE = frozenset(units("time problem problems issue issues trouble pain risk topic subject rate level"))
"""Words that say of a matter only that it is one."""
_OVER = re.compile(
    r"\b(?:done|closed|stopped|cancel\w*|paused|complete\w*|resolved|won['’]?t|retired)\b", re.IGNORECASE
)
_READINGS = {
    "project": "an organisation that steers projects: by scope, dates and what is delivered",
    "product": "an organisation that steers products: by outcomes and measures",
    "mixed": "mixed: some initiatives are steered by outcomes, others by scope and dates",
    "unclear": "unclear: too little is written down of how initiatives are steered",
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the night kept, with the index that its quotes are checked in."""

    night: Night
    index: Index

    def quotes(self, rows: Iterable[dict[str, Any]]) -> list[Quote]:
        """Return the quotes of kept rows that stand where they stood."""
        return list(read_quotes(rows, self.index))


def answer_from_portfolio(
    asked: PortfolioQuestion, question: str, night: Night, index: Index, retired: frozenset[str] = frozenset()
) -> Answer:
    """Answer a question about all initiatives from what the night kept of them; open work is `open_work.py`'s."""
    rules: dict[Asked, Callable[[PortfolioQuestion, _Kept], tuple[Rows, str | None]]] = {
        Asked.EVERY: _every,
        Asked.UNDER_WAY: _every,
        Asked.INITIATIVES: _initiatives,
        Asked.OUTCOMES: _outcomes,
        Asked.UNSERVED: _unserved,
        Asked.UNMEASURED: _unmeasured,
        Asked.SERVING: _serving,
        Asked.WAY_OF_WORKING: _way_of_working,
        **dict.fromkeys(
            (Asked.OWNERS, Asked.RULED_OUT, Asked.TO_STOP, Asked.ATTENTION, Asked.TO_ASK),
            lambda one, kept: conflicts(one.asked, kept.night, kept.index, retired),
        ),
    }
    rows, left_open = rules[asked.asked](asked, _Kept(night, index))
    return Answer.of(question, index.generation, rows, left_open)


UNRANKED = "The documents that you may read do not rank them."
"""What is said where a few of several are asked for."""
NO_INITIATIVE = "The documents that you may read list no initiatives. Ask about one by its name."
"""What is said where nothing is known that could have a verdict."""


def contradictions(question: str, night: Night, index: Index) -> Answer:
    """Return what the strategy and the work say that cannot both hold, of all initiatives."""
    kept = _Kept(night, index)
    rows = [
        (f"{one['initiative']}: {one['reason']}", quotes)
        for one in night.portfolio["contradictions"]
        if len(quotes := kept.quotes(one["quotes"])) > 1
    ]
    none = "Between the strategy and the work that you may read, no contradiction was found."
    return Answer.of(question, index.generation, rows[:_CONTRADICTIONS], None if rows else none)


def _every(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    """Return how many initiatives there are, by verdict, and each of them on the quotes that decided it.

    Of those under way only what is not over.
    """
    over = {row["name"] for row in kept.night.portfolio["initiatives"] if _OVER.search(row["status"] or "")}
    every = [
        one for name, one in kept.night.assessments.items() if asked.asked is not Asked.UNDER_WAY or name not in over
    ]
    rows, left_open = _told(every, None, kept)
    if not rows:
        return [], NO_INITIATIVE
    verdicts = Counter(_words(one["verdict"]) for one in _by_verdict(every))
    counted = ", ".join(f"{many} {verdict}" for verdict, many in verdicts.items())
    first = f"{len(every)} initiative{'s' * (len(every) != 1)}: {counted}."
    return [(first, [quotes[0] for _, quotes in rows]), *rows[:_MOST]], left_open


def _by_verdict(some: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(some, key=lambda one: -list(Verdict).index(Verdict(one["verdict"])))


def _told(some: Iterable[dict[str, Any]], dimension: Dimension | None, kept: _Kept) -> tuple[Rows, str | None]:
    """Return initiatives by verdict, each on its quotes, and what is left open of those that go on or are silent."""
    said = [(one, *_deciding(one, dimension, kept)) for one in _by_verdict(some)]
    rows = [(_row(one, finding), quotes) for one, finding, quotes in said if quotes]
    return rows, _open(len(said) - len(rows), len(rows) - _MOST)


def _initiatives(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    """Return the initiatives of a verdict, or those that lack something, each on the quotes that decided it."""
    every = list(kept.night.assessments.values())
    chosen = [one for one in every if (_lacks(one, asked.lacks) if asked.lacks else one["verdict"] in asked.verdicts)]
    inferred = not chosen and asked.lacks is Dimension.OUTCOME_LINK
    if inferred:
        chosen = [one for one in every if _is_inferred(one, kept.night)]
    rows, left_open = _told(chosen, asked.lacks, kept)
    what = _lacked(asked.lacks) if asked.lacks else " or ".join(_words(one) for one in sorted(asked.verdicts))
    if not every:
        return [], NO_INITIATIVE
    if not chosen:
        return (
            [],
            f"Of the {len(every)} initiatives that you may read of, none {'lacks' if asked.lacks else 'is'} {what}.",
        )
    if asked.counts and rows:
        one, many = ("lacks", "lack") if asked.lacks else ("is", "are")
        first = f"{len(chosen)} of {len(every)} initiatives {one if len(chosen) == 1 else many} {what}."
        if inferred:
            first = f"None of the {len(every)} initiatives {one} {what}; that of {len(chosen)} is only inferred."
        return [(first, [quotes[0] for _, quotes in rows]), *rows[:_MOST]], left_open
    return rows[:_MOST], left_open


def _open(silent: int, more: int) -> str | None:
    said = []
    if more > 0:
        said.append(f"{more} more are in the portfolio.")
    if silent > 0:
        said.append(f"{silent} more can only be named: the documents say too little of them to quote.")
    return " ".join(said) or None


def _lacked(dimension: Dimension) -> str:
    """Return what is lacking, with its article where it takes one."""
    words = _words(dimension)
    if dimension is Dimension.PROBLEM_EVIDENCE:
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _lacks(one: dict[str, Any], dimension: Dimension) -> bool:
    levels = {finding["dimension"]: finding["level"] for finding in one["findings"]}
    return levels.get(dimension) in (Level.NOT_MET, Level.NO_EVIDENCE)


def _is_inferred(one: dict[str, Any], night: Night) -> bool:
    """Whether an initiative names no outcome itself: what it serves is read out of what it is about."""
    served = next((row["outcomes"] for row in night.portfolio["initiatives"] if row["name"] == one["initiative"]), ())
    levels = {finding["dimension"]: finding["level"] for finding in one["findings"]}
    return levels.get(Dimension.OUTCOME_LINK) == Level.PARTIAL and not any(row["link"] == EXPLICIT for row in served)


def _deciding(
    one: dict[str, Any], dimension: Dimension | None, kept: _Kept
) -> tuple[dict[str, Any] | None, list[Quote]]:
    """Return the finding that a claim about an initiative stands on, and its quotes: what was asked, else the weakest.

    What is silent has no quotes: then the claim stands on what is quoted of the initiative elsewhere.
    """
    findings = {finding["dimension"]: finding for finding in one["findings"]}
    order = [dimension or one["weakest"]]
    if Verdict(one["verdict"]) is Verdict.ALIGNED and dimension is None:
        order = [Dimension.OUTCOME_LINK, Dimension.MEASURE]
    asked = next((findings[name] for name in order if name in findings), None)
    others = sorted(findings.values(), key=lambda finding: finding["dimension"] == Dimension.OUTCOME_LINK)
    for finding in (*(findings[name] for name in order if name in findings), *others):
        quotes = kept.quotes(finding["quotes"][:2])
        if quotes:
            return asked or finding, quotes
    return asked, []


def _row(one: dict[str, Any], finding: dict[str, Any] | None) -> str:
    reason = f" {finding['reason']}" if finding else ""
    legitimate = " (an enabler: output is legitimate here)" if one["enabler"] else ""
    return f"{one['initiative']}: {_words(one['verdict'])}{legitimate}.{reason}"


def _outcomes(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    rows = outcome_rows(kept.night.portfolio["outcomes"], kept.index)
    if not rows:
        return [], NO_OUTCOME
    notes = [UNRANKED] if asked.most is not None and asked.most < len(rows) else []
    notes += [] if any(map(is_measured, kept.night.portfolio["outcomes"])) else [NO_MEASURE]
    return rows[: asked.most or _MOST], " ".join(notes) or None


def outcome_rows(outcomes: Iterable[Mapping[str, Any]], index: Index) -> Rows:
    """Return outcomes with their measures, each on the place that names it.

    Those of pages for a period that was over before the newest began come last, with the names of the pages.
    """
    rows = [(measured(one), quotes) for one in outcomes if (quotes := list(read_quotes(one["quotes"][:1], index)))]
    rows = _all_alike(rows)
    periods = [period_of_page(quotes[0].document) for _, quotes in rows]
    newest = max((period.start for period in periods if period is not None), default=0)
    over = [period is not None and period.end < newest for period in periods]
    current = [row for row, old in zip(rows, over, strict=True) if not old]
    earlier = [row for row, old in zip(rows, over, strict=True) if old]
    return current + [(f"{text.rstrip('.')} ({plain(quotes[0].document.title)}).", quotes) for text, quotes in earlier]


def measured(outcome: Mapping[str, Any]) -> str:
    """Return an outcome with its measure as one sentence."""
    measure = outcome["measure"] or {}
    if measure.get("target") and measure["target"] in outcome["name"]:  # its name says all of it
        return f"{outcome['name'].rstrip('.')}."
    metric = measure.get("metric")
    metric = None if metric and name_key(metric) == name_key(outcome["name"]) else metric
    parts = [metric]
    if _FACTOR.match(measure.get("target") or ""):
        parts = [" ".join(filter(None, [metric, f"({measure['target']})"]))]  # "revenue (doubled)"
    elif measure.get("baseline") and measure.get("target"):
        parts.append(f"from {measure['baseline']} to {measure['target']}")
    elif measure.get("target"):
        parts.append(f"to {measure['target']}")
    parts.append(f"by {measure['date']}" if measure.get("date") else None)
    said = ", ".join(part for part in parts if part)
    return f"{outcome['name']}: {said}." if said else f"{outcome['name'].rstrip('.')}{UNMEASURED}."


def is_measured(outcome: Mapping[str, Any]) -> bool:
    """Whether an outcome says in numbers what it comes to."""
    measure = outcome["measure"] or {}
    return any(_VALUE.search(measure.get(side) or "") for side in ("target", "baseline"))


def _all_alike(rows: Rows) -> Rows:
    """Return outcomes without the remark that none stands beside them, where it is that of all of them."""
    remark = f"{UNMEASURED}."
    if not all(text.endswith(remark) for text, _ in rows):
        return rows
    return [(f"{text.removesuffix(remark)}.", quotes) for text, quotes in rows]


def no_such_outcome(outcomes: Sequence[Mapping[str, Any]]) -> str | None:
    """Return that none of these is the outcome that was asked for, None where there is none at all."""
    if not outcomes:
        return None
    named = "; ".join(one["name"].rstrip(".") for one in outcomes[:_OFFERED])
    more = f"; and {len(outcomes) - _OFFERED} more" if len(outcomes) > _OFFERED else ""
    return f"The strategy that you may read names no such outcome. It names: {named}{more}."


def _unserved(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    rows = unserved(kept.night, kept.index)
    return rows[:_MOST], None if rows else "Every outcome that the strategy names is served by an initiative."


def _unmeasured(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    """Return the outcomes beside which the strategy states no number."""
    outcomes = kept.night.portfolio["outcomes"]
    without = [one for one in outcomes if not is_measured(one)]
    if not without:
        return [], ALL_MEASURED if outcomes else NO_OUTCOME
    quoted = ((one["name"], kept.quotes(one["quotes"][:1])) for one in without)
    return [(f"{name.rstrip('.')}{UNMEASURED}.", quotes) for name, quotes in quoted if quotes][:_MOST], None


def _serving(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    """Return the initiatives that serve the outcome that is named, each on the quotes of its link."""
    wanted = units(asked.outcome or "")
    fitting = [
        outcome for outcome in kept.night.portfolio["outcomes"] if wanted and says_all(measured(outcome), wanted)
    ]
    if not fitting and not asked.surely and (taken := _taking_up(wanted, kept)):
        return taken, None
    if not fitting:
        return [], no_such_outcome(kept.night.portfolio["outcomes"])
    name = fitting[0]["name"]
    rows = []
    for one in kept.night.portfolio["initiatives"]:
        link = next((served for served in one["outcomes"] if served["name"] == name), None)
        quotes = kept.quotes(link["quotes"][:2]) if link else []
        if link and quotes:
            how = "by name" if link["link"] == EXPLICIT else "as inferred from what it is about"
            rows.append((f"{one['name']} serves “{name}”, {how}.", quotes))
    return rows[:_MOST], None if rows else f"No initiative that can be quoted serves “{name}”."


def _taking_up(wanted: Sequence[tuple[str, ...]], kept: _Kept) -> Rows:
    """Return the initiatives whose problem, outcome or measure speaks of something, in those words."""
    telling = [unit for unit in wanted if unit not in _TROUBLE] or list(wanted)
    rows: Rows = []
    for row in kept.night.portfolio["initiatives"]:
        one = kept.night.assessments.get(row["name"])
        over = _OVER.search(row["status"] or "") or (one and one["verdict"] == Verdict.NOT_ALIGNED)
        if one is None or over:
            continue
        every = [made for finding in one["findings"] if finding["dimension"] in _MATTERS for made in finding["quotes"]]
        said = [made for made in kept.quotes(every) if says_all(made.text, telling)]
        if said:
            rows.append((f"{row['name']}: {words_of(said[0])}", said[:1]))
    return rows[:_MOST]


def _way_of_working(asked: PortfolioQuestion, kept: _Kept) -> tuple[Rows, str | None]:
    """Return how the organisation works, on the quotes that show either side."""
    model = kept.night.portfolio["operating_model"]
    signs, reading = model["signs"], model["reading"]
    total, rows = sum(signs.values()), []
    for side in sorted(signs, key=lambda name: name != reading):
        quotes = kept.quotes(model["quotes"].get(side, ()))
        if quotes:
            what = "scope, dates and what is delivered" if side == "project" else "outcomes, measures and learning"
            rows.append((f"{signs[side]} of {total} findings on how initiatives are steered speak of {what}.", quotes))
    if not rows:
        return [], "The documents that you may read show neither the way of projects nor that of products."
    first = f"It reads as {_READINGS[reading]}."
    return [(first, [quotes[0] for _, quotes in rows]), *rows], None


def _words(name: Sequence[str] | str) -> str:
    return str(name).replace("_", " ")
