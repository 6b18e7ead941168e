"""What a sentence says that something serves: "part of the city's strategy of ending homelessness"."""

from __future__ import annotations

import re

from assistant.text.surface import is_work

_SERVES = (
    r"(?:(?:part|element|component|pillar|piece|step) (?:of|in)|in support of|in service of|in line with|towards?|"
    r"(?:support|reinforc|advanc|further|contribut|deliver(?=\w* on\b)|serv|fulfil|meet|reach|achiev|help)\w*"
    r"(?: (?:on|to|towards?|us|deliver|meet|achieve|reach|fulfil|advance|support|community)){0,3})"
)
_OURS = r"(?:our|the|its|this|an?|[A-Z][\w.&-]*(?:['’]s)?)"
_AIM = (
    r"(?:strateg(?:y|ies)|plans?|goals?|aims?|mission|vision|commitments?|ambitions?|objectives?|promises?|targets?|"
    r"mandate|pledge)"
)
_OF_PEOPLE = r"(?:users?|customers?|people|clients?|readers?|patients?|students?|members?|teams?|their|your|his|her|my)"
_LARGER_AIM = re.compile(
    rf"\b{_SERVES} (?P<owner>{_OURS} (?:(?!of\b|to\b|that\b|which\b)[\w'’&-]+ ){{0,6}}?){_AIM}(?P<for>"
    r"(?: of| for) \W?(?P<doing>[a-z]+ing)\b| to \W{0,2}(?P<do>[a-z]+)\b)(?P<what>[^.;:()]{6,})",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:could|might|(?-i:may)|would|if|whether|not|no|never|unless|hardly)\b|n['’]t\b", re.IGNORECASE)
"""What stands before it where it is left open, or denied."""
_FEWEST = 2
"""Words that say what an aim is for."""


def larger_aim(text: str) -> str:
    """Return which larger aim a sentence says that its subject serves, in its words; nothing where it says none.

    What people want for themselves is none ("it helps readers reach their goal of ..."), nor a plan to make something.
    """
    for found in _LARGER_AIM.finditer(text):
        verb = (found["doing"] or found["do"]).lower()
        of_people = re.search(rf"\b{_OF_PEOPLE}\b", found["owner"], re.IGNORECASE)
        if of_people or is_work(verb) or len(found["what"].split()) < _FEWEST:
            continue
        if not (_OPEN.search(text[: found.start()]) or text.rstrip().endswith("?")):
            return f"{verb}{found['what'].rstrip()}".strip(" ,–—-\"”'’*_")
    return ""
