"""Budget and spend tables of accounting systems: a document for each line; totals are told from what they add up."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Link, Locator, Parsed, ParsedFile, Record
from assistant.errors import DocumentError
from assistant.text.amounts import Amounts
from ingest.exports.budget_columns import OWNER, Column, column_of, currency_of, scaled, sort_of
from ingest.exports.budget_sections import trails
from ingest.exports.date_columns import DateColumns, zone_note
from ingest.exports.records import write_field
from ingest.parse.draft import NO_TEXT, Draft, one_line
from ingest.parse.table import Table

_TOTAL = re.compile(
    r"""^\W*(?: (?:grand|sub|net|overall)?[- ]?totals?\b.* | (?:zwischen|gesamt)?summe\b.* | sum\ of\b.* | gesamt\w*
              | (?:overall\ )?result | (?:gesamt|betriebs|jahres)?ergebnis | total\ g[ée]n[ée]ral | ebitda?
              | (?:gross|net|operating)\ (?:operating\ |other\ |ordinary\ )?
                (?:profit|loss|income|result|surplus|deficit|movement)\b.*
              | jahresüberschuss | r[ée]sultat\ net ) | .*[ -](?:sub)?totals?$
      | ^\*{1,5}(?:\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_LINKS = (
    ("cost centre", re.compile(r"cost cent|kostenstelle|centre de co", re.IGNORECASE)),
    ("project", re.compile(r"^(?:project|projekt|wbs|initiative|programme?)\b", re.IGNORECASE)),
    ("team", re.compile(r"^(?:team|department|abteilung)\b", re.IGNORECASE)),
)
_CURRENT = re.compile(r"\b(?:revised|current|latest|aktuell\w*)\b", re.IGNORECASE)
_INCOME = re.compile(
    r"""^(?:(?:ordinary|operating|other|trading|less)\ )*(?:income|revenues?|sales|turnover|receipts|grants?\ received
        | erlöse | erträge | einnahmen | recettes | produits | ingresos)$""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a statement heads what comes in, which is no budget to be spent."""
_TYPES = {
    "budget line": ("budget line", "budget income", "budget total"),
    "spend": ("spend", "spend", "spend total"),
    "result": ("spend", "income line", "spend total"),
    "planned result": ("budget line", "budget income", "budget total"),
}
"""For each sort of table what its lines are, those below a heading of income, and those that add up others."""
_EARNS = re.compile(
    r"^(?!.*\b(?:costs?|expen\w+|kosten|aufwand)\b).*\b(?:income|revenues?|turnover|sales|erlöse|erträge|umsatz\w*)$",
    re.IGNORECASE,
)
"""What an account of a statement without headings is called where it is no cost."""
_RESULT = re.compile(
    r"""\W*(?:(?:gross|net|operating)\ .*(?:profit|loss|income|result|surplus|deficit|earnings|movement)\b.* | ebitda?
           | (?:operating|pre-?tax)\ (?:profit|loss|result) | profit\b.* | betriebsergebnis
           | jahres(?:überschuss|ergebnis)
           | r[ée]sultat\ net)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is left of what comes in: a total of income and costs, and of neither."""
_WORTH = {
    "budget line": ("budget", "amount", "actual", "forecast", ""),
    "spend": ("amount",),
    "result": ("actual", "amount", ""),
    "planned result": ("budget", "amount", "actual", "forecast", ""),
}
"""Which measure says what a line is worth, the first that there is."""
_CURRENCY = re.compile(r"(?:\w+ ){0,2}(?:currency|curr\.?|crcy|währung|devise|moneda)(?: (?:code|key))?", re.IGNORECASE)
_SHOWN_ABOVE, _LONGEST_ABOVE = 3, 100
_NEAR = 0.005
_LONGEST = 160
_SHOWN = 10


def recognises(header: Sequence[str]) -> str | None:
    """Return "budget line" or "spend" for a header that is surely one."""
    return sort_of(header)


def documents(table: Table, sort: str, /) -> ParsedFile:
    """Return a document with a record for each line; a row that adds up others is a "budget total"."""
    above = " ".join(cell for _, cells in table.above for cell in cells)
    columns = [scaled(column_of(name), above) for name in table.header]
    rows = list(_lines(table, columns))
    measures = [at for at, column in enumerate(columns) if column.role == "measure"]
    amounts = Amounts.of(row.cell(at) for row in rows for at in measures)
    dates = [at for at, column in enumerate(columns) if column.role == "date"]
    moments = DateColumns.of(((table.header[at], row.cell(at)) for row in rows for at in dates), day_first=True)
    currency = currency_of((*table.header, above)) or _currency_in(rows, table.header)
    ledger = _Ledger(sort, tuple(columns), amounts, moments, currency, table.sheet, _said_above(table))
    totals = ledger.totals(rows)
    seen: dict[str, int] = {}
    sections = trails([(row.number, _heading(row, ledger), _named_total(row, totals)) for row in rows])
    found = [
        document
        for row in rows
        if (document := ledger.document(row, row.number in totals, seen, sections.get(row.number, ())))
    ]
    if not found:
        raise DocumentError(NO_TEXT)
    zones = zone_note(one.record.created for one in found if one.record)
    return ParsedFile(tuple(found), (*table.warnings, *_notes(ledger, sorted(totals)), *zones))


def _heading(row: _Line, ledger: _Ledger) -> str:
    """Return the words of a row that has one name and no number, "" for any other."""
    named = [cell for cell in row.cells if cell]
    return named[0] if len(named) == 1 and not ledger.has_number(row) else ""


def _named_total(row: _Line, totals: Container[int]) -> str:
    """Return what a row that adds up others is called, "" for any other; a formula may not have been computed."""
    named = [cell for cell in row.cells if cell]
    says = len(named) == 1 and bool(_TOTAL.match(named[0]))
    return next(iter(named), "Total") if says or row.number in totals else ""


def _currency_in(rows: Sequence[_Line], header: Sequence[str]) -> str | None:
    """Return the currency that a column of the table names in all its rows."""
    places = [at for at, name in enumerate(header) if _CURRENCY.fullmatch(one_line(name))]
    found = {code for at in places for row in rows if (code := row.cell(at))}
    code = next(iter(found)) if len(found) == 1 else ""
    return code if re.fullmatch(r"[A-Z]{3}", code) else None


def _said_above(table: Table) -> tuple[str, ...]:
    """Return what a report says of itself above its columns: whose it is, what it is, for which period."""
    lines = (one_line(" ".join(cells)) for _, cells in table.above)
    return tuple(line for line in lines if line and len(line) <= _LONGEST_ABOVE)[:_SHOWN_ABOVE]


def _notes(ledger: _Ledger, totals: Sequence[int]) -> Iterator[str]:
    if totals:
        shown = ", ".join(str(number) for number in totals[:_SHOWN]) + (", ..." if len(totals) > _SHOWN else "")
        rows = f"row {shown} adds" if len(totals) == 1 else f"rows {shown} add"
        yield f"{rows} up other rows: kept as totals, not counted again as lines"
    yield from ledger.moments.warnings
    if ledger.amounts.guessed:
        yield 'its amounts do not show whether "1.234" is a fraction or thousands: read as a fraction'
    multiplied = [column.label for column in ledger.columns if column.scale != 1]
    if multiplied:
        yield f"amounts are given in thousands or millions and count in full: {', '.join(multiplied[:_SHOWN])}"


def _lines(table: Table, columns: Sequence[Column]) -> Iterator[_Line]:
    """Yield the rows; a pivot table says the first names of a group once, and the lines below it mean them too."""
    names = [at for at, column in enumerate(columns) if column.role in ("ledger", "dimension")]
    group: dict[int, str] = {}
    for number, raw in table.rows:
        cells = tuple(one_line(cell) for cell in raw)
        filled = [at for at in names if at < len(cells) and cells[at]]
        first = filled[0] if filled else len(columns)
        above = {at: name for at, name in group.items() if filled and at < first}
        group = above | {at: cells[at] for at in filled}
        yield _Line(number, cells, above)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row; `above` are the names that it shares with the line above it, where its own cells are empty."""

    number: int
    cells: tuple[str, ...]
    above: Mapping[int, str]

    def name(self, at: int) -> str:
        return self.cell(at) or self.above.get(at, "")

    def cell(self, at: int) -> str:
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True)
class _Ledger:
    """What the lines of one table share."""

    sort: str
    columns: tuple[Column, ...]
    amounts: Amounts
    moments: DateColumns
    currency: str | None
    sheet: str | None
    above: tuple[str, ...] = ()

    def has_number(self, row: _Line) -> bool:
        """Whether a row has a number in a column of numbers."""
        return any(self.amounts.read(row.cell(at)) is not None for at in self._where("measure"))

    def _where(self, *roles: str) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.role in roles]

    def totals(self, rows: Sequence[_Line]) -> set[int]:
        """Return the numbers of the rows that say they are totals, and of those that add up the rows beside them."""
        measures = self._where("measure")
        lines = [(row, [self.amounts.read(row.cell(at)) or 0.0 for at in measures]) for row in rows]
        found = self._added(lines)
        # An outline has its totals above what they add up.
        return found or self._added(lines[::-1])

    def _added(self, lines: Sequence[tuple[_Line, list[float]]]) -> set[int]:
        found: set[int] = set()
        above: list[list[float]] = []
        sums: list[list[float]] = []
        for row, numbers in lines:
            if self._says_total(row) or _adds_up(numbers, above) or _adds_up(numbers, sums):
                found.add(row.number)
                sums.append(numbers)
                above = []
            elif any(numbers):
                above.append(numbers)
            else:
                above = []
        return found

    def _says_total(self, row: _Line) -> bool:
        names = [cell for at in self._where("ledger", "dimension", "supplier", "other") if (cell := row.cell(at))]
        return self.has_number(row) and (not names or any(_TOTAL.match(name) for name in names[:2]))

    def document(self, row: _Line, is_total: bool, seen: dict[str, int], trail: tuple[str, ...]) -> Parsed | None:
        """Return one line as a document; None for a heading between lines, which has no number."""
        if not self.has_number(row):
            return None
        title = self._title(row, is_total) or ("Total" if is_total else f"Row {row.number}")
        key = " / ".join(row.cell(at) for at in self._where("voucher") if row.cell(at)) or title
        seen[key] = seen.get(key, 0) + 1
        key = key if seen[key] == 1 else f"{key} ({seen[key]})"
        amount, told = self._amount(row)
        draft = Draft()
        if self.above:
            draft.aside("; ".join(self.above))
        for at, column in enumerate(self.columns):
            if any(char.isalnum() for char in row.cell(at)):
                place = Locator(key=key, field=one_line(column.label), row=row.number, sheet=self.sheet)
                label = one_line(column.label) or f"Column {at + 1}"
                write_field(draft, label, row.cell(at), place, trail=trail)
        text, blocks = draft.finish()
        flat = not trail and self.sort.endswith("result") and bool(_EARNS.match(title)) and not _RESULT.fullmatch(title)
        sort = self._type(title, is_total, flat or any(map(_INCOME.match, trail)))
        record = self._record(row, key, title, sort, amount)
        metadata = {name: value for name, value in (("amount", told), ("currency", self.currency)) if value}
        return Parsed(title, text, blocks, "csv", key=key, date=record.created, metadata=metadata, record=record)

    def _type(self, title: str, is_total: bool, comes_in: bool) -> str:
        """Return what a line is; what comes in is no budget and no spend, and what is left of it neither."""
        line, income, total = _TYPES[self.sort]
        if self.sort != "spend" and is_total:
            return "income total" if comes_in else "result total" if _RESULT.fullmatch(title) else total
        return total if is_total else income if comes_in else line

    def _title(self, row: _Line, is_total: bool) -> str:
        """Return the line's supplier and dimensions, the ledger's own first; a total has its own words only."""
        at = [*self._where("supplier"), *self._where("ledger"), *self._where("dimension")]
        named = row.cell if is_total else row.name
        words = dict.fromkeys(name for one in at if (name := named(one).strip("* ")))
        return ", ".join(words)[:_LONGEST].rstrip(" ,")

    def _amount(self, row: _Line) -> tuple[float | None, str]:
        """Return what a line is worth, and of which column: the plan of a budget, what was paid of a spend."""
        for wanted in _WORTH[self.sort]:
            of_kind = [column for column in self.columns if column.role == "measure" and column.measure == wanted]
            whole = [column for column in of_kind if column.period in ("", "total")]
            if len(whole) > 1 and len({column.label for column in whole}) == 1:
                # Several periods, and nothing says which column is which.
                return None, ""
            if len(of_kind) == 1 or whole:
                column = next((one for one in whole if _CURRENT.search(one.label)), (whole or of_kind)[0])
                return self._number(row, column), one_line(column.label)
            months = [column for column in of_kind if column.period == "month"]
            parts = months if 3 <= len(months) <= 12 else [c for c in of_kind if c.period == "quarter"]
            if 2 <= len(parts) <= 12:
                numbers = [number for column in parts if (number := self._number(row, column)) is not None]
                label = f"sum of {one_line(parts[0].label)} to {one_line(parts[-1].label)}"
                return (sum(numbers), label) if numbers else (None, "")
        return None, ""

    def _number(self, row: _Line, column: Column) -> float | None:
        number = self.amounts.read(row.cell(self.columns.index(column)))
        return number * column.scale if number is not None else None

    def _moment(self, row: _Line, at: int) -> str | None:
        return self.moments.read(row.cell(at), self.columns[at].label)

    def _record(self, row: _Line, key: str, title: str, sort: str, amount: float | None) -> Record:
        values: dict[str, tuple[str, ...]] = {}
        for at, column in enumerate(self.columns):
            if row.cell(at):
                label = one_line(column.label)
                values[label] = (*values.get(label, ()), row.cell(at))
        return Record(
            tool="table",
            type=sort,
            key=key,
            title=title,
            owner=next((values[label][0] for label in values if OWNER.fullmatch(label)), None),
            created=next(filter(None, (self._moment(row, at) for at in self._where("date"))), None),
            amount=amount,
            links=() if sort.endswith("total") else tuple(self._links(row)),
            values=values,
        )

    def _links(self, row: _Line) -> Iterator[Link]:
        for relation, pattern in _LINKS:
            named = [row.name(at) for at, column in enumerate(self.columns) if pattern.search(column.label)]
            yield from (Link(relation, name) for name in list(filter(None, named))[:1])
        yield from (Link("supplier", row.cell(at)) for at in self._where("supplier") if row.cell(at))


def _adds_up(numbers: Sequence[float], above: Sequence[Sequence[float]]) -> bool:
    """Whether a row is, in every column, the sum of the lines above it: of all of them, or of the last few."""
    if len(above) < 2 or sum(1 for number in numbers if number) < 2:
        return False
    sums = [0.0] * len(numbers)
    for count, line in enumerate(reversed(above), start=1):
        sums = [one + other for one, other in zip(sums, line, strict=True)]
        if count > 1 and all(abs(one - other) < _NEAR for one, other in zip(sums, numbers, strict=True)):
            return True
    return False
