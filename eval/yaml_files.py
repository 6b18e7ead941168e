"""The one place that knows YAML: lists and mappings from files, and back for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import UsageError


def read_yaml(file: Path) -> object:
    """Return what a file holds, None of an empty one.

    Raises:
        UsageError: it cannot be read, or is not YAML.
    """
    try:
        read: object = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"cannot read {file}: {' '.join(str(error).split())}") from error
    return read


def write_yaml_list(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write a list, an empty line between two of its rows."""
    parts = [yaml.dump([row], Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110) for row in rows]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(parts), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror or error}") from error


class _Plain(yaml.SafeDumper):  # type: ignore[misc]
    """Indents a list below its key, and writes no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True
