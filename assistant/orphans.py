"""Problems that no initiative takes up, and players of the strategy that the customers' records do not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.assessment import Assessor, Examined
from assistant.domain import Document, Kind, Level
from assistant.lines import Relation
from assistant.names import holds, stems, units
from assistant.plain import plain
from assistant.problems import problem_pages
from assistant.sections import section_of

SAME_THEME = 0.4
_OPENING = 600
"""Characters of a problem page that are compared with an initiative."""


def orphan_problems(assessor: Assessor, examined: Sequence[Examined]) -> Iterator[str]:
    """Yield the titles of problem pages that no initiative quotes, names or is about."""
    pages = problem_pages(assessor.index)
    used = {document for one in examined for document in taken_up(one)}
    left = [document for document in pages if document.id not in used]
    if not left:
        return
    gists = [one.case.gist for one in examined if one.case is not None]
    titles = assessor.embedder.encode([page.title for page in left])
    openings = assessor.embedder.encode([plain(page.text[:_OPENING]) or page.title for page in left])
    for page, title, opening in zip(left, titles, openings, strict=True):
        if all(max(float(title @ gist), float(opening @ gist)) < SAME_THEME for gist in gists):
            yield page.title


def taken_up(one: Examined) -> set[str]:
    """Return the problem documents that an initiative's findings quote or that name it."""
    if one.case is None:
        return set()
    quoted = {
        quote.document.id
        for finding in one.assessment.findings
        if finding.level is not Level.NO_EVIDENCE
        for quote in finding.quotes
    }
    naming = {line.document.id for line in one.case.evidence.lines if line.relation <= Relation.MENTION}
    return quoted | naming


def orphan_players(assessor: Assessor) -> Iterator[str]:
    """Yield the players that the strategy names and no customer record does; nothing without customer records."""
    records = [document for document in assessor.index.documents([Kind.CUSTOMERS]) if document.record is not None]
    if not records:
        return
    known = [stems(_said(document)) for document in records]
    strategy = [
        stems(document.text)
        for document in assessor.index.documents([Kind.STRATEGY])
        if document.record is None and document.id not in assessor.strategy.retired
    ]
    for name, words in assessor.players:
        named = any(all(holds(there, unit) for unit in words) for there in strategy)
        served = any(all(holds(there, unit) for unit in words) for there in known)
        if named and not served and section_of(name) is None and units(name):
            yield name


def _said(document: Document) -> str:
    record = document.record
    assert record is not None
    return " ".join([record.title, document.text])
