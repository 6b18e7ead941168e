"""Does the organisation steer projects or products? Read from how its initiatives are steered, with the quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Assessment, Dimension, Level, Quote

CLEAR = 0.65
"""Share of the signs from which the reading is one or the other."""
FEWEST = 6
MOST_QUOTES = 4
_SIGNS = (
    Dimension.OUTCOME_NOT_OUTPUT,
    Dimension.MEASURE,
    Dimension.LEADING_INDICATOR,
    Dimension.MANAGED_TO_OUTCOME,
    Dimension.STOP_RULE,
)
"""What tells how work is steered; `met` is a sign of product, `not_met` of project."""


@dataclass(frozen=True, slots=True)
class OperatingModel:
    """The reading: "project", "product", "mixed", or "unclear" where too little is written down; the signs of each."""

    reading: str
    project: int
    product: int
    project_quotes: tuple[Quote, ...]
    product_quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the reading for the command line."""
        return {
            "reading": self.reading,
            "signs": {"project": self.project, "product": self.product},
            "quotes": {
                "project": [quote.as_json() for quote in self.project_quotes],
                "product": [quote.as_json() for quote in self.product_quotes],
            },
        }


def read_operating_model(assessments: Sequence[Assessment]) -> OperatingModel:
    """Return how the organisation steers: signs are levels of the steering dimensions, enablers left out."""
    signs = [
        finding
        for assessment in assessments
        if not assessment.enabler
        for finding in assessment.findings
        if finding.dimension in _SIGNS and finding.level in (Level.MET, Level.NOT_MET)
    ]
    project = [finding for finding in signs if finding.level is Level.NOT_MET]
    product = [finding for finding in signs if finding.level is Level.MET]
    return OperatingModel(
        _reading(len(project), len(product)),
        len(project),
        len(product),
        _varied([(finding.dimension, finding.quotes[0]) for finding in project]),
        _varied([(finding.dimension, finding.quotes[0]) for finding in product]),
    )


def _reading(project: int, product: int) -> str:
    total = project + product
    if total < FEWEST:
        return "unclear"
    return "project" if project >= CLEAR * total else "product" if product >= CLEAR * total else "mixed"


def _varied(found: Sequence[tuple[Dimension, Quote]]) -> tuple[Quote, ...]:
    """Return quotes of different dimensions and documents first."""
    kept: dict[tuple[Dimension, str], Quote] = {}
    for dimension, quote in found:
        kept.setdefault((dimension, quote.document.id), quote)
    first = {dimension: quote for (dimension, _), quote in reversed(kept.items())}
    return tuple(dict.fromkeys([*first.values(), *kept.values()]))[:MOST_QUOTES]
