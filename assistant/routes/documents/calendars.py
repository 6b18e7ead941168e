"""When and where something is, and who is invited: from the entries of calendars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer, Document, Quote, Role
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.text.names import says_all, units
from assistant.text.small_words import query_terms

_MEDIA = "calendar"
_AT = r"(?:meet(?:ing)?|take place|happen(?:ing)?|be(?: held)?|held|scheduled|planned|due|on|again|next)"
_ASKED = tuple(
    (fields, re.compile(rf"^{asked}(?: {_AT})*$", re.IGNORECASE))
    for fields, asked in (
        (
            ("When", "Repeats"),
            r"(?:when|what time|(?:on )?(?:what|which) day)(?:'s| is| are| was| were| does| do| did| will)"
            r" (?:the |our )?(?:(?P<which>next|last|previous|upcoming|coming) )?(?P<what>.+?)",
        ),
        (("Where",), r"where(?:'s| is| are| was| does| do| will) (?:the |our )?(?P<which>next |last )?(?P<what>.+?)"),
        (
            ("Organiser", "Attendees"),
            r"who(?:'s| is| are| was| were| will be)? (?:invited|coming|expected|attending|attends?|attended|comes|at)"
            r"(?: to| at)? (?:the |our )?(?P<which>next |last )?(?P<what>.+?)",
        ),
    )
)
_EVERY_MEETING = re.compile(r"\b(?:meetings?|sessions?|calls?|appointments?)\b", re.IGNORECASE)
"""What an entry need not be called: "the steering group meeting" is "Steering group"."""
NONE_AHEAD = "The calendars that you may read have none of it that is still to come."


@dataclass(frozen=True, slots=True)
class CalendarQuestion:
    """Which fields of an entry are asked for, what it is called, and whether the one before is meant."""

    fields: tuple[str, ...]
    what: str
    past: bool


def calendar_question(question: str) -> CalendarQuestion | None:
    """Return what a question asks of a calendar, None where it asks nothing so."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    for fields, pattern in _ASKED:
        if match := pattern.match(text):
            which = (match["which"] or "").strip().lower()
            return CalendarQuestion(fields, match["what"].strip(), which in ("last", "previous"))
    return None


def answer_from_calendar(asked: CalendarQuestion, question: str, index: Index, today: date) -> Answer | None:
    """Answer from the next entry that is called so, else from the last one; None where none is."""
    name = _EVERY_MEETING.sub(" ", asked.what) if units(_EVERY_MEETING.sub(" ", asked.what)) else asked.what
    found = {
        (str(one.date), one.key or ""): one
        for one in index.documents_with(query_terms(name))
        if one.media == _MEDIA and one.date and says_all(one.title, units(name))
    }
    entries = [found[place] for place in sorted(found)]
    ahead = [one for one in entries if str(one.date) >= today.isoformat()]
    past = [one for one in entries if one not in ahead]
    chosen = (past[-1:] or ahead[:1]) if asked.past else (ahead[:1] or past[-1:])
    for entry in chosen:
        cells = [made for name in asked.fields if (made := _field(entry, name)) is not None]
        if cells:
            says = f"{entry.title}: {'; '.join(made.text.strip() for made in cells)}"
            repeats = _field(entry, "Repeats") is not None
            reason = None if asked.past or ahead or repeats else NONE_AHEAD
            return Answer.of(question, index.generation, [(says, cells)], reason)
    return None


def _field(entry: Document, name: str) -> Quote | None:
    """Return a field of an entry as a quote."""
    block = next((one for one in entry.blocks if one.role is Role.FIELD and one.locator.field == name), None)
    return quote(entry, block.start, block.end) if block else None
