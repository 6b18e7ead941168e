"""Older versions of one sheet or file, by their names: "v4" beside "v5", "(old)" beside the one that is not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from assistant.domain import Document

_OLD = re.compile(
    r"\b(?:old|superseded|do not use|obsolete|outdated|not valid|invalid|archived?|backup|veraltet|alt|ungültig"
    r"|nicht verwenden"
    r"|obsolet[oa]|antigu[oa]|no usar|périmée?|ancien(?:ne)?)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bv(?:ersion|er)?[ .]?(\d+(?:\.\d+)*)\b|\b((?:19|20)\d\d-\d\d-\d\d)\b", re.IGNORECASE)

Rank = tuple[bool, tuple[tuple[int, ...], ...]]


def place_of(document: Document, sheet: str | None) -> str:
    """Return where a table is, in words."""
    return f"sheet {sheet} of {document.path}" if sheet else document.path


def says_old(place: str) -> bool:
    """Tell whether the name of a place says that it holds no longer."""
    return bool(_OLD.search(_parted(place)))


def family(place: str) -> str:
    """Return what the versions of one thing have in common in their names."""
    return " ".join(re.findall(r"\w+", _VERSION.sub(" ", _OLD.sub(" ", _parted(place))))).casefold()


def rank(place: str) -> Rank:
    """Return what orders the versions of one thing, the one that holds last."""
    numbers = (tuple(map(int, re.findall(r"\d+", match.group()))) for match in _VERSION.finditer(_parted(place)))
    return not says_old(place), tuple(numbers)


def outdated(documents: Iterable[Document]) -> set[str]:
    """Return the ids of the lines of budgets and ledgers of which a newer version is among the documents."""
    places: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        if document.record is not None and document.record.tool == "table" and document.blocks:
            place = place_of(document, document.blocks[0].locator.sheet)
            places[family(place)][place].append(document.id)
    older = (place for group in places.values() for place in sorted(group.items(), key=lambda one: rank(one[0]))[:-1])
    return {one for _, ids in older for one in ids}


def _parted(place: str) -> str:
    return place.replace("_", " ")
