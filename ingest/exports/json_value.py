"""Reading decoded JSON without trust: a value of the wrong type is as good as none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_FEW = 4
_COUNTED = re.compile(
    r"id$|^(?:pos|position|order|index|rank|number|created|updated|modified|synced)|At$|_at$", re.IGNORECASE
)
_TOLD = ("display_value", "displayValue", "value", "text_value", "number_value", "enum_value")
"""Where an object that names a field has what the field says."""
_SAID = ("body", "plain_body", "content", "message", "comment", "note")
"""Where an object that has no name has what somebody said."""
_NAMES = (
    "displayName",
    "name",
    "value",
    "title",
    "label",
    "key",
    "login",
    "username",
    "emailAddress",
    "text",
    "plain_text",
)


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[Any]:
    """Return an array, an empty one for anything else."""
    return value if isinstance(value, list) else ()


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of an array."""
    return [item for item in items(value) if isinstance(item, dict)]


def text(value: object) -> str:
    """Return a scalar as text; "" for null, objects and arrays."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def word(value: object) -> str:
    """Return what a person calls a value: a scalar, or the name of an object."""
    if isinstance(value, dict):
        found = (text(value.get(name)) for name in _NAMES)
        own = next((name for name in found if name), "")
        # A choice in a choice: Jira's cascading select.
        inner = word(value["child"]) if isinstance(value.get("child"), dict) else ""
        return f"{own} - {inner}" if own and inner else own or period(value)
    return text(value)


def period(value: Mapping[str, Any]) -> str:
    """Return an object that says when something begins and ends as its two dates."""
    start, end = text(value.get("start")), text(value.get("end"))
    return (start if start == end else f"{start} \u2013 {end}") if start and end else ""


def words(value: object) -> tuple[str, ...]:
    """Return what a person calls the values of an array, or the one value."""
    found = (word(item) for item in value) if isinstance(value, list) else iter((word(value),))
    return tuple(name for name in found if name)


def flat(value: object, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the scalars below a value with their dotted names, as the columns of a table."""
    if isinstance(value, dict) and depth < 4:
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list):
        if kept := ", ".join(filter(None, map(_told, value))):
            yield name, kept
    elif kept := word(value):
        yield name, kept


def _told(value: object) -> str:
    """Return an item of an array in words: a field with what it says, else its name, else the names inside it."""
    own = word(value)
    if not isinstance(value, dict):
        return own
    if not own and (said := next((kept for name in _SAID if (kept := text(value.get(name)))), "")):
        return said
    if not own:
        return ", ".join(filter(None, (word(inner) for inner in value.values() if isinstance(inner, (dict, list)))))
    said = next((kept for name in _TOLD if (kept := word(value.get(name)))), "")
    if said and said != own:
        return f"{own}: {said}"
    more = [f"{name}: {text(inner)}" for name, inner in value.items() if _measures(name, inner)]
    return f"{own} ({', '.join(more)})" if 0 < len(more) <= _FEW else own


def _measures(name: str, value: object) -> bool:
    """Whether a field of an item is a number or a date that says something of it, no number of a list."""
    if _COUNTED.search(name) or isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) or (isinstance(value, str) and bool(re.match(r"\d{4}-\d\d-\d\d", value)))
