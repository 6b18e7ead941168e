"""The summary of a run for a pull request, in Markdown: what fell, and the difference to what was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval import dimensions
from eval.gates import Change
from eval.markdown import cell, table
from eval.outcome import fallen, headline
from eval.scores import ALL, Slice, slices
from eval.suites.sample import Run

SHOWN = 40
"""Fallen cases that are listed; the JUnit file has all."""


def summary(run: Run) -> str:
    """Return the page: the verdict, what fell, the measures beside their floors, and each kind of case."""
    rows = slices(run.scores)
    cases = len({one.case for one in run.scores})
    tier = "nightly tier" if run.full else "pull-request tier"
    parts = [
        f"# {headline(run)}",
        f"{cases} cases on the sample organisation, {tier}, {run.seconds:.0f} s, commit {run.commit or 'unknown'}. "
        "Made by `make eval`.",
        *_fell(run),
        "## Measures",
        _measures([row for row in rows if row.kind == ALL], run.changes),
        "## By kind of case",
        _kinds([row for row in rows if row.kind != ALL]),
        "## Levels, dimension by dimension",
        table(dimensions.HEAD, [one.row for one in run.dimensions]),
        "## Of the whole",
        table(("figure", "value"), [(name, f"{value:.3f}") for name, value in run.figures]),
        *_judged(run),
    ]
    return "\n\n".join(parts) + "\n"


def _fell(run: Run) -> Iterator[str]:
    if not run.breaches:
        return
    yield "## Gates"
    yield table(("measure", "kind", "why"), [(one.measure, one.kind, one.why) for one in run.breaches])
    found = fallen(run)
    yield f"## Cases that fell ({len(found)})"
    rows = [(one.asked, one.expected, one.got, f"`{one.command}`") for one in found[:SHOWN]]
    yield table(("question", "expected", "got", "again"), rows)


def _judged(run: Run) -> Iterator[str]:
    if run.judgement is None:
        return
    yield "## Judged by a model (no gate)"
    yield cell(run.judgement.headline)
    yield table(*run.judgement.table())


def _measures(rows: Sequence[Slice], changes: Sequence[Change]) -> str:
    moved = {one.measure: one for one in changes if one.kind == ALL}
    lines = []
    for row in rows:
        plain = ", ".join(f"{name} {value:.3f}" for name, value in row.plain)
        lines.append((row.measure, str(row.cases), f"{row.value:.3f}", difference_of(moved.get(row.measure)), plain))
    return table(("measure", "cases", "Bearing", "to the accepted run (95 %)", "plain methods"), lines)


def difference_of(change: Change | None) -> str:
    """Return a difference with the ends of its interval."""
    if change is None:
        return "new"
    if change.now == change.before:
        return "same"
    return f"{change.gap.mean:+.3f} ({change.gap.low:+.3f} to {change.gap.high:+.3f})"


def _kinds(rows: Sequence[Slice]) -> str:
    measures = list(dict.fromkeys(row.measure for row in rows))
    kinds = list(dict.fromkeys(row.kind for row in rows))
    values = {(row.kind, row.measure): f"{row.value:.2f}" for row in rows}
    lines = [(kind, *(values.get((kind, measure), "") for measure in measures)) for kind in sorted(kinds)]
    return table(("kind", *measures), lines)
