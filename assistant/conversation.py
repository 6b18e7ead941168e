"""Follow-ups: what "it" is, and what "and who owns it?" asks, given the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Answer
from assistant.plain import plain

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|he|she|his|her)\b(?!\s+(?:is|was)\s+(?:true|likely))",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_START = re.compile(
    r"^\s*(?:and|but|so|also|then|what about|how about|why|who|when|where|really|tell me more)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"^(?i:and|but|what about|how about|and what about|und|und was ist mit|y)\s+(?:(?:for|of|with)\s+)?"
    r"(?P<name>(?:the\s+)?[A-Z][\w&'’.-]*(?:[\s-](?:(?:of|for|the|and|to)\s+)?[A-Z0-9][\w&'’.-]*)*)\s*\??$"
)
_KEY = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
_QUOTED = re.compile(r"[\"“'‘]([^\"”'’]{3,80})[\"”'’]")
_NAME = re.compile(
    r"(?<!^)(?<![.!?]\s)\b(?:[A-Z][\w&'’-]*|\d+(?:\.\d+)*)(?:\s+(?:of|for|the|and|to)?\s*(?:[A-Z][\w&'’-]*|\d+(?:\.\d+)*))*"
)
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood, and its answer."""

    question: str
    answer: Answer


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """Return the question with its subject in it: unchanged unless it leans on the turns before."""
    if turns and (other := _ANOTHER.match(" ".join(question.split()))):
        return _of_another(other["name"], turns[-1]) or question
    subject = next((found for turn in reversed(turns) if (found := subject_of(turn))), None)
    if subject is None or subject.lower() in question.lower() or names(question):
        return question
    body = re.sub(r"^\s*(?:and|but|so|also|then)\b[\s,]*", "", question, flags=re.IGNORECASE)
    pronoun = _PRONOUN.search(body)
    if pronoun:
        owned = _POSSESSIVE.fullmatch(pronoun.group())
        return body[: pronoun.start()] + (f"{subject}'s" if owned else subject) + body[pronoun.end() :]
    if body != question or _START.match(question) or len(question.split()) <= _SHORT:
        return f"{body.rstrip(' ?.!')} ({subject})?"
    return question


def _of_another(name: str, before: Turn) -> str | None:
    """Return the question before, asked of another thing ("and Beacon?"); None where it names nothing to replace."""
    same = name.casefold() in before.question.casefold()
    named = [one for one in (subject_of(before), *names(before.question)) if one and one in before.question]
    return before.question.replace(max(named, key=len), name) if named and not same else None


def subject_of(turn: Turn) -> str | None:
    """Return what a turn was about: the assessed initiative, else the names in its question, else what it cites."""
    if turn.answer.assessment is not None and turn.answer.assessment.found:
        return turn.answer.assessment.initiative
    named = names(turn.question)
    if named:
        return " ".join(named[:2])
    if turn.answer.quotes:
        return plain(turn.answer.quotes[0].document.title)
    return None


def names(question: str) -> list[str]:
    """Return what a question calls by name: issue keys, quoted words, capitalised names (its first word left out)."""
    found = _KEY.findall(question) + _QUOTED.findall(question)
    found += [match.group().strip() for match in _NAME.finditer(question)]
    return list(dict.fromkeys(name for name in found if not name.isdigit() and name not in ("I", "OK")))
