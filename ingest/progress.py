"""How far each stage of a run is, on standard error: bars for people, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn


class Lines:
    """Says on standard error how far each stage of a run is: a JSON object a line, as a program reads it."""

    def __init__(self) -> None:
        """Begin with no stage."""
        self.progress = nullcontext()

    def stage(self, name: str, total: int | None) -> Callable[[int], None]:
        """Begin a stage of so many steps (None: unknown); what is returned is called with the number just done."""
        done, said = 0, -1

        def advance(number: int) -> None:
            nonlocal done, said
            done += number
            percent = min(100, 100 * done // total) if total else 100
            if percent != said:
                said = percent
                sys.stderr.write(json.dumps({"stage": name, "percent": percent}) + "\n")
                sys.stderr.flush()

        if total:
            advance(0)
        return advance


class Bars:
    """Shows a bar for each stage of a run on standard error."""

    def __init__(self) -> None:
        """Begin with no stage."""
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
        )
        self.progress = Progress(*columns, console=Console(stderr=True, soft_wrap=True, highlight=False, markup=False))

    def stage(self, name: str, total: int | None) -> Callable[[int], None]:
        """Begin a stage of so many steps (None: unknown); what is returned is called with the number just done."""
        task = self.progress.add_task(name, total=total)
        return lambda done: self.progress.advance(task, done)
