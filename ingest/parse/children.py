"""Parsing in child processes: a file may crash, hang or swell its reader, and the run goes on.

A child is a plain Python process that imports the parsers once, then reads requests (a path) from its standard input
and writes results to its standard output, each a pickle after its length in 8 bytes. It ends when its input ends, so
that it never outlives its parent, even in the middle of a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from assistant.settings import ColumnMapping

SECONDS = 60.0
"""How long one file may take."""
MEMORY = 1 << 30
"""How many bytes one file may take, on top of what the parsers need themselves."""

_HEADER = 8
_START_SECONDS = 120.0
_CRASHED = "its reader crashed on it ({signal}): the file is damaged, or more than it can take; save it again"

_CHILD = """
import json, sys
settings = json.loads(sys.argv[1])
sys.path[:] = settings["path"]
from ingest.parse.child import serve
serve(settings)
"""

Result = ParsedFile | DocumentError
NO_MAPPINGS: Mapping[Path, ColumnMapping] = MappingProxyType({})


def parse_many(
    paths: Sequence[Path],
    *,
    workers: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    passwords: Sequence[str] = (),
    mappings: Mapping[Path, ColumnMapping] = NO_MAPPINGS,
) -> Iterator[tuple[Path, Result]]:
    """Yield each file with its documents, or with the reason why it has none, as they are done.

    `mappings` says of some tables what their columns mean.

    A file that ends its child is tried once more in a fresh one, so that it does not pay for the file before it.
    """
    waiting: deque[Path] = deque(paths)
    crew = [
        _Child(seconds, memory, tuple(passwords), mappings)
        for _ in range(max(1, min(workers or os.cpu_count() or 1, len(waiting))))
    ]
    try:
        while waiting or any(child.path for child in crew):
            for child in crew:
                if waiting and child.path is None:
                    child.give(waiting.popleft())
            yield from _collected(crew)
    finally:
        for child in crew:
            child.end()


def _collected(crew: Sequence[_Child]) -> Iterator[tuple[Path, Result]]:
    """Wait for the children and yield what they have done, or what became of them."""
    busy = [child for child in crew if child.path is not None]
    with selectors.DefaultSelector() as selector:
        for child in busy:
            selector.register(child.output, selectors.EVENT_READ, child)
        soonest = min(child.deadline for child in busy)
        ready = selector.select(max(0.0, soonest - time.monotonic()))
    for key, _ in ready:
        child = key.data
        if done := child.receive():
            yield done
    for child in busy:
        if child.path is not None and time.monotonic() >= child.deadline and (done := child.overdue()):
            yield done


@dataclass
class _Child:
    """One child process and the file that it has."""

    seconds: float
    memory: int
    passwords: tuple[str, ...]
    mappings: Mapping[Path, ColumnMapping]
    path: Path | None = None
    deadline: float = 0.0
    _process: subprocess.Popen[bytes] | None = None
    _received: bytearray = field(default_factory=bytearray)
    _ready: bool = False
    _fresh: bool = True

    @property
    def output(self) -> int:
        """Return the descriptor on which the child answers."""
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def give(self, path: Path) -> None:
        """Hand a file to the child, starting it if it is not there."""
        self.path = path
        if self._process is None:
            self._start()
        else:
            self._send()

    def _start(self) -> None:
        settings = {"memory": self.memory, "seconds": self.seconds, "passwords": self.passwords, "path": sys.path}
        # -c, not multiprocessing: a child must not run the parent's main module again, whatever that is.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        os.set_blocking(self.output, False)
        self._ready, self._fresh = False, True
        self._received.clear()
        self.deadline = time.monotonic() + _START_SECONDS

    def _send(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self.deadline = time.monotonic() + self.seconds
        mapping = self.mappings.get(self.path) if self.path else None
        message = pickle.dumps((self.path, mapping.model_dump() if mapping else None))
        # A child that has just died is noticed when its output ends.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(len(message).to_bytes(_HEADER, "big") + message)

    def receive(self) -> tuple[Path, Result] | None:
        """Read what the child wrote; return its file's result once that is complete or the child is dead."""
        chunk = self._read()
        if chunk == b"":
            return self._died()
        if chunk:
            self._received += chunk
        message = self._message()
        if message is None:
            return None
        if not self._ready:
            self._ready = True
            self._send()
            return None
        self._fresh = False
        result, goes_on = pickle.loads(message)  # written by our own child
        return self._done(DocumentError(result) if isinstance(result, str) else result, keep=goes_on)

    def _read(self) -> bytes | None:
        try:
            return os.read(self.output, 1 << 20)
        except BlockingIOError:
            return None

    def _message(self) -> bytes | None:
        length = int.from_bytes(self._received[:_HEADER], "big")
        if len(self._received) < _HEADER or len(self._received) < _HEADER + length:
            return None
        message = bytes(self._received[_HEADER : _HEADER + length])
        del self._received[: _HEADER + length]
        return message

    def _done(self, result: Result, *, keep: bool) -> tuple[Path, Result]:
        path = self.path
        assert path is not None
        self.path = None
        if not keep:
            self.end()
        return path, result

    def _died(self) -> tuple[Path, Result] | None:
        """Tell why the child is dead; a file that was not its first is given to a fresh one."""
        path, fresh, ready = self.path, self._fresh, self._ready
        assert path is not None
        assert self._process is not None
        status = self._process.wait()
        self.end()
        if not fresh:
            self.give(path)
            return None
        if not ready:
            raise RuntimeError("the parsers do not start: `python -c 'import ingest.parse.child'` shows why")
        name = signal.Signals(-status).name if -status in signal.valid_signals() else f"exit {status}"
        return self._done(DocumentError(_CRASHED.format(signal=name)), keep=False)

    def overdue(self) -> tuple[Path, Result]:
        """Kill the child whose file takes too long."""
        limit = self.seconds if self._ready else _START_SECONDS
        return self._done(
            DocumentError(f"took longer than {limit:g} seconds to read: split it, or save it again"), keep=False
        )

    def end(self) -> None:
        """Kill the child if it lives, and forget it."""
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()
        self._process = None
