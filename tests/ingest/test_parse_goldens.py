"""What each format is read as, kept as JSON that a person can check beside its input.

`REGENERATE_GOLDENS=1 pytest tests/ingest/test_parse_goldens.py` writes the expected files anew, and missing inputs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Block, Parsed, ParsedFile
from ingest.parse.files import parse
from tests.ingest.golden_inputs import INPUTS, write_input
from tests.ingest.parse_checks import check

GOLDEN = Path(__file__).resolve().parent / "golden"
REGENERATE = bool(os.environ.get("REGENERATE_GOLDENS"))


def block_as_json(document: Parsed, block: Block) -> dict[str, Any]:
    """Return a block with its words, so that the offsets can be read."""
    found: dict[str, Any] = {"at": [block.start, block.end], "role": str(block.role)}
    found |= block.locator.as_json()
    if block.trail:
        found["trail"] = list(block.trail)
    if block.columns:
        found["columns"] = list(block.columns)
    return found | {"words": document.text[block.start : block.end]}


def as_json(read: ParsedFile) -> dict[str, Any]:
    """Return all that a reader of a file gives."""
    documents = [
        {
            "title": one.title,
            "media": one.media,
            "member": one.member,
            "date": one.date,
            "metadata": one.metadata,
            "text": one.text.split("\n"),
            "blocks": [block_as_json(one, block) for block in one.blocks],
        }
        for one in read.documents
    ]
    return {"warnings": list(read.warnings), "documents": documents}


@pytest.mark.parametrize("kind", INPUTS)
def test_a_file_of_each_format_is_read_as_its_golden_says(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    folder = GOLDEN / kind
    path = folder / INPUTS[kind][0]
    if REGENERATE:
        write_input(folder, path.name)
    assert path.exists(), f"{path} is missing: run with REGENERATE_GOLDENS=1 and look at what it writes"
    read = parse(path)
    for document in read.documents:
        check(document)
    found = as_json(read)
    expected = folder / "expected.json"
    if REGENERATE:
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert expected.exists(), f"{expected} is missing: run with REGENERATE_GOLDENS=1 and look at what it writes"
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_golden_folder_belongs_to_a_format() -> None:
    assert sorted(folder.name for folder in GOLDEN.iterdir()) == sorted(INPUTS)
