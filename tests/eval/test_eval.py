"""`bearing eval` as the contract has it: rows, figures beside plain methods, JUnit, HTML, exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.errors import UsageError
from eval.labelled import read_judgements, read_rows
from eval.metrics import Difference
from eval.report import Case, Figure, Report
from eval.suites import questions, retrieval, support
from eval.suites.questions import Stretch
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]

FILES = {
    "strategy/goals.md": "# Goals 2026\n\nWe will cut linen loss from 17 % to 13 % by December 2026.\n",
    "players/teams.md": "# Teams\n\nThe Count team is led by Priya Raman.\n",
}


def rows_of(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def write_rows(file: Path, *rows: Mapping[str, Any]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def beir(folder: Path, judged: str) -> Path:
    write_rows(
        folder / "corpus.jsonl",
        {"_id": "cats.pdf:1", "title": "Cats p1", "text": "Cats purr when they are content.\nThey sleep all day."},
        {"_id": "cats.pdf:2", "title": "Cats p2", "text": "A kitten opens its eyes after ten days."},
        {"_id": "mills.pdf:1", "title": "Mills", "text": "The mill grinds wheat and rye with water power."},
    )
    write_rows(folder / "queries.jsonl", {"_id": "q1", "text": "When does a kitten open its eyes?"})
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\nq1\t{judged}\t1\n")
    return folder


def test_retrieval_ranks_corpus_ids_beside_the_plain_methods(tmp_path: Path) -> None:
    report = retrieval.run(beir(tmp_path / "set", "cats.pdf:2"), tmp_path / "index")
    ranked = report.cases[0].row["ranked"]
    assert (ranked[0], set(ranked)) == ("cats.pdf:2", {"cats.pdf:1", "cats.pdf:2", "mills.pdf:1"})
    summary = report.as_json()
    assert summary["figures"]["ndcg@10"] == 1.0
    assert set(summary["baselines"]) == {"bm25", "dense", "rrf"}
    assert set(summary["lead"]["bm25"]["ndcg@10"]) == {"mean", "low", "high"}


def test_pages_are_judged_by_the_document_that_the_judgements_name(tmp_path: Path) -> None:
    report = retrieval.run(beir(tmp_path / "set", "mills.pdf"), tmp_path / "index")
    ranked = report.cases[0].row["ranked"]
    assert [row.partition(":")[0] for row in ranked[:2]] == ["cats.pdf", "mills.pdf"]
    assert report.as_json()["figures"]["mrr@10"] == 0.5


def test_questions_are_held_against_the_labelled_lines(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write(FILES))
    gold = {"file": "players/teams.md", "line_start": 3, "line_end": 3, "quote": "led by Priya Raman"}
    data = write_rows(
        tmp_path / "q.jsonl",
        {"id": "right", "question": "Who leads the Count team?", "answerable": True, "gold": [gold]},
        {"id": "elsewhere", "question": "Who leads the Count team?", "answerable": True,
         "gold": [gold | {"line_start": 9, "line_end": 9}]},
        {"id": "silent", "question": "What is the boiling point of tungsten carbide?", "answerable": False, "gold": []},
    )  # fmt: skip
    report = questions.run(data, tmp_path / "index")
    assert [case.fault is None for case in report.cases] == [True, False, True]
    first = report.cases[0].row
    assert set(first) >= {"id", "abstained", "citations"}
    assert first["citations"][0].keys() == {"file", "line_start", "line_end", "quote"}
    figures = report.as_json()["figures"]
    assert (figures["answered"], figures["abstention_recall"], figures["first_right"]) == (1.0, 1.0, 0.5)
    assert (figures["verbatim"], figures["hit@5"]) == (1.0, 0.5)


def test_without_lines_the_words_decide() -> None:
    gold = Stretch("a.docx", None, None, "the loss rate falls to 13 %")
    assert Stretch("strategy/a.docx", None, None, "By May the loss rate falls to 13 % everywhere.").agrees(gold)
    assert not Stretch("strategy/a.docx", None, None, "Another sentence about plants.").agrees(gold)
    assert not Stretch("strategy/b.docx", None, None, "the loss rate falls to 13 %").agrees(gold)


def test_support_labels_every_claim(tmp_path: Path) -> None:
    evidence = ["The audit of March 2026 found that 52 % of the bags were counted on arrival."]
    data = write_rows(
        tmp_path / "s.jsonl",
        {"id": 1, "claim": "52 % of the bags were counted on arrival.", "evidence": evidence, "label": "supported"},
        {"id": 2, "claim": "Whales sing at night.", "evidence": evidence, "label": "not_supported"},
    )
    report = support.run(data)
    assert [case.row["label"] for case in report.cases] == ["supported", "not_supported"]
    assert report.as_json()["figures"]["roc_auc"] == 1.0
    assert set(report.cases[0].row) == {"id", "label", "score"}


def test_the_command_writes_rows_junit_and_a_page(tmp_path: Path) -> None:
    data = write_rows(
        tmp_path / "s.jsonl", {"id": "<b>", "claim": "Whales sing.", "evidence": ["Bags."], "label": "supported"}
    )
    files = {name: tmp_path / "out" / f"rows.{name}" for name in ("jsonl", "xml", "html")}
    command = [sys.executable, "-m", "bearing", "eval", "support", data, "--json", "--out", files["jsonl"]]
    done = subprocess.run(
        [*map(str, command), "--junit", str(files["xml"]), "--html", str(files["html"])],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cases"] == len(rows_of(files["jsonl"])) == 1
    suite = ElementTree.parse(files["xml"]).getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite[0].get("name")) == ("1", "1", "<b>")
    assert "<b>" not in files["html"].read_text().split("Cases")[1]


def test_a_labelled_set_gets_every_form_of_the_report(tmp_path: Path) -> None:
    counts = {"supported": {"supported": 1, "not_supported": 0}}
    cases = (Case("a|b", {"id": "a|b"}, "said <b>"), Case("c", {"id": "c"}))
    figures = (Figure("accuracy", 0.5), Figure("accuracy", 0.25, "token overlap", Difference(0.25, 0.1, 0.4)))
    Report("support", "mine.jsonl", cases, figures, tables=(("labels", counts),)).write_all(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {
        "rows.jsonl", "junit.xml", "index.html", "results.json", "summary.md",
    }  # fmt: skip
    text = (tmp_path / "summary.md").read_text()
    assert "| token overlap | accuracy | 0.250 | +0.250 (+0.100 to +0.400) |" in text
    assert "| supported | 1 | 0 |" in text
    assert "| a\\|b | said &lt;b> |" in text
    assert json.loads((tmp_path / "results.json").read_text())["faults"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("support", "no-such-file"),
        ("support", "x", "--accept"),
        ("questions", "x.jsonl"),
        ("retrieval", "."),
        ("no-such-suite", "x"),
    ],
)
def test_wrong_use_of_eval_ends_with_2_and_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "bearing", "eval", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["", "not json\n", "[1]\n", '{"id": 1}\n'])
def test_a_bad_labelled_set_is_refused_by_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "rows.jsonl").write_text(text)
    with pytest.raises(UsageError, match=r"rows\.jsonl"):
        read_rows(tmp_path / "rows.jsonl", "id", "claim")


def test_judgements_without_relevance_are_refused(tmp_path: Path) -> None:
    (tmp_path / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t0\n")
    with pytest.raises(UsageError, match="no document as relevant"):
        read_judgements(tmp_path / "test.tsv")


def test_control_characters_do_not_break_the_xml(tmp_path: Path) -> None:
    report = Report("support", "x", (Case("1", {"id": 1}, "a \x00 b"),), (Figure("f", 1.0),))
    report.write_junit(tmp_path / "j.xml")
    assert ElementTree.parse(tmp_path / "j.xml").getroot()[0][0][0].get("message") == "a  b"
