"""Which bits of words a pattern cannot match without: a text that has none of them need not be searched with it."""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 3
"""Letters of a bit that is worth looking for."""


_Node = tuple[Any, Any]
"""What the parser of patterns calls an operation, and its argument."""
Clause = tuple[str, ...]
"""Bits of words of which one has to be there."""


@lru_cache(maxsize=512)
def needed(pattern: re.Pattern[str]) -> tuple[Clause, ...]:
    """Return clauses of bits of words, in lower case: a text that the pattern matches has a bit of each clause."""
    return tuple(dict.fromkeys(_of_sequence(list(parser.parse(pattern.pattern, pattern.flags)))))


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text has what a pattern cannot match without."""
    lower = text.lower()
    return all(any(bit in lower for bit in clause) for clause in needed(pattern))


def _of_sequence(nodes: list[_Node]) -> list[Clause]:
    """Return the clauses of every part of a sequence."""
    found: list[Clause] = []
    run = ""
    for node in [*nodes, (None, None)]:
        if node[0] is sre.LITERAL and chr(node[1]).isalpha():
            run += chr(node[1]).lower()
            continue
        if len(run) >= _SHORTEST:
            found.append((run,))
        run = ""
        found += _of_node(node)
    return found


def _of_node(node: _Node) -> list[Clause]:
    sort, value = node
    if sort is sre.SUBPATTERN:
        return _of_sequence(list(value[3]))
    if sort is sre.BRANCH:
        branches = [_of_sequence(list(one)) for one in value[1]]
        best = [max(one, key=lambda clause: (min(map(len, clause)), -len(clause))) for one in branches if one]
        return [tuple(dict.fromkeys(bit for clause in best for bit in clause))] if all(branches) else []
    if sort in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(list(value[2]))
    if sort is sre.ASSERT:
        return _of_sequence(list(value[1]))
    return []
