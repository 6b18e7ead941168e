"""What a judging model is asked about one case, and how what it writes is read.

A judge never sees a label, nor what Bearing thinks of its own answer. What it writes is read strictly: one line for
each thing, each of them once. Anything else is no judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, Assessment, Verdict
from assistant.model_mode.answering import numbered_elements
from assistant.model_mode.prompts import (
    JUDGE_ANSWER,
    JUDGE_CLAIM,
    JUDGE_VERDICT,
    assess_request,
    judge_answer_request,
    judge_claim_request,
)

YES, NO = "yes", "no"
ANSWERS, CARRIED, VERDICT, SUPPORTED = "answers", "carried", "verdict", "label"
"""What is judged: does the answer answer, do its quotes carry a claim, which verdict, which label of a claim."""
_REST = re.compile(r"[(|:;,–—]| - ")
"""Where a reason begins that a judge was not asked for."""
_MARKS = " \t*`#>.-"
_PERCENT = re.compile(r"(\d{1,3})\s*%?$")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader of an answer sees, in words: its quotes below where they stand, its claims with their numbers."""

    elements: tuple[str, ...] = ()
    claims: tuple[tuple[str, tuple[int, ...]], ...] = ()


NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is judged: Bearing's side of it, and what a label (or for `carried` the checker) says."""

    measure: str
    said: str
    right: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a judge said of each thing of a case, in their order; `sure` is how likely it holds a claim supported."""

    words: tuple[str, ...]
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked about a case: the words of the system and of the message, and what reads the reply."""

    case: str
    system: str
    prompt: str
    things: tuple[Thing, ...]
    read: Callable[[str], Said | None]


def shown_of_answer(answer: Answer) -> Shown:
    """Return what an answer shows; nothing of a refusal."""
    claims = tuple((claim.text, claim.citations) for claim in answer.claims)
    return Shown(tuple(numbered_elements(answer.quotes)) if claims else (), claims)


def shown_of_assessment(assessment: Assessment) -> Shown:
    """Return the quotes of all findings, without what was found from them."""
    quotes = dict.fromkeys(made for finding in assessment.findings for made in finding.quotes)
    ordered = sorted(quotes, key=lambda made: (made.document.path, made.document.id, made.start))
    return Shown(tuple(numbered_elements(ordered)))


def about_answer(case: str, question: str, shown: Shown, right: bool, carried: Sequence[bool]) -> Ask | None:
    """Ask whether an answer answers its question, and of each claim whether its quotes carry it; None of a refusal."""
    if not shown.claims:
        return None
    prompt = judge_answer_request(question, shown.elements, shown.claims)
    carry = (Thing(CARRIED, YES, YES if one else NO) for one in carried)
    things = (Thing(ANSWERS, YES, YES if right else NO), *carry)
    names = ("answer", *(f"claim {number}" for number in range(1, len(shown.claims) + 1)))
    return Ask(case, JUDGE_ANSWER, prompt, things, lambda reply: _each(reply, names))


def about_verdict(case: str, initiative: str, shown: Shown, said: str, right: str) -> Ask | None:
    """Ask which verdict the quotes of an assessment support; None where there are none."""
    if not shown.elements:
        return None
    prompt = assess_request(initiative, shown.elements)
    return Ask(case, JUDGE_VERDICT, prompt, (Thing(VERDICT, said, right),), _verdict)


def about_claim(case: str, claim: str, evidence: str, said: str, right: str, labels: Sequence[str]) -> Ask:
    """Ask which of the labels fits a claim beside its evidence, and how likely it is supported."""
    prompt = judge_claim_request(claim, evidence, labels)
    return Ask(case, JUDGE_CLAIM, prompt, (Thing(SUPPORTED, said, right),), lambda reply: _label(reply, labels))


def _each(reply: str, names: Sequence[str]) -> Said | None:
    found = _lines(reply)
    words = [found.get(name, set()) for name in names]
    if any(len(said) != 1 or not said <= {YES, NO} for said in words):
        return None
    return Said(tuple(word for said in words for word in said))


def _verdict(reply: str) -> Said | None:
    said = {_as_label(word) for word in _lines(reply).get("verdict", ())}
    return Said(tuple(said)) if len(said) == 1 and said <= set(Verdict) else None


def _label(reply: str, labels: Sequence[str]) -> Said | None:
    found = _lines(reply)
    said, sure = ({_as_label(word) for word in found.get("label", ())}, found.get("supported", set()))
    percent = _PERCENT.match(next(iter(sure))) if len(sure) == 1 else None
    if len(said) != 1 or not said <= set(labels) or percent is None or int(percent.group(1)) > 100:
        return None
    return Said(tuple(said), int(percent.group(1)) / 100)


def _as_label(words: str) -> str:
    return re.sub(r"[ -]+", "_", words)


def _lines(reply: str) -> dict[str, set[str]]:
    """Return what is said under each name; thoughts that a model writes before its reply do not count."""
    found: dict[str, set[str]] = {}
    for written in reply.rpartition("</think>")[2].lower().splitlines():
        line = written.strip(f"{_MARKS}|")
        name, mark, rest = line.partition("|" if "|" in line else ":")
        if mark:
            found.setdefault(name.strip(_MARKS), set()).add(_REST.split(rest.strip())[0].strip(_MARKS))
    return found
