"""A run that a page watches: how far it is, and how it ended."""

from pathlib import Path

import pytest

from assistant.pages.sources import indexing
from assistant.pages.sources.indexing import Ending, Run

PROGRESS = '{"stage": "%s", "percent": %d}'


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int, out: str = "", said: tuple[str, ...] = ()) -> Run:
    """Start a run of a program that prints lines and ends with a code, and wait for its end."""
    program = folder / "program.py"
    program.write_text(
        f"import sys\nprint({out!r}, end='')\nsys.stderr.write({chr(10).join((*said, ''))!r})\nsys.exit({code})\n"
    )
    monkeypatch.setattr(indexing, "COMMAND", program)
    started = Run.start(folder, folder / "index")
    assert started.wait(20)
    return started


@pytest.mark.parametrize(
    ("code", "ending"),
    [(2, Ending.FAILED), (3, Ending.BUSY), (4, Ending.FAILED), (5, Ending.REFUSED), (-9, Ending.FAILED)],
)
def test_what_a_run_ends_with_says_what_became_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: int, ending: Ending
) -> None:
    ended = run(monkeypatch, tmp_path, code, said=("bearing: this is why",))
    assert ended.ending is ending
    assert "this is why" in caplog.text


def test_a_run_is_done_when_it_has_printed_its_receipt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done = run(monkeypatch, tmp_path, 1, out='{"published": true}\n')
    assert done.ending is Ending.DONE
    assert done.receipt == {"published": True}


def test_the_share_grows_through_the_stages_and_what_is_no_stage_leaves_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    half = run(monkeypatch, tmp_path, 3, said=(PROGRESS % ("discover", 100), PROGRESS % ("parse", 50)))
    assert (half.stage, round(half.share, 2)) == ("parse", 0.2)
    more = run(monkeypatch, tmp_path, 3, said=(PROGRESS % ("check", 100), "Traceback", PROGRESS % ("assess", 1)))
    assert (more.stage, round(more.share, 2)) == ("check", 1.0)
