"""What the line above a list says of its entries: that they are aims, or that they are rules, parts or reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Block, Document, Role
from assistant.text.plain import plain

_AIMS = re.compile(
    r"\b(?:goals?|targets|objectives|aims|outcomes|ambitions)\b|\baim(?:ing)? (?:for|to)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_ONLY_IF = re.compile(r"\b(?:if|unless|when|once|whether|could|might|would|example)\b", re.IGNORECASE)
_OF_MEASURES = re.compile(
    r"^\W*(?:(?:our|the|these|all|good) )*(?:kpis?|metrics?|measures?|indicators?|key results?|goals?|objectives?)"
    r" (?:(?:do|does) not |don['’]t )?(?:have|has|should|must|need|are to|serve|follow)\b",
    re.IGNORECASE,
)
"""How it is said what measures and goals are to be like: "Our KPIs have the following goals"."""
_OTHERS = re.compile(
    r"\b(?:principles|criteria|rules|guidelines|values|requirements|reasons|assumptions|questions|steps|stages|ways"
    r"|lines of business|business lines|services|products|offerings|tiers|teams|parts|components|roles|tensions"
    r"|levels|categories|grades|ranks|classes|priority order|order of priority)"
    r"\b[^.:]*:\W*$"
    r"|\b(?:projects?|things|work|topics|areas|opportunit(?:y|ies)|ideas|proposals?|features|problems|communit(?:y|ies)"
    r"|organi[sz]ations|partners?) (?:that|which|who|where|when)\W*:\W*$",
    re.IGNORECASE,
)

_GOES_ON = re.compile(
    r"\baim(?:ing|s)? (?:for|to) \w[^:]*?\b(?:for|of|in|on|at|from|with|across|through|between|within|that|which|who|"
    r"whose|where)\W*:\W*$",
    re.IGNORECASE,
)
"""A line whose own verb is the aim, and whose list only says of what: "We aim to halve the waiting time in:"."""
_AVERTS = re.compile(
    r"\b(?:prevent(?:s|ing|ed)?|avoid(?:s|ing)?|guard(?:s|ing)? against|protect(?:s|ing)? (?:us |them |users )?"
    r"(?:from|against)|forbid(?:s|ding)?|disallow(?:s|ing)?|prohibit(?:s|ing)?|must not|should not|shall not|"
    r"will not|won['’]t|do(?:es)? not (?:want|include|cover))\b[^.:]*:\W*$",
    re.IGNORECASE,
)


def led_in(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield the items of a document that a line with a colon introduces, each with that line in plain words."""
    line = ""
    for block in document.blocks:
        if block.role is Role.ITEM:
            if line:
                yield block, line
            continue
        last = plain(document.text[block.start : block.end]).rsplit(". ", 1)[-1]
        line = last if block.role is Role.TEXT and last.endswith(":") else ""


def tells_averted(line: str) -> bool:
    """Tell whether a line says of the list below it that these things are prevented or kept out, and not done."""
    said = _AVERTS.search(line)
    return said is not None and not _denies(line[: said.start()].rsplit(",", 1)[-1])


def tells_aims(line: str) -> bool:
    """Tell whether a line says of the list below it that these are our aims, without a condition."""
    ours = _AIMS.search(line) and _OURS.search(line)
    others = _OF_MEASURES.match(line) or _ONLY_IF.search(line) or _GOES_ON.search(line) or _denies(line)
    return bool(ours) and not others


def tells_others(line: str) -> bool:
    """Tell whether a line says of the list below it that it has rules, parts or reasons, and no aims or measures."""
    is_other = _OF_MEASURES.match(line) or _GOES_ON.search(line)
    return bool(is_other) or (bool(_OTHERS.search(line)) and not tells_aims(line))


def _denies(line: str) -> bool:
    return bool(re.search(r"\b(?:not|no)\b|n['’]t\b", line, re.IGNORECASE))
