"""What kind of sentence it is: does it state something, give a reason, or only say what somebody wants to find out?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.plain import plain

_LINK_WORDS = 8
_PAGE = (
    r"(?:page|document|section|chapter|folder|(?:sub-?)?directory|file|table|guide|report|summary|list|wiki"
    r"|repo(?:sitory)?|deck|is|are)"
)
_TELLS = (
    r"(?:includes?|contains?|describes?|lists?|provides?|outlines?|explains?|summari[sz]es?|covers?|documents?|shows?"
    r"|an?\s+(?:list|overview|summary|collection))"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ABOUT_THE_PAGE = _pattern(rf"[\W_]*(?:this|the following|below)\s+(?:\w+\s+)?{_PAGE}\s+(?:\w+\s+)?{_TELLS}\b")
_SEE = _pattern(
    r"\b(?:more (?:detail|information)|details|read more|see)\b[^.]{0,60}\b(?:page|here|below|above|section|link)\b"
)
_FIND_OUT = _pattern(
    r"[\W_]*(?:to\s+)?(?:identify|understand|learn|explore|find out|determine|investigate|discover|clarify|examine"
    r"|evaluate|assess|validate|research|conduct)\b"
)
_BETTER_KNOWN = _pattern(
    r"\bto (?:\w+ )?(?:refine|improve|deepen|build|gain|get|broaden) (?:our|an|a|their) (?:\w+ )?understanding\b"
)
_CONTENTS = _pattern(r"^\W*(?:table of )?contents\W*$")
_AIMS = _pattern(
    r"\b(?:goals?|objectives?|aims?|questions?|learn|plan(?:s|ned)?|want(?:s|ed)?|next|tasks?|hypothes[ei]s)\b"
)
_TO_LEARN = _pattern(
    r"\b(?:want(?:ed)? to (?:learn|know|find out)|hop(?:e|ed) to learn|research (?:questions?|goals?|objectives?|plan)"
    r"|learning (?:goals?|questions?|objectives?)|open questions?|interview guide|discussion guide)\b"
)
_STAMPED = _pattern(
    r"^\W*(?:written|drafted|typed|edited|updated|printed|revised|last (?:edited|updated|changed|saved|modified)"
    r"|geschrieben|stand|escrito|actualizado)\b\W*(?:by\b|on\b|am\b|el\b|\d|:)"
)
_BY_WHOM = re.compile(
    r"^\W*(?:\w+ ){0,2}[Bb]y (?:the (?:\w+ ){1,3}team|[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ])[^.!?]*\b(?:19|20)\d\d\W*$"
)
"""Who made a paper, and when: "Research by the clinics team, Ana Ruiz, May 2026"."""
_MARK = _pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b[A-Z][A-Z0-9]{1,9}-\d+\b|\bv\d+(?:\.\d+)*\b")
_ROLL = _pattern(
    r"^\W*(?:present|in attendance|attend(?:ees|ed|ance)|participants?|apologies|absent|minutes(?: taken)?(?: by)?"
    r"|note[- ]?taker|anwesend|teilnehm\w+|asistentes)\W*:"
)
_LETTERHEAD = re.compile(
    r"^\W*(?:(?i:from|to|cc|bcc|von|an|de|para): *(?:[A-ZÀ-Þ]|[\w.+-]+@)|(?i:subject|betreff|asunto):"
    r"|(?:Fwd?|Re|AW|WG): "
    r"|(?i:(?<!\w)-{2,}[^\n]*\b(?:message|nachricht|mensaje original)\b|begin forwarded message:))[^\n]*(?<![.!?])$"
)
_SENT_ON = _pattern(r"^\W*(?:date|sent|gesendet|enviado):")
_LOWER = re.compile(r"(?<![\w'’-])[a-zà-ÿ][\w'’-]{3,}")
_IMPRINT_WORDS, _ORDINARY = 12, 1
"""The most words of a line that only names somebody, a version or a day; and how many of them are ordinary ones."""


def is_imprint(text: str) -> bool:
    """Tell whether a line is about its document: who wrote it and when, a version, a name with a key, a page's foot."""
    said = plain(text)
    if _STAMPED.match(said) or _BY_WHOM.match(said):
        return True
    parted = re.search(r",| [|·–—-] ", said) and ":" not in said
    if not parted or len(said.split()) > _IMPRINT_WORDS or not _MARK.search(said):
        return False
    return len(_LOWER.findall(said)) <= (0 if said.endswith((".", "!")) else _ORDINARY)


def is_roll_call(text: str) -> bool:
    """Tell whether a line only says who was at a meeting, or took its minutes."""
    return bool(_ROLL.match(plain(text)))


def is_letterhead(text: str) -> bool:
    """Tell whether all that is said stands at the head of a message: from whom, to whom, about what."""
    lines = [line for line in text.splitlines() if line.strip()]
    heads = [line for line in lines if _LETTERHEAD.match(line.rstrip())]
    return bool(heads) and all(line in heads or _SENT_ON.match(line) for line in lines)


def leads_nowhere(text: str) -> bool:
    """Tell whether a sentence states nothing: a link to elsewhere, about the page, before a list, a question."""
    last = text.rstrip(" \n*_>)]\"”’'")[-1:]
    if last in (":", "?") or "](#" in text or _ABOUT_THE_PAGE.match(text) or _SEE.search(text):
        return True
    return is_link(text)


def is_link(text: str) -> bool:
    """Tell whether a line is little more than a link."""
    return "](" in text and len(plain(text).split()) <= _LINK_WORDS


def in_contents(trail: Sequence[str]) -> bool:
    """Tell whether a sentence stands in a table of contents."""
    return bool(trail and _CONTENTS.match(trail[-1]))


def is_intention(trail: Sequence[str], words: str) -> bool:
    """Tell whether a sentence says what somebody wants to find out, which is not what they found."""
    return bool(_FIND_OUT.match(words) or _BETTER_KNOWN.search(words)) or bool(trail and _TO_LEARN.search(trail[-1]))


def asks_for_aims(question: str) -> bool:
    """Tell whether a question asks what somebody wants to do or know."""
    return bool(_AIMS.search(question))
