"""What blocks the work now: by the newest page of each series and the newest weeks; what stood long ago is not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from assistant.catalogue.strategy import Strategy
from assistant.domain import Document, Role
from assistant.index.ages import date_words, day_of
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, entries, pages
from assistant.routes.organisation.questions import Topic
from assistant.routes.organisation.readings import DEPENDENCIES, READINGS, of_parts, pattern, rows_of, told_of
from assistant.routes.organisation.series import newest_of_series, series_of
from assistant.text.plain import plain
from assistant.text.walk import label_above

_NEEDED = pattern(
    r"\b(?:needs? to|needed|must|depend\w*|requir\w*|approv\w*|(?:a)?wait\w*|until|before|procure\w*|in place"
    r"|complet\w*)\b"
)
"""What is said of a dependency where assumptions stand beside it."""
_STANDS = timedelta(days=45)
"""How long what blocks is taken to stand after the day on which it was written."""
_OTHER_STATE = pattern(
    r"\b(?:review|progress|done|ready|backlog|closed|merged?|completed?|refine(?:d|ment)|next|new|to ?do|tested"
    r"|testing|doing|shipped|released|resolved|unblocked|planned)\b"
)
"""A label below which stands work in another state, wherever the heading above it ends."""
_NOT_US = pattern(
    r"\bunblock|\bno(?:thing|ne) is blocking\b"
    r"|\b(?:no|not|never|nothing|none|without|yet to|previously|formerly|resolved)\b"
    r"(?:(?! (?:and|but|which|that|so|because|is|are)\b)[^.,;])*\bblock"
    r"|\bblock(?:er|ing|s)\w* (?:(?:for|to|of) )?(?:\w+ )?(?:customers|users|clients|people|them|others)\b"
)
"""Where nothing blocks any more, or it blocks somebody else."""
_CALLED_BLOCKED = pattern(r"^\W*(?:currently |now )?(?:blocked|blockers?|impediments?|obstacles)\W*$")
"""A bold line that heads what blocks."""
DEPENDENCIES_ONLY = (
    "The documents that you may read name nothing that blocks; this is what they say that the work depends on."
)
LISTS_NONE = "{page}, the newest page of its kind that you may read, lists nothing that blocks."
LONG_AGO = (
    "What the documents that you may read call blocked is of {day} and before; nothing that they say later names it."
)
AS_OF = "The newest that the documents that you may read say of this is of {day}."


def blockers(index: Index, strategy: Strategy, today: date) -> tuple[Rows, str | None]:
    """Return what is said to block the work; where nothing ever was, what it is said to depend on."""
    reading = READINGS[Topic.BLOCKERS]
    documents = pages(index, reading.kinds, strategy.retired)
    stated = [one for one in _stated(documents, today) if not _NOT_US.search(one.words)]
    newest = newest_of_series(documents)
    standing = [one for one in stated if not one.heading or newest[series_of(one.document)] is one.document]
    ended = [one for one in stated if one not in standing]
    written = [day for one in documents if (day := _day(one)) is not None and day <= today]
    last = max((day for one in standing if (day := _day(one.document)) is not None), default=None)
    if standing and (last is None or last >= max(written, default=today) - _STANDS):
        left_open = AS_OF.format(day=date_words(last.isoformat())) if last and last < today - _STANDS else None
        return rows_of(_latest(standing), reading.most, of_whole=False), left_open
    if stated:
        return [], _none_left(ended, newest, last) or LONG_AGO.format(day=date_words(str(last)))
    told = [
        one
        for one in of_parts(DEPENDENCIES, pages(index, DEPENDENCIES.kinds, strategy.retired), today)
        if "assumption" not in one.heading.lower() or _NEEDED.search(one.words)
    ]
    return rows_of(told, DEPENDENCIES.most, of_whole=False), DEPENDENCIES_ONLY if told else None


def _stated(documents: Sequence[Document], today: date) -> Iterator[Told]:
    """Yield what is said to block: below headings and bold lines that are called so, and in sentences."""
    reading = READINGS[Topic.BLOCKERS]
    for one in told_of(reading, documents, today):
        if not _OTHER_STATE.search(label_above(one.document, one.block) or ""):
            yield one
    for document in documents:
        for block in document.blocks:
            label = label_above(document, block) if block.role is Role.ITEM else None
            if label and _CALLED_BLOCKED.search(label):
                yield from entries(document, label, [block])


def _none_left(ended: Iterable[Told], newest: dict[str, Document], last: date | None) -> str | None:
    """Return that the newest page of a series that once listed what blocks lists nothing of it; None before `last`."""
    page = max((newest[series_of(one.document)] for one in ended), key=lambda one: str(one.date or ""), default=None)
    if page is None or (last is not None and str(page.date or "") < last.isoformat()):
        return None
    written = f" of {date_words(page.date)}" if page.date else ""
    return LISTS_NONE.format(page=f"{plain(page.title)}{written}")


def _latest(told: Sequence[Told]) -> list[Told]:
    """Return what the newest documents tell, and what stands within weeks of them; all of it where nothing is dated."""
    days = [day for one in told if (day := _day(one.document)) is not None]
    if not days:
        return list(told)
    return [one for one in told if (day := _day(one.document)) is not None and day >= max(days) - _STANDS]


def _day(document: Document) -> date | None:
    return day_of(str(document.date)) if document.date else None
