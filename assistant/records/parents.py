"""A long list of work by the initiatives that it belongs to: who asks what was shipped does not ask for tickets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from assistant.domain import Document, Kind
from assistant.records.book import Book, record_of
from assistant.records.facts import Rows
from assistant.records.query import Query
from assistant.records.rows import LISTED, cells_of, how_many

_MOST, _FEWEST = 12, 2
"""Initiatives that are told, and from how many on."""
_SHARE, _EACH = 0.5, 2
"""The least share of the work that belongs to some, and how much of it to each on average."""


def by_parent(query: Query, chosen: Sequence[Document], book: Book) -> Rows:
    """Return how many of many records belong to each initiative, most first; nothing where too few belong to one."""
    if len(chosen) <= LISTED or query.below is not None or any(one.kind is not Kind.WORK for one in chosen):
        return []
    groups: dict[str, list[Document]] = defaultdict(list)
    tops: dict[str, Document] = {}
    for document in chosen:
        top = _top(document, book)
        if top is not None:
            groups[top.id].append(document)
            tops[top.id] = top
    told = sorted(groups.items(), key=lambda one: (-len(one[1]), tops[one[0]].title))
    within = sum(len(found) for _, found in told)
    if len(told) < _FEWEST or within < max(_SHARE * len(chosen), _EACH * len(told)):
        return []
    head = [(f"{said} By what they belong to:", cells) for said, cells in how_many(query, chosen)]
    rows = [
        (f"{tops[name].title}: {len(found)}, {_last(found)}", cells_of(_newest(found))) for name, found in told[:_MOST]
    ]
    rest = [one for _, found in told[_MOST:] for one in found]
    rest += [one for one in chosen if _top(one, book) is None]
    if rest:
        rows.append((f"Others: {len(rest)}, {_last(rest)}", cells_of(_newest(rest))))
    return head + rows


def _top(document: Document, book: Book) -> Document | None:
    """Return the uppermost record of work that a record belongs to, None of one that stands for itself."""
    above = list(takewhile(lambda one: one.kind is document.kind, book.over(document)))
    return above[-1] if above else None


def _newest(found: Sequence[Document]) -> list[Document]:
    return sorted(found, key=lambda one: record_of(one).updated or "", reverse=True)


def _last(found: Sequence[Document]) -> str:
    title = _newest(found)[0].title
    return f"that is {title}." if len(found) == 1 else f"the last of them {title}."
