"""A run of `bearing ingest` in a process of its own, as a page watches it: never inside the process that serves."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from assistant.errors import LockedError, PublishRefusedError

COMMAND = Path(__file__).resolve().parents[3] / "bearing.py"
_SHARES = {"discover": 0.05, "parse": 0.3, "embed": 0.3, "build": 0.15, "check": 0.2}
"""About how much of a run each stage is, in their order."""
_DONE = (0, 1)
_log = logging.getLogger(__name__)


class Ending(StrEnum):
    """What became of a run: done, another run held the lock, not published, or failed."""

    DONE = "done"
    BUSY = "busy"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(slots=True)
class Run:
    """A run that was started; `stage` and `share` (0 to 1, of all of it) say how far it is."""

    _process: subprocess.Popen[str]
    stage: str = ""
    share: float = 0.0
    receipt: dict[str, Any] | None = None
    _told: deque[str] = field(default_factory=lambda: deque(maxlen=5))
    _over: Event = field(default_factory=Event)

    @classmethod
    def start(cls, sources: Path, index: Path) -> Run:
        """Start a run over the sources."""
        # Who asks meanwhile goes first.
        command = ["nice", "-n", "5", sys.executable, str(COMMAND), "ingest", str(sources), "--index", str(index)]
        process = subprocess.Popen(
            [*command, "--json", "--progress-lines"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        run = cls(process)
        Thread(target=run._watch, daemon=True).start()
        return run

    @property
    def ending(self) -> Ending | None:
        """Return what became of the run, None while it goes on. What it does after its receipt is not waited for."""
        if self.receipt is not None:
            return Ending.DONE
        if not self._over.is_set():
            return None
        code = self._process.returncode
        known = {LockedError.exit_code: Ending.BUSY, PublishRefusedError.exit_code: Ending.REFUSED}
        return known.get(code, Ending.DONE if code in _DONE else Ending.FAILED)

    def wait(self, seconds: float) -> bool:
        """Wait until the process has ended; return whether it has."""
        return self._over.wait(seconds)

    def _watch(self) -> None:
        """Follow the process to its end."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        progress = Thread(target=self._follow, args=(self._process.stderr,), daemon=True)
        progress.start()
        with self._process.stdout as lines:
            for line in lines:
                self.receipt = json.loads(line)
        progress.join()
        if self._process.wait() not in _DONE:
            _log.error("bearing ingest ended with %s: %s", self._process.returncode, " ".join(self._told))
        self._over.set()

    def _follow(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                if line.startswith('{"stage": '):
                    self._advance(json.loads(line))
                else:
                    self._told.append(line.strip())

    def _advance(self, row: dict[str, Any]) -> None:
        if self.receipt is None and row["stage"] in _SHARES:
            self.stage = row["stage"]
            order = list(_SHARES)
            before = sum(_SHARES[name] for name in order[: order.index(self.stage)])
            self.share = before + _SHARES[self.stage] * row["percent"] / 100
