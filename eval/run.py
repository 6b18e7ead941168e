"""Run one suite over a labelled set; each suite is a module of `eval.suites`, imported only when it runs."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from eval.report import Report

if TYPE_CHECKING:
    from eval.judge import Judge


class Suite(StrEnum):
    """The suites, as the command line names them."""

    RETRIEVAL = "retrieval"
    QUESTIONS = "questions"
    SUPPORT = "support"
    INITIATIVES = "initiatives"
    STATEMENTS = "statements"
    INJECTIONS = "injections"
    SUITE = "suite"
    CASE = "case"


OWN = (Suite.SUITE, Suite.CASE)
"""What scores no labelled set: the project's own cases, and a correction that becomes one."""


JUDGED = (Suite.SUITE, Suite.QUESTIONS, Suite.INITIATIVES, Suite.SUPPORT)
"""What a judging model can have its say on: answers, verdicts, claims."""


def run(suite: Suite, data: Path, index: Path | None, judge: Judge | None = None) -> Report:
    """Score a labelled set; suites that ask an organisation's documents need its index.

    Raises:
        UsageError: the set cannot be read, or the suite needs an index and none is named.
        IndexUnusableError: there is no usable index in the folder.
    """
    started = time.perf_counter()
    report = _run(suite, data, index, judge)
    return replace(report, seconds=time.perf_counter() - started)


def judge_for(suite: Suite, index: Path | None, minutes: float) -> Judge:
    """Return the judge that the settings name.

    Raises:
        UsageError: they name none, or the suite has nothing to judge.
    """
    from eval.judge import judge_of

    if suite not in JUDGED:
        raise UsageError(
            f"`bearing eval {suite}` has nothing that a model judges: use --judge with {', '.join(JUDGED)}"
        )
    return judge_of(index, minutes)


def _run(suite: Suite, data: Path, index: Path | None, judge: Judge | None) -> Report:
    match suite:
        case Suite.RETRIEVAL:
            from eval.suites import retrieval

            return retrieval.run(data, index)
        case Suite.QUESTIONS:
            from eval.suites import questions

            return questions.run(data, needed(index, suite), judge=judge)
        case Suite.SUPPORT:
            from eval.suites import support

            return support.run(data, judge)
        case Suite.INITIATIVES:
            from eval.suites import initiatives

            return initiatives.run(data, needed(index, suite), judge=judge)
        case Suite.STATEMENTS:
            from eval.suites import statements

            return statements.run(data)
        case Suite.INJECTIONS:
            from eval.suites import injections

            return injections.run(data, needed(index, suite))
        case Suite.SUITE | Suite.CASE:
            raise UsageError(f"`bearing eval {suite}` scores no labelled set")


def needed(index: Path | None, suite: Suite) -> Path:
    """Return the index that is named.

    Raises:
        UsageError: none is.
    """
    if index is None:
        raise UsageError(f"`bearing eval {suite}` needs --index DIR: the index of the documents that are asked")
    return index
