"""An answer that was kept, made again for who reads it now: only on quotes that still stand and may be read.

Each citation is traced. A claim or finding with one that is gone is not shown, nor is a verdict that stood on it; to
who left a group, nor is a claim that counts more than it quotes ("5 of 34 initiatives"). Words
that stand on no quote (a reason, a rewrite, what was searched) may tell of documents, too: they come back only to who
reads the same documents as then, which is the same generation with no fewer groups.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.checking.checker import seen
from assistant.checking.details import mismatches
from assistant.domain import Answer, Assessment, Claim, Dimension, Finding, Level, Quote, Verdict
from assistant.evidence_mode.answering import CONFLICT
from assistant.index.ages import age_of
from assistant.index.reader import Index
from assistant.nights.tracing import Cited, State, Traced, trace

UNKNOWN = "The documents did not answer this then. Ask again to see what they say now."
"""In place of a reason that may tell of documents that have changed, or been closed, since."""
GONE = "What this answer stood on was removed, or you may no longer read it. Ask again to see what is there now."

AGAIN = frozenset({UNKNOWN, GONE})
"""Reasons that are not of the answer, and that nothing but asking again helps against."""


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer as it stands now; `traced` says of each of its quotes what became of it, `gone` counts lost claims."""

    answer: Answer
    traced: tuple[Traced, ...] = ()
    gone: int = 0

    @property
    def changed(self) -> tuple[Traced, ...]:
        """Return what became of the quotes that do not stand at their places in their words."""
        return tuple(one for one in self.traced if one.state is not State.SAME)


@dataclass(frozen=True, slots=True)
class _Tracer:
    """Traces the citations of one answer, each once."""

    index: Index
    folder: Path
    generation: str
    known: dict[str, Traced]

    def of(self, row: Mapping[str, Any]) -> Traced:
        name = json.dumps([row["document"]["id"], row["locator"], row["quote"]], sort_keys=True)
        if name not in self.known:
            self.known[name] = trace(Cited.of(row, self.generation), self.index, self.folder)
        return self.known[name]


def restored(kept: str, groups: Iterable[str], index: Index, folder: Path, today: date) -> Restored:
    """Return an answer for the reader of an index from the JSON that was kept of it.

    `groups` are those for whom it was made, `folder` is the index directory.
    """
    row: dict[str, Any] = json.loads(kept)
    tracer = _Tracer(index, folder, row["generation"], {})
    same = row["generation"] == index.generation and set(groups) <= set(index.groups)
    told = row.get("assessment")
    assessment = _assessment(told, tracer, same=same) if told else None
    claims = row["claims"]
    if told and told["found"] and assessment is None:
        claims = claims[1:]  # the first says the verdict
    traced = [tracer.of(one) for one in row["citations"]]
    left = not set(groups) <= set(index.groups)
    standing = []
    for claim in claims:
        quotes = [made for n in claim["citations"] if (made := traced[n - 1].quote)]
        if len(quotes) == len(claim["citations"]) and not (left and _counts_more(claim["text"], quotes)):
            standing.append(claim)
    made, kept_traces = _renumbered(row, standing, traced)
    reason = row["reason"] if same or row["reason"] == CONFLICT else None
    if not made.claims and reason is None:
        reason = GONE if claims else UNKNOWN
    near = [tracer.of(one).quote for one in row.get("nearest", ())] if same else []
    answer = replace(
        made,
        reason=reason,
        assessment=assessment,
        age=age_of(made.quotes, today),
        note=row.get("note"),
        nearest=tuple(one for one in near if one is not None),
    )
    return Restored(answer, kept_traces, len(row["claims"]) - len(standing))


def _counts_more(claim: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether a claim says a number, a name or a denial that its quotes do not: of what is closed since, maybe."""
    shown = [seen(made, block) for made in quotes if (block := made.document.block_at(made.start)) is not None]
    return bool(mismatches(claim, "\n".join(shown)))


def _renumbered(
    row: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], traced: Sequence[Traced]
) -> tuple[Answer, tuple[Traced, ...]]:
    """Return an answer of some claims with the quotes that they use, as these stand now, numbered from 1."""
    used = sorted({number for claim in claims for number in claim["citations"]})
    again = {number: at for at, number in enumerate(used, start=1)}
    said = tuple(Claim(claim["text"], tuple(again[n] for n in claim["citations"])) for claim in claims)
    kept = tuple(traced[number - 1] for number in used)
    quotes = tuple(one.quote for one in kept if one.quote is not None)
    return Answer(row["question"], row["generation"], said, quotes), kept


def _assessment(row: Mapping[str, Any], tracer: _Tracer, *, same: bool) -> Assessment | None:
    """Return an assessment as it was, None where a quote that it stands on is gone."""
    findings = []
    for one in row["findings"]:
        quotes = [tracer.of(made).quote for made in one["quotes"]]
        if not all(quotes):
            return None
        findings.append(_finding(one, [made for made in quotes if made], same=same))
    if row["found"] and not same and not any(finding.quotes for finding in findings):
        return None  # nothing stands for it that its reader could be seen to read
    return Assessment(
        initiative=row["initiative"],
        found=row["found"],
        generation=row["generation"],
        nearest=tuple(row["nearest"]) if same else (),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        enabler=row["enabler"],
        findings=tuple(findings),
        weakest=Dimension(row["weakest"]) if row["weakest"] else None,
        question_for_owner=row["question_for_owner"],
        rewrite=row["rewrite"] if same else None,
        confidence=row.get("confidence"),
        would_change=row.get("would_change") if same else None,
    )


def _finding(row: Mapping[str, Any], quotes: Sequence[Quote], *, same: bool) -> Finding:
    searched = tuple(row["searched"]) if same else ()
    return Finding(Dimension(row["dimension"]), Level(row["level"]), row["reason"], tuple(quotes), searched)
