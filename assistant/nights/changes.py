"""What changed between two nights: documents, verdicts with the passages that caused them, contradictions.

The words of a document that is gone are gone with it, and what was closed to a reader is closed with its past.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from assistant.index.presence import closed_to
from assistant.index.reader import Index
from assistant.nights.history import FILE, generations, night_of
from assistant.nights.night import Night
from assistant.nights.recording import Reader, record_night
from assistant.nights.stale import stale_evidence
from assistant.nights.tracing import REWORDED, likeness

Row = dict[str, Any]


def changes_since(index: Path, groups: Iterable[str], reader: Reader, since: str | None = None) -> Row:
    """Return what changed between a kept night (by default the one before) and the live generation, for one circle.

    Raises:
        UsageError: the night that is asked for is not kept.
        IndexUnusableError: the history cannot be read.
    """
    circle = tuple(groups)
    after = record_night(index, circle, reader)
    kept = [name for name in generations(index, circle) if name < after.generation]
    if since is not None and since != after.generation and since not in kept:
        others = f"use one of {', '.join(kept)}" if kept else "leave --since out, this is the first"
        raise UsageError(f"no night {since!r} is kept: {others}")
    chosen = since or (kept[-1] if kept else None)
    before = night_of(index, chosen, circle) if chosen else None
    return brief(before, after, index, reader.index, date.today())


def brief(before: Night | None, after: Night, folder: Path, index: Index, today: date) -> Row:
    """Return what the later night changed as the reader of an index may know it, and the evidence that has aged.

    `folder` is the index directory. Without a night before nothing has changed, and `since` is None.
    """
    row = changes(before or after, after)
    closed = closed_to(folder, index.groups)
    row["documents"]["removed"] = [name for name in row["documents"]["removed"] if not _is_of(name, closed)]
    row["gone_initiatives"] = [
        name for name in row["gone_initiatives"] if before and not _paths(before.assessments[name]) & closed
    ]
    for level in (level for change in row["verdicts"] for level in change["levels"]):
        level["passages"] = [_as_it_may_be_read(passage, index) for passage in level["passages"]]
    return row | {"since": before.generation if before else None, "stale": stale_evidence(after, today)}


def before_visit(kept: Sequence[str], live: str, visited: str | None) -> str | None:
    """Return the kept night that a visitor compares with: what they saw last, else the one before the live one.

    `kept` are the generations of their circle, oldest first. What they saw may be kept no more: then the newest that
    is older, else the oldest of all.
    """
    older = [name for name in kept if name < live]
    if visited is None:
        return older[-1] if older else None
    seen = [name for name in kept if name <= min(visited, live)]
    return seen[-1] if seen else older[0] if older else None


def changes_kept(index: Path, groups: Iterable[str], generation: str) -> Row | None:
    """Return what a generation changed against the night before, None where not both are kept; nothing is computed."""
    circle = tuple(groups)
    if not (index / FILE).exists():
        return None
    after = night_of(index, generation, circle)
    kept = [name for name in generations(index, circle) if name < generation]
    before = night_of(index, kept[-1], circle) if kept else None
    return changes(before, after) if before and after else None


def changes(before: Night, after: Night) -> Row:
    """Return what the later night changed; all lists are empty when nothing did."""
    return {
        "since": before.generation,
        "generation": after.generation,
        "documents": _documents(before, after),
        "verdicts": _verdicts(before, after),
        "new_initiatives": sorted(after.assessments.keys() - before.assessments.keys()),
        "gone_initiatives": sorted(before.assessments.keys() - after.assessments.keys()),
        "lost_outcome": sorted(_without(after) & (_all(before) - _without(before))),
        "contradictions": _new_contradictions(before, after),
    }


def is_quiet(row: Mapping[str, Any]) -> bool:
    """Whether nothing changed."""
    return not any(row["documents"].values()) and not any(
        row[name] for name in ("verdicts", "new_initiatives", "gone_initiatives", "lost_outcome", "contradictions")
    )


def _documents(before: Night, after: Night) -> dict[str, list[str]]:
    old, new = before.documents, after.documents
    return {
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(path for path in new.keys() & old.keys() if new[path] != old[path]),
        "removed": sorted(old.keys() - new.keys()),
    }


def _verdicts(before: Night, after: Night) -> list[Row]:
    found = []
    for name in sorted(before.assessments.keys() & after.assessments.keys()):
        old, new = before.assessments[name], after.assessments[name]
        levels = _levels(old, new)
        if old["verdict"] != new["verdict"] or levels:
            found.append({"initiative": name, "before": old["verdict"], "after": new["verdict"], "levels": levels})
    return found


def _levels(old: Row, new: Row) -> list[Row]:
    """Return the dimensions whose level changed, each with the passages that came, went or were reworded."""
    changed = []
    for was, now in zip(old["findings"], new["findings"], strict=True):
        if was["level"] != now["level"]:
            row = {"dimension": now["dimension"], "before": was["level"], "after": now["level"]}
            changed.append(row | {"passages": _passages(was["quotes"], now["quotes"])})
    return changed


def _passages(old: list[Row], new: list[Row]) -> list[Row]:
    came = [quote for quote in new if quote["quote"] not in {other["quote"] for other in old}]
    went = [quote for quote in old if quote["quote"] not in {other["quote"] for other in new}]
    rows: list[Row] = []
    for quote in came:
        like = max(went, key=lambda other: likeness(other["quote"], quote["quote"]), default=None)
        if like is not None and likeness(like["quote"], quote["quote"]) >= REWORDED:
            went.remove(like)
            rows.append({"change": "reworded", "was": like, "quote": quote})
        else:
            rows.append({"change": "came", "quote": quote})
    return [*rows, *({"change": "went", "quote": quote} for quote in went)]


def _as_it_may_be_read(passage: Row, index: Index) -> Row:
    """Return a passage without the words of a document that is gone."""
    old = passage["quote"] if passage["change"] == "went" else passage.get("was")
    if old is None or index.document(old["document"]["id"]) is not None:
        return passage
    return {"change": "removed"} if passage["change"] == "went" else {"change": "came", "quote": passage["quote"]}


def _paths(assessment: Row) -> set[str]:
    return {quote["document"]["path"] for finding in assessment["findings"] for quote in finding["quotes"]}


def _is_of(name: str, paths: Collection[str]) -> bool:
    """Whether a document's name, a path with the key of a record behind it, is of one of these files."""
    return name in paths or any(name.startswith(f"{path} ") for path in paths)


def _all(night: Night) -> set[str]:
    return {row["name"] for row in night.portfolio["initiatives"]}


def _without(night: Night) -> set[str]:
    return {row["name"] for row in night.portfolio["initiatives"] if not row["outcomes"]}


def _new_contradictions(before: Night, after: Night) -> list[Row]:
    known = {(row["initiative"], row["kind"]) for row in before.portfolio["contradictions"]}
    return [row for row in after.portfolio["contradictions"] if (row["initiative"], row["kind"]) not in known]
