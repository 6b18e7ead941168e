"""One member of a container in a process of its own: a reader that crashes on it must not lose the other members."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable

from assistant.domain import ParsedFile
from assistant.errors import DocumentError

_SECONDS = 20.0


def apart(read: Callable[[], ParsedFile], seconds: float = _SECONDS) -> ParsedFile:
    """Return what `read` returns or raise the DocumentError that it raises, from a copy of this process.

    Raises:
        DocumentError: also when the copy crashes or takes too long.
    """
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _answer(sink, read)
    os.close(sink)
    try:
        answer = _received(source, time.monotonic() + seconds)
    finally:
        os.close(source)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if answer is None:
        raise DocumentError(f"took longer than {seconds:g} seconds: split it")
    if not answer:
        raise DocumentError("its reader crashed on it: the file is damaged; save it again")
    result: ParsedFile | str = pickle.loads(answer)  # written by our own copy
    if isinstance(result, str):
        raise DocumentError(result)
    return result


def _answer(sink: int, read: Callable[[], ParsedFile]) -> None:
    """Write the result and end at once: nothing that the parent has open is flushed twice."""
    try:
        try:
            result: ParsedFile | str = read()
        except DocumentError as error:
            result = str(error)
        with os.fdopen(sink, "wb") as stream:
            stream.write(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def _received(source: int, deadline: float) -> bytes | None:
    """Return all that the copy wrote, None when it is not done in time."""
    found = bytearray()
    ready = select.poll()  # select() ends at the number 1,023, and a process may have more files open
    ready.register(source, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        if not ready.poll(1000 * left):
            return None
        chunk = os.read(source, 1 << 20)
        if not chunk:
            return bytes(found)
        found += chunk
    return None
