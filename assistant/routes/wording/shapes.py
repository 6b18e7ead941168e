"""What kind of question it is, and so who answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALIGNED = r"(?:outcome[- ]?(?:aligned|oriented|driven|focus(?:s)?ed)|output[- ]?driven|aligned|well aligned)"
_WITH = (
    r"(?:\s+(?:with|to|on|towards?)\s+(?:(?:an?|the|our|any|its)\s+)?(?:\w+\s+){0,2}?"
    r"(?:strategy|outcomes?|goals?|objectives?|vision|priorities))?"
)
_KIND = (
    r"(?:(?:the|our|this)\s+(?:(?:initiative|project|epic|programme|program|rock|feature|work\s+on)\s+(?:called\s+"
    r"|named\s+)?)?"
    r"|initiative\s+)?"
)
_SUBJECT = r"(?P<subject>.+?)"
_ASSESSED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:is|are|was|were)\s+{_KIND}{_SUBJECT}\s+(?:really\s+|actually\s+|still\s+"
        rf"|properly\s+)?{_ALIGNED}{_WITH}\s*\??$",
        rf"^how\s+(?:well\s+)?{_ALIGNED}{_WITH}\s+(?:is|are)\s+{_KIND}{_SUBJECT}\s*\??$",
        rf"^how\s+well\s+(?:is|are)\s+{_KIND}{_SUBJECT}\s+aligned{_WITH}\s*\??$",
        rf"^(?:please\s+)?(?:assess|evaluate|judge|rate|give\s+(?:me\s+)?(?:the|a|your)\s+verdict\s+(?:on"
        rf"|for))\s+{_KIND}{_SUBJECT}\s*[.?]?$",
        rf"^what(?:'s|\s+is)\s+(?:the|your)\s+(?:verdict|assessment)\s+(?:on|of|for|about)\s+{_KIND}{_SUBJECT}\s*\??$",
        rf"^(?:does|do|will)\s+{_KIND}{_SUBJECT}\s+(?:really\s+)?(?:serve|support|move|lead\s+to|contribute\s+to"
        rf"|work\s+towards?|drive)\s+"
        r"(?:an?|any|our|the|one\s+of\s+our)\s+(?:\w+\s+)?(?:outcomes?|strategy|goals?|objectives?)\s*\??$",
        rf"^(?:is|are)\s+{_KIND}{_SUBJECT}\s+(?:heading|headed|on\s+(?:the\s+)?(?:way|course|track))\s+(?:for|to"
        rf"|towards?)\s+(?:an?|its|the|our)\s+outcomes?\s*\??$",
        rf"^(?:is|are)\s+{_KIND}{_SUBJECT}\s+(?:about|managed\s+to|measured\s+by)\s+(?:an?\s+)?(?:outcomes?"
        rf"|outputs?)(?:\s+or\s+(?:an?\s+)?(?:outcomes?|outputs?))?\s*\??$",
    )
)
_SERVES = (
    r"(?:serves?|supports?|moves?|leads?\s+to|contributes?\s+to|works?\s+towards?|drives?|advances?|furthers?"
    r"|helps?)\s+"
    r"(?:an?|any|our|the|one|some)\s+(?:of\s+(?:our|the)\s+)?(?:\w+\s+)?(?:outcomes?|strategy|goals?|objectives?)"
)
_OPENING = re.compile(
    r"^(?:please\s+|so\s+)?(?:tell\s+me|say|i(?:'d|\s+would)\s+like\s+to\s+know|i\s+(?:wonder|want\s+to\s+know)"
    r"|can\s+you\s+(?:tell\s+me|say)"
    r"|do\s+you\s+think(?:\s+that)?|would\s+you\s+say(?:\s+that)?|in\s+your\s+(?:view|opinion))\s*[,:]?\s*(?:whether"
    r"|if|that)?\s*[,:]?\s*",
    re.IGNORECASE,
)
"""What people put before what they want to know."""
_STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_KIND}{_SUBJECT}\s+(?:is|are)\s+(?:really\s+|actually\s+|still\s+)?{_ALIGNED}{_WITH}\s*[?.]?$",
        rf"^{_KIND}{_SUBJECT}\s+(?:really\s+|actually\s+)?{_SERVES}\s*[?.]?$",
        rf"^{_KIND}{_SUBJECT}\s*[:–—-]\s*(?:outcome\s+or\s+output|output\s+or\s+outcome"
        rf"|aligned(?:\s+or\s+not)?)\s*\??$",
        rf"^(?:outcome\s+or\s+output|output\s+or\s+outcome)\s*[,:]?\s*(?:which|what)\s+is\s+{_KIND}{_SUBJECT}\s*\??$",
        rf"^(?:are|do|why\s+are)\s+we\s+(?:doing|building|running|do|build|run)\s+{_KIND}{_SUBJECT}\s+for\s+(?:an?"
        rf"|the|any)\s+outcomes?\b.*$",
        rf"^how\s+well\s+does\s+{_KIND}{_SUBJECT}\s+(?:fit|match|serve|support)\s+(?:the|our|any"
        rf"|an?)\s+(?:\w+\s+)?(?:strategy|outcomes?|goals?|objectives?)\b.*$",
    )
)
"""The same as a statement or with a tail, once what stands before it is gone."""
_NO_ONE = re.compile(
    r"^(?:(?:which|what|who|whose|how|any(?:body|one|thing)?|all|every(?:body|thing)?|each|nobody|none|most|some"
    r"|many)\b"
    r"|(?:it|this|that|these|those|they|we|initiative|project|epic|(?:(?:the|our)\s+)?(?:initiatives|projects|epics"
    r"|teams?|work|people|staff|portfolio|backlog|road ?-?map|organi[sz]ation|company|department))$)",
    re.IGNORECASE,
)
"""Whoever asks about many, or about none."""
_QUOTES = "\"“”'‘’"


def assessed(question: str) -> str | None:
    """Return the initiative that a question wants assessed, None when it asks something else."""
    text = " ".join(question.split())
    bare = _OPENING.sub("", text, count=1)
    tried = [(one, said) for said in (text, bare) for one in _ASSESSED] + [(one, bare) for one in _STATED]
    found = (match.group("subject") for pattern, said in tried if (match := pattern.match(said)))
    subject = next(found, "").strip(_QUOTES + " ,:")
    return None if not subject or _NO_ONE.match(subject) else subject


_CUES = re.compile(
    r"\b(?:outcome|output)s?[- ](?:aligned|driven|oriented|based|focus(?:s)?ed|or)\b|\b(?:mis|un)?align(?:ed|ment|s)?\b"
    r"|\b(?:serv|support|mov|driv|contribut|advanc|help|lead|further)(?:e|es|s|ing|ed)?\b[^?]*\b(?:outcomes?|strategy"
    r"|goals?|objectives?)\b"
    r"|\b(?:on|off) (?:strategy|course)\b|\bfeature factory\b|\bjust (?:ship|build|deliver)\w*\b"
    r"|\bfor (?:an?|the|any) outcome\b|\bergebnisorientiert\b|\bzahlt\b[^?]*\bein\b|\balinead[oa]s?\b",
    re.IGNORECASE,
)


def may_ask_for_a_verdict(question: str) -> bool:
    """Whether a question speaks of alignment in words of its own; whose, only the names of the initiatives tell."""
    return bool(_CUES.search(" ".join(question.split())))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two things that are held against each other, and in what ("has more open issues"; "" is: in anything)."""

    one: str
    other: str
    aspect: str
    counted: str = ""
    """What may be counted of each ("open issues"), where no more than that is asked."""
    of: tuple[str, str] = ("", "")
    """Of what it is counted."""


_COUNTED = re.compile(
    r"^(?:the |our )?(?:number of |amount of )?(?P<counted>(?:[a-z-]+ ){0,3}?[a-z]+) (?:of|in|at|for|by|from) "
    r"(?P<one>(?:the )?[A-Z].*)$"
)
_A, _B = r"(?P<one>[^,:;?]+?)", r"(?P<other>[^,:;?]+?)"
_COMPARED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:how|in what|where)\s+(?:do|does|did)\s+{_A}\s+(?:and|differ\s+from|compare\s+(?:with|to))\s+{_B}"
        r"(?:\s+(?:differ|compare)(?:\s+(?:in|on|by)\s+(?P<aspect>.+?))?)?$",
        rf"^what(?:'s|\s+is|\s+are)\s+the\s+(?:main\s+)?differences?\s+between\s+{_A}\s+and\s+{_B}"
        r"(?:\s+(?:in|on|by)\s+(?P<aspect>.+?))?$",
        rf"^(?:please\s+)?(?:compare|contrast)\s+{_A}\s+(?:and|with|to|against)\s+{_B}"
        r"(?:\s+(?:in|on|by)\s+(?P<aspect>.+?))?$",
        rf"^{_A}\s+(?:vs\.?|versus)\s+{_B}(?:\s*[:,]\s*(?P<aspect>.+?))?$",
        rf"^{_A}\s+or\s+{_B}\s*[:,]\s*(?:which|who|what)(?:\s+(?:one|of\s+them))?\s+(?P<aspect>.+?)$",
        rf"^(?:which|who|what)(?:\s+(?:one|of\s+them))?\s+(?P<aspect>[^,:?]+?)\s*[,:]\s*{_A}\s+or\s+{_B}$",
        rf"^(?:does|do|is|are|has|have)\s+{_A}\s+(?P<aspect>(?:have\s+)?(?:more|fewer|less|larger|bigger|smaller"
        rf"|earlier|later"
        rf"|older|newer|worth\s+more|worth\s+less)\b[^?]*?)\s+than\s+{_B}$",
        rf"^(?:is|are)\s+{_A}\s+(?P<aspect>due\s+(?:before|after))\s+{_B}$",
    )
)


def compared(question: str) -> Comparison | None:
    """Return what a question holds against each other, None where it compares nothing that has a name."""
    text = " ".join(question.split()).rstrip(" ?.!")
    for pattern in _COMPARED:
        match = pattern.match(text)
        if match:
            one, other = (match[side].strip(_QUOTES + " ") for side in ("one", "other"))
            named = all(re.search(r"^(?:the\s+)?[A-Z]|\s[A-Z]", name) for name in (one, other))
            if named and not match["aspect"] and (counted := _COUNTED.match(one)):
                again = _COUNTED.match(other)
                of = (counted["one"], again["one"] if again else other)
                return Comparison(one, other, "", counted["counted"], of)
            return Comparison(one, other, (match["aspect"] or "").strip()) if named else None
    return None


_AGREE = re.compile(
    r"\b(?:contradict\w*|conflict(?:s|ing)?\b(?! of)|disagree\w*|inconsisten\w+|(?:at odds)"
    r"|(?:do|does|are)\b[^?]*\b(?:strategy|plans?|roadmap|jira|tickets?|work|crm|documents?|sources?|customers?)\b[^?]*"
    r"\b(?:agree|consistent|in line|match)|widersprechen|widersprüche|contradicen|contradicciones)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|on|over|regarding|concerning|for|of|around|über|zu|sobre)\s+(?:the\s+)?(?P<subject>[^?]+?)\s*\??$",
    re.IGNORECASE,
)


_NAMED = re.compile(r"(?<=[\w,] )(?!(?:I|Jira|Salesforce|HubSpot|CRM|OKRs?|KPIs?|Trello|Linear|Slack)\b)[A-Z][\w-]+")
"""Something in particular that is to agree, and not the sources of an organisation."""


def asks_agreement(question: str) -> str | None:
    """Return what sources shall agree about ("" is: anything), None where the question is no such question."""
    text = " ".join(question.split())
    found = _AGREE.search(text)
    if not found:
        return None
    about = _ABOUT.search(text[found.start() :])
    if about is None and _NAMED.search(text):
        return None
    return about["subject"].strip(_QUOTES + " ,:") if about else ""


_OVERVIEW = re.compile(
    r"^(?:please\s+)?(?:what\s+(?:do|can|did)\s+(?:we|you|i)\s+(?:already\s+)?(?:know|have|say|learn)\s+(?:about|on)"
    r"|what\s+is\s+(?:known|there)\s+(?:about|on)|what\s+(?:has\s+)?(?:happened\s+(?:to|with)|bec[ao]me\s+of)"
    r"|tell\s+(?:me|us)\s+(?:everything\s+|more\s+|all\s+)?about"
    r"|(?:give\s+(?:me|us)\s+|show\s+(?:me|us)\s+)?an?\s+(?:overview|summary|briefing)\s+(?:of|on|about)"
    r"|(?:summari[sz]e|brief\s+(?:me|us)\s+on)|was\s+wissen\s+wir\s+über|qué\s+sabemos\s+(?:de|sobre))\s+"
    r"(?P<subject>[^?]{2,80}?)\s*[?.]?$",
    re.IGNORECASE,
)


def overview_of(question: str) -> str | None:
    """Return what a question wants all that is known of, None when it asks something else."""
    match = _OVERVIEW.match(" ".join(question.split()))
    return re.sub(r"^(?:the|our)\s+", "", match["subject"].strip(_QUOTES + " "), flags=re.IGNORECASE) if match else None
