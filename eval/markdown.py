"""Tables in Markdown; what their cells say is text."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """Return text that neither ends its cell nor draws anything: it may come from a document."""
    shown = text if text.startswith("`") else text.replace("<", "&lt;").replace("[", "\\[").replace("*", "\\*")
    return " ".join(shown.split()).replace("|", "\\|")
