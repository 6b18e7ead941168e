"""What people said or asked for, and what a kind of document says, of something: the sentences, in their own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.catalogue.own_pages import is_about_one
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Kind, Role
from assistant.evidence_mode.answering import said_of
from assistant.evidence_mode.mentions import mentions, speaks_to
from assistant.evidence_mode.sentence_evidence import Evidence
from assistant.search.retrieval import Retriever
from assistant.text.names import says_all, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.stated import is_intention


@dataclass(frozen=True, slots=True)
class VoicesQuestion:
    """Who, or which paper, is to have spoken ("" is: anybody), of what, and the kinds of document that are meant."""

    who: str
    about: str
    kinds: tuple[Kind, ...]
    sounds: re.Pattern[str] | None


_VOICE = re.compile(
    r"[\"“„«][^\"”“»]{8,}[\"”»]|\b(?:said|says|told|tells|reported|reports?|complain\w*|mention\w*"
    r"|described?|asked|warn(?:s|ed)|objected|dissented|argued|insisted|"
    r"felt|feels?|expressed|responded|found it|prefer\w*|thought|sagte|dijo|cuenta)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wants?|wanted|needs?|needed|requests?|requested|demand\w*|require[sd]?|insist\w*"
    r"|expects?|wish\w*"
    r"|would (?:like|sign|buy)|möchte\w*|verlang\w*|quiere\w*|piden?|pidió)\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:(?:our|the|these|other|some|most)\s+)*(?P<who>customers?|users?|clients?|people|interviewees"
    r"|respondents|participants|"
    r"stakeholders|drivers|patients|members|teams?|employees|staff|grantees|partners|they|[\w’'-]+(?: [\w’'-]+)?)"
)
_HEARD = re.compile(
    rf"^what (?:do|did|have|does|has) {_PEOPLE} (?:say|said|tell us|told us|think|thought|report(?:ed)?|mention(?:ed)?"
    r"|write|written|state) (?:about|of|on|regarding|with)\s+(?:the |our )?(?P<about>[^?]+?)\W*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"^(?:which|what) (?:customers?|clients?|accounts?|users?|people|companies) (?:have |has |are |is )?"
    r"(?:ask(?:ed|ing)? for|want(?:s|ed|ing)?|need(?:s|ed|ing)?|request(?:ed|ing)?|demand(?:ed|ing)?"
    r"|insist(?:ed)? on)\s+"
    r"(?:the |our |an? )?(?P<about>[^?]+?)\W*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:object\w*|oppos\w+|dissent\w*|disagree\w*|reject\w*|refus\w+|veto\w*|against|not convinced|concern\w*"
    r"|fear\w*|doubt\w*|warn\w*|criticis\w+|dispute[sd]?|(?:she|he|they|I|we) would have"
    r"|ablehn\w*|dagegen|se opone\w*)\b",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    rf"^what (?:did|does|do|has|have|is|are) {_PEOPLE} (?:object(?:ed|ing)? to|oppos(?:e|ed|ing)"
    r"|disagree[d]? (?:with|on)|dissent(?:ed)? (?:from|on)|vote[d]? against|worried about|against)\W*$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:customers?|users?|clients?|people|they|interviewees|respondents|participants|stakeholders)$", re.IGNORECASE
)
_TOOK_PART = re.compile(r"\bwho(?:m)? we (?:talked|spoke|met|interviewed)\b|\brecruit\w*", re.IGNORECASE)
"""A heading below which stands who was asked, and not what they said."""
_PAPERS = (
    (re.compile(r"\bstrateg(?:y|ies)\b|\b(?:strategic )?plan\b|\bvision\b", re.IGNORECASE), (Kind.STRATEGY,)),
    (re.compile(r"\b(?:jira|tickets?|issues?|backlog|work)\b", re.IGNORECASE), (Kind.WORK,)),
    (re.compile(r"\b(?:crm|salesforce|hubspot|accounts?|opportunit\w+)\b", re.IGNORECASE), (Kind.CUSTOMERS,)),
    (re.compile(r"\b(?:research|interviews?|surveys?|stud(?:y|ies))\b", re.IGNORECASE), (Kind.PROBLEMS,)),
    (re.compile(r"\b(?:minutes|notes|meetings?|emails?|mails?|slack)\b", re.IGNORECASE), (Kind.COLLABORATION,)),
    (re.compile(r"\b(?:budget|finance|spend\w*)\b", re.IGNORECASE), (Kind.FINANCE,)),
    (re.compile(r"\b(?:documents?|papers?|sources?|files?|everything)\b", re.IGNORECASE), ()),
)
_PEOPLES = (Kind.PROBLEMS, Kind.PLAYERS, Kind.COLLABORATION, Kind.CUSTOMERS)
_SPEAK = (*_PEOPLES, Kind.WORK)
_MOST = 5


def asks_voices(question: str) -> VoicesQuestion | None:
    """Return whose words a question asks for and of what, None where it asks for none."""
    text = " ".join(question.split())
    if wished := _WISHED.match(text):
        return VoicesQuestion("", wished["about"], _SPEAK, _WISH)
    if (opposed := _OPPOSED.match(text)) and not _ANYBODY.match(opposed["who"]):
        return VoicesQuestion(opposed["who"], opposed["who"], _SPEAK, _AGAINST)
    match = _HEARD.match(text)
    if match is None:
        return None
    for paper, kinds in _PAPERS:
        if paper.search(match["who"]):
            return VoicesQuestion("", match["about"], kinds, None)
    who = "" if _ANYBODY.match(match["who"]) else match["who"]
    return VoicesQuestion(who, match["about"], _PEOPLES, _VOICE)


def voices(asked: VoicesQuestion, question: str, retriever: Retriever, strategy: Strategy) -> Answer | None:
    """Return what was said of something, best first, one piece a place; None where nobody is heard.

    Nothing is told of what no longer holds. Of the strategy, what it excludes comes first and briefs come last.
    """
    wanted = units(asked.who)
    heard = [
        piece
        for piece in mentions(asked.about, question, retriever, () if wanted else asked.kinds)
        if piece.block.role is not Role.HEADING
        if speaks_to(piece) and (_is_in(wanted, piece) or _is_by(wanted, piece, asked.sounds))
        if not is_intention(piece.block.trail, piece.words) and not _TOOK_PART.search(" ".join(piece.block.trail[-1:]))
        if piece.document.id not in strategy.retired and not is_retired_place(piece.document.path)
    ]
    if asked.kinds == (Kind.STRATEGY,):
        excluded = {(one.document.id, one.start) for one in strategy.exclusions}
        heard.sort(key=lambda piece: (is_about_one(piece.document), (piece.document.id, piece.start) not in excluded))
    rows = [row for piece in heard[:_MOST] if (row := said_of(piece))]
    return Answer.of(question, retriever.index.generation, rows) if rows else None


def _is_in(wanted: list[tuple[str, ...]], piece: Evidence) -> bool:
    """Tell whether it stands in a document that is called so ("the roadmap"), and so is what that says."""
    called = f"{plain(piece.document.title)} {piece.document.path.rsplit('/', 1)[-1]}"
    return bool(wanted) and piece.document.record is None and says_all(called, wanted)


def _is_by(wanted: list[tuple[str, ...]], piece: Evidence, sounds: re.Pattern[str] | None) -> bool:
    """Tell whether somebody so called, or anybody, is heard."""
    if sounds is None:
        return True
    heard = piece.document.kind in _SPEAK and bool(sounds.search(piece.words))
    return heard and says_all(f"{piece.words} {piece.heads} {piece.document.path}", wanted)
