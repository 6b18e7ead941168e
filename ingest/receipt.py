"""What a night did, for people and programs; the last thirty are kept in the index."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.parse.draft import EMPTY_FILE, NO_TEXT
from ingest.plan import SORTS, Entry, Plan
from ingest.receipt_page import page_of
from ingest.sources import Listing

KEPT = 30
_WITHOUT_TEXT = (NO_TEXT.split(" in ")[0], EMPTY_FILE)
"""How the reasons of files begin that were read and say nothing."""


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """What happened in one source, in files."""

    path: str
    kind: str
    audience: str
    listed: int
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure or a warning: which file, and why in words."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of one run.

    `generation` is the live one after it, `published` says whether this run made it, `renamed` gives old and new paths;
    `plan` is set where nothing was done but to plan.
    """

    generation: str | None
    published: bool
    sources: tuple[SourceCounts, ...]
    documents: int
    passages: int
    failures: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    plan: Plan | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    started: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as the contract has it."""
        planned = {sort: list(getattr(self.plan, sort)) for sort in SORTS} if self.plan else None
        return {
            **({"plan": planned} if planned else {}),
            "generation": self.generation,
            "published": self.published,
            "sources": [_row(source) for source in self.sources],
            "documents": self.documents,
            "passages": self.passages,
            "failures": [_row(problem) for problem in self.failures],
            "warnings": [_row(problem) for problem in self.warnings],
            "empty": [problem.path for problem in self.failures if problem.reason.startswith(_WITHOUT_TEXT)],
            "renamed": [{"from": old, "to": new} for old, new in self.renamed],
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "started": self.started,
        }


def counts_of(
    listing: Listing, plan: Plan, before: Mapping[str, Entry], now: Mapping[str, Entry]
) -> tuple[SourceCounts, ...]:
    """Count the files of each source by what became of them; a removed file counts where it was."""
    rows: dict[tuple[str, str, str], Counter[str]] = {
        (source.path, str(source.kind), source.audience): Counter() for source in listing.sources
    }
    listed = {file.path for file in listing.files}
    for sort in SORTS:
        for path in getattr(plan, sort):
            entry = now.get(path) or before[path]
            row = rows.setdefault((entry.source, entry.kind, entry.audience), Counter())
            row[sort] += 1
            row["listed"] += path in listed
            row["failed"] += path in now and entry.failure is not None
    return tuple(SourceCounts(*key, *(row[name] for name in ("listed", *SORTS, "failed"))) for key, row in rows.items())


def _row(value: SourceCounts | Problem) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def keep_receipt(index: Path, receipt: Receipt) -> Path:
    """Keep the receipt of a run, and of the twenty-nine before it; return where its page is."""
    folder = index / "receipts"
    folder.mkdir(exist_ok=True)
    name = receipt.started.replace(":", "").replace("+", "Z")
    row = receipt.as_json()
    page = folder / f"{name}.html"
    page.write_text(page_of(row), encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(row, indent=1), encoding="utf-8")
    for suffix in ("json", "html"):
        for old in sorted(folder.glob(f"*.{suffix}"))[:-KEPT]:
            old.unlink()
    return page


def receipts(index: Path) -> list[dict[str, Any]]:
    """Return the receipts that are kept, newest first, as `Receipt.as_json` gives them."""
    return list(_read(index))


def last_receipt(index: Path) -> dict[str, Any] | None:
    """Return the newest receipt that can be read, None where there is none; the others are not read."""
    return next(_read(index), None)


def _read(index: Path) -> Iterator[dict[str, Any]]:
    for file in sorted((index / "receipts").glob("*.json"), reverse=True):
        try:
            yield json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # a receipt that was cut off by a kill tells nothing
