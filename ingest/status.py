"""The state of an index: what is live, how old it is, what the last run did."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import IndexUnusableError
from assistant.index.layout import live_generation, read_manifest
from ingest.receipt import last_receipt


def status_of(index: Path) -> dict[str, Any]:
    """Return the state of an index as the contract has it; ages are in hours.

    Raises:
        IndexUnusableError: there is no index, or it is damaged.
    """
    name = live_generation(index)
    if name is None:
        raise IndexUnusableError(f"there is no index in {index}: run `bearing ingest SOURCES --index {index}` first")
    manifest = read_manifest(index, name)
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.built_at)
    last = last_receipt(index)
    return {
        "generation": name,
        "built_at": manifest.built_at,
        "age_hours": round(age.total_seconds() / 3600, 2),
        "documents": manifest.documents,
        "passages": manifest.passages,
        "sources": last["sources"] if last else [],
        "last_run": last,
    }
