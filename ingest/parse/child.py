"""The child's side of `children`: limits itself, then answers requests until its input ends."""

from __future__ import annotations

import logging
import os
import pickle
import queue
import resource
import signal
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse.files import parse

if TYPE_CHECKING:
    from assistant.settings import ColumnMapping

Request = tuple[Path, dict[str, str | None] | None]
"""A path, and the columns of its mapping if it has one."""

_HEADER = 8
_TOO_MUCH = "needs more memory than a document may have: split it"


def serve(settings: dict[str, Any]) -> None:
    """Parse the files whose paths arrive on standard input, one at a time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, requests = _private_pipes()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    base = _data_bytes()
    _limit_memory(base + settings["memory"])
    waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    _answer(answers, None)
    while True:
        path, columns = waiting.get()
        _limit_time(settings["seconds"])
        result = _parsed(path, settings["passwords"], _mapping(columns) if columns else None)
        # A child that has grown is replaced, so that every file has the same memory before it.
        goes_on = _data_bytes() < base + settings["memory"] // 2
        _answer(answers, (result, goes_on))


def _mapping(columns: dict[str, str | None]) -> ColumnMapping:
    from assistant.settings import ColumnMapping

    return ColumnMapping.model_validate(columns)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes under other numbers: what a C library prints goes nowhere."""
    answers, requests = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return answers, requests


def _receive(requests: BinaryIO, waiting: queue.SimpleQueue[Request]) -> None:
    """Queue the requests; the end of the input is the end of the parent, and of this process at once."""
    while len(header := requests.read(_HEADER)) == _HEADER:
        waiting.put(pickle.loads(requests.read(int.from_bytes(header, "big"))))  # it comes from the parent
    os._exit(0)


def _answer(answers: BinaryIO, value: object) -> None:
    message = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    answers.write(len(message).to_bytes(_HEADER, "big") + message)
    answers.flush()


def _parsed(path: Path, passwords: list[str], mapping: ColumnMapping | None) -> ParsedFile | str:
    try:
        return parse(path, passwords, mapping)
    except DocumentError as error:
        return str(error)
    except MemoryError:
        return _TOO_MUCH


def _data_bytes() -> int:
    """Return how much writable memory this process has, or 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
    except (OSError, StopIteration, ValueError):
        return 0


def _limit_memory(size: int) -> None:
    # RLIMIT_DATA, not RLIMIT_AS: it counts what is written to, not the address space of libraries and thread stacks.
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def _limit_time(seconds: float) -> None:
    """Bound the processor time as well: the parent, which watches the clock, may be gone while C code runs."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + 2 * seconds) + 5
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
