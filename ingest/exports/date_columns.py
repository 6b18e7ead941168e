"""The columns of dates of one export: whether the day or the month comes first is decided for each on its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.exports.moments import Moments, Votes
from ingest.exports.records import Row

NO_ZONE = "its times have no zone: they are those of the person who exported it"
"""The one warning about times of day without a zone, once an export."""
_TIMED = re.compile(r"T\d\d:\d\d")
_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class DateColumns:
    """Reads the dates of one export; `others` is the order for a column that is not among `columns`.

    `warnings` say which columns do not show their order, or have both, and how they were read.
    """

    others: Moments
    columns: Mapping[str, Moments] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, cells: Iterable[tuple[str, str]], *, day_first: bool, labels: Mapping[str, str] | None = None
    ) -> DateColumns:
        """Decide from all dates, given as pairs of column and value; `labels` are the columns' names for people.

        A column that does not decide is read as those that do; `day_first` is what the tool does where none decides.
        """
        votes: dict[str, Votes] = {}
        for column, value in cells:
            votes.setdefault(column, Votes()).count(value)
        decided = {column: vote.days > vote.months for column, vote in votes.items() if vote.days or vote.months}
        orders = Counter(decided.values())
        usual = orders.most_common(1)[0][0] if orders and orders[True] != orders[False] else day_first
        read = {column: Moments(decided.get(column, usual), False) for column in votes}
        named = {column: f'"{(labels or {}).get(column, column)}"' for column in votes}
        return cls(Moments(usual, False), read, tuple(_notes(votes, decided, usual, named)))

    def read(self, value: str | None, column: str = "") -> str | None:
        """Return a date or moment of a column as ISO 8601; None when it is no date."""
        return self.columns.get(column, self.others).read(value)

    def plain(self, column: str, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values of a column with each date as ISO 8601: alone, "04/02/2027" does not show its order."""
        if column not in self.columns:
            return tuple(values)
        return tuple(self.read(value, column) or value for value in values)

    def first(self, row: Row, *names: str) -> str | None:
        """Return the date in the first of these columns that has a value."""
        name = next((name for name in names if row.values.get(name)), "")
        return self.read(row.first(name), name)


def _notes(votes: Mapping[str, Votes], decided: Mapping[str, bool], usual: bool, named: Mapping[str, str]) -> list[str]:
    """Return what a person should know about columns that do not show, or contradict themselves."""
    notes = []
    open_ones = [column for column, vote in votes.items() if column not in decided and vote.ambiguous]
    if open_ones:
        like = [named[column] for column, order in decided.items() if order == usual][:1]
        why = f", like {like[0]}" if like else ""
        notes.append(
            f"dates in {_listed(open_ones, named)} do not show whether the day or the month comes first: "
            f"read as {_word(usual)} first{why}"
        )
    both = [column for column in decided if votes[column].ambiguous and votes[column].days and votes[column].months]
    notes += [
        f"dates in {named[column]} have the day first in some rows and the month first in others: "
        f"read as {_word(decided[column])} first where both are possible"
        for column in both
    ]
    if len(set(decided.values())) > 1:
        sides = (
            f"{_listed([column for column in decided if decided[column] is side], named)} has the {_word(side)} first"
            for side in (True, False)
        )
        notes.append(f"its columns write dates in two ways, each was read in its own: {', '.join(sides)}")
    return notes


def _word(day_first: bool) -> str:
    return "day" if day_first else "month"


def _listed(columns: Sequence[str], named: Mapping[str, str]) -> str:
    names = list(dict.fromkeys(named[column] for column in columns))
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def zone_note(times: Iterable[str | None]) -> tuple[str, ...]:
    """Return the warning that an export deserves when any of its times of day (ISO 8601) has no zone."""
    zoneless = any(time and _TIMED.search(time) and not _ZONED.search(time) for time in times)
    return (NO_ZONE,) if zoneless else ()
