"""Whether a text speaks of people, by words for them that a list knows or that are built like one."""

from __future__ import annotations

import re

_ABOUT_PEOPLE = re.compile(
    r"\b(?:users?|customers?|clients?|people|staff|colleagues?|teams?|engineers?|developers?|managers?|drivers?|grantees?|"
    r"participants?|citizens|patients?|students?|members?|buyers?|"
    r"operators?|clerks?|analysts?|employees|applicants?|residents?|partners?|agents?|nurses|teachers|admins?|"
    r"administrators?|who\b|everyone|nobody)\b|"
    r"\b(?!(?:numbers|orders|letters|offers|errors|servers|containers|computers|papers|matters|layers|filters|timers|"
    r"buffers|counters|headers|folders|printers|routers|covers|powers|sensors|factors|doors|floors|motors|quarters|"
    r"cent(?:er|re)s|chapters|registers|parameters|answers|corners|colou?rs|clusters|transfers|triggers|parsers|compilers|"
    r"handlers|controllers|adapters|scanners|trackers|indicators|vectors|monitors|mirrors|sectors|processors|"
    r"behaviou?rs|trees|fees|degrees|guarantees|plants|grants|constants|variants|restaurants|lists|exists|consists|"
    r"assists|persists|medians|others|posters|banners|newsletters|stickers|dollars|metres|rollers|boilers)\b)"
    r"[a-z]{3,}(?:ers|ors|ists|ees|ants|ians)\b",
    re.IGNORECASE,
)
"""Words for people: those that a list knows, and those that are built like one ("packagers", "dispatchers")."""
_SOMEBODY = re.compile(
    r"\b(?:an?|each|every|any|one) (?:new |first-time |typical |single |returning |non-?)?"
    r"(?P<who>(?!(?:major|minor|prior|superior|inferior|exterior|interior|senior|junior|committee)\b)"
    r"[a-z]{3,}(?:or|ist|ian|ee))\b",
    re.IGNORECASE,
)
"""One of them: "a new librarian"."""


def about_people(text: str) -> bool:
    """Whether a text speaks of people: of several, or of one of them."""
    one = _SOMEBODY.search(text)
    return bool(_ABOUT_PEOPLE.search(text) or (one and _ABOUT_PEOPLE.fullmatch(f"{one['who']}s")))
