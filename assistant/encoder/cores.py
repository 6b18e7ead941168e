"""Use every core: many small pieces of work side by side, each with one thread of its own.

Threads that share one small product of matrices wait for each other for much of the time; measured on two cores, whole
batches side by side are embedded 1.4 times as fast.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

_Work = TypeVar("_Work")
_Done = TypeVar("_Done")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(do: Callable[[_Work], _Done], work: Sequence[_Work]) -> Iterator[_Done]:
    """Yield what `do` makes of each piece of work, in order; `do` gains by it where it lets other threads run."""
    return map(do, work) if len(work) < 2 or cores() < 2 else _workers().map(do, work)


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="core")


def one_thread_each() -> None:
    """Let torch compute with one thread wherever it is called: what is large is cut up and done side by side."""
    import torch

    torch.set_num_threads(1)


@contextmanager
def all_threads() -> Iterator[None]:
    """Let torch share each computation between all cores: for a library that reads one large batch after the other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(cores())
    try:
        yield
    finally:
        torch.set_num_threads(before)
