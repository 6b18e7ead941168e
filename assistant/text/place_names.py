"""Countries and continents by any of their words: Italy and Italian, the Netherlands and Dutch."""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = (
    "america american americans us usa",
    "britain british uk",
    "china chinese",
    "denmark danish dane danes",
    "england english",
    "finland finnish finn finns",
    "france french",
    "greece greek greeks",
    "ireland irish",
    "netherlands dutch holland",
    "norway norwegian norwegians",
    "poland polish pole poles",
    "scotland scottish scots",
    "spain spanish spaniards",
    "sweden swedish swede swedes",
    "switzerland swiss",
    "turkey turkish turk turks türkiye",
    "wales welsh",
)
_REGULAR = (
    "africa argentin asia australia austria belgi brazil bulgaria canad chile colombia croatia czech egypt estonia"
    " europe german hungar iceland india indonesia israel ital japan kenya korea latvia lithuania luxembourg malta"
    " mexic morocc nigeria pakistan portug romania russia scandinavia serbia singapore slovakia slovenia taiwan thai"
    " ukrain vietnam"
).split()
_ENDINGS = r"(?:a|n|y|o|e|al|ia|an|ans|ian|ians|ish|ese|uese|land|s|c|ns|sh)?"
_OF_IRREGULAR = {word: forms.split()[0] for forms in _IRREGULAR for word in forms.split()}
_OF_REGULAR = re.compile(rf"({'|'.join(_REGULAR)}){_ENDINGS}")


@cache
def places_of(word: str) -> frozenset[str]:
    """Return the country or continent that a capitalised word names or is the adjective of; empty where it is none."""
    said = word.replace(".", "").lower()
    if not word[:1].isupper():
        return frozenset()
    if said in _OF_IRREGULAR:
        return frozenset({_OF_IRREGULAR[said]})
    found = _OF_REGULAR.fullmatch(said)
    return frozenset({found.group(1)}) if found else frozenset()
