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
