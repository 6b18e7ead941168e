"""The person whom a page is drawn for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Who reads: `key` tells people apart and is never shown; `groups` are those whose documents they may read."""

    key: str
    name: str = ""
    groups: tuple[str, ...] = ()


LOCAL = Person("local")
"""Whoever sits at this computer, without sign-in: reads what everyone may."""
