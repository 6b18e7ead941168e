"""What a folder or file name says of the pages in it."""

from __future__ import annotations

import re

_OLD_PLACE = re.compile(
    r"(?:^|[/ _-])(?:archiv\w*|old|superseded|retired|obsolete|deprecated|historic\w*|previous|legacy|"
    r"veraltet|alt)(?:[/ _.)-]|$)",
    re.I,
)


def is_retired_place(path: str) -> bool:
    """Whether a folder or file name says that a page no longer holds ("archive/", "old")."""
    return bool(_OLD_PLACE.search(path))


_NAMELESS = frozenset(("index", "_index", "readme", "default", "home"))
_DEEP = 3
"""Parts of a path from which the folder of such a file is its own, and not a source."""


def file_name(path: str) -> str:
    """Return what a file is called, without its ending; a folder's own page as the folder ("quay-booking/index.md")."""
    parts = path.split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    return parts[-2] if stem.lower() in _NAMELESS and len(parts) >= _DEEP else stem
