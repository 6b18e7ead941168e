"""The training passages as an organisation's documents: read, and indexed as Markdown files, one each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from ingest.night import Night


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON-lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def path_of(passage: str) -> str:
    """Return the path of the document that a passage is in the index."""
    return f"strategy/{passage}.md"


def index_passages(data: Path, folder: Path) -> Path:
    """Index the passages of `data / "passages.jsonl"` below a folder and return where the index is."""
    sources = folder / "sources"
    for row in read_rows(data / "passages.jsonl"):
        file = sources / path_of(row["id"])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {row['heading']}\n\n{row['text']}\n", encoding="utf-8")
    Night(sources, folder / "index", Settings()).run()
    return folder / "index"
