"""The files of trained weights, each with a receipt beside it that records its SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from assistant.errors import UsageError

FOLDER = Path(__file__).parents[1] / "weights"


def checked(weights: Path, command: str) -> Path:
    """Return a file of weights once it is the one that its receipt records; `command` makes it.

    Raises:
        UsageError: it is missing or has changed.
    """
    receipt = weights.with_suffix(".json")
    recorded = json.loads(receipt.read_text(encoding="utf-8"))["sha256"] if receipt.is_file() else ""
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != recorded:
        raise UsageError(f"{weights.name} is missing or has changed: run `python -m {command}`")
    return weights
