"""Is it written down when to stop, or when to look again whether to go on?"""

from __future__ import annotations

import re

from assistant.domain import Dimension, Finding, Kind, Level, Quote, Role
from assistant.findings.against import given_up
from assistant.findings.case import Case, finding
from assistant.findings.steering import has_rhythm
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.measures import find_date
from assistant.text.sections import Section
from assistant.text.sentences import block_sentences

STOP = Dimension.STOP_RULE
_STOP_RULE = re.compile(
    r"\bif\b[^.]{0,140}\b(?:stop|end(?! of\b)|drop(?!-? ?downs?\b)|switch|pivot|"
    r"(?:we|try|use|build|move|go)\b[^.]{0,60}\binstead|give (?:it )?up|kill|return|"
    r"close|cancel|revert|put .{0,30} on|roll back)|\b(?:stop|drop(?!-? ?downs?\b)|kill|end|give up)s?\b[^.]{0,60}\b(?:"
    r"if|when|unless|below|under|above)\b|"
    r"\b(?:below|under|fewer than|less than|above)\b[^.]{0,80}\bstops?\b|\bwe stop\b|\bstop rule\b|"
    r"^\W*(?:if|should|unless|with)\b[^.]{0,80}\b(?:fewer|less|below|under|not (?:above|reach\w*|more))\b[^.]{0,80}, |"
    r"\bwenn\b[^.]{0,120}\b(?:stopp|ende|hören)", re.IGNORECASE
)  # fmt: skip
_THRESHOLD = re.compile(
    r"\d|\b(?:half|third|quarter|fewer than|less than|more than|below|under|above)\b", re.IGNORECASE
)
_STOPPED = re.compile(
    r"\b(?:(?:was|were|is|has been|have been|we|auto-?\w+) )?(?:stopp(?:ed|s)|stops today|dropped|called off|"
    r"ends? (?:the|this|all) (?:\w+ )?(?:work|initiative|project|programme|program|effort|trial|pilot)|"
    r"pivot(?:ed)?|abandoned|discontinued|switched (?:from|to)|changed course|won'?t do|will stop|"
    r"stops\b)|\b(?:is|are|was|were|has been|have been) (?:switched off|shut down|paused|parked|postponed|deferred"
    r"|put on hold|de-?prioriti[sz]ed)\b",
    re.IGNORECASE,
)
_KEPT_AS_IT_WAS = re.compile(
    r"\b(?:decided|chose|agreed|opted) "
    r"(?:to (?:retain|keep|stay with|stick with|revert to|go back to|return to)|on keeping) "
    r"(?:the |our )?(?:existing|current|old|original|previous|earlier)\b",
    re.IGNORECASE,
)
"""How it is told that a change was tried and taken back."""
_NO_STOP = re.compile(
    r"\bnot stopped|non-?stop|\b(?:until|before|unless|if|when|nobody|never)\b[^.]{0,30}\bstop(?:s|ped)\b|"
    r"\b(?:\d+|the|of|a|bus|more|fewer|all|line|unplanned) stops\b",
    re.IGNORECASE,
)
"""A stop that has not been made, or that is counted."""
_REVIEW = re.compile(
    r"(?<!code )(?<!peer )(?<!design )(?<!technical )(?<!decision to )"
    r"(?<!conducted a )(?<!held a )(?<!did a )(?<!ran a )"
    r"\breview(?:ed)?\b(?! (?:board|panel|committee|team|app|group|comments?|of (?:the )?(?:code|pull)))|"
    r"\b(?:checkpoint|go ?/ ?no[- ]?go|go or no go|decide (?:whether|on)|decision (?:on|"
    r"date)|revisit(?:ed|ing)?|"
    r"re-?evaluat\w*|gate\b[^.]{0,20}\b(?:on|:)|look again|(?<!decision to )re-?assess\w*|next gate|look whether|"
    r"evaluate (?:whether|how|if))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:(?:every|each) (?:\w+ )?(?:quarter|year|half|cycle|phase|iteration)|quarterly|annually|yearly|twice a year|"
    r"(?:as|once|when|after) we (?:learn|know|have learn\w*|see)\b)",
    re.IGNORECASE,
)
"""When something is looked at again, without a day: "every quarter", "as we learn more"."""
_WORK_ITSELF = r"(?:trial|pilot|experiment|test|iteration|phase|stage|prototype|approach|initiative|project)s?"
_GO_ON_IF = re.compile(
    rf"\bif (?:it|this|that|(?:the|our|this) (?:\w+ ){{0,2}}(?:{_WORK_ITSELF}|results?(?: of (?:the|our) \w+)?))\b"
    r"[^.;,]{0,30}\b(?:works? out|work(?:s|ed)? well|(?:un)?success\w*|succeed\w*|goes well|went well|proves?|"
    r"(?:is|are) (?:positive|promising|encouraging|negative)|fails?)\b"
    rf"|\b(?:when|once|after)\b[^.;]{{0,40}}\b{_WORK_ITSELF}\b[^.;]{{0,25}}\b(?:complet\w*|done|over|finish\w*|clos\w+|"
    r"ends?|ended)\b[^.]{0,80}\b(?:evaluat|review|assess|decid|discuss)\w*\b"
    rf"|\b(?:evaluat|review|assess|decid|discuss)\w*\b[^.;]{{0,40}}\b(?:when|once|after|at the end of)\b"
    rf"[^.;]{{0,30}}\b{_WORK_ITSELF}\b",
    re.IGNORECASE,
)
"""How it is made to depend on what a trial or a phase brings whether and how to go on."""
_REVIEWS = re.compile(r"\breviews (?:the |our |all )?(?:progress|these|how)\b", re.IGNORECASE)
_THESE = re.compile(
    r"\b(?:these|our|the|all|each of (?:the|these)) (?:\w+ )?(?:objectives|goals|okrs|key results|priorities|targets|"
    r"outcomes|initiatives|metrics|measures)\b",
    re.IGNORECASE,
)
_NO_RULE = re.compile(
    r"\b(?:continue to invest|no (?:number|threshold|stop rule)|not (?:planned|foreseen) to stop|"
    r"no plan to stop|whatever it takes)\b",
    re.IGNORECASE,
)


def _stands_below_stop(line: Line) -> bool:
    """Whether a line of the initiative's own page stands below a heading that says when to stop."""
    return line.section is Section.STOP and line.relation is Relation.OWN and line.document.kind.is_intent


def _is_minuted(case: Case, line: Line) -> bool:
    """Whether a line stands in notes of a day and names the initiative."""
    kept = line.document.kind in (Kind.COLLABORATION, Kind.OTHER) and line.document.record is None
    return kept and len(line.date or "") == len("2026-01-31") and case.names_it(line.text)


def _is_looked_at_again(line: Line) -> bool:
    """Whether a line says when it is looked at again, or makes going on depend on what a trial or phase brings."""
    when = find_date(line.text) or _AGAIN.search(line.text)
    return bool((_REVIEW.search(line.text) and when) or _GO_ON_IF.search(line.text))


def _looked_at_above(case: Case) -> list[Quote]:
    """Return what a page that holds it among others says above all of them of when they are looked at again."""
    own = (line for line in case.evidence.of(Relation.OWN, Relation.NAME) if line.document.kind is Kind.STRATEGY)
    first = {line.document.id: line for line in sorted(own, key=lambda line: -line.start)}
    found = []
    for line in first.values():
        if line.document.id in case.evidence.pages or line.document.record is not None:
            continue
        at = line.document.block_at(line.start)
        for block in line.document.blocks:
            if at is None or block.start >= at.start or block.role is not Role.TEXT or len(block.trail) > 1:
                continue
            spans = (quote(line.document, *span) for span in block_sentences(line.document.text, block))
            found += [made for made in spans if made is not None and _holds_for_all(made.text)]
    return found


def _holds_for_all(text: str) -> bool:
    """Whether a sentence says of all goals of a page when they are looked at again."""
    when = _AGAIN.search(text) or has_rhythm(text) or find_date(text)
    return bool(when and (_REVIEW.search(text) or _REVIEWS.search(text)) and _THESE.search(text))


def judge_stop(case: Case) -> Finding:
    """Return the finding on the stop rule: a threshold with a date and an action, or a stop that was really made."""
    lines = [
        line
        for line in case.evidence.lines
        if line.relation <= Relation.COMMENT or (line.relation is Relation.NEAR and line.section is Section.STOP)
    ]
    rules = [
        line
        for line in lines
        if (_STOP_RULE.search(line.text) or _stands_below_stop(line))
        and _THRESHOLD.search(line.text)
        and line.document.kind is not Kind.CUSTOMERS
    ]
    dated = [
        line
        for line in rules
        if find_date(line.text) or re.search(r"\b(?:after|within) (?:an? )?\w+[ -](?:day|week|month)s?\b", line.text)
    ]
    if dated:
        return finding(STOP, Level.MET, "Threshold, date and action are written down.", dated[:2])
    made = [
        line
        for line in lines
        if _STOPPED.search(line.text)
        and line.date
        and line.section is not Section.PROBLEM
        and not _NO_STOP.search(line.text)
    ]
    made = [
        line for line in made if line.relation is Relation.COMMENT or find_date(line.text) or _is_minuted(case, line)
    ]
    if made:
        return finding(STOP, Level.MET, "A stop or a change of course is on record.", made[:2])
    kept = [line for line in lines if _KEPT_AS_IT_WAS.search(line.text) and line.section is not Section.PROBLEM]
    if kept:
        return finding(STOP, Level.MET, "It is on record that what was there before was kept.", kept[:1])
    end = given_up(case)
    if end is not None:
        return finding(STOP, Level.MET, "That it was put aside or given up is on record.", end.quotes[:2])
    review = [
        line for line in lines if line.relation is not Relation.COMMENT and _is_looked_at_again(line)
    ] + _looked_at_above(case)
    if rules or review:
        return finding(
            STOP,
            Level.PARTIAL,
            "There is a date or a condition to look again, but not threshold, date and action together.",
            (rules or review)[:2],
        )
    without = [line for line in lines if _NO_RULE.search(line.text)]
    if without:
        return finding(STOP, Level.NOT_MET, "It says itself that nothing would stop it.", without[:1])
    return finding(STOP, Level.NO_EVIDENCE, "Nothing says when to stop.", (), case.searched())
