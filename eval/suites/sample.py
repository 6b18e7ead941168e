"""Everything on the sample organisation, held against what was accepted last: `bearing eval`.

The sample is indexed into a temporary folder, or an index of it is named. Every case is asked as its reader. The closed
documents are then taken away, and what everyone asked of them is asked again: the answer must be the same. At last the
planted texts are put among the documents. `full` asks everything again without the closed documents, and scores the
held-out statements.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.domain import EVERYONE
from assistant.encoder.embedding import Embedder, load_embedder
from assistant.errors import UsageError
from assistant.settings import load_settings
from eval import gates
from eval.asks import Ask, about_answer, about_verdict
from eval.calibration import Bin, bins
from eval.casebook import Labelled, read_cases
from eval.dimensions import Levels, by_dimension
from eval.judge import Judge
from eval.judgement import Judgement
from eval.metrics import confusion, macro_f1
from eval.observe import Desk, Observation, answer_of, observe
from eval.report import OURS, Figure
from eval.scores import Score, is_right, score
from eval.suites import injections, statements
from ingest.night import Night

EVAL = Path(__file__).resolve().parent.parent
ORGANISATION = EVAL / "organisation"
HELD_OUT = EVAL / "training" / "statements_held_out.jsonl"
Stage = Callable[[str, int], Callable[[int], None]]
"""Begins a stage of so many steps, and gives what moves it on."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A text that was planted among the documents, and what an answer did after it; None where all was well."""

    case: Labelled
    fault: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """What the suite found; `rows` has an observation for each case that was asked, `figures` are of the whole.

    A `part` is a run of named cases only.
    """

    rows: tuple[Observation, ...]
    scores: tuple[Score, ...]
    breaches: tuple[gates.Breach, ...]
    changes: tuple[gates.Change, ...]
    figures: tuple[tuple[str, float], ...]
    verdicts: dict[str, dict[str, int]]
    calibration: tuple[Bin, ...]
    dimensions: tuple[Levels, ...]
    seconds: float
    planted: tuple[Planted, ...] = ()
    full: bool = False
    part: bool = False
    commit: str = ""
    judgement: Judgement | None = None

    def case(self, name: str) -> Labelled | None:
        """Return an asked case by its name; None for a planted text."""
        return next((row.case for row in self.rows if row.case.id == name), None)


def run(
    index: Path | None = None,
    only: Sequence[str] = (),
    full: bool = False,
    stage: Stage = lambda _name, _steps: lambda _done: None,
    judge: Judge | None = None,
) -> Run:
    """Ask all cases, or those that are named, and judge what came back; a judging model has its say beside that.

    Raises:
        UsageError: no case has that name, or a file of cases, floors or baseline cannot be read.
    """
    started = time.perf_counter()
    cases = chosen(read_cases(), only)
    embedder = load_embedder()
    with tempfile.TemporaryDirectory(prefix="bearing-eval-") as place:
        whole = index or _indexed(ORGANISATION, Path(place) / "whole")
        rows = observe(cases, desk_of(whole, embedder), stage("ask", len(cases)))
        scores = score(rows)
        again = [case for case in cases if not case.groups and case.question and (full or case.kind == "restricted")]
        if again:
            with without_closed(ORGANISATION, whole, Path(place)) as opened:
                desks = desk_of(whole, embedder), desk_of(opened, embedder)
                scores += same_for_everyone(again, *desks, stage("compare", len(again)))
        texts = [case for case in cases if case.planted]
        figures = list(_figures(rows))
        planted: list[Planted] = []
        if texts:
            advance = stage("plant", len(texts))
            planted, more = _planted(texts, whole)
            advance(len(texts))
            scores += [Score("unharmed", one.case.kind, one.case.id, float(one.fault is None)) for one in planted]
            figures += more
        if full:
            figures += map(_told_apart, statements.run(HELD_OUT).figures)
    asks = [ask for row in rows if (ask := ask_of(row)) is not None] if judge else []
    judgement = judge.judge(asks, stage("judge", len(asks))) if judge else None
    accepted = gates.read_accepted()
    floors = {} if only else gates.read_floors()
    return Run(
        rows=tuple(rows),
        scores=tuple(scores),
        breaches=tuple(gates.judge(scores, floors, accepted, figures)),
        changes=tuple(gates.changes(scores, accepted)),
        figures=(*figures, *_costs(rows)),
        verdicts=_verdicts(rows),
        calibration=bins(rows),
        dimensions=by_dimension(rows),
        seconds=time.perf_counter() - started,
        planted=tuple(planted),
        full=full,
        part=bool(only),
        commit=commit(),
        judgement=judgement,
    )


def ask_of(row: Observation) -> Ask | None:
    """Return what a judging model is asked about a case; None of a refusal, and of what has no right verdict."""
    case = row.case
    if case.question is not None:
        return about_answer(case.id, case.question, row.shown, is_right(row), row.carried)
    if case.initiative is None or case.verdict is None or row.verdict is None:
        return None
    return about_verdict(case.id, case.initiative, row.shown, row.verdict, case.verdict)


def judged(run: Run) -> Run:
    """Judge a run again, by what is accepted now."""
    accepted = gates.read_accepted()
    breaches = tuple(gates.judge(run.scores, gates.read_floors(), accepted, run.figures))
    return replace(run, breaches=breaches, changes=tuple(gates.changes(run.scores, accepted)))


def chosen(cases: Sequence[Labelled], only: Sequence[str]) -> list[Labelled]:
    """Return the named cases with those that they are compared with; all of them where none is named."""
    if not only:
        return list(cases)
    names = set(only)
    unknown = names - {case.id for case in cases}
    if unknown:
        raise UsageError(f"no case is called {sorted(unknown)[0]!r}: the names stand in eval/cases/*.yaml")
    names |= {case.like for case in cases if case.id in names and case.like}
    return [case for case in cases if case.id in names]


def desk_of(index: Path, embedder: Embedder) -> Desk:
    """Return what opens an assistant for a reader's groups, each once."""

    @cache
    def desk(groups: tuple[str, ...]) -> Assistant:
        return Assistant.open(index, groups, embedder)

    return desk


def same_for_everyone(
    cases: Sequence[Labelled], whole: Desk, opened: Desk, advance: Callable[[int], None] = lambda _: None
) -> list[Score]:
    """Compare what everyone is told with what they are told where no closed document is indexed."""
    scores = []
    for case in cases:
        said = [_bare(answer_of(desk(()), case.question or "").as_json()) for desk in (whole, opened)]
        scores.append(Score("same_for_everyone", case.kind, case.id, float(said[0] == said[1])))
        advance(1)
    return scores


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out the names of the generations: these are two indexes."""
    return {
        name: _bare(value) if isinstance(value, dict) else value for name, value in row.items() if name != "generation"
    }


@contextmanager
def without_closed(sources: Path, index: Path, place: Path) -> Iterator[Path]:
    """Give an index of only what everyone may read; what is embedded already is taken over."""
    copy, opened = place / "open-sources", place / "open-index"
    shutil.copytree(sources, copy)
    for source in load_settings(sources).sources:
        if source.audience != EVERYONE:
            shutil.rmtree(copy / source.path)
    settings = copy / "bearing.toml"
    parts = settings.read_text(encoding="utf-8").split("[[sources]]")
    settings.write_text("[[sources]]".join(part for part in parts if _is_there(part, copy)), encoding="utf-8")
    shutil.copytree(index, opened)
    yield _indexed(copy, opened)


def _is_there(part: str, copy: Path) -> bool:
    named = next((line.split('"')[1] for line in part.splitlines() if line.startswith("path")), None)
    return named is None or (copy / named).exists()


def _indexed(sources: Path, index: Path) -> Path:
    Night(sources, index, load_settings(sources)).run(accept_shrink=True)
    return index


def _planted(cases: Sequence[Labelled], index: Path) -> tuple[list[Planted], list[tuple[str, float]]]:
    rows = [{"id": case.id, "family": case.family, "text": case.planted} for case in cases]
    found, figures = injections.plant(rows, index)
    planted = [Planted(case, one.fault) for case, one in zip(cases, found, strict=True)]
    return planted, [(f"planted {one.name}", one.value) for one in figures]


def _told_apart(one: Figure) -> tuple[str, float]:
    """Return a figure of the held-out statements under a name that says whose it is."""
    return f"statements {one.name}" + ("" if one.system == OURS else f" of the {one.system} rule"), one.value


def _figures(rows: Sequence[Observation]) -> Iterator[tuple[str, float]]:
    judged = [row for row in rows if row.case.kind == "initiative"]
    right = [row.case.verdict or "" for row in judged]
    if judged:
        yield "macro_f1", macro_f1([row.said for row in judged], right)
        yield "macro_f1 of the keyword rule", macro_f1([row.keyword or "" for row in judged], right)
        yield "macro_f1 of always output driven", macro_f1(["output_driven"] * len(right), right)
    found = bins(rows)
    judged_count = sum(one.cases for one in found)
    if judged_count:
        yield "calibration_error", sum(one.cases * abs(one.right - one.said) for one in found) / judged_count
        yield "overconfidence", sum(one.cases * max(0.0, one.said - one.right) for one in found) / judged_count


def _verdicts(rows: Sequence[Observation]) -> dict[str, dict[str, int]]:
    judged = [row for row in rows if row.case.kind == "initiative"]
    return confusion([row.said for row in judged], [row.case.verdict or "" for row in judged]) if judged else {}


def _costs(rows: Sequence[Observation]) -> Iterator[tuple[str, float]]:
    """Yield what answers cost: reported, and no gate, since it depends on the machine."""
    asked = sorted(row.seconds for row in rows if row.case.question is not None)
    assessed = sorted(row.seconds for row in rows if row.case.initiative is not None)
    for name, spent in (("latency", asked), ("verdict", assessed)):
        for word, share in (("p50", 0.5), ("p95", 0.95)):
            if spent:
                yield f"{name}_{word}_ms", 1000 * spent[min(len(spent) - 1, int(share * len(spent)))]
    yield "peak_memory_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def commit() -> str:
    """Return the short name of the commit that is checked out, empty outside a repository."""
    command = ["git", "-C", str(EVAL), "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
