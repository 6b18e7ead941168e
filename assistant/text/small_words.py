"""The small words of English, German and Spanish, and the words of a question that are none and can find something."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’]\w+)?", re.UNICODE)
_STOP = frozenset(
    """
    a an and are as at be been but by can could did do does for from had has have how i if in into is it
    its me my of on or our shall should so than that the their them then there these they this those to
    was we were what when where which who whom whose why will with would you your
    """.split()
)
_FOREIGN = (
    frozenset(
        """
        aber als am an auf aus bei bis das dass dem den der des die ein eine einem einen einer es für gegen gibt hat
        haben ich ihr im in ist kann mit nach nicht ob oder sein seine sich sie sind und unsere unserer von vom vor
        wann warum was welche welchem welchen welcher welches wem wen wer werden wie wieviel wir wird wo zu zum zur über
        """.split()
    ),
    frozenset(
        """
        al como con cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo de del desde donde dónde el en entre es está
        están fue ha hasta hay la las los me nos nuestra nuestro para pero por porque qué que quién quiénes se ser si
        sin son su sus tiene un una y ya
        """.split()
    ),
)
"""The small words of German and of Spanish: two of one of them make a question one in that language."""
_TELLING = 6
"""Words of an English sentence, of which one at least is small."""
_FEW = 2


def query_terms(question: str) -> list[str]:
    """Return the words of a question that can find something, in order, each once."""
    words = [word.lower() for word in _WORD.findall(question)]
    small = _STOP | small_words(question)
    kept = [word for word in words if word not in small] or words
    return list(dict.fromkeys(kept))


def small_words(question: str) -> frozenset[str]:
    """Return the small words of the language that a question is in, none where it is in English."""
    words = {word.lower() for word in _WORD.findall(question)} - _STOP
    return max((small for small in _FOREIGN if len(words & small) >= _FEW), key=len, default=frozenset())


def is_english(text: str) -> bool:
    """Return whether a text may be English: too short to tell, or with small words of English and of no other."""
    words = [word.lower() for word in _WORD.findall(text)]
    return not small_words(text) and (len(words) < _TELLING or not _STOP.isdisjoint(words))


def says_something(question: str) -> bool:
    """Tell whether a question has a word of its own beside the ones that every question has."""
    return any(word.lower() not in _STOP for word in _WORD.findall(question))
