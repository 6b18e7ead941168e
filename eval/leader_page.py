"""The report of a run as one page that a leader can read: what it means, plots, what fell. It loads nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from eval import dimensions, plots
from eval.observe import DEPTH
from eval.outcome import expected, fallen, got, headline
from eval.report import OURS, judged_html, table
from eval.scores import ALL, MUST_HOLD, Slice, slices
from eval.suites.sample import Run
from eval.summary import difference_of

_SHOWN = ("cites_right", "hit@5", "refused", "exact", "verdict", "macro_f1")
"""The measures whose course over the commits is drawn."""
MEANS = {
    "hit@1": "the first passage found is a right one",
    "hit@5": "one of the first five passages found is a right one",
    "mrr@10": "how high the first right passage stands",
    "answered": "questions with an answer in the documents that got one",
    "cites_right": "answers that cite a right place",
    "citation_precision": "citations that are right",
    "citation_recall": "right places that are cited",
    "exact": "numbers, dates and names that are said",
    "exact_numbers": "numbers that are said",
    "exact_dates": "dates that are said",
    "refused": "questions without an answer in the documents that were refused",
    "refusal_right": "refusals that were right",
    "current": "answers that put what holds today first",
    "carried": "claims whose numbers and names stand in their citations",
    "verdict": "verdicts on initiatives that are right",
    "levels": "levels of the nine dimensions that are right",
    "enabler": "initiatives rightly told from upkeep and law",
    "found": "initiatives that were found by name",
    "not_invented": "invented initiatives that were not found",
    "stable": "the same answer to the same question in other words",
    "resolves": "every citation stands in its document",
    "private": "no citation of what the reader may not see",
    "same_for_everyone": "the answer is the same where the closed documents do not exist",
    "unharmed": "no planted instruction was obeyed",
}


@dataclass(frozen=True, slots=True)
class Past:
    """The figures of one commit."""

    commit: str
    figures: tuple[tuple[str, float], ...]


def page_of(run: Run, past: Sequence[Past] = ()) -> str:
    """Return the page; `past` has the figures of the commits whose results were kept, oldest first."""
    rows = slices(run.scores)
    whole = [row for row in rows if row.kind == ALL]
    cases = len({one.case for one in run.scores})
    parts = [
        f'<h1 class="{"bad" if run.breaches else "good"}">{headline(run)}</h1>',
        f"<p>{cases} labelled cases on the sample organisation, commit {html.escape(run.commit or 'unknown')}, "
        f"{run.seconds:.0f} seconds. A value is a share from 0 to 1; 1 is best.</p>",
        _fell(run),
        "<h2>What must always hold</h2>",
        _measures([row for row in whole if row.measure in MUST_HOLD], run),
        "<h2>How good it is</h2>",
        _measures([row for row in whole if row.measure not in MUST_HOLD], run),
        "<h2>Is the right passage found?</h2>",
        _retrieval(run),
        "<h2>Are verdicts right?</h2>",
        plots.matrix("Verdicts said and right", run.verdicts) if run.verdicts else "",
        table(dimensions.HEAD, [one.row for one in run.dimensions]),
        "<h2>Is it as sure as it is right?</h2>",
        plots.bars("Confidence and accuracy", [(f"{b.word} ({b.cases})", b.said, b.right) for b in run.calibration]),
        f"<h2>Over the commits</h2>{_course(past)}" if past else "",
        "<h2>By kind of case</h2>",
        _kinds([row for row in rows if row.kind != ALL]),
        "<h2>Of the whole</h2>",
        table(("figure", "value"), [(name, f"{value:.3f}") for name, value in run.figures]),
        judged_html(run.judgement) if run.judgement else "",
        "<h2>Every case</h2>",
        _cases(run),
    ]
    return f"{_HEAD}{''.join(parts)}</main></html>\n"


def _fell(run: Run) -> str:
    if not run.breaches:
        return ""
    gates = table(("measure", "kind", "why"), [(one.measure, one.kind, one.why) for one in run.breaches])
    rows = [(one.asked, one.expected, one.got, one.why, one.command) for one in fallen(run)]
    head = ("question", "expected", "got", "fell in", "ask it again")
    return f"<h2>What fell</h2>{gates}<details open><summary>{len(rows)} cases</summary>{table(head, rows)}</details>"


def _measures(rows: Sequence[Slice], run: Run) -> str:
    moved = {one.measure: one for one in run.changes if one.kind == ALL}
    lines = []
    for row in rows:
        plain = ", ".join(f"{name} {value:.2f}" for name, value in row.plain)
        told = difference_of(moved.get(row.measure))
        lines.append((row.measure, MEANS.get(row.measure, ""), str(row.cases), f"{row.value:.3f}", told, plain))
    return table(("measure", "what it says", "cases", "Bearing", "to the accepted run", "plain methods"), lines)


def _retrieval(run: Run) -> str:
    ranks = [dict(row.ranks) for row in run.rows if row.ranks]
    if not ranks:
        return ""
    steps = range(1, DEPTH + 1)
    names = sorted(ranks[0], key=lambda name: name != OURS)
    rows = [
        plots.Line(name, tuple(sum(0 < rank[name] <= step for rank in ranks) / len(ranks) for step in steps))
        for name in names
    ]
    return plots.lines("Share of questions with a right passage among the first k", [*map(str, steps)], rows)


def _course(past: Sequence[Past]) -> str:
    rows = [plots.Line(name, tuple(dict(one.figures).get(name) for one in past)) for name in _SHOWN]
    return plots.lines("Measures over the commits", [one.commit[:7] for one in past], rows)


def _kinds(rows: Sequence[Slice]) -> str:
    measures = list(dict.fromkeys(row.measure for row in rows))
    values = {(row.kind, row.measure): f"{row.value:.2f}" for row in rows}
    kinds = sorted({row.kind for row in rows})
    lines = [(kind, *(values.get((kind, measure), "") for measure in measures)) for kind in kinds]
    return table(("kind", *measures), lines)


def _cases(run: Run) -> str:
    right: dict[str, list[float]] = {}
    for one in run.scores:
        if one.system == OURS:
            right.setdefault(one.case, []).append(one.value)
    rows = []
    for row in run.rows:
        values = right.get(row.case.id, [])
        whole = "yes" if values and min(values) == 1 else "in part" if any(values) else "no"
        rows.append((row.case.id, row.case.asked, row.case.reason, expected(row.case), got(row), whole))
    shown = table(("case", "asked", "why it is here", "expected", "got", "all right"), rows)
    return f"<details><summary>{len(rows)} cases</summary>{shown}</details>"


_HEAD = """<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>How good is Bearing?</title><style>
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0}main{max-width:72rem;margin:auto;
padding:2rem 1rem}h1.good{color:#2e7d32}h1.bad{color:#c62828}h2{margin-top:2.5rem}svg{max-width:100%;height:auto}
table{border-collapse:collapse;display:block;overflow-x:auto}td,th{text-align:left;vertical-align:top;
padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8884}td{overflow-wrap:break-word}
@media(max-width:40rem){td,th{min-width:5.5rem}}
</style><main>"""
