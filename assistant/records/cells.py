"""Which cell of a record something stands in: its amount, its status, its owner, a date; in an export of any tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from dateutil import parser as dates

from assistant.domain import Block, Document, Quote, Record, Role
from assistant.quotes import quote

_MONEY = re.compile(
    r"amount|value|revenue|\b[atm]cv\b|\b[am]rr\b|price|budget|plan|cost|spend|total|worth|betrag|wert|umsatz|montant",
    re.IGNORECASE,
)
_STATUS = re.compile(r"status|stage|state|phase|list|column|outcome", re.IGNORECASE)
_OWNER = re.compile(r"owner|assignee|assigned|lead|responsible|accountable|dri|who|agent|champion", re.IGNORECASE)
_DUE = re.compile(r"due|clos|target|deadline|end|finish|by when|resolve by|fällig|échéance", re.IGNORECASE)
_CLOSED = re.compile(r"resol|clos|complet|done|finish|solved|won|lost|end", re.IGNORECASE)
_CREATED = re.compile(r"creat|open|add|start|hire|request", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif|chang|edit", re.IGNORECASE)
_SCALES = (1.0, 1e3, 1e6)
_SUM = re.compile(r"^sum of (?P<first>.+) to (?P<last>.+)$")
_SCALE_WORDS = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "mrd": 1e9}
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")
"""Nobody who puts points between the parts of a date puts the month first."""
_NUMBER = re.compile(
    r"(?P<digits>\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)\s*(?P<scale>tsd|mio|mrd|mn|mm|bn|[kmb])?(?![a-z])", re.I
)


def amount_cells(document: Document, amount: float) -> list[Quote]:
    """Return the cells that an amount came from: one, those that were added up, or none where no cell says it."""
    told = document.metadata.get("amount", "")
    if span := _SUM.match(told):
        return _between(document, span["first"], span["last"])
    cells = [block for block in _fields(document) if told and block.locator.field == told]
    same = [
        block
        for block in cells or _fields(document)
        if any(_near(n, amount) for n in _readings(_text(document, block)))
    ]
    return _quotes(document, _named_first(same, _MONEY)[:1])


def status_cell(document: Document, status: str | None) -> Quote | None:
    """Return the cell of a status: the one that says it, or begins it ("Signed" of "Signed (won)")."""
    folded = (status or "").casefold()

    def says(text: str) -> bool:
        words = " ".join(text.casefold().split())
        return words == folded or folded.startswith(f"{words} (")

    return _first(document, _STATUS, says) if folded else None


def owner_cell(document: Document, owner: str) -> Quote | None:
    """Return the cell of an owner, who may be written with an address or among others."""
    folded = owner.casefold()
    return _first(document, _OWNER, lambda text: folded in " ".join(text.casefold().split()))


def due_cell(document: Document, due: str) -> Quote | None:
    """Return the cell of a due date."""
    return _first(document, _DUE, lambda text: due[:10] in _days(text))


def closed_cell(document: Document, resolved: str) -> Quote | None:
    """Return the cell of the day on which a record was closed: its own date, else the last change of its status."""
    own = _first(document, _CLOSED, lambda text: resolved[:10] in _days(text))
    return own or _change(document, resolved[:10])


def created_cell(document: Document, created: str) -> Quote | None:
    """Return the cell of the day on which a record was created."""
    return _first(document, _CREATED, lambda text: created[:10] in _days(text))


def updated_cell(document: Document, updated: str) -> Quote | None:
    """Return the cell of the day on which a record was changed last."""
    return _first(document, _UPDATED, lambda text: updated[:10] in _days(text))


def named_cell(document: Document, names: str) -> Quote | None:
    """Return the first cell whose column's name, as people say it, matches a pattern."""
    wanted = re.compile(names, re.IGNORECASE)
    found = (block for block in _fields(document) if wanted.search(spoken(block.locator.field or "")))
    return next(iter(_quotes(document, found)), None)


def cells_with(document: Document, words: re.Pattern[str]) -> list[Quote]:
    """Return the fields of a record in which some words stand."""
    return _quotes(document, (block for block in _fields(document) if words.search(_text(document, block))))


def any_cell(document: Document) -> Quote | None:
    """Return the first field of a record."""
    return next(iter(_quotes(document, list(_fields(document))[:1])), None)


@lru_cache(maxsize=10_000)
def spoken(column: str) -> str:
    """Return a column's name as people say it: "Renewal_Date__c" and "RenewalDate" are "renewal date"."""
    inner = re.sub(r"^Custom field \((.*)\)$|__c$", r"\1", column.strip())
    parted = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])|[_./-]+", " ", inner)
    return " ".join(parted.split()).casefold()


def day_in(text: str) -> str | None:
    """Return the day that a cell says, ISO 8601; None where it says none, or where day and month may be either."""
    days = _days(text)
    return next(iter(days)) if len(days) == 1 else None


def day_of(document: Document, cell: Quote) -> str | None:
    """Return the day that a cell of a record says, in the order of day and month that its whole column has."""
    record = document.record
    said = record.values.get(cell.locator.field or "", ()) if record is not None else ()
    return next((day for one in said if (day := day_in(one)) and day in _days(cell.text)), None) or day_in(cell.text)


def number_in(text: str) -> float | None:
    """Return the number that a cell is, read with a decimal point; None where it is none."""
    found = re.fullmatch(r"\D{0,4}([\d.,]+)\D{0,4}", text.strip())
    try:
        return float(found.group(1).replace(",", "")) if found else None
    except ValueError:
        return None


def written(number: float) -> str:
    """Return a number as people write it: thousands parted, cents only where there are any."""
    return f"{number:,.0f}" if abs(number - round(number)) < 0.005 else f"{number:,.2f}"


def currency(record: Record, quoted: str, document: Document) -> str:
    """Return the currency of an amount, "" where nothing says it: a column of its own, a sign beside the number."""
    for name, values in record.values.items():
        if re.search(r"currency|währung|devise", name, re.IGNORECASE) and values:
            return values[0].strip().upper()
    sign = re.search(r"[$€£¥₹]|\b[A-Z]{3}\b", quoted)
    return document.metadata.get("currency", "") or (sign.group() if sign else "")


def _change(document: Document, day: str) -> Quote | None:
    changes = [block for block in _fields(document) if (block.locator.time or "").startswith(day)]
    told = [block for block in changes if re.search(r"history", block.locator.field or "")]
    return next(iter(_quotes(document, told[-1:])), None)


def _fields(document: Document) -> Iterator[Block]:
    return (block for block in document.blocks if block.role == Role.FIELD)


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _quotes(document: Document, blocks: Iterable[Block]) -> list[Quote]:
    return [made for block in blocks if (made := quote(document, block.start, block.end))]


def _named_first(blocks: list[Block], names: re.Pattern[str]) -> list[Block]:
    return sorted(blocks, key=lambda block: not names.search(block.locator.field or ""))


def _first(document: Document, names: re.Pattern[str], says: Callable[[str], bool]) -> Quote | None:
    """Return the cell that says something, one with a telling name before others; a change is no cell of its own."""
    cells = [block for block in _fields(document) if says(_text(document, block)) and not _is_change(block)]
    return next(iter(_quotes(document, _named_first(cells, names)[:1])), None)


def _is_change(block: Block) -> bool:
    return (block.locator.field or "").endswith(" history")


def _between(document: Document, first: str, last: str) -> list[Quote]:
    fields = list(_fields(document))
    names = [block.locator.field for block in fields]
    if first not in names and last not in names:
        return []
    start = names.index(first) if first in names else 0
    end = len(names) - names[::-1].index(last) if last in names else len(names)
    return [made for made in _quotes(document, fields[start:end]) if _readings(made.text)]


def _near(number: float, amount: float) -> bool:
    return any(abs(number * scale - abs(amount)) <= 0.005 * scale for scale in _SCALES)


def _readings(text: str) -> list[float]:
    """Return what number a cell may be, with its marks read either way; nothing where it is more than a number."""
    found = _NUMBER.search(text)
    if not found or len(re.sub(r"[\W\d_]", "", text.replace(found.group(), "", 1))) > 6:
        return []
    digits = re.sub(r"['’ \u00a0\u202f]", "", found["digits"]).rstrip(".,")
    scale = _SCALE_WORDS[found["scale"].lower()] if found["scale"] else 1.0
    written = {digits.replace(",", ""), digits.replace(".", "").replace(",", ".")}
    return [float(one) * scale for one in written if re.fullmatch(r"\d*\.?\d+", one)]


def _days(text: str) -> set[str]:
    """Return the days that a cell may mean, as ISO 8601, whichever of day and month comes first."""
    text = text.strip()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return {text[:10]}
    if len(text) > 60 or not re.search(r"\d", text):
        return set()
    found = set()
    orders = (True,) if _DOTTED.match(text) else (True, False)
    for day_first in orders:
        try:
            found.add(dates.parse(text, dayfirst=day_first, fuzzy=False, ignoretz=True).date().isoformat())
        except (ValueError, OverflowError, TypeError):
            continue
    return found
