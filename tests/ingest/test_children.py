from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse import children
from ingest.parse.children import parse_many
from ingest.parse.pdf import ENCRYPTED

EVIL = """
import json, os, sys, time
settings = json.loads(sys.argv[1])
sys.path[:] = settings["path"]
from ingest.parse import child
honest = child.parse
def evil(path, passwords, mapping):
    if path.stem.startswith("crash"):
        os.abort()
    if path.stem.startswith("hang"):
        time.sleep(600)
    if path.stem.startswith("swell"):
        sum(len(bytearray(50_000_000)) for _ in iter(lambda: kept.append(bytearray(50_000_000)), 0))
    if path.stem.startswith("noisy"):
        os.write(1, b"noise"); os.write(2, b"noise"); print("noise")
    return honest(path, passwords, mapping)
kept = []
child.parse = evil
child.serve(settings)
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def evil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_CHILD", EVIL)


def files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.md" for name in names]
    for path in paths:
        path.write_text(f"# {path.stem}\n\nSome words.\n")
    return paths


def outcome(result: ParsedFile | DocumentError) -> str:
    return str(result) if isinstance(result, DocumentError) else "parsed"


def test_every_file_comes_back_once_with_its_documents_or_its_reason(tmp_path: Path) -> None:
    paths = files(tmp_path, *(f"page {number}" for number in range(30)))
    paths[7].write_text("")
    found = dict(parse_many(paths, workers=2))
    assert sorted(found) == sorted(paths)
    assert outcome(found[paths[7]]) == "empty file"
    assert sum(isinstance(result, ParsedFile) for result in found.values()) == 29


def test_no_files_start_no_children() -> None:
    assert list(parse_many([])) == []


@pytest.mark.usefixtures("evil")
def test_crash_hang_and_swelling_cost_only_their_own_file(tmp_path: Path) -> None:
    paths = files(tmp_path, "a", "crash", "b", "hang", "c", "swell", "d", "noisy", "e")
    found = {path.stem: outcome(result) for path, result in parse_many(paths, workers=2, seconds=3, memory=300 << 20)}
    assert "crashed on it (SIGABRT)" in found["crash"]
    assert "took longer than 3 seconds" in found["hang"]
    assert "needs more memory" in found["swell"]
    assert all(found[name] == "parsed" for name in ("a", "b", "c", "d", "e", "noisy"))


@pytest.mark.usefixtures("evil")
def test_stopping_early_ends_the_children(tmp_path: Path) -> None:
    before = set(offspring(os.getpid()))
    stream = parse_many(files(tmp_path, "a", "hang", "b"), workers=2)
    next(stream)
    assert set(offspring(os.getpid())) - before
    stream.close()  # type: ignore[attr-defined]
    assert not set(offspring(os.getpid())) - before


def test_results_come_while_others_are_still_being_parsed(tmp_path: Path, evil: None) -> None:
    started = time.monotonic()
    path, _ = next(parse_many(files(tmp_path, "hang", "a"), workers=2, seconds=60))
    assert path.stem == "a"
    assert time.monotonic() - started < 30


PARENT = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests" / "ingest")!r}]
import test_children
from ingest.parse import children
from pathlib import Path
children._CHILD = test_children.EVIL
for path, _ in children.parse_many([Path(name) for name in sys.argv[1:]], workers=2):
    print("done", flush=True)
"""


def offspring(parent: int) -> list[int]:
    """Return the processes that run our child's code below a parent, dead ones aside."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if fields[1] == str(parent) and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_children_end_with_their_parent(tmp_path: Path, number: signal.Signals) -> None:
    paths = files(tmp_path, "a", "hang one", "hang two")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job hears no Ctrl-C
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "done\n"
    time.sleep(0.3)
    orphans = offspring(parent.pid)
    assert len(orphans) == 2
    parent.send_signal(number)
    _, errors = parent.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while any(alive(one) for one in orphans) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(one) for one in orphans)
    assert errors.count("Traceback") <= (number == signal.SIGINT)  # the parent's own KeyboardInterrupt, and no child's


def test_what_children_print_goes_nowhere(tmp_path: Path, evil: None, capfd: pytest.CaptureFixture[str]) -> None:
    ((_, result),) = parse_many(files(tmp_path, "noisy"), workers=1)
    assert outcome(result) == "parsed"
    assert capfd.readouterr() == ("", "")


def test_passwords_reach_the_children(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("s3cret"))
    canvas.drawString(72, 700, "Secret words")
    canvas.save()
    ((_, refused),) = parse_many([path], workers=1)
    ((_, read),) = parse_many([path], workers=1, passwords=["s3cret"])
    assert (outcome(refused), outcome(read)) == (ENCRYPTED, "parsed")
