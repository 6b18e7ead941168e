import threading

import pytest
import torch

from assistant.encoder import cores
from assistant.encoder.cores import all_threads, one_thread_each, side_by_side


def test_what_is_done_comes_in_the_order_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "cores", lambda: 2)
    cores._workers.cache_clear()
    second = threading.Event()

    def done(number: int) -> tuple[int, bool]:
        if number == 2:
            second.set()
        return number, second.wait(timeout=20)  # the first ends after the second

    assert list(side_by_side(done, [1, 2])) == [(1, True), (2, True)]
    cores._workers.cache_clear()


def test_two_pieces_of_work_are_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "cores", lambda: 2)
    cores._workers.cache_clear()
    met = threading.Barrier(2, timeout=20)
    list(side_by_side(lambda _: met.wait(), [1, 2]))
    cores._workers.cache_clear()


def test_an_error_of_one_piece_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(side_by_side(lambda number: 1 // number, [1, 0]))


def test_all_threads_are_for_what_asks_for_them_only() -> None:
    one_thread_each()
    with all_threads():
        assert torch.get_num_threads() == cores.cores()
    assert torch.get_num_threads() == 1
