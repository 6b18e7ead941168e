"""Who or what has the most, and who follows: "who has the most open deals", "top 3 agents by tickets solved"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain import Document, Quote
from assistant.records.book import Book
from assistant.records.cells import written
from assistant.records.composed import Reading, reading_of
from assistant.records.facts import Rows
from assistant.records.groups import MONEY, Group, group_of
from assistant.records.operations import Operation
from assistant.records.rows import CITED, Number
from assistant.text.spoken_numbers import PLACES, WHOLE, whole_of

_COUNT = rf"(?P<count>{WHOLE})"
_WAYS = r"(?:most|highest number of|largest number of|biggest|largest|highest|fewest|least|smallest|lowest)"
DOING = {
    "has": "", "have": "", "owns": "", "own": "", "carries": "", "holds": "", "is assigned": "", "got": "",
    "is working on": "open", "works on": "open", "are working on": "open", "is responsible for": "",
    "closed": "closed", "finished": "finished", "completed": "completed", "resolved": "resolved", "won": "won",
    "lost": "lost", "created": "created", "delivered": "finished", "handles": "", "handle": "", "handled": "",
    "looks after": "", "manages": "", "raised": "created", "fixed": "finished", "solved": "resolved",
    "opened": "created", "with": "",
}  # fmt: skip
"""What somebody does with records, as the state that the records have then."""
_MOST = re.compile(
    r"^(?:who|(?:(?:which|what|list|show(?: me)?)\s+(?:(?:is|are)\s+)?)?(?:the\s+)?"
    rf"(?:{_COUNT}\s+)?(?P<noun>[\w -]+?))\s+"
    rf"(?P<doing>{'|'.join(DOING)})\s+(?:the\s+)?(?:(?P<place>{'|'.join(PLACES)})[ -])?(?P<way>{_WAYS})\s+"
    r"(?P<rest>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"^(?:(?:who|which|what|show(?: me)?|list)\s+)?(?:(?:is|are|was|were)\s+)?(?:the\s+|our\s+)?"
    rf"(?P<end>top|bottom)\s+(?:{_COUNT}\s+)?(?P<noun>[\w -]+?)\s+(?:by|in terms of)\s+"
    r"(?:(?:the\s+)?(?:number|count|total|amount|value)\s+of\s+)?(?P<rest>[^?]+?)\s*\??$",
    re.IGNORECASE,
)
_FEW = re.compile(r"fewest|least|smallest|lowest", re.IGNORECASE)
_NARROWED = re.compile(r"\b(?:with|without|over|above|under|below|between|whose|that|which)\b", re.IGNORECASE)
"""Behind it stands no more what is counted: deals with an amount are deals."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Ranking:
    """What is ranked by what, and which of them are wanted: all that lead, the first few, or the one at a place."""

    noun: str
    what: str
    way: str
    count: int = _SHOWN
    place: int = 1


def ranking_of(text: str) -> Ranking | None:
    """Return the ranking that a question asks for, None where it asks for none."""
    if match := _MOST.match(text):
        what = f"{DOING[match['doing'].lower()]} {match['rest']}".strip()
        place = (match["place"] or "").lower()
        way = f"{place} {match['way'].lower()}".strip()
        return Ranking(
            (match["noun"] or "who").strip(), what, way, whole_of(match["count"]) or _SHOWN, PLACES.get(place, 1)
        )
    if match := _TOP.match(text):
        way = "most" if match["end"].lower() == "top" else "fewest"
        return Ranking(match["noun"].strip(), match["rest"], way, whole_of(match["count"]) or _SHOWN)
    return None


def ranked(text: str, book: Book, today: date) -> Rows:
    """Return who is first and who follows; nothing where that is not asked or not wholly understood."""
    asked = ranking_of(text)
    if asked is None:
        return []
    wants = ("total",) if MONEY.search(_NARROWED.split(asked.what)[0]) else ("number of", "total")
    for want in wants:
        made = reading_of(f"{want} {asked.what}", book, today)
        if made is None or made.group is not None or made.operation not in (Operation.SUM, Operation.COUNT):
            continue
        if (group := group_of(asked.noun, made.query, book)) and (totals := _totals(made, group)):
            return _told(asked, totals)
    return []


def _totals(made: Reading, group: Group) -> dict[str, dict[str, Number]]:
    """Return by unit what the records of each group come to."""
    totals: dict[str, dict[str, Number]] = defaultdict(dict)
    for name, some in _members(made, group).items():
        for number, unit, cells in made.numbers(some):
            before = totals[unit].get(name, (0.0, unit, list[Quote]()))
            totals[unit][name] = (before[0] + number, unit, [*before[2], *cells])
    return totals


def _members(made: Reading, group: Group) -> dict[str, list[Document]]:
    members: dict[str, list[Document]] = defaultdict(list)
    for one in made.chosen:
        if name := group(one):
            members[name].append(one)
    return members


def _told(asked: Ranking, totals: Mapping[str, Mapping[str, Number]]) -> Rows:
    """Return who is first, of each currency apart: sums in several have no order among each other."""
    rows: Rows = []
    for unit in sorted(totals, key=lambda unit: (not unit, unit)):
        apart = f" {f'in {unit}' if unit else 'without a currency'}" if len(totals) > 1 else ""
        rows += _in_order(asked, f"{asked.what}{apart}", totals[unit])
    return rows


def _in_order(asked: Ranking, counted: str, groups: Mapping[str, Number]) -> Rows:
    """Return those at the place that is wanted, all that share it, then those that follow."""
    fewest = bool(_FEW.search(asked.way))
    ordered = sorted(groups.items(), key=lambda pair: (pair[1][0] * (1 if fewest else -1), pair[0]))
    if asked.place > len(ordered):
        return []
    values = [total[0] for _, total in ordered]
    at = values[asked.place - 1]
    if values.index(at) != asked.place - 1:  # who is second where two are first?
        return _in_order(replace(asked, way=asked.way.split()[-1], place=1), counted, groups)
    best = [pair for pair in ordered if pair[1][0] == at]
    names = [name for name, _ in best]
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    number = f"{_amount(best[0][1])}{' each' * (len(best) > 1)}"
    head = f"{who} {'has' if len(best) == 1 else 'have'} the {asked.way} {counted}: {number}."
    rows: Rows = [(head, [made for _, (_, _, cells) in best for made in cells][:CITED])]
    if asked.place > 1:
        return rows
    after = ordered[len(best) : max(asked.count, len(best))]
    return rows + [(f"Then {name}: {_amount(total)}.", total[2][:CITED]) for name, total in after]


def _amount(number: Number) -> str:
    return f"{written(number[0])} {number[1]}".strip()
