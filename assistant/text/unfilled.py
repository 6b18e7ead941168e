"""What a template leaves to be filled in: instructions to its author, and values that nobody has given.

In doubt a line is content: emphasis may be a quote, a note, a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULB = "\N{ELECTRIC LIGHT BULB}"
_LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_MARGIN = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+)?|<sup>[^<>]*</sup>|\\$", re.MULTILINE)
_ITALIC = re.compile(
    r"\s*(?:\*(?![*\s])(?P<stars>[^*]+)\*|_(?![_\s])(?P<bars>(?:[^_]|(?<=\w)_(?=\w))+)_)[^\w\"“”]*", re.DOTALL
)
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’)]*\s+")

_ORDERS = re.compile(
    r"(?:please |briefly )*(?:(?:describe|explain|summari[sz]e|specify|outline|indicate|write|fill (?:in|out))\s+"
    r"(?:any|the|an?|all|each|your|what|how|why|who|which|where|when|at least)\b"
    r"|brief (?:statement|description|summary|overview)\b|to be (?:completed|filled (?:in|out)|written)\b)",
    re.IGNORECASE,
)
_MAY_ORDER = re.compile(
    r"(?:please |briefly )*(?:add|answer|attach|capture|consider|define|delete|describe|document|enter|explain|"
    r"identify|include|indicate|insert|limit|link|list|mention|name|note|outline|provide|remove|replace|see|specify|state|"
    r"summari[sz]e|think|use|write)\b",
    re.IGNORECASE,
)
"""Verbs that tell an author what to write, but may as well open a goal: they need a word that addresses the author."""
_AUTHOR = re.compile(
    r"\byou(?:r|rself|['’](?:re|ve|ll|d))?\b|\be\.g\.|\bfor example\b|\betc\b|\btemplates?\b|\bplaceholders?\b"
    r"|\bif (?:any|applicable|known|needed|relevant)\b",
    re.IGNORECASE,
)
_EXAMPLE_VALUES = re.compile(
    r"\b(?:example|sample|placeholder) (?:values?|texts?|content|answers?|data)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"(?:(?:with|if|for|after|before|once)\b[^,?]{1,80},\s+)?"
    r"(?:what|which|who|whom|whose|how|why|where|when|is|are|will|does|do|can|should|has|have)\b",
    re.IGNORECASE,
)
_OF_SECTION = re.compile(
    r"[\s_*]*(?:(?:this|the following) (?:section|template|table|part)\b[^.]{0,30}?"
    r"\b(?:should|must|needs? to)\s+(?:\w+ly )?(?:include|explain|describe|"
    r"summari[sz]e|list|contain|outline|state|detail|capture|provide|answer|identify|"
    r"be (?:an?|the) (?:[\w-]+ ){0,3}(?:summary|description|overview|list|outline|paragraphs?))\b"
    r"|use this section to\b|this is (?:a|an|the) (?:\w+ )?template\b)",
    re.IGNORECASE,
)
"""How a template speaks of its own sections, in italics or not."""
_HOPES = re.compile(
    r"\b(?:what|why|how|who) (?:are|do|will) we (?:hop|try|aim|look|want|expect|intend|plan)", re.IGNORECASE
)
"""What the authors of a template ask themselves."""
_NAMELESS = re.compile(r"\b(?:X{2,}|Y{2,}|Z{2,})\b")
"""What stands where a name is to be put: "VP of XXX"."""
_FEWEST_WORDS = 4

_WE = re.compile(r"\b(?:I(?!\.)|[Ww]e|[Oo]ur|[Mm]y|[Mm]e)\b")
_VOICE = re.compile(
    r"^(?!.*\bwill you\b).*\b(?:do|did|have|are|were|would|could|can) you\b|[\"“”„«»]", re.IGNORECASE | re.DOTALL
)
"""An interviewer asks so, or somebody is quoted."""
_ASKED_OF_PEOPLE = re.compile(
    r"\b(?:interviews?|research|surveys?|stud(?:y|ies)|questions?|q ?& ?a|faqs?|feedback|findings?|hypothes[ei]s|"
    r"discussions?|agenda|retro(?:spective)?s?|transcripts?|quotes?)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\W*(?:note|nb|n\.b\.|update|updated|edit|warning|source|disclaimer)\b", re.IGNORECASE)

_BRACKETS = r"[\W_]*\\?\[(?P<inner>[^\[\]]{4,}?)\\?\][\W_]*"
_BRACKETED = re.compile(_BRACKETS)
_IN_BRACKETS = re.compile(r"[^\w\[]*\\?\[[^\[\]]*[^\W\d_]{2}[^\[\]]*\][^\w\[]*")
_LABELLED_BRACKETS = re.compile(rf"[^\[\]]{{2,200}}?[:?]{_BRACKETS}", re.DOTALL)
_BLANK = re.compile(
    r"(?:(?:brief |short )?(?:description|summary|explanation) of\b.*"
    r"|\d+(?:\s?[-–]\s?\d+)? (?:sentences?|paragraphs?|words?|bullets?)\b.*"
    r"|(?:metric|goal|option|value|name|date|user|title|role|assumption|dependency|risk|link"
    r"|(?:open )?question)s?(?: (?:\d+|[XYZ]))?)",
    re.IGNORECASE | re.DOTALL,
)
"""What stands in brackets in place of what is to be written: "2-3 sentences describing the problem", "Metric 1"."""
_PUT_HERE = re.compile(r"(?:insert |add |your )*[a-z]+(?: [a-z]+)? (?:goes )?here", re.IGNORECASE)

_LABELLED = re.compile(r"(?P<label>\w.*?)(?::[*_]*|[*_]*\s[–—-])\s+(?P<value>[^:\n]+)", re.DOTALL)
_LOREM = re.compile(r"\blorem ipsum\b.*", re.IGNORECASE | re.DOTALL)
_CROSSES = re.compile(r"\bx+(?:\s?/\s?x+)?\b")
_CHOICE = re.compile(r"\byes ?/ ?no\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:numbers?|count|how many|percent(?:age)?|share|rate|metrics?|kpis?|amount|total)\b|[#%]", re.I
)
_LEFT_OPEN = re.compile(
    r"\W*(?:t\.?b\.?[dca]\.?|to be (?:defined|decided|determined|agreed|confirmed|announced))\W*", re.IGNORECASE
)
_TELLS_WHEN_OPEN = re.compile(
    r"(?!.*\bdates?\b).*\b(?:kpis?|metrics?|measur\w+|targets?|baselines?|goals?|indicators?|key results?|okrs?|"
    r"success|outcomes?|owners?|owned|leads?|sponsors?|responsible|accountable|who|budgets?|costs?)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a leader has to know of when it is still open: who answers for it, what it costs, how it is measured."""
_LONGEST_LABEL = 8


def italic_words(text: str) -> str | None:
    """Return the words of a text that is in italics as a whole, each part of it after a light bulb; None of another."""
    parts = [part for part in _MARGIN.sub("", _LINK_TARGET.sub("]", text)).split(_BULB) if part.strip()]
    found = [_ITALIC.fullmatch(part) for part in parts]
    words = [match["stars"] or match["bars"] for match in found if match]
    return " ".join(words) if words and len(words) == len(parts) else None


def is_instruction(text: str, trail: Sequence[str] = ()) -> bool:
    """Whether a paragraph or an item, below some headings, tells or asks its author what to write there."""
    if brackets := _BRACKETED.fullmatch(text) or _LABELLED_BRACKETS.fullmatch(text):
        inner = brackets["inner"].strip(" *_\\")
        return (
            _tells(inner)
            if len(_SENTENCE_END.split(inner)) > 1
            else bool(_PUT_HERE.fullmatch(inner) or _BLANK.fullmatch(inner))
        )
    if _OF_SECTION.match(text):
        return True
    words = italic_words(text)
    if words is None or _ASIDE.match(words) or words.lstrip()[:1] in '"“„«':
        return False
    return text.lstrip(" \t>").startswith(_BULB) or _tells(words) or _asks(words, trail)


def _tells(words: str) -> bool:
    orders = _ORDERS.match(words) or (_MAY_ORDER.match(words) and _AUTHOR.search(words))
    example = _EXAMPLE_VALUES.search(words) and _AUTHOR.search(words)
    return bool(orders or example) and not _WE.search(words)


def _asks(words: str, trail: Sequence[str]) -> bool:
    asked = all(sentence.rstrip().endswith("?") for sentence in _SENTENCE_END.split(words.strip()))
    of_people = any(_ASKED_OF_PEOPLE.search(heading) for heading in trail)
    to_author = (_ASKS.match(words) and not _WE.search(words) and not _VOICE.search(words)) or _HOPES.search(words)
    return bool(asked and to_author and not of_people and len(words.split()) >= _FEWEST_WORDS)


def is_bracketed(text: str) -> bool:
    """Whether a text is in square brackets as a whole and leads nowhere, as the blank of a template: "[Question 1]"."""
    return bool(_IN_BRACKETS.fullmatch(text))


def is_left_open(text: str) -> bool:
    """Whether a text is nothing but "TBD"."""
    return bool(_LEFT_OPEN.fullmatch(text))


def tells_when_open(label: str) -> bool:
    """Whether it says something that the value of a label is still open (an owner, a measure)."""
    return bool(_TELLS_WHEN_OPEN.match(label))


def is_nameless(row: str) -> bool:
    """Whether a row of a table has letters where a name is to be put."""
    return bool(_NAMELESS.search(row))


def is_unfilled(text: str) -> bool:
    """Whether a line is a label with nothing but a filler for its value, or a filler alone."""
    if _LOREM.match(text.strip(" *_")):
        return True
    found = _LABELLED.fullmatch(text.strip(" \t>*_-"))
    if found is None:
        return False
    label, value = found["label"], found["value"]
    if is_left_open(value):
        return len(label.split()) <= _LONGEST_LABEL and not tells_when_open(label)
    return _is_filler(value, label)


def _is_filler(value: str, label: str) -> bool:
    rest = _CHOICE.sub("", _CROSSES.sub("", _LOREM.sub("", value)))
    if any(letter.isalnum() for letter in rest):
        return False
    cross = _CROSSES.search(value)
    return bool(_LOREM.search(value) or (cross and (len(cross[0]) > 1 or _COUNTED.search(label))))
