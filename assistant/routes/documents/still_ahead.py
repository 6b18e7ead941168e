"""Whether what is said to come next can still be ahead: the notes of a spring long gone know of no next meeting."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.domain import Quote

_ASKED = re.compile(
    r"^\W*(?:and |so |but )?(?:when|how soon|(?:on )?(?:what|which) (?:day|date|time|week|month))\b[^?]*"
    r"\b(?:next|upcoming|coming|forthcoming)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_RECENTLY = timedelta(days=92)
"""How old a document may be that tells what comes next."""


def asks_when_next(question: str) -> bool:
    """Tell whether a question asks for the day of what comes next."""
    return bool(_ASKED.match(question))


def may_be_ahead(told: Quote, today: date) -> bool:
    """Tell whether a quote may speak of a day still to come: it was written of late, or names this year or later."""
    written = told.document.date
    if any(int(year.group()) >= today.year for year in _YEAR.finditer(told.text)):
        return True
    return bool(written) and str(written)[:10] >= (today - _RECENTLY).isoformat()
