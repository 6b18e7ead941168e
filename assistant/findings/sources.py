"""What makes a sentence data: an amount, a source and what came out of it."""

from __future__ import annotations

import re

from assistant.text.measures import find_date
from assistant.text.names import units

SAYS_WHAT = 6
"""Words of a line that says what was found, and not only where."""
SOURCE = re.compile(
    r"\b(?:interview\w*|survey\w*|audit\w*|tickets?|research|measured|measurement|sampl\w+|stud(?:y|"
    r"ies)|participants?|test(?:ed|ing|s)|analytics|log|data show\w*|exit (?:calls?|talks?|"
    r"interviews?)|lost deals?|"
    r"loss reasons?|closed[- ]lost|complain\w*|observ\w+|report(?:ed|s)? (?:by|that|from)|feedback|"
    r"(?:our|the|internal) data\b|\d+ (?:[a-z]+ )?(?:reports|complaints|cases|requests|tickets|visits)\b|records|"
    r"export|statistics|shadow(?:ed|ing)|poll(?:s|ed)?|diar(?:y|ies)|"
    r"(?:phone|customer|support|sales|service|user|exit) calls|calls (?:from|with)|incidents?|"
    r"\d+ of (?:the )?\d+ [a-z]{2,}|of \d+ (?:\w+ )?(?:users|customers|"
    r"plants|teams|people)|"
    r"law|statut\w+|directive|regulation|lease|end of support|end-of-life|gesetz)\b", re.IGNORECASE
)  # fmt: skip
_NUMBER = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]*[^\W\d_]{3,}[^()]*\)")
_NO_AMOUNT = re.compile(
    r"\b\d+(?:\.\d+){2,}\b|\b(?:alpha|beta|rc)[.-]?\d+|\[\^?\d{1,3}\]|^\W*\d{1,2}\s+(?=[\[A-Z])|\b24/7\b|"
    r"\(\d{1,2}\)|\b\d{1,2}[.)]\s|#\d+|\b(?:version|release|phase|section|part|level|tier|form|priority|objective|point|"
    r"step|item|article|clause|page|figure|table|goal|kr|key result) \d[\d.]*"
    r"|\b\w*[A-Za-z]+[\w/]*-?\d[\w.-]*|\b[A-Z]\w+ \d+\.\d+(?:\.\d+)*\b|\b\d+:\w+|\b(?:19|20)\d\d(?:[-–/]\d{2,4})?\b",
    re.IGNORECASE,
)
"""Numbers that count nothing: of items, footnotes, versions, forms, years."""
THIS_WORK = re.compile(r"\bthis (?:ticket|story|issue|epic|task|feature|project|work)\b", re.IGNORECASE)
"""What a sentence about the work itself says is no source for its problem."""
ANNOUNCED = re.compile(
    r"\b(?:will|to|plans?|next)\b[^.]{0,40}\b(?:research|study|interview|survey|investigate|explore|test)\w*\b|"
    r"\b(?:research|study|interview|test|survey) (?:plan|guide|script|protocol|goals?|questions?)\b",
    re.IGNORECASE,
)
"""What is yet to be found out."""
_CAME_OUT = re.compile(
    r"\b(?:identified|found|observed|learn(?:ed|t)|heard|raised|seen) (?:in|by|during|at|from)\b", re.I
)


def names_source(text: str) -> bool:
    """Whether a text has an amount, and behind it where it comes from and of when ("(till log, May 2026)")."""
    return any(
        find_date(said.group().strip("()"))
        and len(units(said.group().replace(find_date(said.group()) or "\0", ""))) > 0
        and counts(text[: said.start()])
        for said in _IN_BRACKETS.finditer(text)
    )


def counts(text: str) -> bool:
    """Whether a text has an amount: a number that is no date and names nothing."""
    said = text
    while day := find_date(said):
        said = said.replace(day, "")
    return bool(_NUMBER.search(_NO_AMOUNT.sub(" ", said)))


def announced_before(ahead: re.Pattern[str], text: str) -> bool:
    """Whether a text says what is still to be found out, before it says that something came out."""
    announced, came_out = ahead.search(text), _CAME_OUT.search(text)
    return announced is not None and not (came_out and came_out.start() < announced.start())
