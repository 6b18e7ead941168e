"""Write what a run of the suite found: `results.json`, `junit.xml`, `summary.md`, `index.html`, `history.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from eval.gates import WHOLE, Floors, read_floors
from eval.leader_page import MEANS, Past, page_of
from eval.observe import Observation
from eval.outcome import Fallen, expected, fallen, got, missed
from eval.report import OURS, printable, write
from eval.scores import ALL, MUST_HOLD, Slice, slices
from eval.suites.sample import Run
from eval.summary import summary

HISTORY = "history.jsonl"


def write_all(run: Run, folder: Path) -> None:
    """Write every report of a run below a folder; the history keeps the last whole run of each commit.

    Raises:
        UsageError: the folder cannot be written.
    """
    past = _history(folder / HISTORY)
    past = past if run.part else _with(run, past)
    files = {
        HISTORY: "".join(json.dumps({"commit": one.commit, "figures": dict(one.figures)}) + "\n" for one in past),
        "results.json": json.dumps(as_json(run), ensure_ascii=False, indent=1) + "\n",
        "junit.xml": junit(run),
        "summary.md": summary(run),
        "index.html": page_of(run, past),
    }
    for name, text in files.items():
        write(folder / name, text)


def as_json(run: Run) -> dict[str, Any]:
    """Return a run as one object; the page Eval of the app reads it."""
    floors = read_floors()
    return {
        "suite": "suite",
        "commit": run.commit,
        "full": run.full,
        "cases": len({one.case for one in run.scores}),
        "passed": not run.breaches,
        "slices": [_slice(row, floors) for row in slices(run.scores)],
        "means": MEANS,
        "figures": {name: round(value, 4) for name, value in run.figures},
        "bounds": floors.get(WHOLE, {}),
        "verdicts": run.verdicts,
        "calibration": [
            {"confidence": one.word, "cases": one.cases, "said": one.said, "right": round(one.right, 4)}
            for one in run.calibration
        ],
        "dimensions": {one.dimension: one.as_json() for one in run.dimensions},
        "changes": [
            {"measure": one.measure, "kind": one.kind, "before": round(one.before, 4), "now": round(one.now, 4)}
            for one in run.changes
            if one.before != one.now
        ],
        "breaches": [{"measure": one.measure, "kind": one.kind, "why": one.why} for one in run.breaches],
        "fallen": [_case(one) for one in fallen(run)],
        "missed": [_case(one) for one in missed(run)],
        "seconds": round(run.seconds, 1),
        **({"judgement": run.judgement.as_json()} if run.judgement else {}),
    }


def _slice(row: Slice, floors: Floors) -> dict[str, Any]:
    return {
        "measure": row.measure,
        "kind": row.kind,
        "cases": row.cases,
        "value": round(row.value, 4),
        "floor": 1.0 if row.measure in MUST_HOLD else floors.get(row.measure, {}).get(row.kind),
        "must_hold": row.measure in MUST_HOLD,
        "plain": {name: round(value, 4) for name, value in row.plain},
    }


def _case(one: Fallen) -> dict[str, Any]:
    return {
        "id": one.case,
        "as": list(one.groups),
        "question": one.asked,
        "expected": one.expected,
        "got": one.got,
        "measures": one.why,
        "rerun": one.command,
    }


def rows_of(run: Run) -> str:
    """Return a line for each case: what it got, and its scores."""
    scores: dict[str, dict[str, float]] = {}
    for one in run.scores:
        if one.system == OURS:
            scores.setdefault(one.case, {})[one.measure] = round(one.value, 4)
    asked = {row.case.id: row for row in run.rows}
    lines = []
    for name, found in scores.items():
        said = _said(asked[name]) if name in asked else {}
        lines.append(json.dumps({"id": name, **said, "scores": found}, ensure_ascii=False) + "\n")
    return "".join(lines)


def _said(row: Observation) -> dict[str, str]:
    return {"kind": row.case.kind, "asked": row.case.asked, "expected": expected(row.case), "got": got(row)}


def junit(run: Run) -> str:
    """Return a test case for each case; one fails where a gate that it belongs to does not hold."""
    failed = {one.case: one for one in fallen(run)}
    names = list(dict.fromkeys((one.kind, one.case) for one in run.scores))
    counts = {"tests": str(len(names)), "failures": str(len(failed)), "time": f"{run.seconds:.1f}"}
    root = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(root, "testsuite", {"name": "bearing eval suite", **counts})
    seconds = {row.case.id: row.seconds for row in run.rows}
    for kind, name in names:
        about = {"classname": kind, "name": name, "time": f"{seconds.get(name, 0.0):.3f}"}
        node = ElementTree.SubElement(suite, "testcase", about)
        if (one := failed.get(name)) is not None:
            failure = ElementTree.SubElement(node, "failure", {"message": f"fell in {one.why}"})
            lines = (f"question: {one.asked}", f"expected: {one.expected}", f"got: {one.got}", one.command)
            failure.text = printable("\n".join(lines))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _history(file: Path) -> list[Past]:
    if not file.is_file():
        return []
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Past(row["commit"], tuple(row["figures"].items())) for row in rows]


def _with(run: Run, past: list[Past]) -> list[Past]:
    figures = {row.measure: round(row.value, 4) for row in slices(run.scores) if row.kind == ALL}
    figures |= {name: round(value, 4) for name, value in run.figures if name == "macro_f1"}
    return [*(one for one in past if one.commit != run.commit), Past(run.commit, tuple(figures.items()))]
