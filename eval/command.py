"""What `bearing eval` does when no labelled set is named: run the suite, write its reports, accept it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError
from eval import gates
from eval.casebook import CASES
from eval.corrections import CORRECTIONS, add_correction
from eval.judge import Judge
from eval.leader_page import page_of
from eval.outcome import headline, told
from eval.report import write
from eval.run import Suite, needed
from eval.scores import ALL, slices
from eval.suite_files import junit, rows_of, write_all
from eval.suites import sample
from eval.suites.sample import Run, Stage


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the suite, and where its reports go (None: nowhere)."""

    only: tuple[str, ...] = ()
    full: bool = False
    accept: bool = False
    folder: Path | None = None
    rows: Path | None = None
    junit: Path | None = None
    page: Path | None = None
    judge: Judge | None = None


def run_suite(wanted: Wanted, index: Path | None, stage: Stage) -> Run:
    """Run the suite and write what is wanted; accepting needs all of its cases.

    Raises:
        UsageError: a file cannot be read or written, a name is unknown, or a part is to be accepted.
    """
    if wanted.accept and wanted.only:
        raise UsageError("a part cannot be accepted: leave --only out")
    run = sample.run(index, wanted.only, wanted.full, stage, wanted.judge)
    if wanted.accept:
        gates.write_accepted(run.scores)
        run = sample.judged(run)
    if wanted.folder is not None:
        write_all(run, wanted.folder)
    for file, text in ((wanted.rows, rows_of), (wanted.junit, junit), (wanted.page, page_of)):
        if file is not None:
            write(file, text(run))
    return run


def correct(feedback: Path | None, index: Path | None, out: Path | None) -> dict[str, str]:
    """Make a case of a reader's correction; return its name, its file, and what asks it.

    Raises:
        UsageError: the feedback or the index is not named, or the feedback cannot be used.
    """
    if feedback is None:
        raise UsageError("`bearing eval case` needs a file: the feedback as one JSON object")
    file = out or CORRECTIONS
    name = add_correction(feedback, needed(index, Suite.CASE), file)
    again = f"bearing eval suite --only {name}"
    is_asked = file.resolve().parent == CASES
    return {"id": name, "file": str(file), "again": again if is_asked else f"copy it to eval/cases/, then {again}"}


def lines_of(run: Run) -> Iterator[str]:
    """Yield what a person reads in a terminal: the measures, the gates that do not hold, the cases that fell."""
    for row in slices(run.scores):
        if row.kind == ALL:
            plain = ", ".join(f"{name} {value:.3f}" for name, value in row.plain)
            yield f"{row.measure:19} {row.value:.3f}  {row.cases:4} cases  {plain}".rstrip()
    for levels in run.dimensions:
        yield f"levels of {levels.dimension:19} {levels.agreement.share}  kappa {levels.agreement.kappa or 'none'}"
    for name, value in run.figures:
        yield f"{name}: {value:.3f}"
    for breach in run.breaches:
        yield f"\nGATE {breach.measure} ({breach.kind}): {breach.why}"
    for one in told(run):
        yield f"\n{one.case}: {f'fell short in {one.why}' if one.why else 'right'}"
        yield f"  question  {one.asked}\n  expected  {one.expected}\n  got       {one.got}\n  again     {one.command}"
    if run.judgement is not None:
        yield ""
        yield from run.judgement.lines()
    yield f"\n{headline(run)}"
