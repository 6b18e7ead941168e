"""What kind of statement shows a finding: trouble shows a problem; what was or will be done shows that work goes on.

A sentence with the words of a problem may praise a tool or tell how a study was made. `encoder.kinds_of_statement`
tells them apart; what a record's field says is known by the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from assistant.domain import Quote
from assistant.encoder.kinds_of_statement import Expected, StatementKind, expected, placed_at
from assistant.gathering.lines import Line

Told = TypeVar("Told", Line, Quote)
_K = StatementKind
TROUBLE, TRACE, WORK, MEASURED, WAYS = "trouble", "trace", "work", "measured", "ways"
SHOWN_BY: Mapping[str, Expected] = {
    TROUBLE: expected(0.057, _K.PROBLEM, _K.FINDING, _K.FIGURE, _K.RISK, _K.BLOCKER),
    TRACE: expected(0.033, _K.DONE, _K.RESULT, _K.NEXT, _K.STOPPED),
    MEASURED: expected(0.008, _K.MEASURE),
    WAYS: expected(0.073, _K.QUESTION, _K.DECISION, _K.NEXT, _K.DONE, _K.WAY),
    WORK: expected(0.048, _K.GOAL, _K.NEXT, _K.DONE),
}
"""`python -m eval.training.train_kinds_of_statement` prints the likelihoods. Below them lies one in ten of the held-out
statements of these kinds; of those that tell of work one in five, of those that tell of ways one in twenty."""


def showing(found: Iterable[Told], what: str) -> list[Told]:
    """Return the lines that may be of the kinds that show something, in their order."""
    told = list(found)
    fits = SHOWN_BY[what].fits([placed_at(one.document, one.start, one.end) for one in told])
    return [one for one, fit in zip(told, fits, strict=True) if fit or one.document.record is not None]
