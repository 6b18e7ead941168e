"""Answers that a person keeps or shares, in `<index>/answers.sqlite`, and how they stand when they are read again.

An answer belongs to the circle that it was given to: who does not belong to all of its groups is told that there is no
such answer. What it quoted is traced each time it is read, so that no word is shown which its reader may not see now.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.domain import Answer
from assistant.index.kept import kept_rows
from assistant.index.reader import Index
from assistant.nights.tracing import State, Traced, citations_of, trace

FILE = "answers.sqlite"
_TABLE = """
create table if not exists answers (
    id text primary key, circle text not null, saved text not null, answer text not null)
"""


@dataclass(frozen=True, slots=True)
class SavedClaim:
    """A claim as it was made, with what became of its citations; one whose source is gone is not shown."""

    text: str
    citations: tuple[Traced, ...]

    @property
    def stands(self) -> bool:
        """Whether every quote of the claim is still in what the reader may see, in the same words."""
        return all(one.state in (State.SAME, State.MOVED) for one in self.citations)

    @property
    def is_gone(self) -> bool:
        """Whether the words of a source are gone, so that the claim is not to be shown."""
        return any(one.state is State.REMOVED for one in self.citations)


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer that was kept: what was asked, when (ISO 8601, UTC), from which generation, and its claims."""

    question: str
    saved: str
    generation: str
    reason: str | None
    claims: tuple[SavedClaim, ...]


def save_answer(index: Path, answer: Answer, groups: Iterable[str]) -> str:
    """Keep an answer for those who belong to these groups; return the name under which it is found again.

    Raises:
        IndexUnusableError: it cannot be written.
    """
    name = secrets.token_urlsafe(9)
    row = (name, json.dumps(sorted(set(groups))), datetime.now(UTC).isoformat(timespec="seconds"))
    with kept_rows(index / FILE, _TABLE) as rows:
        rows.execute(
            "insert into answers values (?, ?, ?, ?)", (*row, json.dumps(answer.as_json(), ensure_ascii=False))
        )
    return name


def saved_answer(folder: Path, name: str, index: Index) -> SavedAnswer | None:
    """Return an answer as it stands for the reader of an index; None where there is none for this reader.

    Raises:
        IndexUnusableError: the kept answers cannot be read.
    """
    if not (folder / FILE).is_file():
        return None
    with kept_rows(folder / FILE, _TABLE) as rows:
        found = rows.execute("select circle, saved, answer from answers where id = ?", (name,)).fetchone()
    if found is None or not set(json.loads(found[0])) <= set(index.groups):
        return None
    answer: dict[str, Any] = json.loads(found[2])
    traced = [trace(cited, index, folder) for cited in citations_of(answer)]
    claims = tuple(
        SavedClaim(claim["text"], tuple(traced[number - 1] for number in claim["citations"]))
        for claim in answer["claims"]
    )
    return SavedAnswer(answer["question"], found[1], answer["generation"], answer["reason"], claims)
