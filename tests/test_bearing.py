"""The command line as the contract has it: commands, JSON, exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.index.layout import generation_folder, live_generation, writing

Write = Callable[[Mapping[str, str | bytes]], Path]

FILES = {
    "strategy/goals.md": "# Goals 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n",
    "players/teams.md": "# Teams\n\nThe Count team is led by Priya Raman.\n",
}


def bearing(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bearing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def parsed(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.stdout.count("\n") == 1, done.stdout
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    done = bearing("ingest", folder / "sources", "--index", folder / "index", "--json")
    assert done.returncode == 0, done.stderr
    row = parsed(done)
    assert set(row) >= {
        "generation",
        "published",
        "sources",
        "documents",
        "passages",
        "failures",
        "warnings",
        "seconds",
    }
    assert set(row["seconds"]) == {"discover", "parse", "embed", "build", "check"}
    assert row["sources"][0] == {
        "path": "players", "kind": "players", "audience": "everyone",
        "listed": 1, "added": 1, "changed": 0, "removed": 0, "unchanged": 0, "failed": 0,
    }  # fmt: skip
    return folder / "index"


def test_search_prints_the_contract(index: Path) -> None:
    row = parsed(bearing("search", "linen loss", "--top", 1, "--kind", "strategy", "--index", index, "--json"))
    assert row["query"] == "linen loss"
    result = row["results"][0]
    assert set(result) == {"rank", "score", "document", "locator", "text"}
    assert set(result["document"]) == {"id", "title", "path", "kind", "audience", "date"}
    assert (result["document"]["path"], result["document"]["kind"]) == ("strategy/goals.md", "strategy")
    text = FILES["strategy/goals.md"]
    assert text[result["locator"]["start"] : result["locator"]["end"]] == result["text"]
    assert result["locator"]["line_start"] >= 1


def test_ask_prints_the_contract_and_its_quote_is_in_the_file(index: Path) -> None:
    row = parsed(bearing("ask", "Who leads the Count team?", "--index", index, "--json"))
    assert set(row) >= {"question", "abstained", "reason", "text", "claims", "citations", "generation"}
    assert row["abstained"] is False
    citation = row["citations"][row["claims"][0]["citations"][0] - 1]
    assert FILES["players/teams.md"][citation["quote_start"] : citation["quote_end"]] == citation["quote"]
    assert "Priya Raman" in citation["quote"]
    assert citation["locator"]["line_start"] == citation["locator"]["line_end"] == 3


def test_ask_abstains_with_a_reason(index: Path) -> None:
    row = parsed(bearing("ask", "What is the boiling point of tungsten carbide?", "--index", index, "--json"))
    assert (row["abstained"], row["claims"], row["citations"]) == (True, [], [])
    assert row["reason"]


def test_a_batch_answers_each_line_in_order_with_its_id(index: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "b", "question": "Who leads the Count team?"},
        {"id": 7, "question": "What is the goal for linen loss?"},
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    done = bearing("ask", "--batch", file, "--index", index)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["b", 7]
    assert "Priya" in rows[0]["text"]
    assert "13 %" in rows[1]["text"]


def test_status_says_what_is_live(index: Path) -> None:
    row = parsed(bearing("status", "--index", index, "--json"))
    assert set(row) == {"generation", "built_at", "age_hours", "documents", "passages", "sources", "last_run"}
    assert (row["generation"], row["documents"]) == (live_generation(index), 2)
    assert 0 <= row["age_hours"] < 1


def test_failed_documents_end_with_1_and_are_listed(write: Write, tmp_path: Path) -> None:
    done = bearing("ingest", write({**FILES, "strategy/x.pdf": b"%PDF-1.4"}), "--index", tmp_path / "index", "--json")
    assert done.returncode == 1
    assert [failure["path"] for failure in parsed(done)["failures"]] == ["strategy/x.pdf"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "   "),
        ("ask", "a question", "--batch", "also.jsonl"),
        ("ask", "--batch", "missing.jsonl"),
        ("ask", "a question", "--model", "gpt-9"),
        ("search", "x", "--kind", "nonsense"),
        ("search", "x", "--top", "0"),
        ("ingest", "no-such-folder"),
        ("no-such-command",),
    ],
)
def test_wrong_use_ends_with_2_and_no_traceback(index: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = bearing(*arguments, *(("--index", index) if arguments[0] != "no-such-command" else ()), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_question_needs_no_quotation_marks(index: Path) -> None:
    row = parsed(bearing("ask", "Who", "leads", "the", "Count", "team", "--index", index, "--json"))
    assert row["question"] == "Who leads the Count team"
    assert "Priya" in row["text"]


def test_what_is_no_index_and_what_holds_nothing_is_said(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("x")
    done = bearing("ask", "Who leads?", "--index", file)
    assert (done.returncode, "is a file: name the folder" in done.stderr) == (4, True)
    (tmp_path / "empty").mkdir()
    done = bearing("ingest", tmp_path / "empty", "--index", tmp_path / "index")
    assert "nothing is indexed: put documents below" in done.stderr
    done = bearing("changes", "--since", "x", "--index", index)
    assert (done.returncode, "this is the first" in done.stderr) == (2, True)


def test_the_version_is_said() -> None:
    done = bearing("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "bearing")


def test_a_held_lock_ends_with_3(write: Write, tmp_path: Path) -> None:
    with writing(tmp_path / "index"):
        done = bearing("ingest", write(FILES), "--index", tmp_path / "index")
    assert done.returncode == 3
    assert "another run" in done.stderr


def test_no_index_ends_with_4_and_names_the_command(tmp_path: Path) -> None:
    for command in (("ask", "x"), ("search", "x"), ("assess", "x"), ("status",)):
        done = bearing(*command, "--index", tmp_path / "none", "--json")
        assert (done.returncode, done.stdout) == (4, "")
        assert "bearing ingest" in done.stderr


def test_a_failed_check_ends_with_5_and_the_old_generation_stays(write: Write, tmp_path: Path) -> None:
    sources, index = write(FILES), tmp_path / "index"
    assert bearing("ingest", sources, "--index", index).returncode == 0
    live = live_generation(index)
    (sources / "strategy/goals.md").write_text("# Goals\n\nAnother goal.\n")
    # The check runs in a process of its own; here it finds a vector that is not there.
    spoil = "import ingest.build as b, numpy as n; w = b.build_leaves\n" + (
        "b.build_leaves = lambda f, *a: (w(f, *a), n.save(f / 'passages.npy', -n.load(f / 'passages.npy')))\n"
    )
    run = (
        spoil
        + f"import sys, bearing; sys.argv = ['bearing', 'ingest', {str(sources)!r}, '--index', {str(index)!r}]\n"
        + "bearing.main()"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)
    assert done.returncode == 5, done.stderr
    assert "not published" in done.stderr
    assert live_generation(index) == live
    assert generation_folder(index, str(live)).is_dir()


def test_bad_lines_of_a_batch_are_named_before_any_is_answered(index: Path, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"id": 1, "question": "Who leads the Count team?"}\nnot json\n')
    done = bearing("ask", "--batch", file, "--index", index)
    assert (done.returncode, done.stdout) == (2, "")
    assert "line 2" in done.stderr


def test_the_chat_lets_others_in_only_with_sign_in(index: Path, tmp_path: Path) -> None:
    done = bearing("chat", "--address", "0.0.0.0", "--index", index)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--secrets FILE" in done.stderr
    (tmp_path / "secrets.toml").write_text("[auth]\nclient_id = 'x'\n")
    done = bearing("chat", "--secrets", tmp_path / "secrets.toml", "--index", index)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "lacks redirect_uri" in done.stderr


def test_progress_lines_tell_a_program_how_far_a_run_is(index: Path) -> None:
    done = bearing("ingest", index.parent / "sources", "--index", index, "--progress-lines", "--json")
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stderr.splitlines()]
    assert {row["stage"] for row in rows} >= {"discover", "parse"}
    assert [row["percent"] for row in rows if row["stage"] == "parse"][-1] == 100
    assert parsed(done)["published"] is False
