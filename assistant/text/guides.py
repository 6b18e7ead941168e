"""What a page or a heading is called that tells how a thing is made, found or weighed, and not what there is of it."""

from __future__ import annotations

import re

_TELLS_HOW = re.compile(
    r"\b(?:how[- ]to|guid(?:e|es|ance|elines?)|manuals?|handbook|playbook|runbook|criteri(?:a|on)|templates?"
    r"|matri(?:x|ces)|prioriti[sz](?:ation|ing)|method(?:s|ology)?)\b|^\W*what (?:is|are|makes?) (?:an?|good)\b",
    re.IGNORECASE,
)


def tells_how(name: str) -> bool:
    """Whether a name announces a guide: "How to write a goal", "Prioritisation matrix"."""
    return bool(_TELLS_HOW.search(name))
