"""Tell which pages were written for a period that a later page of the same series has followed."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Document
from assistant.text.names import units

_YEAR = r"(?<!\d)(?:20)\d\d(?!\d)"
_SHORT = r"(?:20)?\d\d(?!\d)"
_FISCAL = re.compile(
    rf"(?<![a-z])(?:fy|fiscal year|financial year) ?'?(?P<first>{_SHORT})(?: ?[-/–] ?(?P<last>{_SHORT}))?"
)
_CALENDAR = re.compile(rf"(?P<first>{_YEAR})(?: ?(?:[-/–]|to|until) ?(?P<last>{_SHORT}))?")
_PART = re.compile(
    r"(?<![a-z])(?P<sort>[hq]) ?(?P<number>[1-4])(?!\d)(?: ?'?(?P<year>\d\d)(?!\d))?"
    r"|(?<![a-z\d])(?P<number_first>[1-4]) ?(?P<sort_last>[hq])(?![a-z])(?: ?'?(?P<year_last>\d\d)(?!\d))?"
    r"|\b(?P<word>first|second|third|fourth) (?P<sort_word>half|quarter)\b"
)
_MONTH_OR_DAY = re.compile(r"(?<!\d)20\d\d[-_ .](?:0[1-9]|1[0-2])(?!\d)")
"""How a page is dated that was written once, such as a decision: the next one does not take its place."""
_EACH_YEAR = re.compile(r"\b(?:annual|annually|yearly|half[- ]?year(?:ly)?|quarter(?:ly)?)\b")
_WORDS = ("first", "second", "third", "fourth")
_MONTHS = {"h": 6, "q": 3}
_YEAR_MONTHS = 12
_CENTURY = 2000
_LONGEST = 10
"""Years of a plan: "2024-25" is one of two years, "2024-12" a month."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time that a name speaks of, in months since the year 0; fiscal years count as calendar years do."""

    start: int
    end: int

    def follows(self, earlier: Period) -> bool:
        """Whether it takes over from another: it begins and ends later. A quarter does not take over from its year."""
        return self.start > earlier.start and self.end > earlier.end


def period_of(text: str) -> Period | None:
    """Return the years, the half year or the quarter that a name speaks of ("2025h1", "Q3 FY24", "FY20-21")."""
    said = _plain(text)
    part = _PART.search(said)
    years = None if any(map(_is_month, _MONTH_OR_DAY.finditer(said))) else _years(said, part)
    if years is None:
        return None
    first, last = years
    if part is None:
        return Period(_YEAR_MONTHS * first, _YEAR_MONTHS * (last + 1) - 1)
    sort = part["sort"] or part["sort_last"] or part["sort_word"][0]
    number = int(part["number"] or part["number_first"] or _WORDS.index(part["word"]) + 1)
    start = _YEAR_MONTHS * last + _MONTHS[sort] * (number - 1)
    return Period(start, start + _MONTHS[sort] - 1)


def _is_month(said: re.Match[str]) -> bool:
    """Whether a year and two digits are a month: "2024-12", where "2011-12" may be two years."""
    return int(said.group()[-2:]) != int(said.group()[2:4]) + 1


def _years(said: str, part: re.Match[str] | None) -> tuple[int, int] | None:
    found = [*_FISCAL.finditer(said)] or [*_CALENDAR.finditer(said)]
    if not found:
        short = part and (part["year"] or part["year_last"])
        return (_CENTURY + int(short),) * 2 if short else None
    first = int(found[-1]["first"][-2:]) + _CENTURY
    last = int((found[-1]["last"] or found[-1]["first"])[-2:]) + _CENTURY
    return (first, last) if first <= last <= first + _LONGEST else (first, first)


def speaks_of(text: str, period: Period) -> bool:
    """Whether a text names a period, or a year that it lies in."""
    said = (match.group() for pattern in (_FISCAL, _CALENDAR) for match in pattern.finditer(_plain(text)))
    named = (period_of(words) for words in dict.fromkeys(said))
    return any(one is not None and one.start <= period.start and period.end <= one.end for one in named)


def without_period(text: str) -> str:
    """Return a name without what it says of a period."""
    said = _plain(text)
    for pattern in (_FISCAL, _CALENDAR, _PART, _EACH_YEAR):
        said = pattern.sub(" ", said)
    return " ".join(re.findall(r"[^\W_]+|/", said))


def _plain(text: str) -> str:
    return re.sub(r"[_.\s]+", " ", text.lower())


def followed(pages: Iterable[Document], today: str = "") -> set[str]:
    """Return the pages, by id, that a page of a later period has followed, which has begun by a day (ISO).

    Pages are of one series where nothing but the period tells their names, or their titles, in one place apart. What
    else lies in the folder of a period goes with the page that was followed there.
    """
    latest = _month(today)
    dated = [(page, _folder(page), period) for page in pages if (period := period_of_page(page)) is not None]
    series = defaultdict[tuple[str, str], list[tuple[Document, Period]]](list)
    for page, folder, period in dated:
        for name in _names(page):
            series[without_period(folder), name].append((page, period))
    old = {
        page.id
        for members in series.values()
        for page, period in members
        if any(other.follows(period) and other.start <= latest for _, other in members)
    }
    folders = {folder for page, folder, _ in dated if page.id in old and period_of(folder) is not None}
    return old | {page.id for page, folder, _ in dated if folder in folders}


def _month(day: str) -> float:
    """Return the month of a day, counted as periods are; of no day, or of a year alone, one that never comes."""
    known = re.match(r"(\d{4})-(\d\d)", day)
    return _YEAR_MONTHS * int(known[1]) + int(known[2]) - 1 if known else math.inf


def _folder(page: Document) -> str:
    return page.path.rpartition("/")[0]


def period_of_page(page: Document) -> Period | None:
    """Return the period in a page's path, the year of its title where its path only says which part of a year."""
    path = page.path.rpartition(".")[0]
    return period_of(path) or (period_of(f"{path} {page.title}") if _PART.search(_plain(path)) else None)


def _names(page: Document) -> list[str]:
    """Return what a page is called beside its period: by its file, and by a title that says all that its file says."""
    file = without_period(page.path.rpartition("/")[2].rpartition(".")[0])
    title = without_period(page.title)
    told = set(units(title))
    by_title = len(told) > 0 and set(units(file)) <= told
    return [f"file {file}", *([f"title {title}"] if by_title else [])]
