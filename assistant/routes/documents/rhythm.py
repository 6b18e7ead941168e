"""When or how often something takes place, by the sentence that says its rhythm: "it meets every first Wednesday"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import Answer
from assistant.evidence_mode.answering import BESIDE, answer, words_of
from assistant.quotes import quote
from assistant.routes.documents.statements import statements_about
from assistant.search.retrieval import Retriever
from assistant.text.names import holds, says_all, stems, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What takes place, and the word for its taking place; "meet" of "When does the council meet?"."""

    about: str
    verb: str
    often: bool
    """Whether nothing but a rhythm answers: "how often", where "when" may also ask for a day."""


_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_SPANS = rf"(?:days?|mornings?|weeks?|fortnights?|months?|quarters?|years?|sprints?|half[- ]years?|{_DAYS})"
_ASKED = re.compile(
    r"^(?:when|how often|on (?:which|what) days?) (?:do|does|is|are) (?:we |(?:the|our|a) )?(?P<about>.+?) "
    r"(?P<verb>meet(?:ing)?s?|happen|take place|held|convened?|reviewed|checked|updated|published|counted|measured"
    r"|looked at|reported|sent|paid|renewed)$",
    re.IGNORECASE,
)
_WE_ASK = re.compile(
    r"^(?:when|how often|on (?:which|what) days?) do (?:we|they|teams?) "
    r"(?P<verb>meet about|hold|have|review|check|update|publish|count|measure|look at|report|send|pay|renew) "
    r"(?:(?:the|our|a|an|its|their) )?(?P<about>.+)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:every|each)\s+(?:(?:other|first|second|third|fourth|last|\w+(?:st|nd|rd|th)|\d+|two|three|four|six) )?"
    rf"{_SPANS}\b"
    rf"|\b(?:daily|weekly|bi-?weekly|fortnightly|monthly|bi-?monthly|quarterly|yearly|annually)\b"
    rf"|\b(?:once|twice|\w+ times) (?:a|an|per|each|every) {_SPANS}\b"
    rf"|\b(?:first|second|third|last) {_DAYS} (?:of|in) (?:the|each|every)\b|\bon (?:mon|tues|wednes|thurs|fri)days\b",
    re.IGNORECASE,
)
_MEETS = ("meet", "held", "take", "happen", "conven", "hold", "have")
"""Words for a taking place that stand for each other."""
_MOST = 2


def asks_rhythm(question: str) -> Rhythm | None:
    """Return what is asked how often it takes place, None where nothing is."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    found = _WE_ASK.match(text) or _ASKED.match(text)
    return Rhythm(found["about"], found["verb"], text.lower().startswith("how often")) if found else None


def rhythm_of(asked: Rhythm, question: str, retriever: Retriever) -> Answer | None:
    """Return the newest sentences that name what is asked for, say its rhythm, and that it takes place so.

    Where none names it, what the search answers to "how often" counts only as far as it says that of something; None
    leaves a question of when to the other routes.
    """
    found = [
        (document, span)
        for document, _, span in statements_about(f"{asked.about} {asked.verb} every", retriever)
        if not is_retired_place(document.path) and _says(plain(document.text[slice(*span)]), asked)
    ]
    newest = sorted(found, key=lambda row: (str(row[0].date or ""), -row[1][0]), reverse=True)
    quotes = [one for document, span in newest if (one := quote(document, *span)) is not None][:_MOST]
    generation = retriever.index.generation
    if quotes:
        return Answer.of(question, generation, [(words_of(one), [one]) for one in quotes])
    if not asked.often:
        return None
    made = answer(question, retriever)
    rows = [(claim.text, made.standing(claim)) for claim in made.claims if _AGAIN.search(claim.text)]
    if rows or made.abstained:
        return Answer.of(question, generation, rows) if rows else made
    return Answer(question, generation, reason=BESIDE, nearest=made.quotes)


def _says(text: str, asked: Rhythm) -> bool:
    if not (_AGAIN.search(text) and units(asked.about) and says_all(text, units(asked.about))):
        return False
    there, verbs = stems(text), units(asked.verb)
    alike = any(unit[0].startswith(_MEETS) for unit in verbs)
    return any(holds(there, unit) for unit in verbs) or (alike and any(word.startswith(_MEETS) for word in there))
