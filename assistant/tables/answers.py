"""Answers from tables: a cell, a sum of cells with all its rows, the largest, what is over budget, what is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain import Kind, Quote
from assistant.index.words import stems
from assistant.records.book import Book
from assistant.records.cells import written
from assistant.records.facts import Rows
from assistant.records.rows import CITED
from assistant.tables.names import Chosen, choose, fits_days, label_of, named_column
from assistant.tables.questions import BET, Asked, TableQuestion, asks_otherwise, table_question
from assistant.tables.sheets import Column, Line, Table, tables_of

_SHOWN, _MANY = 5, 24
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d")
_ALSO_BETS = ("project", "programme", "program", "bet", "investment", "workstream", "scheme", "epic")
_AGAINST = re.compile(
    r"\s+(?:as )?(?:against|versus|vs\.?|compared (?:with|to)|relative to)\s+(?:the |its |their |our )?"
    r"(?:budget|plan)(?:ed)?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?:what|which|how much) ?(?:is the |are the )?(?:per ?cent|percentage|share|proportion|part|%) of (?:the |our )?"
    r"(?:(?P<of>[^?]+?)(?:['’]s)? budget|budget (?:for|of) (?:the )?(?P<of2>[^?]+?)) "
    r"(?:(?:has|have|is|was|did) )?(?:we )?(?:already |been )*(?:used|spent|spend|consumed|gone|burn(?:t|ed)"
    r"|use)(?: up)?"
    r"(?: (?:already|so far|to date|until now))?\s*\??$",
    re.IGNORECASE,
)
_NEAR = 0.5
_SCALES = {1e3: "thousand", 1e6: "million"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a table gives: what it is of, its value in full units, and the cells that it is made of.

    Of very many `rows` only the first are cited.
    """

    of: str
    value: float
    column: Column
    cells: tuple[Quote, ...]
    table: Table
    rows: int
    note: str = ""
    stated: bool = False
    """Whether the table says itself that it is its total."""

    @property
    def amount(self) -> str:
        """Return the number with its currency."""
        return f"{written(self.value)} {self.column.unit.currency}".strip()

    def said(self) -> str:
        """Return the number, the column that it comes from, and of how many rows it is the sum."""
        return f"{self.of}: {self.amount} ({self.source})"

    @property
    def source(self) -> str:
        """Return the column with how its cell writes the number, where that is in thousands, or of how many rows."""
        scale = _SCALES.get(self.column.unit.scale, "")
        if self.rows > 1:
            cited = f", of which {len(self.cells)} are cited" if self.rows > len(self.cells) else ""
            return f"{self.column.name}, the sum of {self.rows:,} rows{f' in {scale}s' if scale else ''}{cited}"
        plain = written(self.value / self.column.unit.scale)
        return (f"{self.column.name}: {plain} {scale}" if scale else self.column.name) + self.note


def answer_from_tables(text: str, book: Book, today: date, measures: Sequence[str] = ()) -> Rows:
    """Return what tables answer, of some measures or of any; nothing where they do not settle a question."""
    if not measures and (beside := _AGAINST.search(text)):
        spent = table_question(f"{text[: beside.start()]}{text[beside.end() :]}", today, _names(text, book))
        return _both(spent, book) if spent and spent.measure in ("spend", "forecast") else []
    if not measures and (share := _SHARE.match(text)):
        return _share(share["of"] or share["of2"], today, book)
    asked = table_question(text, today, _names(text, book) if asks_otherwise(text) else ())
    if asked is None or (measures and asked.measure not in measures):
        return []
    tables = tables_of(book)
    rules = {Asked.OVER: _over, Asked.MOST: _most, Asked.EACH: _each}
    if rule := rules.get(asked.asked):
        return next(
            (rows for noun in _nouns(asked.noun) if (rows := rule(replace(asked, noun=noun), tables, book))), []
        )
    if asked.measure == "left":
        return _left(asked, tables, book)
    return _stated(_numbers(asked, tables, book))


def _names(text: str, book: Book) -> list[str]:
    """Return the names of several words that cells of tables have and a question says, the longest first."""
    names = {
        cell
        for table in tables_of(book)
        for at in table.texts
        for cell in {line.text(at) for line in table.parts}
        if " " in cell and cell.casefold() in text.casefold()
    }
    return sorted(names, key=len, reverse=True)


def _share(of: str, today: date, book: Book) -> Rows:
    """Return which share of a budget was spent, with both; nothing where no table says both in one currency."""
    tables = tables_of(book)
    asked = table_question(f"how much was spent on {of}", today, _names(of, book))
    budgets, spends = (
        (_numbers(_of(asked, measure), tables, book) if asked else []) for measure in ("budget", "spend")
    )
    pairs = [(one, other) for one in budgets for other in spends if one.table is other.table]
    for budget, spend in pairs[:1]:
        if budget.column.unit.currency == spend.column.unit.currency and budget.value > 0:
            percent = f"{100 * spend.value / budget.value:.1f}".removesuffix(".0")
            parts = f"{spend.amount} ({spend.source}) of {budget.amount} ({budget.source})"
            return [(f"{budget.of}: {percent} % of the budget is spent, {parts}.", [*spend.cells, *budget.cells])]
    return []


def _both(asked: TableQuestion, book: Book) -> Rows:
    """Return what was spent and what was budgeted, nothing where one of them is not there."""
    tables = tables_of(book)
    spent, budget = (_stated(_numbers(one, tables, book)) for one in (asked, replace(asked, measure="budget")))
    return spent + budget if spent and budget else []


def _nouns(noun: str) -> tuple[str, ...]:
    """Return a noun, and for what money is put into the others that tables call it by."""
    others = (BET, *_ALSO_BETS)
    return (noun, *others) if any(stems(noun) == stems(other) for other in others) else (noun,)


def _numbers(asked: TableQuestion, tables: Iterable[Table], book: Book) -> list[Number]:
    """Return the number of each table that has what is asked for; a table with a line of its own for it goes first."""
    found = [
        (chosen, number)
        for table in tables
        for column in table.columns
        if column.measure == asked.measure and fits_days(column, table, asked)
        if (chosen := choose(asked, table, column, book)) is not None
        if (number := _sum(chosen, column, table)) is not None
    ]
    if any(chosen.own for chosen, _ in found):
        found = [pair for pair in found if pair[0].own or pair[0].ledger]
    found.sort(key=lambda pair: (not pair[0].own, pair[1].table.kind is not Kind.FINANCE, len(pair[1].cells)))
    return _complete([number for _, number in found])


def _complete(numbers: Sequence[Number]) -> list[Number]:
    """Leave out what other tables add up to where a table says its total: they may be but a part of it."""
    stated = [one for one in numbers if one.stated]
    return [one for one in numbers if not stated or any(_equal(one, total) for total in stated)]


def _sum(chosen: Chosen, column: Column, table: Table) -> Number | None:
    """Return a line's number or the sum of the lines; of a whole table its total, where it has one."""
    parts = _cells(chosen.lines, column)
    totals = _cells([line for line in table.lines if line.total], column) if chosen.whole else []
    cells = [max(totals, key=lambda pair: pair[0])] if totals else parts
    if not cells:
        return None
    value, added = (sum(number for number, _ in some) for some in (cells, parts))
    note = ""
    if totals and parts and abs(value - added) > _NEAR * column.unit.scale:
        note = f"; the lines above it add up to {written(added)}"
        cells = [*cells, *parts]
    quotes = tuple(made for _, made in cells)[:CITED]
    return Number(chosen.label, value, column, quotes, table, 1 if totals else len(cells), note, bool(totals))


def _cells(lines: Iterable[Line], column: Column) -> list[tuple[float, Quote]]:
    """Return the numbers of a column with the cells that say them."""
    read = ((column.value(line), line.quote(column.at)) for line in lines)
    return [(value, made) for value, made in read if value is not None and made is not None]


def _stated(numbers: Sequence[Number]) -> Rows:
    """Say one number with what else gives it; where tables differ, say each with where it stands."""
    if not numbers:
        return []
    first, *more = numbers
    same = [one for one in more if _equal(one, first)]
    other = [one for one in more if one not in same]
    if not other:
        rows: Rows = [(f"{first.said()}.", list(first.cells))]
        return rows + [(f"The same in {one.table.name}: {one.said()}.", list(one.cells)) for one in same[:1]]
    return [(f"{one.said()}, by {one.table.name}.", list(one.cells)) for one in (first, *more)[:_SHOWN]]


def _equal(one: Number, other: Number) -> bool:
    near = _NEAR * max(one.column.unit.scale, other.column.unit.scale)
    return abs(one.value - other.value) <= near and one.column.unit.currency == other.column.unit.currency


def _left(asked: TableQuestion, tables: Sequence[Table], book: Book) -> Rows:
    """Return what is left as a column says it, else the budget less what was spent of it, with both."""
    if own := _numbers(asked, tables, book):
        return _stated(own)
    budgets, spends = (_numbers(_of(asked, measure), tables, book) for measure in ("budget", "spend"))
    pairs = [(one, other) for one in budgets for other in spends if one.table is other.table] or [
        (one, other) for one in budgets[:1] for other in spends[:1] if len(budgets) == 1
    ]
    rows: Rows = []
    for budget, spend in pairs[:1]:
        if budget.column.unit.currency == spend.column.unit.currency:
            rest = written(budget.value - spend.value)
            unit = budget.column.unit.currency
            less = f"{budget.amount} ({budget.source}) less {spend.amount} ({spend.source})"
            rows.append((f"{budget.of}: {f'{rest} {unit}'.strip()} left, of {less}.", [*budget.cells, *spend.cells]))
    return rows


def _of(asked: TableQuestion, measure: str) -> TableQuestion:
    return TableQuestion(Asked.NUMBER, measure, asked.rest, asked.noun, asked.least, asked.span, asked.said)


def _grouped(asked: TableQuestion, table: Table, column: Column, book: Book) -> list[Number]:
    """Return the number of each thing that a question's noun means in a table; their sum where it has several rows."""
    at = named_column(asked.noun, table, book)
    chosen = choose(asked, table, column, book) if at is not None else None
    if at is None or chosen is None:
        return []
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in chosen.lines:
        if line.text(at):
            groups[label_of(line, at, book)].append(line)
    found = (_sum(Chosen(tuple(lines), label), column, table) for label, lines in groups.items())
    return [number for number in found if number]


def _ranked(asked: TableQuestion, tables: Iterable[Table], book: Book) -> list[Number]:
    """Return the number of each thing that a noun means, by the first table that tells; of several a financial one."""
    found = [
        numbers
        for table in tables
        for column in table.columns
        if column.measure == asked.measure and fits_days(column, table, asked)
        if len(numbers := _grouped(asked, table, column, book)) > 1
    ]
    found.sort(key=lambda some: (some[0].table.kind is not Kind.FINANCE, sum(len(one.cells) for one in some)))
    return found[0] if found else []


def _most(asked: TableQuestion, tables: Iterable[Table], book: Book) -> Rows:
    """Return the largest or smallest of the first table that tells, and those that follow."""
    found = _ranked(asked, tables, book)
    ordered = sorted(found, key=lambda one: (one.value * (1 if asked.least else -1), one.of))
    best = [one for one in ordered if one.value == ordered[0].value]
    rows: Rows = [
        (f"The {'smallest' if asked.least else 'largest'} is {one.said()}.", list(one.cells)) for one in best[:_SHOWN]
    ]
    return rows + [(f"Then {one.said()}.", list(one.cells)) for one in ordered[len(best) : _SHOWN]]


def _each(asked: TableQuestion, tables: Iterable[Table], book: Book) -> Rows:
    """Return the number of each thing of the first table that tells: the largest first, of days the first."""
    found = _ranked(asked, tables, book)
    if len(found) > _MANY:
        return []
    by_day = all(_DAY.match(one.of) for one in found)
    ordered = sorted(found, key=lambda one: (one.of if by_day else "", -one.value, one.of))
    return [(f"{one.said()}.", list(one.cells)) for one in ordered]


def each_of_tables(text: str, book: Book, today: date) -> Rows:
    """Return a measure by what tables call its parts ("spend by month"), nothing where that is not asked."""
    asked = table_question(text, today, _names(text, book))
    return _each(asked, tables_of(book), book) if asked is not None and asked.asked is Asked.EACH else []


def _over(asked: TableQuestion, tables: Sequence[Table], book: Book) -> Rows:
    """Return what spent, or by the forecast will spend, more than its budget; the budget and the rest by name."""
    budgets = _by_name(asked, "budget", tables, book)
    rows: Rows = []
    for measure, said in (("spend", "spent"), ("forecast", "forecast")):
        for name, used in _by_name(asked, measure, tables, book).items():
            budget = budgets.get(name)
            if (
                budget
                and used.column.unit.currency == budget.column.unit.currency
                and used.value > budget.value * (1 + asked.by) + 1e-6
            ):
                line = f"{used.of}: {used.amount} {said} ({used.source}) of {budget.amount} ({budget.source})."
                rows.append((line, [*used.cells, *budget.cells]))
    if rows or not budgets:
        return rows
    spent = _by_name(asked, "spend", tables, book)
    both = [name for name in budgets if name in spent]
    cells = [made for name in both for made in (*budgets[name].cells, *spent[name].cells)][:CITED]
    return (
        [(f"None of the {len(both)} that have a budget and spend in these tables is over its budget.", cells)]
        if both
        else []
    )


def amounts(measure: str, noun: str, book: Book) -> list[Number]:
    """Return the number of each thing that a noun means, by the one table that has most of them; of no year alone."""
    tables = tables_of(book)
    found = (_by_name(TableQuestion(Asked.NUMBER, measure, "", one), measure, tables, book) for one in _nouns(noun))
    return list(next((numbers for numbers in found if numbers), {}).values())


def _by_name(asked: TableQuestion, measure: str, tables: Iterable[Table], book: Book) -> dict[str, Number]:
    """Return the number of each thing by its name, from the one table that has most of them."""
    asking = _of(asked, measure)
    found = [
        numbers
        for table in tables
        for column in table.columns
        if column.measure == measure
        and fits_days(column, table, asking)
        and (numbers := _grouped(asking, table, column, book))
    ]
    best = max(
        found,
        key=lambda numbers: (numbers[0].table.kind is Kind.FINANCE, len(numbers), -len(numbers[0].cells)),
        default=[],
    )
    return {" ".join(stems(number.of)): number for number in best}
