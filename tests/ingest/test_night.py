"""What a company relies on when the job runs every night."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import ParsedFile
from assistant.encoder.embedding import Embedder
from assistant.errors import DocumentError, PublishRefusedError
from assistant.index.documents import StoredDocument, build_documents
from assistant.index.layout import live_generation
from ingest import night
from ingest.receipt import KEPT, Receipt, receipts

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[[Path], Receipt]

STRATEGY = "# Strategy 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n"
WORK = "# Sprint 12\n\n- The handheld count shipped to Ghent.\n"
pytestmark = pytest.mark.processes

FILES = {"strategy/goals.md": STRATEGY, "work/sprint.md": WORK}


def counts(receipt: Receipt) -> dict[str, tuple[int, int, int, int, int]]:
    return {s.path: (s.added, s.changed, s.removed, s.unchanged, s.failed) for s in receipt.sources}


def found(index: Path, embedder: Embedder, words: str) -> str:
    assistant = Assistant.open(index, embedder=embedder)
    try:
        return " ".join(hit.text for hit in assistant.search(words, 10))
    finally:
        assistant.index.close()


def test_a_first_night_indexes_everything(write: Write, ingest: Run, tmp_path: Path, embedder: Embedder) -> None:
    receipt = ingest(write(FILES))
    assert counts(receipt) == {"strategy": (1, 0, 0, 0, 0), "work": (1, 0, 0, 0, 0)}
    assert (receipt.published, receipt.documents, receipt.generation) == (True, 2, live_generation(tmp_path / "index"))
    assert "17 % to 13 %" in found(tmp_path / "index", embedder, "linen loss")


def test_an_unchanged_night_parses_and_embeds_nothing(
    write: Write, ingest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write(FILES)
    first = ingest(sources)

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("an unchanged night did work")

    monkeypatch.setattr(night, "load_embedder", never)
    monkeypatch.setattr(night.Cache, "keep_parsed", never)
    second = ingest(sources)
    assert (second.published, second.generation) == (False, first.generation)
    assert counts(second) == {"strategy": (0, 0, 0, 1, 0), "work": (0, 0, 0, 1, 0)}


def test_a_changed_document_alone_is_parsed_and_embedded_again(
    write: Write, ingest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write(FILES)
    ingest(sources)
    parsed: list[str] = []
    embedded: list[int] = []
    keep, vectors = night.Cache.keep_parsed, night.Cache.keep_vectors
    monkeypatch.setattr(
        night.Cache, "keep_parsed", lambda self, key, value: (parsed.append(key), keep(self, key, value))
    )
    monkeypatch.setattr(
        night.Cache, "keep_vectors", lambda self, rows: vectors(self, (embedded.append(1) or row for row in rows))
    )
    (sources / "work/sprint.md").write_text("# Sprint 13\n\n- The gate reader shipped to Leipzig.\n")
    receipt = ingest(sources)
    assert counts(receipt)["work"] == (0, 1, 0, 0, 0)
    assert (len(parsed), len(embedded)) == (1, 1)


def test_a_removed_file_leaves_nothing_behind(write: Write, ingest: Run, tmp_path: Path, embedder: Embedder) -> None:
    sources = write({**FILES, "problems/secret.md": "# Zanzibar\n\nThe zanzibarplan costs 4711 crowns.\n"})
    ingest(sources)
    assert "zanzibarplan" in found(tmp_path / "index", embedder, "zanzibarplan")
    (sources / "problems/secret.md").unlink()
    receipt = ingest(sources)
    assert counts(receipt)["problems"] == (0, 0, 1, 0, 0)
    assert "zanzibarplan" not in found(tmp_path / "index", embedder, "zanzibarplan")
    left = [f for f in (tmp_path / "index").rglob("*") if f.is_file() and b"zanzibarplan" in f.read_bytes()]
    assert left == []
    assert list((tmp_path / "index" / "cache").iterdir()) == []


def test_a_broken_file_is_reported_and_stops_nothing(
    write: Write, ingest: Run, tmp_path: Path, embedder: Embedder
) -> None:
    receipt = ingest(write({**FILES, "strategy/deck.pdf": b"%PDF-1.7 broken", "strategy/empty.md": b""}))
    assert [problem.path for problem in receipt.failures] == ["strategy/deck.pdf", "strategy/empty.md"]
    assert all(problem.reason and "\n" not in problem.reason for problem in receipt.failures)
    assert counts(receipt)["strategy"] == (3, 0, 0, 0, 2)
    assert "17 % to 13 %" in found(tmp_path / "index", embedder, "linen loss")


def test_a_file_that_failed_is_tried_again_the_next_night(
    write: Write, ingest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write(FILES)
    real = night.parse_many

    def flaky(paths: list[Path], **kwargs: object) -> object:
        for path, result in real(paths, **kwargs):
            yield path, DocumentError("timed out") if path.name == "sprint.md" else result

    monkeypatch.setattr(night, "parse_many", flaky)
    assert [problem.reason for problem in ingest(sources).failures] == ["timed out"]
    assert [problem.reason for problem in ingest(sources).failures] == ["timed out"]
    monkeypatch.setattr(night, "parse_many", real)
    assert ingest(sources).failures == ()


def test_a_generation_that_fails_its_check_is_not_published(
    write: Write, ingest: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write(FILES)
    first = ingest(sources)
    (sources / "work/sprint.md").write_text("# Sprint 13\n\nOther words.\n")
    monkeypatch.setattr("ingest.build.build_documents", _lose_a_passage)
    with pytest.raises(PublishRefusedError, match="not published"):
        ingest(sources)
    assert live_generation(tmp_path / "index") == first.generation
    assert "not published" in receipts(tmp_path / "index")[0]["warnings"][0]["reason"]


def _lose_a_passage(file: Path, documents: Iterable[StoredDocument]) -> None:
    first, *others = documents
    build_documents(file, [replace(first, passages=first.passages[1:]), *others])


def test_a_killed_run_leaves_the_old_generation_live_and_the_next_one_finishes(
    write: Write, ingest: Run, tmp_path: Path, embedder: Embedder
) -> None:
    sources = write(FILES)
    first = ingest(sources)
    write({f"work/more{n}.md": f"# Note {n}\n\nTeam {n} met plant {n} about the count.\n" for n in range(30)})
    command = [sys.executable, "-m", "bearing", "ingest", str(sources), "--index", str(tmp_path / "index")]
    for delay in (0.5, 1.5, 2.5):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        live = live_generation(tmp_path / "index")
        assert "17 % to 13 %" in found(tmp_path / "index", embedder, "linen loss"), live
    last = ingest(sources)
    assert last.documents == 32
    assert live_generation(tmp_path / "index") == last.generation != first.generation
    assert "plant 29" in found(tmp_path / "index", embedder, "Team 29 plant 29")


def test_a_run_that_is_stopped_says_so_and_the_next_one_goes_on_from_there(
    write: Write, ingest: Run, tmp_path: Path, embedder: Embedder
) -> None:
    sources = write({f"work/note {n}.md": f"# Note {n}\n\nTeam {n} met plant {n}.\n" for n in range(120)})
    command = [sys.executable, "-m", "bearing", "ingest", str(sources), "--index", str(tmp_path / "index")]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background job hears no Ctrl-C
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=heard
    ) as child:
        cache = tmp_path / "index" / "cache" / "cache.sqlite"
        while not cache.exists():
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        assert child.stderr is not None
        said = child.stderr.read()
    assert child.returncode == 130, said
    assert "stopped; run the same command again to go on from here" in said
    assert "Traceback" not in said
    assert live_generation(tmp_path / "index") is None
    assert ingest(sources).documents == 120
    assert "plant 29" in found(tmp_path / "index", embedder, "Team 29 plant 29")


def test_rebuilding_gives_the_same_answers(write: Write, ingest: Run, tmp_path: Path, embedder: Embedder) -> None:
    sources = write(FILES)
    ingest(sources)
    before = found(tmp_path / "index", embedder, "what shipped to Ghent")
    receipt = night.Night(sources, tmp_path / "index", night.Settings()).run(rebuild=True)
    assert receipt.published
    assert found(tmp_path / "index", embedder, "what shipped to Ghent") == before


def test_a_dry_run_writes_nothing(write: Write, tmp_path: Path) -> None:
    receipt = night.Night(write(FILES), tmp_path / "index", night.Settings()).preview()
    assert counts(receipt)["work"] == (1, 0, 0, 0, 0)
    plan = receipt.as_json()["plan"]
    assert plan == {"added": ["strategy/goals.md", "work/sprint.md"], "changed": [], "removed": [], "unchanged": []}
    assert not (tmp_path / "index").exists()


def test_the_receipts_of_the_last_nights_are_kept(write: Write, ingest: Run, tmp_path: Path) -> None:
    sources = write({"strategy/goals.md": STRATEGY})
    for _ in range(KEPT + 2):
        ingest(sources)
    kept = receipts(tmp_path / "index")
    assert len(kept) == KEPT
    assert kept[0]["started"] > kept[-1]["started"]


def test_a_parser_result_survives_the_cache(write: Write, ingest: Run, tmp_path: Path) -> None:
    from assistant.index.cache import Cache
    from ingest.parse.files import parse

    parsed = parse(write(FILES) / "strategy/goals.md")
    cache = Cache(tmp_path / "cache")
    cache.keep_parsed("k", parsed)
    again = cache.parsed("k")
    cache.close()
    assert isinstance(again, ParsedFile)
    assert again == parsed


def test_a_file_that_holds_no_document_is_not_read_again_every_night(write: Write, ingest: Run) -> None:
    plan = '[{"sobject": "Account", "saveRefs": true, "files": ["a.json"]}]'
    sources = write({"strategy/goals.md": "# Goals\n\nChurn falls to 9 %.\n", "crm/plan.json": plan})
    first = ingest(sources)
    assert "data plan" in first.warnings[0].reason
    assert not first.failures
    again = ingest(sources)
    assert (again.published, again.generation) == (False, first.generation)
    assert again.warnings == first.warnings
