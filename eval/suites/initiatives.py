"""Are initiatives judged as careful readers judge them? Rows `{id, initiative, verdict}`, and `levels` where labelled.

`levels` is `{dimension: level}`, or the first five dimensions as `D1` to `D5`, each with a `level`. A row whose verdict
is null names what does not exist: it must not be found.

accuracy, macro_f1   of the verdicts; what was not found counts as a wrong verdict
found                share of the initiatives with a verdict that were found by the name as labelled
not_invented         share of the names without a verdict that were not found
levels               share of the labelled levels that agree, and the same for each dimension
quoted               share of the levels other than `no_evidence` that carry a quote that stands in its document
stable               share of six wordings of a question for each verdict that get the same one
always               calls everything `output_driven`; "keyword" reads the best passages for the name by cue words
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.assistant import Assistant
from assistant.domain import Assessment, Dimension, Finding, Level, Verdict
from assistant.quotes import find_verbatim
from eval.asks import Ask, about_verdict, shown_of_assessment
from eval.judge import Judge
from eval.labelled import Row, read_rows
from eval.metrics import accuracy, confusion, difference, macro_f1, mean
from eval.plain_methods import by_keyword
from eval.report import OURS, Case, Figure, Report

NOT_FOUND = "not_found"
WORDINGS = (
    "Is {} outcome-aligned?",
    "How well does {} fit our strategy, is it aligned?",
    "Assess {}",
    "Are we doing {} for an outcome, or just to ship something?",
    "I wonder whether {} moves any of our goals",
    "Tell me: outcome or output, which is {}?",
)
"""Ways to ask for a verdict; the same one is wanted each time."""


@dataclass(slots=True)
class _Tally:
    said: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    keyword: list[str] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    absent: list[float] = field(default_factory=list)
    levels: dict[Dimension, list[float]] = field(default_factory=dict)
    quoted: list[float] = field(default_factory=list)
    stable: list[float] = field(default_factory=list)
    asks: list[Ask | None] = field(default_factory=list)


def run(data: Path, index: Path, groups: Sequence[str] = (), judge: Judge | None = None) -> Report:
    """Assess every initiative, hold verdict and levels against the labels; a judging model has its say beside that."""
    rows = read_rows(data, "id", "initiative", "verdict")
    assistant, tally = Assistant.open(index, groups), _Tally()
    cases = tuple(_case(row, assistant, tally) for row in rows)
    tables = (("verdicts", confusion(tally.said, tally.right)),) if tally.right else ()
    judgement = judge.judge(tally.asks) if judge else None
    return Report("initiatives", str(data), cases, tuple(_figures(tally)), tables=tables, judgement=judgement)


def _case(row: Row, assistant: Assistant, tally: _Tally) -> Case:
    name = str(row["initiative"])
    assessment = assistant.assess(name)
    said = str(assessment.verdict) if assessment.found else NOT_FOUND
    json_row = {key: value for key, value in assessment.as_json().items() if key != "initiative"}
    shown = {"id": row["id"], "found": assessment.found, "verdict": json_row["verdict"], **json_row}
    tally.quoted += [float(_stands(finding)) for finding in assessment.findings if finding.quotes]
    tally.quoted += [0.0 for f in assessment.findings if not f.quotes and f.level is not Level.NO_EVIDENCE]
    if row["verdict"] is None:
        tally.absent.append(float(not assessment.found))
        return Case(str(row["id"]), shown, f"found what does not exist: {name}" if assessment.found else None)
    tally.said.append(said)
    tally.right.append(str(row["verdict"]))
    if assessment.found:
        tally.asks.append(about_verdict(str(row["id"]), name, shown_of_assessment(assessment), said, tally.right[-1]))
    tally.keyword.append(by_keyword(assistant, name))
    tally.found.append(float(assessment.found))
    tally.stable += [float(_asked(assistant, wording.format(name)) == said) for wording in WORDINGS]
    wrong = _count_levels(row, assessment, tally)
    fault = f"said {said}, it is {row['verdict']}" if said != row["verdict"] else None
    return Case(str(row["id"]), shown, f"{fault}; {wrong}" if fault and wrong else fault)


def _asked(assistant: Assistant, question: str) -> str:
    """Return the verdict that a question gets, "none" where it is not taken for one about an initiative."""
    assessment = assistant.ask(question).assessment
    return "none" if assessment is None else str(assessment.verdict) if assessment.found else NOT_FOUND


def _stands(finding: Finding) -> bool:
    return all(find_verbatim(quote.text, quote.document.text) for quote in finding.quotes)


def _count_levels(row: Row, assessment: Assessment, tally: _Tally) -> str:
    said = {finding.dimension: finding.level for finding in assessment.findings}
    wrong = []
    for dimension, level in _labelled(row).items():
        mine = said.get(dimension)
        tally.levels.setdefault(dimension, []).append(float(mine == level))
        if mine != level:
            wrong.append(f"{dimension} {mine} for {level}")
    return ", ".join(wrong)


def _labelled(row: Row) -> dict[Dimension, str]:
    if "levels" in row:
        return {Dimension(name): str(level) for name, level in row["levels"].items()}
    numbered = ((dimension, row.get(f"D{number}")) for number, dimension in enumerate(Dimension, start=1))
    return {dimension: str(found["level"]) for dimension, found in numbered if found}


def _figures(tally: _Tally) -> list[Figure]:
    figures = []
    hits = [float(a == b) for a, b in zip(tally.said, tally.right, strict=True)]
    always = [str(Verdict.OUTPUT_DRIVEN)] * len(tally.right)
    for system, said in {OURS: tally.said, "always": always, "keyword": tally.keyword}.items():
        theirs = [float(a == b) for a, b in zip(said, tally.right, strict=True)]
        gap = difference(hits, theirs) if system != OURS else None
        figures += [Figure("accuracy", accuracy(said, tally.right), system, gap)] if tally.right else []
        figures += [Figure("macro_f1", macro_f1(said, tally.right), system)] if tally.right else []
    parts = (("found", tally.found), ("not_invented", tally.absent), ("quoted", tally.quoted), ("stable", tally.stable))
    figures += [Figure(name, mean(values)) for name, values in parts if values]
    if tally.levels:
        figures.append(Figure("levels", mean([hit for hits in tally.levels.values() for hit in hits])))
        figures += [Figure(f"level of {name}", mean(found)) for name, found in tally.levels.items()]
    return figures
