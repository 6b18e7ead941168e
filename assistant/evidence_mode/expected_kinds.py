"""What kind of statement some questions ask for by their shape: what a study found, what is ruled out, what may fail.

A sentence about the study, or with the words of what was decided against, does not tell these things. What search finds
is held to more than what a route finds below its heading: below the likelihoods lies one in five of those that are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.encoder.kinds_of_statement import Expected, StatementKind, expected, placed_at
from assistant.evidence_mode.sentence_evidence import Evidence

_K = StatementKind
_STUDY = (
    r"(?:surveys?|(?<!case )stud(?:y|ies)|research|interviews?|audits?|auditors?|usability tests?|testing|focus groups?"
    r"|users?|customers?|participants?|respondents?|interviewees|clients?|partners?|candidates?|applicants?|employees|staff"
    r"|members|patients|students|parents|citizens|residents|readers|volunteers|donors|visitors|guests)"
)
_SHAPES: tuple[tuple[re.Pattern[str], Expected], ...] = (
    (
        re.compile(
            rf"\bwhat(?: [\w-]+){{0,3}} (?:did|have|has) (?:[\w-]+ ){{0,4}}?{_STUDY}\b[^?]*?"
            r"\b(?:find|found|say|said|tell|told|show|shown|reveal(?:ed)?|report(?:ed)?|mention(?:ed)?|complain(?:ed)?)\b"
            rf"|\bcame out of (?:[\w-]+ ){{0,3}}{_STUDY}\b"
            rf"|\bhow did (?:[\w-]+ ){{0,2}}{_STUDY} (?:react|respond|take)\b|\bpain ?points\b",
            re.IGNORECASE,
        ),
        expected(0.215, _K.FINDING, _K.PROBLEM, _K.FIGURE, _K.RESULT),
    ),
    (
        re.compile(r"\bwhat (?:have|has|did|do|are|is) [^?]*\b(?:decided? against|ruled? out)\b", re.IGNORECASE),
        expected(0.053, _K.EXCLUSION, _K.STOPPED, _K.DECISION),
    ),
    (
        re.compile(r"^\W*(?:what|which)(?: (?:is|are) the)?(?: [\w-]+)? risks?\b", re.IGNORECASE),
        expected(0.047, _K.RISK, _K.PROBLEM, _K.QUESTION, _K.BLOCKER),
    ),
)
_READ = 24
"""Pieces of evidence, the best first, that are read for what they say."""


def of_expected_kind(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the pieces, best first, without those that are not of the kind that the question asks for.

    Where it asks for a kind, only the best pieces are read, and those behind them are left out too. Records stand: what
    a field says is known by the field.
    """
    shape = next((one for one in _SHAPES if one[0].search(question)), None)
    if shape is None:
        return list(evidence)
    read = sorted(evidence, key=lambda piece: -piece.score)[:_READ]
    fits = shape[1].fits([placed_at(piece.document, piece.start, piece.end) for piece in read])
    return [piece for piece, fit in zip(read, fits, strict=True) if fit or piece.document.record is not None]
