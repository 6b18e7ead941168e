"""Why something was stopped or is not done: what the strategy excludes, where it gives the reason beside it."""

from __future__ import annotations

import re

from assistant.catalogue.exclusions import Exclusion
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Quote
from assistant.evidence_mode.answering import cells_of, words_of
from assistant.evidence_mode.reasons import announces_reason, reasons_in
from assistant.text.names import is_generic, says_all, units
from assistant.text.plain import plain

_END = r"(?:stop|drop|end|kill|close|cancel|abandon|retire|rule out|wind down|give up)"
_ENDED = r"(?:stopped|dropped|ended|killed|closed|cancell?ed|abandoned|retired|ruled out|wound down|given up|excluded)"
_THE = r"(?:the |our |an? |any )?(?P<what>[^?]{3,60}?)"
_VERB = r"(?:(?:go|do|build|sell|enter|offer|mak)(?:e|ing)? (?:in ?to |to )?)?"
_ASKED = tuple(
    re.compile(rf"^why {pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:did|do) we (?:decide to )?{_END} (?:doing |building |selling |working on )?{_THE}",
        rf"have we {_ENDED} (?:doing |building |selling |working on )?{_THE}",
        rf"(?:is|are|was|were|has|have) {_THE} (?:been |being )?{_ENDED}",
        rf"(?:do|did|are|will|would) we (?:not|no longer|never) {_VERB}{_THE}",
        rf"(?:don|didn|won|aren)['’]t we {_VERB}{_THE}",
    )
)
_MOST = 3
_TELLING = 3
"""Words that stand beside the name of what is excluded, from which they say why."""


def asks_why_not(question: str) -> str | None:
    """Return what a question wants to know the end of, None where it asks for something else."""
    text = " ".join(question.split()).rstrip(" ?.!")
    match = next((found for pattern in _ASKED if (found := pattern.match(text))), None)
    return match["what"] if match else None


def why_not(what: str, question: str, strategy: Strategy, generation: str) -> Answer | None:
    """Return what the strategy that holds says of why it is not done; None where no exclusion of it gives a reason."""
    wanted = [unit for unit in units(what) if not is_generic(unit)]
    holding = [one for one in strategy.exclusions if one.document.id not in strategy.retired]
    rows = {made.text: (words_of(made), [made]) for one in holding if wanted and (made := _reason(one, wanted))}
    return Answer.of(question, generation, list(rows.values())[:_MOST]) if rows else None


def _reason(one: Exclusion, wanted: list[tuple[str, ...]]) -> Quote | None:
    """Return an exclusion as it stands, where it names all that is wanted beside a reason."""
    made = one.quote()
    if made is None:
        return None
    cells = cells_of(made)
    given = [cell for column, cell in cells if announces_reason(column)]
    if cells:
        named = " ".join(cell for column, cell in cells if cell not in given)
        return made if given and says_all(named, wanted) else None
    words = plain(made.text)
    beside = len(words.removeprefix(one.name).split()) if one.name and says_all(one.name, wanted) else 0
    says_why = beside >= _TELLING or next(reasons_in(words), None) is not None
    return made if says_all(words, wanted) and says_why else None
