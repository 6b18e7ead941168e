"""What was decided, or talked about, at a meeting: from the documents of that name and day, and from no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer, Block, Document, Kind
from assistant.evidence_mode.answering import SILENT, said_of, words_of
from assistant.evidence_mode.mentions import mentions
from assistant.evidence_mode.sentence_evidence import Evidence, widened
from assistant.index.ages import date_words
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.search.retrieval import Retriever
from assistant.text.names import says_all, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import openings, sentences
from assistant.text.spans import Span, span_in
from assistant.text.stated import is_roll_call


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """Whose meeting ("" is: anybody's), in which days, about what; `decided`: decisions, else what was talked about."""

    whose: str
    span: Span | None
    about: str
    decided: bool


_MEETING = (
    r"(?:meetings?|minutes|notes|sessions?|call|calls|council|board|committee|workshop|retro(?:spective)?s?"
    r"|review|stand-?up|all[- ]hands|town hall"
    r"|steering|sync|weekly|protokoll|sitzung|besprechung|reunión|acta)"
)
_TIME = r"(?:(?:\d+|few|couple of|two|three|four|six) )?(?:days?|nights?|weeks?|fortnight|months?|quarters?|years?)\W*$"
"""A stretch of time is no meeting."""
_AT_ONE = r"(?:at|in|of|during|from)"
_SUM_UP = r"(?:summari[sz]e|sum up|give me (?:a summary|the summary|the gist) of)"
_SHAPES = tuple(
    (decided, re.compile(pattern, re.IGNORECASE))
    for decided, pattern in (
        (
            True,
            r"^what (?:did|has|have) (?:the |our )?(?P<whose>.+?) (?:decided?|agreed?(?: on| to)?|resolved?|approved?)"
            r"(?P<rest>\b.*)?$",
        ),
        (True, r"^what (?:was|were|has been|got) (?:decided|agreed|approved|resolved)(?P<rest>\b.*)?$"),
        (True, r"^(?:what|which) (?:\w+ )?decisions (?:were|did|was|have been|has|have|came)(?P<rest>\b.*)?$"),
        (
            False,
            r"^what (?:happened|was (?:said|discussed|talked about|on the agenda)|came out|came up) "
            rf"{_AT_ONE} (?P<rest>.*\b{_MEETING}\b.*)$",
        ),
        (False, r"^what did (?:the |our )?(?P<whose>.+?) (?:discuss|talk about|speak about)(?P<rest>\b.*)?$"),
        (
            False,
            r"^what (?:happened|was (?:said|discussed|talked about)|came out|came up) "
            rf"{_AT_ONE} (?:the |our )?(?:last|latest|most recent|previous) (?P<whose>(?!{_TIME})[^?]+)$",
        ),
        (False, rf"^(?:please )?{_SUM_UP} (?P<rest>.*\b{_MEETING}\b.*)$"),
    )
)
_ABOUT = re.compile(r"\b(?:about|on|regarding|concerning|for|with|over)\s+(?:the\s+)?(?P<about>[^?]+)$", re.IGNORECASE)
_AT = re.compile(
    r"^\s*(?:(?:made|taken|come|been)\s+)*(?:at|in|by|during|of|from|out of)?\s*(?:the|our)?\s*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:the|our|we|they|people|anyone|meetings?|minutes|notes|sessions?|made|taken|done|last|latest"
    r"|most recent|previous|recent)\b",
    re.IGNORECASE,
)
_DECISIONS = re.compile(
    r"\b(?:decisions?|decided|resolutions?|resolved|agreed|agreements?|outcome of the meeting|beschl[uü]ss\w*"
    r"|entscheidung\w*|acuerdos?|decisiones)\b",
    re.IGNORECASE,
)
"""Headings below which decisions stand."""
_DECIDES = re.compile(
    r"\b(?:decid\w+|decision|agreed|approved?|rejected|declined|resolved|unanimous\w*|adopted|postponed|"
    r"not closed|is closed|stands|will (?:not |no longer )?(?:be )?(?:stop|start|close|keep|move|drop|cancel"
    r"|continue|end|name)\w*"
    r"|(?:stop|start|close|keep|move|drop|cancel|continue)s?\b"
    r"|beschlossen|entschieden|abgelehnt|vertagt|se (?:acuerda|decide|aprueba)|acordad[oa]s?|aprobad[oa]s?)\b|→|->",
    re.IGNORECASE,
)
_CLEARLY = re.compile(
    r"\b(?:decid\w+|decision|agreed|approved|rejected|declined|resolved|unanimous\w*|adopted|beschlossen"
    r"|entschieden|abgelehnt|"
    r"se (?:acuerda|decide|aprueba)|acordad[oa]s?|aprobad[oa]s?)\b|→",
    re.IGNORECASE,
)
_TO_DECIDE = re.compile(
    r"\bdecid(?:e|es|ing) (?:which|whether|what|who|if|how|when|on)\b|\b(?:to be|be|not(?: yet)?|un)[ -]?decided\b",
    re.IGNORECASE,
)
"""How it is said that a decision has yet to be made."""
_KINDS = (Kind.COLLABORATION, Kind.STRATEGY, Kind.OTHER)
_MOST, _SHORTEST, _FEW, _LABEL = 15, 4, 3, 60


def meeting_question(question: str, today: date) -> MeetingQuestion | None:
    """Return what a question asks of a meeting, None where it asks of none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    for decided, pattern in _SHAPES:
        match = pattern.match(text)
        if match is None:
            continue
        parts = match.groupdict()
        rest = parts.get("rest") or ""
        span = span_in(rest, today)
        if span is not None:
            rest = f"{rest[: span.start]} {rest[span.end :]}"
        about = _ABOUT.search(rest)
        named = _AT.sub("", rest[: about.start()] if about else rest)
        whose = parts.get("whose") or named
        return MeetingQuestion(
            _NO_NAME.sub(" ", whose).strip(" ,"), span, about["about"].strip(" ,") if about else "", decided
        )
    return None


def answer_from_meetings(asked: MeetingQuestion, question: str, retriever: Retriever) -> Answer | None:
    """Answer from the notes and minutes that are meant; None where no document is of such a meeting.

    Where no meeting is meant, from what was decided about the matter anywhere.
    """
    index = retriever.index
    if not (asked.whose or asked.span):
        rows = _decided_anywhere(asked.about, retriever) if asked.decided and asked.about else []
        return Answer.of(question, index.generation, rows) if rows else None
    whose = units(asked.whose)
    held = sorted(
        (
            document
            for document in index.documents(_KINDS)
            if document.record is None and document.date and not is_retired_place(document.path)
            and _is_of(whose, document) and (asked.span is None or asked.span.holds(document.date))
        ),
        key=lambda one: (str(one.date), one.path),
        reverse=True,
    )  # fmt: skip
    if not held:
        return None if asked.decided else Answer(question, index.generation, reason=SILENT)
    notes = [document for document in held if document.kind is Kind.COLLABORATION] or held
    read = notes if asked.span is not None or asked.about else notes[:1]
    rows = [row for document in read for row in _rows(asked, document)][:_MOST]
    return Answer.of(question, index.generation, rows) if rows else None


def _decided_anywhere(about: str, retriever: Retriever) -> Rows:
    """Return the sentences on a matter that say what was decided, newest first."""
    said = mentions(about, f"decision on {about}", retriever)
    # Below a label "Decided" stands what was.
    found = [widened(piece, ()) for piece in said if _decides(piece)][:_MOST]
    found.sort(key=lambda piece: piece.document.date or "", reverse=True)
    return [
        (f"{_from_when(piece.document)}: {row[0]}", row[1]) for piece in found if (row := said_of(piece)) is not None
    ]


def _decides(piece: Evidence) -> bool:
    """Tell whether a sentence stands below a heading of decisions or says itself that something was decided."""
    headed = piece.block.trail[1:] and _DECISIONS.search(plain(piece.block.trail[-1]))
    return bool(headed) or bool(_CLEARLY.search(_TO_DECIDE.sub("", piece.words)))


def _is_of(whose: list[tuple[str, ...]], document: Document) -> bool:
    """Whether a document is called so; a document of nobody's must look like notes of a meeting."""
    called = f"{plain(document.title)} {document.path.replace('/', ' ').replace('_', ' ')}"
    if not whose:
        return document.kind is Kind.COLLABORATION or bool(re.search(rf"\b{_MEETING}\b", called, re.IGNORECASE))
    return says_all(called, whose)


def _rows(asked: MeetingQuestion, document: Document) -> Rows:
    about = units(asked.about)
    statements = [(block, span) for span in sentences(document) if (block := document.block_at(span[0])) is not None]
    found = [(block, span) for block, span in statements if says_all(_around(document, block, span), about)]
    if asked.decided:
        found = _decisions(document, found) or (found if about else [])
    elif not about:
        found = list(openings(document.text, document.blocks, _SHORTEST))
    from_when = _from_when(document)
    rows: Rows = []
    for _, (start, end) in found:
        made = quote(document, start, end)
        if made is not None and len(made.text.split()) >= _SHORTEST and not is_roll_call(made.text):
            rows.append((f"{from_when}: {words_of(made)}", [made]))
    return rows


def _from_when(document: Document) -> str:
    """Return a document's title, with its day where that does not stand in it."""
    title = plain(document.title)
    dated = document.date is None or str(document.date)[:4] in title
    return title if dated else f"{title}, {date_words(str(document.date))}"


_Said = tuple[Block, tuple[int, int]]


def _decisions(document: Document, every: Sequence[_Said]) -> list[_Said]:
    """Return what stands below a heading of decisions, else what clearly decides, else what may."""
    headed = [one for one in every if one[0].trail[1:] and _DECISIONS.search(plain(one[0].trail[-1]))]
    if headed:
        return headed
    clear = [one for one in every if _CLEARLY.search(document.text[slice(*one[1])])]
    return clear if len(clear) >= _FEW else [one for one in every if _DECIDES.search(document.text[slice(*one[1])])]


def _around(document: Document, block: Block, span: tuple[int, int]) -> str:
    """Return a sentence with what says its subject: its headings, and the words that its paragraph begins with."""
    opening = document.text[block.start : min(block.end, block.start + _LABEL)]
    return " ".join([*(plain(heading) for heading in block.trail), opening, document.text[slice(*span)]])
