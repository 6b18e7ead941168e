"""What people said of something: sentences with their words, or that tell what somebody told."""

from __future__ import annotations

import re

from assistant.answering import said_of
from assistant.domain import Answer, Kind
from assistant.mentions import mentions, speaks_to
from assistant.names import holds, stems, units
from assistant.retrieval import Retriever
from assistant.sentence_evidence import Evidence
from assistant.stated import is_intention

_PEOPLE = (
    r"(?:(?:our|the|these|other|some|most)\s+)*(?P<who>customers?|users?|clients?|people|interviewees"
    r"|respondents|participants|"
    r"stakeholders|drivers|patients|members|teams?|employees|staff|grantees|partners|they|[\w’'-]+(?: [\w’'-]+)?)"
)
_ASKED = re.compile(
    rf"^what (?:do|did|have|does|has) {_PEOPLE} (?:say|said|tell us|told us|think|thought|report(?:ed)?"
    rf"|mention(?:ed)?|write|written)"
    r" (?:about|of|on|regarding|with)\s+(?:the |our )?(?P<about>[^?]+?)\W*$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:customers?|users?|clients?|people|they|interviewees|respondents|stakeholders)$", re.IGNORECASE
)
_VOICE = re.compile(
    r"[\"“„«][^\"”“»]{8,}[\"”»]|\b(?:said|says|told|tells|reported|reports?|complain\w*|mention\w*|described?|"
    r"felt|feels?|expressed|responded|found it|prefer\w*|thought|sagte|dijo|cuenta)\b",
    re.IGNORECASE,
)
_KINDS = (Kind.PROBLEMS, Kind.PLAYERS, Kind.COLLABORATION, Kind.CUSTOMERS)
_MOST = 5


def asks_voices(question: str) -> tuple[str, str] | None:
    """Return who is to have spoken ("" is: anybody) and of what, None where no question asks for voices."""
    match = _ASKED.match(" ".join(question.split()))
    if match is None:
        return None
    return "" if _ANYBODY.match(match["who"]) else match["who"], match["about"]


def voices(who: str, about: str, question: str, retriever: Retriever) -> Answer | None:
    """Return what was said of something, best first, one piece a place; None where nobody is heard."""
    wanted = units(who)
    heard = [
        piece
        for piece in mentions(about, question, retriever, _KINDS)
        if _VOICE.search(piece.words) and speaks_to(piece) and _is_by(wanted, piece)
        if not is_intention(piece.block.trail, piece.words)
    ]
    rows = [row for piece in heard[:_MOST] if (row := said_of(piece))]
    return Answer.of(question, retriever.index.generation, rows) if rows else None


def _is_by(wanted: list[tuple[str, ...]], piece: Evidence) -> bool:
    said = stems(f"{piece.words} {piece.heads} {piece.document.path}")
    return all(holds(said, unit) for unit in wanted)
