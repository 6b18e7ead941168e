"""What a suite found: a row a case, figures beside those of the plain methods; as JSON, JUnit, Markdown, HTML."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from assistant.errors import UsageError
from eval import markdown
from eval.metrics import Difference

if TYPE_CHECKING:
    from eval.judgement import Judgement

Row = dict[str, Any]

OURS = "bearing"
_FIGURES = ("system", "figure", "value", "lead of Bearing (95 % interval)")
_SHOWN = 40
"""Faults that a summary lists; the other forms have all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: of Bearing or of a plain method (`system`); `gap` is Bearing's lead over that method."""

    name: str
    value: float
    system: str = OURS
    gap: Difference | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled case: its prediction as the contract has it, and what is wrong with it (None: nothing)."""

    id: str
    row: Row
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a suite over one labelled set; `tables` are counts by two labels ({right: {said: count}})."""

    suite: str
    data: str
    cases: tuple[Case, ...]
    figures: tuple[Figure, ...]
    seconds: float = 0.0
    tables: tuple[tuple[str, dict[str, dict[str, int]]], ...] = ()
    judgement: Judgement | None = None

    def as_json(self) -> Row:
        """Return the figures as one object."""
        others: dict[str, dict[str, float]] = {}
        gaps: dict[str, dict[str, Any]] = {}
        for figure in self.figures:
            if figure.system != OURS:
                others.setdefault(figure.system, {})[figure.name] = round(figure.value, 4)
            if figure.gap is not None:
                rounded = {name: round(value, 4) for name, value in asdict(figure.gap).items()}
                gaps.setdefault(figure.system, {})[figure.name] = rounded
        return {
            "suite": self.suite,
            "data": self.data,
            "cases": len(self.cases),
            "faults": sum(case.fault is not None for case in self.cases),
            "figures": {f.name: round(f.value, 4) for f in self.figures if f.system == OURS},
            "baselines": others,
            "lead": gaps,
            "tables": dict(self.tables),
            "seconds": round(self.seconds, 1),
            **({"judgement": self.judgement.as_json()} if self.judgement else {}),
        }

    def write_rows(self, file: Path) -> None:
        """Write one prediction a line."""
        lines = (json.dumps(case.row, ensure_ascii=False) + "\n" for case in self.cases)
        write(file, "".join(lines))

    def write_junit(self, file: Path) -> None:
        """Write a test case for each labelled case (the JUnit XML that CI servers read)."""
        faults = sum(case.fault is not None for case in self.cases)
        counts = {"tests": str(len(self.cases)), "failures": str(faults), "time": f"{self.seconds:.1f}"}
        root = ElementTree.Element("testsuites", counts)
        suite = ElementTree.SubElement(root, "testsuite", {"name": f"bearing eval {self.suite}", **counts})
        for case in self.cases:
            node = ElementTree.SubElement(suite, "testcase", {"classname": self.suite, "name": case.id})
            if case.fault is not None:
                ElementTree.SubElement(node, "failure", {"message": printable(case.fault)})
        write(file, ElementTree.tostring(root, encoding="unicode", xml_declaration=True))

    def write_html(self, file: Path) -> None:
        """Write a page that needs nothing else: the figures, then every case with what is wrong with it."""
        write(file, _page(self))

    def write_all(self, folder: Path) -> None:
        """Write every form of the report below a folder."""
        self.write_rows(folder / "rows.jsonl")
        self.write_junit(folder / "junit.xml")
        self.write_html(folder / "index.html")
        write(folder / "results.json", json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n")
        write(folder / "summary.md", _summary(self))


def write(file: Path, text: str) -> None:
    """Write a report.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror or error}") from error


def printable(text: str) -> str:
    """Leave out the control characters that XML 1.0 does not allow."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def _summary(report: Report) -> str:
    faults = [(case.id, case.fault) for case in report.cases if case.fault is not None]
    parts = [
        f"# {markdown.cell(f'{report.suite}: {report.data}')}",
        f"{len(report.cases)} cases, {len(faults)} with a fault, {report.seconds:.1f} s.",
        markdown.table(_FIGURES, _figures(report)),
        *(f"## {name}\n\n" + markdown.table(*_counts(counts)) for name, counts in report.tables),
    ]
    if report.judgement is not None:
        parts += ["## Judged by a model (no gate)", markdown.cell(report.judgement.headline)]
        parts.append(markdown.table(*report.judgement.table()))
    if faults:
        parts += [f"## Faults (the first {min(_SHOWN, len(faults))})", markdown.table(("id", "fault"), faults[:_SHOWN])]
    return "\n\n".join(parts) + "\n"


def _page(report: Report) -> str:
    cases = [(case.id, case.fault or "", json.dumps(case.row, ensure_ascii=False)) for case in report.cases]
    tables = "".join(f"<h2>{html.escape(name)}</h2>" + table(*_counts(counts)) for name, counts in report.tables)
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>bearing eval "
        f"{html.escape(report.suite)}</title><style>body{{font:15px/1.5 sans-serif;margin:2rem auto;max-width:70rem}}"
        "td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ddd}"
        "td{overflow-wrap:anywhere}</style>"
        f"<h1>{html.escape(report.suite)}: {html.escape(report.data)}</h1>"
        f"<p>{len(report.cases)} cases, {report.seconds:.1f} s</p>"
        + table(_FIGURES, _figures(report))
        + tables
        + (judged_html(report.judgement) if report.judgement else "")
        + "<h2>Cases</h2>"
        + table(("id", "fault", "prediction"), cases)
        + "</html>\n"
    )


def judged_html(judgement: Judgement) -> str:
    """Return what a judging model said as a part of a page."""
    head, rows = judgement.table()
    return (
        "<h2>What a judging model says</h2><p>It reads the question, the answer and its quotes as a reader would. It "
        f"stands beside the labels and is no gate. {html.escape(judgement.headline)}</p>{table(head, rows)}"
    )


def _lead(gap: Difference | None) -> str:
    return f"{gap.mean:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})" if gap else ""


def _figures(report: Report) -> list[tuple[str, ...]]:
    return [(one.system, one.name, f"{one.value:.3f}", _lead(one.gap)) for one in report.figures]


def _counts(counts: dict[str, dict[str, int]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the head of a table of counts and its rows, a right label each."""
    head = ("right", *next(iter(counts.values()), {}))
    return head, [(label, *map(str, row.values())) for label, row in counts.items()]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as HTML; what its cells say is text."""
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{html.escape(name)}</th>' for name in head)}</tr>{cells}</table>"
