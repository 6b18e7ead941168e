from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.errors import PublishRefusedError
from ingest.receipt import receipts
from tests.ingest.quick_nights import run_night

Write = Callable[[Mapping[str, str | bytes]], Path]


class Words(HTMLParser):
    """Collects the words of a page and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(index: Path) -> Words:
    newest = sorted((index / "receipts").glob("*.html"))[-1]
    words = Words()
    words.feed(newest.read_text())
    return words


def test_the_page_says_what_the_receipt_says_and_runs_nothing_from_a_file_name(write: Write, tmp_path: Path) -> None:
    evil = "work/<script>alert(1)</script> & co.pdf"
    goals = "# Goals\n\nLoss falls.\n"
    sources = write({"strategy/goals.md": goals, "work/empty.md": b"", evil.replace("/s", "-s"): b"%PDF-x"})
    run_night(sources, tmp_path / "index")
    read = page(tmp_path / "index")
    said = " ".join(read.words)
    assert "script" not in read.tags
    assert "<script>alert(1)<-script> & co.pdf" in said
    assert all(word in said for word in ("strategy", "work", ": 1 documents"))
    (row, *_) = receipts(tmp_path / "index")
    assert row["empty"] == ["work/empty.md"]
    assert all(problem["reason"] in said for problem in row["failures"])
    assert set(row["seconds"]) == {"discover", "parse", "embed", "build", "check"}


def test_the_page_of_a_refused_night_says_so(write: Write, tmp_path: Path) -> None:
    sources = write({f"work/{n}.md": f"# Note {n}\n\nWords {n}.\n" for n in range(6)})
    run_night(sources, tmp_path / "index")
    for number in range(4):
        (sources / f"work/{number}.md").unlink()
    with pytest.raises(PublishRefusedError):
        run_night(sources, tmp_path / "index")
    said = " ".join(page(tmp_path / "index").words)
    assert "Not published." in said
    assert "shrank from 6 to 2 files" in said


def test_an_unchanged_night_says_so(write: Write, tmp_path: Path) -> None:
    sources = write({"work/a.md": "# Note\n\nWords.\n"})
    run_night(sources, tmp_path / "index")
    run_night(sources, tmp_path / "index")
    assert "Nothing changed" in " ".join(page(tmp_path / "index").words)
