"""What one night finds for one circle of readers: its portfolio, its assessments, its documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from assistant.assessing.assessment import Assessor
from assistant.portfolio.portfolio import read_portfolio


@dataclass(frozen=True, slots=True)
class Night:
    """What one night found for one circle: the contract's rows, and a fingerprint of each document by its path."""

    generation: str
    portfolio: dict[str, Any]
    assessments: dict[str, dict[str, Any]]
    documents: dict[str, str]


def night_now(assessor: Assessor) -> Night:
    """Assess every initiative that a reader may see, and keep nothing."""
    portfolio = read_portfolio(assessor)
    assessments = {entry.assessment.initiative: entry.assessment.as_json() for entry in portfolio.entries}
    documents = {
        f"{document.path}{f' {document.key}' if document.key else ''}": hashlib.sha256(
            document.text.encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]
        for document in assessor.index.documents()
    }
    return Night(portfolio.generation, portfolio.as_json(), assessments, documents)
