"""Follow-ups: what "it" is, and what "and who owns it?" asks, given the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer
from assistant.index.words import stems
from assistant.routes.initiative.sides import Side, side_of
from assistant.text.named import names
from assistant.text.plain import plain
from assistant.text.small_words import query_terms, says_something
from assistant.text.spans import span_in

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|his|her"
    r"|(?:this|that|these|those)\s+(?:one|initiative|project|epic|programme|plan)s?"
    r"|(?:this|that|these|those)(?=\W*$|\s+(?:is|are|was|were|has|have|does|do|did|will|would|should|can|could|due|mean"
    r"|cost|help|serve)\b))\b",
    re.IGNORECASE,
)
_NOBODYS = re.compile(
    r"\b(?:is|was)\s+it\s+(?:\w+ly\s+)?(?:true|likely|possible|clear|known|necessary|important|correct)\b"
    r"|\bit\s+(?:takes?\s+to|(?:is|was)\s+(?:true|likely))\b",
    re.IGNORECASE,
)
"""Where "it" stands for nothing that was named."""
_WITHIN = re.compile(
    r"\b(?:when|if|because|before|after|until|while|that|how|where|why|and|as|whether)\s+$", re.IGNORECASE
)
"""What stands before a pronoun for the question's own subject: "what do customers say when they leave?"."""
_PEOPLE = re.compile(r"they|them|their|theirs", re.IGNORECASE)
_MANY = re.compile(r"\b(?!(?:does|is|was|has|this|its)\b)[a-z]{3,}s\b", re.IGNORECASE)
"""A plural, more or less: what "they" may be within a question."""
_OBJECT_OF_US = re.compile(
    r"\b(?:do|did|have|had|are|were) (?:we|you)\b.*\b(?:to|from|with|against|by|for|of|at) them\b"
    r"|^\W*(?:how many|which|what)\s+[\w -]+s\s+(?:do|did|have|had|are|were)\s+they\b",
    re.IGNORECASE,
)
"""Where the plural in front cannot be what a pronoun means: "deals did we lose to them", "bugs did they close"."""
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"^\s*(?:and|but|so|also|then|und|aber|y|pero)\b[\s,]*", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^\s*(?:what|how) about\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should|may|must|wer|was|welche\w*|wann|wo|warum|wie|ist|sind|quién|qué|cuál\w*|cuándo|dónde|por|cómo|es|son)\b",
    re.IGNORECASE,
)
"""How a question begins that is one by itself."""
_BARE = re.compile(
    r"^(?:what|who|how much|how many|was|wer|wie ?viele?|qué|quién|cuánt[ao]s?)\s+(?:is|are|was|were|has been|have been"
    r"|will be|ist|sind|wurden?|wird|está|fue|será)\s+"
    r"(?:(?:still|already|yet|now|then|not|being|noch|schon|aún|todavía|ya)\s+)*"
    r"(?:\w+(?:ed|ado|ido)|ge\w+t|left|done|spent|built|sold|paid|lost|made|known|missing|open|over)"
    r"(?:\s+(?:so far|yet|now|next|then|already|today|still|bisher|hasta ahora))*\W*$",
    re.IGNORECASE,
)
"""A question whose own word is its subject: "what is still planned?" asks it of what was spoken of."""
_OURS = re.compile(r"\b(?:ours?|are we|unsere?\w*|nuestr[ao]s?)\b|s\b[^?]*\bwe have\b", re.IGNORECASE)
"""Said of the whole organisation: "our goals", "what goals do we have?"."""
_WHICH = re.compile(r"^\W*(?:which|what (?:kinds?|sorts?))\s+\w+\s+\w", re.IGNORECASE)
_SIDES = frozenset(
    stems(
        "owner owns owned owning responsible accountable sponsor deadline due date target baseline measure measured"
        " metric indicator budget cost costs spent status progress risk risks reason reasons evidence outcome objective"
        " goal success successful hypothesis stop stopped scope milestone timeline dependency weakest verdict"
        " verantwortlich frist budget ziel kosten responsable plazo presupuesto objetivo"
    )
)
"""What everything has that can be asked about: to say one of them names no subject."""
_LIGHT = frozenset(
    stems(
        "tell more really explain please detail details go elaborate example exactly mean current currently now still"
        " yet next last latest main biggest else other point part changed happened decided started ended many much open"
        " issues tickets far long often know say said not no"
    )
)
"""Words that carry no subject either, where a question is short."""
_ANOTHER = re.compile(
    r"^(?i:and|but|what about|how about|and what about|und|und was ist mit|y)\s+(?:(?:for|of|with)\s+)?"
    r"(?P<name>(?:the\s+)?[A-Z][\w&'’.-]*(?:[\s-](?:(?:of|for|the|and|to)\s+)?[A-Z0-9][\w&'’.-]*)*)\s*\??$"
)
_ANY_DAY = date(2000, 1, 1)
"""Days are only found here, not read."""
_BEFORE_DAYS = re.compile(r"(?:(?:in|for|during|of|on|the)\s*)*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART_OF_YEAR = re.compile(
    r"\bq[1-4]\b|\bquarter\b|\bhalf\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*", re.IGNORECASE
)
_UNCALLED = re.compile(r"^(?:#|(?:what|how|why|who|when|where)\b)|\b\d{4}-\d{2}-\d{2}\b", re.IGNORECASE)
"""A title that nothing is called by: a channel's, a day's, a question."""
_SHORT = 4
"""Words up to which a question without a subject of its own goes on from the one before."""


_ANOTHER_NUMBER = re.compile(
    r"(?:(?:in|for|during|of|about|on|at)\s+)?(?:the\s+)?(?P<noun>[a-z]+)\s+#?(?P<number>\d{1,4})", re.IGNORECASE
)
_OF_CARDS = (Side.WEAKEST, Side.TO_ASK, Side.SURE, Side.WOULD_CHANGE)
"""What is asked only of a verdict that stands there."""
_BARE_WHY = re.compile(r"\W*(?:(?:and|but)\s+)?why(?:\s+(?:is|was)\s+that|\s+so|\s+not)?\W*", re.IGNORECASE)
_ASKING = re.compile(r"^\W*(?:how\s+(?:many|much)|which|what|who)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was understood, and its answer."""

    question: str
    answer: Answer


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """Return the question with its subject in it: unchanged unless it leans on the turns before."""
    if turns and (other := _ANOTHER.match(" ".join(question.split()))):
        return _of_another(other["name"], turns[-1]) or question
    if turns and (same := _in_other_days(question, turns[-1])):
        return same
    if turns and (same := _of_another_number(question, turns[-1])):
        return same
    if turns and _BARE_WHY.fullmatch(question) and _is_of_many(turns[-1]):
        return f"Why {_ASKING.sub('', turns[-1].question)}"
    subject = _subject_before(turns)
    if subject is None or subject.lower() in question.lower():
        return question
    body = _GOES_ON.sub("", question)
    if pronoun := _leaning_pronoun(body):
        owned = _POSSESSIVE.fullmatch(pronoun.group())
        return body[: pronoun.start()] + (f"{subject}'s" if owned else subject) + body[pronoun.end() :]
    if any(not _own_stems(name) <= _SIDES for name in names(question)):  # German writes "Budget" like a name
        return question
    judged = any(turn.answer.assessment is not None and turn.answer.assessment.found for turn in turns)
    if judged and _says_little(body) and side_of(body) in _OF_CARDS:
        return f"{body.rstrip(' ?.!')} ({subject})?"
    whole = _WHOLE.match(body) and not _WHAT_ABOUT.match(body)
    opened = body != question or bool(_WHAT_ABOUT.match(body))
    if _has_no_subject(body) or (opened and not whole):
        return f"{body.rstrip(' ?.!')} ({subject})?"
    return body if whole else question


def leans_on_nothing(question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a question leans on one before it that was refused, and what that was about has no name.

    A first question leans on nothing where a pronoun is all that it has for a subject: "How much does it cost?".
    """
    if not turns:
        pronoun = _leaning_pronoun(question)
        if pronoun is None or names(question):
            return False
        return _says_little(question) or bool(_OBJECT_OF_US.search(question[: pronoun.end()]))
    if _BARE_WHY.fullmatch(question) and _is_of_many(turns[-1]):
        return False
    if _subject_before(turns) is not None or not (_is_refused_subject(turns[-1]) or _is_of_many(turns[-1])):
        return False
    body = _GOES_ON.sub("", question)
    return bool(_leaning_pronoun(body)) or (not names(question) and _has_no_subject(body))


def _says_little(question: str) -> bool:
    """Tell whether a question has at most one word of its own: what is done with what is not named."""
    return len(_own_stems(question) - _SIDES - _LIGHT) <= 1


def _subject_before(turns: Sequence[Turn]) -> str | None:
    """Return what was spoken of last, None where that is what a refused question called by no name."""
    for turn in reversed(turns):
        subject = subject_of(turn)
        if subject is not None or _is_refused_subject(turn) or _is_of_many(turn):
            return subject
    return None


def _is_refused_subject(turn: Turn) -> bool:
    return turn.answer.abstained and _says_subject(turn.question)


def _leaning_pronoun(question: str) -> re.Match[str] | None:
    """Return the pronoun that stands for what was asked before, None where it stands for what the question names."""
    found = _PRONOUN.search(question)
    if found is None or _NOBODYS.search(question):
        return None
    before, own = question[: found.start()], _says_subject(question[: found.start()])
    others = (
        _PEOPLE.fullmatch(found.group()) and _MANY.search(before) and not _OBJECT_OF_US.search(question[: found.end()])
    )
    if own and (_WITHIN.search(before) or others):
        return None
    last = not question[found.end() :].strip(" ?.!")
    return found if last or not names(before) else None


def _says_subject(text: str) -> bool:
    """Tell whether some words name a thing of their own, beside the sides that everything has."""
    return bool(_own_stems(text) - _SIDES - _LIGHT)


def _has_no_subject(question: str) -> bool:
    """Tell whether a question names nothing but a side of something ("When is the deadline?") or nothing at all."""
    own = _own_stems(question)
    if _BARE.match(question):
        return True
    if _OURS.search(question) or _WHICH.match(question) or not own <= _SIDES | _LIGHT:
        return False
    return bool(own & _SIDES) or len(question.split()) <= _SHORT


def _own_stems(text: str) -> frozenset[str]:
    return frozenset(stems(" ".join(query_terms(text)))) if says_something(text) else frozenset()


def _of_another(name: str, before: Turn) -> str | None:
    """Return the question before, asked of another thing ("and Beacon?"); None where it names nothing to replace."""
    same = name.casefold() in before.question.casefold()
    named = [one for one in (subject_of(before), *names(before.question)) if one and one in before.question]
    return before.question.replace(max(named, key=len), name) if named and not same else None


def _in_other_days(question: str, before: Turn) -> str | None:
    """Return the question before, asked of other days ("and in Q2?"); None where either names none."""
    body = _WHAT_ABOUT.sub("", _GOES_ON.sub("", question)).strip(" ?.!")
    now, then = span_in(body, _ANY_DAY), span_in(before.question, _ANY_DAY)
    if now is None or then is None or not _BEFORE_DAYS.fullmatch(f"{body[: now.start]}{body[now.end :]}".strip()):
        return None
    start, days = then.start, body[now.start : now.end]
    if re.match(r"\d|q[1-4]", days, re.IGNORECASE) and (into := re.match(r"(?:in|during) ", before.question[start:])):
        start += into.end()
    year = _YEAR.search(before.question[then.start : then.end])
    if year and not _YEAR.search(days) and _PART_OF_YEAR.search(days):
        days = f"{days} {year.group()}"
    return f"{before.question[:start]}{days}{before.question[then.end :]}"


def _of_another_number(question: str, before: Turn) -> str | None:
    """Return the question before, asked of another number of its kind ("and in sprint 101?")."""
    body = _WHAT_ABOUT.sub("", _GOES_ON.sub("", question)).strip(" ?.!")
    match = _ANOTHER_NUMBER.fullmatch(body)
    other = re.compile(rf"\b{re.escape(match['noun'])} #?\d+\b", re.IGNORECASE) if match else None
    if match is None or other is None or not other.search(before.question):
        return None
    return other.sub(f"{match['noun']} {match['number']}", before.question, count=1)


def subject_of(turn: Turn) -> str | None:
    """Return what a turn was about: the assessed initiative, else the names in its question, else what it cites."""
    if turn.answer.assessment is not None and turn.answer.assessment.found:
        return turn.answer.assessment.initiative
    named = names(turn.question)
    if named:
        return " ".join(named[:2])
    cited = turn.answer.quotes[0].document if turn.answer.quotes and not _is_of_many(turn) else None
    return plain(cited.title) if cited is not None and not _UNCALLED.search(cited.title) else None


def _is_of_many(turn: Turn) -> bool:
    """Tell whether a turn was about many records at once, so that no single one of them is its subject."""
    first = next(iter(turn.answer.claims), None)
    cited = [turn.answer.quotes[number - 1].document for number in first.citations] if first is not None else []
    return len({document.id for document in cited if document.record is not None}) > 1
