"""Ask every case, and keep what came back as plain facts: what is scored needs neither index nor documents any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.assistant import Assistant
from assistant.domain import EVERYONE, Answer, Assessment, Quote
from assistant.index.reader import Place as IndexPlace
from eval.asks import NOTHING, Shown, shown_of_answer, shown_of_assessment
from eval.carrying import carried, stands
from eval.casebook import Labelled, Place
from eval.plain_methods import BM25, by_keyword, overlapping, rankings
from eval.report import OURS

DAY = date(2026, 11, 20)
"""The day on which the sample organisation is asked: its exports are of that day."""
DEPTH = 10
Desk = Callable[[tuple[str, ...]], Assistant]
"""Gives the assistant of a reader's groups."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one case got. A tuple of booleans has a value for each citation, place or claim.

    `ranks` has for each method the place, counted from 1, of the first passage that is right; 0 where none is.
    """

    case: Labelled
    said: str
    seconds: float
    abstained: bool = False
    right: tuple[bool, ...] = ()
    covered: tuple[bool, ...] = ()
    resolves: tuple[bool, ...] = ()
    carried: tuple[bool, ...] = ()
    allowed: tuple[bool, ...] = ()
    outdated_first: bool = False
    places: frozenset[tuple[str, str]] = frozenset()
    keys: tuple[str, ...] = ()
    ranks: tuple[tuple[str, int], ...] = ()
    overlap_covered: tuple[bool, ...] = ()
    overlap_outdated: bool = False
    overlap_said: str = ""
    found: bool = True
    verdict: str | None = None
    keyword: str | None = None
    enabler: bool = False
    levels: tuple[tuple[str, str], ...] = ()
    confidence: str | None = None
    shown: Shown = NOTHING


def observe(
    cases: Iterable[Labelled], desk: Desk, advance: Callable[[int], None] = lambda _: None
) -> list[Observation]:
    """Ask or assess each case as its reader; planted texts are another suite's."""
    rows = []
    for case in cases:
        assistant = desk(case.groups)
        if case.question is not None:
            rows.append(_asked(case, assistant))
        elif case.initiative is not None:
            rows.append(_assessed(case, case.initiative, assistant))
        advance(1)
    return rows


def answer_of(assistant: Assistant, question: str) -> Answer:
    """Ask on the day of the sample organisation."""
    return assistant.ask(question, today=DAY)


def _asked(case: Labelled, assistant: Assistant) -> Observation:
    question = case.question or ""
    started = time.perf_counter()
    answer = answer_of(assistant, question)
    seconds = time.perf_counter() - started
    quotes = answer.quotes
    plain = rankings(assistant.retriever, assistant.retriever.question(question))
    best = overlapping(assistant.index, plain[BM25][:DEPTH], question)
    return Observation(
        case=case,
        said=answer.text,
        seconds=seconds,
        abstained=answer.abstained,
        right=tuple(any(place.agrees(made) for place in case.gold) for made in quotes),
        covered=tuple(any(place.agrees(made) for made in quotes) for place in case.gold),
        resolves=tuple(stands(made) for made in quotes),
        carried=carried(answer),
        allowed=_allowed(case, quotes),
        outdated_first=bool(quotes) and any(place.agrees(quotes[0]) for place in case.outdated),
        places=frozenset((made.document.id, made.text) for made in quotes),
        keys=tuple(dict.fromkeys(made.document.key or "" for made in quotes)),
        ranks=_ranks(case, question, assistant, plain),
        overlap_covered=tuple(best is not None and place.agrees(best) for place in case.gold),
        overlap_outdated=best is not None and any(place.agrees(best) for place in case.outdated),
        overlap_said=best.text if best is not None else "",
        shown=shown_of_answer(answer),
    )


def _allowed(case: Labelled, quotes: Sequence[Quote]) -> tuple[bool, ...]:
    """Tell of each citation whether the case's reader may see its document."""
    return tuple(made.document.audience in (EVERYONE, *case.groups) for made in quotes)


def _ranks(
    case: Labelled, question: str, assistant: Assistant, plain: dict[str, list[IndexPlace]]
) -> tuple[tuple[str, int], ...]:
    if not case.gold:
        return ()
    mine = [Quote(hit.document, hit.passage.start, hit.passage.end) for hit in assistant.search(question, DEPTH)]
    found = {OURS: mine}
    for name, places in plain.items():
        found[name] = [_passage(assistant, place) for place in places[:DEPTH]]
    return tuple((name, _first(rows, case.gold)) for name, rows in found.items())


def _passage(assistant: Assistant, place: IndexPlace) -> Quote:
    passage, document = assistant.index.passage(place)
    return Quote(document, passage.start, passage.end)


def _first(passages: Sequence[Quote], gold: Sequence[Place]) -> int:
    right = (at for at, one in enumerate(passages, start=1) if any(_holds(one, place) for place in gold))
    return next(right, 0)


def _holds(passage: Quote, place: Place) -> bool:
    """Whether a passage has the labelled words, or for lines any of them: it spans blocks, a citation does not."""
    if passage.document.path != place.file:
        return False
    return place.quote in passage.text or (place.line_start is not None and place.agrees(passage))


def _assessed(case: Labelled, name: str, assistant: Assistant) -> Observation:
    started = time.perf_counter()
    assessment = assistant.assess(name)
    seconds = time.perf_counter() - started
    quotes = [made for finding in assessment.findings for made in finding.quotes]
    return Observation(
        case=case,
        said=_verdict(assessment),
        seconds=seconds,
        resolves=tuple(map(stands, quotes)),
        allowed=_allowed(case, quotes),
        places=frozenset((made.document.id, made.text) for made in quotes),
        found=assessment.found,
        verdict=str(assessment.verdict) if assessment.verdict else None,
        keyword=by_keyword(assistant, name),
        enabler=assessment.enabler,
        levels=tuple((str(finding.dimension), str(finding.level)) for finding in assessment.findings),
        confidence=assessment.confidence,
        shown=shown_of_assessment(assessment),
    )


def _verdict(assessment: Assessment) -> str:
    if not assessment.found:
        return "not found"
    return str(assessment.verdict)
