"""Read whether a sentence tells of work that somebody did or is doing, as reports, posts and notes of a week do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.plain import plain

_TEAM = r"(?:team|group|squad|crew|unit|office|department|division|programme|program|sig|committee|workgroup)s?"
_WHO = (
    rf"(?:we|i|they|(?:the|our|this|its|their) (?:[\w&'’.,()-]+ ){{0,8}}?{_TEAM}|"
    r"(?:the |our )?(?:staff|developers|engineers|designers|researchers|volunteers|maintainers|contributors|"
    r"colleagues))"
)
_HOW = r"(?:(?:also|then|now|just|already|recently|since|so far|first|initially|once|both|all|\w+ly) )*"
_MEANT = (
    r"(?:want|need|hop|plann?|aim|intend|expect|wish|propos|agre|believ|lik|look|assum|consider|discuss|decid|"
    r"commit|ask|suggest|recommend|us|requir|struggl|lack|notic|realiz|realis|face|fac|concern|worri|encounter|"
    r"committ|estimat|envision|imagin|desir|tri|prioriti[sz]|welcom|receiv|continu|own|belong|mention|indicat|seem|"
    r"appear|remain|depend|exist|happen|learn|observ|fail|miss|ne|fe|spe|exce|proce|succe|(?:re)?scop|categori[sz]|"
    r"group|defin|identifi|list|outlin|describ|(?:de)?prioriti[sz]|focus|narrow|pick|select|mapp|nam)ed"
)
_DID = (
    rf"(?:(?!{_MEANT}\b)[a-z]{{2,}}ed|built|ran|held|wrote|made|began|led|set up|put|sent|taught|brought|gave|rebuilt|"
    r"rewrote|written|begun|done|met with|spoke (?:to|with)|cut|shut down|drew)"
)
_DEED = re.compile(
    rf"\b{_WHO}(?:['’]ve| have| has)? {_HOW}(?:been able to \w+|{_DID})\b(?! to be\b)|"
    rf"\b(?:has|have) (?:so far|to date) {_DID}\b|"
    r"\b(?:work|exploration|development|implementation|testing|design|discovery|roll-?out|construction|migration|"
    r"prototyping|recruitment|pilot|trial)\b[^.;,]{0,40}\b(?:has|have) (?:now |already |recently )?(?:started|begun)\b|"
    r"(?<!who )(?<!that )(?<!which )\b(?:was|were|(?:has|have) (?:now |already |since |recently |just )?been) "
    r"(?:\w+ly )?(?:launched|released|shipped|deployed|rolled out|completed|delivered|published|"
    r"introduced|piloted|installed|migrated|upgraded|switched over|merged|tested|trained)\b",
    re.IGNORECASE,
)
_NOT_DOING = (
    r"(?:going|planning|hoping|considering|thinking|proposing|seeking|aiming|trying|expecting|wondering|hiring|looking|"
    r"asking|missing|lacking|facing|struggling|talking|getting|suffering|losing|having|being|using|intending|excited)"
)
_DOING = re.compile(
    rf"\b{_WHO}(?:['’]re|['’]m| are| is| am| have been| has been|['’]ve been) {_HOW}(?:currently )?"
    rf"(?!{_NOT_DOING}\b)[a-z]{{2,}}ing\b",
    re.IGNORECASE,
)
_TEAM_DOING = re.compile(
    rf"\b(?:the|our|their) (?:[\w&'’.,()-]+ ){{0,8}}?{_TEAM} (?:is|are) {_HOW}(?:currently )?(?!{_NOT_DOING}\b)"
    r"[a-z]{2,}ing\b",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BY_NOW = re.compile(
    r"\b(?:so far|to date|already|just|recently|since (?:then|last|\d|[A-Z][a-z]+ 20)|up to now|until now|"
    r"(?:last|this|past) (?:\w+ )?(?:week|month|sprint|quarter|year)|"
    rf"in (?:early |late |mid-)?(?:{_MONTH} )?20\d\d|on (?:\d+ )?{_MONTH}|earlier (?:this|in)|"
    r"currently|right now|at the moment|(?:has|have) (?:started|begun))\b",
    re.IGNORECASE,
)
"""What places a deed in time, so that a plan that tells of it reports."""
_OPEN = re.compile(
    r"\b(?:would|could|should|might|will|shall|if|unless|once|until|before|whether|not yet|haven['’]t|hasn['’]t|"
    r"have not|has not)\b|\?",
    re.IGNORECASE,
)
_STORY = re.compile(r"\bas an? [^.,;]{2,60},? i\b", re.IGNORECASE)
"""What somebody wishes to do: "as a nurse I want to see what I ordered"."""
_DONE_HEAD = re.compile(
    r"^\W*(?:(?:what )?(?:we|we['’]ve|we have|the team|has)(?: \w+ly| just)? )?(?:been )?(?:recent(?:ly)? )?"
    r"(?:shipped|done|completed|delivered|released|launched|finished|accomplished|accomplishments?|achievements?|"
    r"highlights?|milestones (?:reached|met)|wins|closed|deployed|merged|implemented|changelog|release notes|"
    r"what['’]?s new|latest releases?|recent (?:work|changes|updates|releases|progress))\b",
    re.IGNORECASE,
)
_NOW_HEAD = re.compile(
    r"^\W*(?:(?:what )?(?:we|we['’]re|we are|the team is) )?(?:currently |actively )?(?:"
    r"working on(?: now| this)?|in progress|in flight|under ?way|under development|in development|ongoing|"
    r"current(?:ly)? (?:work|focus|projects|activities|tasks|in progress)|now|doing|"
    r"this (?:week|sprint|iteration|month))\W*$",
    re.IGNORECASE,
)


def tells_deed(text: str) -> bool:
    """Whether a text says that somebody did something, or is doing it: "we moved two wards", "the team is adding"."""
    return not _STORY.search(text) and (_holds(_DEED, text) or _holds(_DOING, text))


def tells_deed_by_now(text: str) -> bool:
    """Whether a text tells of a deed and places it in time, or what a team is doing: no plan of what is ahead does."""
    return (bool(_BY_NOW.search(text)) and tells_deed(text)) or _holds(_TEAM_DOING, text)


def stands_below_deeds(heads: Sequence[str]) -> bool:
    """Whether a heading above announces what was done of late, or what is being done; `heads` the nearest first."""
    return any(_DONE_HEAD.match(head) or _NOW_HEAD.match(head) for head in map(plain, heads))


def _holds(words: re.Pattern[str], text: str) -> bool:
    """Whether a text has some words in a clause that leaves nothing open."""
    return any(not _OPEN.search(_clause(text, at)) for at in words.finditer(text))


def _clause(text: str, at: re.Match[str]) -> str:
    """Return the words around a match up to the next comma or full stop on each side."""
    before = re.split(r"[,;:.](?!\d)", text[: at.start()])[-1]
    after = re.split(r"[,;:.](?!\d)|\b(?:that|which|so|to|and|but)\b", text[at.end() :])[0]
    return before + at.group() + after
