"""What somebody did to records, said of the records: "what did we finish in May" is "what was finished in May"."""

from __future__ import annotations

import re

DONE_BY = {
    "finish": "finished", "complet": "completed", "start": "started", "beg": "started", "creat": "created",
    "clos": "closed", "resolv": "resolved", "deliver": "delivered", "ship": "shipped", "w": "won", "los": "lost",
    "sign": "signed", "fix": "fixed", "solv": "solved", "releas": "released", "rais": "raised", "open": "opened",
    "receiv": "received", "get": "created", "got": "created", "cancel": "cancelled",
}  # fmt: skip
"""What records are when something was done to them, by the beginning of the verb."""
DONE_VERBS = {
    "finish": "finished", "complete": "completed", "start": "started", "create": "created", "close": "closed",
    "resolve": "resolved", "deliver": "delivered", "ship": "shipped", "win": "won", "lose": "lost", "sign": "signed",
    "fix": "fixed", "solve": "solved", "release": "released", "raise": "created", "open": "created",
    "receive": "created", "cancel": "cancelled",
}  # fmt: skip
"""What is done to records, with what they are then."""
_OF_DEALS = ("won", "lost", "signed")
_WE_DID = re.compile(
    r"^what (?:did|has|have) (?:we|you|the team|our teams?|the teams|everyone) "
    r"(?P<verb>finish|complet|start|beg|creat|clos|resolv|deliver|ship|sign|fix|solv|releas|cancel|w(?=[io]n)|los)\w*\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?P<which>which|what|how many|how much) (?P<what>(?:[\w ]+? )?)(?:(?:did|have) (?:we|you)|did (?P<who>[^?]+?)) "
    r"(?P<verb>finish|complet|start|creat|clos|resolv|deliver|ship|sign|fix|solv|releas|rais|open(?!\b)|receiv|get|got|cancel"
    r"|w(?=[io]n)|los)\w*",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\s*who(?:\s+(?:is|are|works?|sits?)\s+(?:all\s+)?(?=(?:in|on|at|for|with)\b)|(?=\s+reports?\s+to\b))",
    re.IGNORECASE,
)


def said_of_records(text: str) -> str:
    """Return a question for what somebody did, or for who is somewhere, as one for the records of it."""
    match = _WE_DID.match(text)
    if match is None:
        return _WHO.sub("list people ", _DID.sub(_were_done, text))
    verb = DONE_BY[match["verb"].lower()]
    return f"{'which deals were' if verb in _OF_DEALS else 'what was'} {verb}{text[match.end() :]}"


def _were_done(match: re.Match[str]) -> str:
    """Return "how much did we win" as "how much deals were won", of what somebody has or by whoever made it."""
    done = DONE_BY[match["verb"].lower()]
    makes = done in ("created", "raised", "opened")
    whose = f"of {match['who']} " if match["who"] and not makes else ""
    by = f" by {match['who']}" if match["who"] and makes else ""
    lists = match["which"].lower() == "what"
    what = match["what"] or ("issues " if lists and done not in _OF_DEALS else "deals ")
    return f"{'which' if lists else match['which']} {what}{whose}were {done}{by}"
