"""What is planned next: what road maps call so, and the work that is due soon."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Kind
from assistant.index.reader import Index
from assistant.records.book import Book
from assistant.records.facts import Rows
from assistant.routes.organisation.changed import day_of
from assistant.routes.organisation.parts import Told, entries, is_of_one, pages, parts, said
from assistant.routes.organisation.series import newest_of_series, series_of
from assistant.routes.records.answers import answer_from_records
from assistant.text.plain import plain

_ASKED = re.compile(
    r"^what(?:'s| is| are| do| does)? (?:(?:we|the teams?|our teams?) )?(?:(?:up|coming|planned|planning|scheduled|due"
    r"|on the (?:cards|horizon)|in the pipeline for us|on (?:the|our) agenda|happens|comes) )*(?:next|coming up|ahead)"
    r"(?: (?:for us|on (?:the|our) (?:road ?map|plan|list|agenda)|on the agenda))?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"^\W*(?:what(?:['’]s| is| comes| we(?:['’]ll| will| plan to) do)? ?(?:next|ahead|coming)\b.*"
    r"|next(?: up| in line)?|up next"
    r"|now(?: and| &|,) next|coming (?:soon|up|next)|upcoming(?: \w+)?|planned(?: (?:work|next|releases?|features?))?"
    r"|later|future(?: (?:work|plans|releases?|road ?map))?|on the horizon|road ?map ahead|not (?:yet )?started"
    r"|(?:plans?|priorities|planned|goals?) for (?:the )?(?:next|coming) [\w ]+"
    r"|next (?:sprint|quarter|release|iteration)s?|.+ and beyond|als nächstes|próximos pasos)\W*$",
    re.IGNORECASE,
)
_KINDS = (Kind.STRATEGY, Kind.WORK, Kind.COLLABORATION, Kind.OTHER)
_DUE = "Which {} are due in the next three months?"
_SORTS = ("open initiatives", "open epics", "open work items")
_OF_PART, _OF_PAPERS = 6, 12
_LONG_AGO = timedelta(days=180)
"""How much older than the newest paper one may be whose plans are still ahead; a strategy holds till another comes."""


def asks_next(question: str) -> bool:
    """Tell whether a question asks what is planned next, of nothing in particular."""
    return bool(_ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'")))


def planned_next(question: str, index: Index, strategy: Strategy, book: Book, today: date) -> Answer | None:
    """Return what the newest papers say is next, then the work that is due soon; None where there is neither."""
    rows = _of_papers(index, strategy)
    for sort in _SORTS:
        due = answer_from_records(_DUE.format(sort), book, index.generation, today)
        if due is not None and not due.abstained:
            rows += [(claim.text, due.standing(claim)) for claim in due.claims]
            break
    return Answer.of(question, index.generation, rows) if rows else None


def _of_papers(index: Index, strategy: Strategy) -> Rows:
    """Return what stands below headings that announce what is next, of each series of papers in the newest alone."""
    papers = [one for one in pages(index, _KINDS, strategy.retired) if not is_of_one(one)]
    newest, last = newest_of_series(papers), max(filter(None, map(day_of, papers)), default=date.min)
    told: list[Told] = []
    for paper in papers:
        day = day_of(paper)
        is_old = paper.kind is not Kind.STRATEGY and day is not None and day + _LONG_AGO < last
        if is_old or newest.get(series_of(paper), paper).id != paper.id:
            continue
        for heading, blocks in parts(paper, _AHEAD):
            told += entries(paper, plain(heading), blocks)[:_OF_PART]
    told.sort(key=lambda one: one.document.kind is not Kind.STRATEGY)
    return [row for one in told[:_OF_PAPERS] if (row := said(one, of_whole=False)) is not None]
