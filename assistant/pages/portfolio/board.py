"""The portfolio of a night as its page shows it: initiatives against outcomes, filtered and in an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Dimension, Kind, Verdict
from assistant.nights.night import Night
from assistant.pages.wording import DIMENSIONS, VERDICTS
from assistant.portfolio.portfolio import measure_words

Row = Mapping[str, Any]
Rows = tuple[Row, ...]
"""Quotes as findings carry them; `assistant.nights.reading_back` makes them checked quotes."""
STEPS = 4
"""Shades of the heat map."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How an initiative serves an outcome ("explicit" or "inferred"), and the quotes that say so."""

    link: str
    quotes: Rows


@dataclass(frozen=True, slots=True)
class Line:
    """An initiative with its verdict, its open and done work, and the outcomes that it serves by their names."""

    name: str
    verdict: Verdict
    enabler: bool
    confidence: str
    owner: str
    status: str
    open: int
    done: int
    weakest: Dimension | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Aim:
    """An outcome of the strategy: its measure in words, its quotes, and who serves it."""

    name: str
    measure: str
    quotes: Rows
    initiatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is left over on one side, with the quotes that it is known from."""

    name: str
    quotes: Rows


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction about an initiative, its quotes on two sides."""

    initiative: str
    reason: str
    sides: tuple[Rows, Rows]


@dataclass(frozen=True, slots=True)
class Steering:
    """How the organisation steers ("project", "product", "mixed", "unclear"): the signs of each, with quotes."""

    reading: str
    project: int
    product: int
    project_quotes: Rows
    product_quotes: Rows


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows of a night; `open_work` counts the open items, `unlinked` those without an outcome."""

    generation: str
    lines: tuple[Line, ...]
    aims: tuple[Aim, ...]
    idle_aims: tuple[Left, ...]
    idle_lines: tuple[Left, ...]
    problems: tuple[Left, ...]
    players: tuple[Left, ...]
    clashes: tuple[Clash, ...]
    steering: Steering
    open_work: int
    unlinked: int
    assessments: Mapping[str, Row]

    @property
    def most_open(self) -> int:
        """Return the most open work that a line has."""
        return max((line.open for line in self.lines), default=0)

    def heat(self, line: Line) -> int:
        """Return the shade of a line's cells: 0 without open work, else 1 to `STEPS` by its share of the most."""
        return -(-STEPS * line.open // self.most_open) if self.most_open else 0

    def finding(self, initiative: str, dimension: Dimension) -> Row:
        """Return what an initiative's assessment says of a dimension."""
        findings = self.assessments[initiative]["findings"]
        return next((one for one in findings if one["dimension"] == dimension), {"reason": "", "quotes": ()})


def board_of(night: Night) -> Board:
    """Return the board of a night; a night of an older version has no quotes in its cells."""
    kept = night.portfolio
    aims = tuple(
        Aim(one["name"], measure_words(one["measure"]), tuple(one["quotes"]), tuple(one["initiatives"]))
        for one in kept["outcomes"]
    )
    said = {one.name: one.quotes for one in aims}
    orphans = kept["orphans"]
    return Board(
        night.generation,
        tuple(_line(one, night.assessments[one["name"]]) for one in kept["initiatives"]),
        aims,
        tuple(Left(name, said.get(name, ())) for name in orphans["outcomes"]),
        tuple(Left(name, ()) for name in orphans["initiatives"]),
        _left(kept, "problems"),
        _left(kept, "players"),
        tuple(clash_of(one) for one in kept["contradictions"]),
        _steering(kept["operating_model"]),
        kept["open_work"]["items"],
        kept["open_work"]["without_outcome"],
        night.assessments,
    )


def _left(kept: Row, sort: str) -> tuple[Left, ...]:
    known = {one["name"]: tuple(one["quotes"]) for one in kept.get("left_over", {}).get(sort, ())}
    return tuple(Left(name, known.get(name, ())) for name in kept["orphans"][sort])


def _line(row: Row, assessment: Row) -> Line:
    weakest = assessment["weakest"]
    return Line(
        row["name"],
        Verdict(row["verdict"]),
        row["enabler"],
        row["confidence"] or "",
        row["owner"] or "",
        row["status"] or "",
        row["work"]["open"],
        row["work"]["done"],
        Dimension(weakest) if weakest else None,
        {one["name"]: Cell(one["link"], tuple(one.get("quotes", ()))) for one in row["outcomes"]},
    )


def _steering(row: Row) -> Steering:
    signs, quotes = row["signs"], row["quotes"]
    return Steering(
        row["reading"], signs["project"], signs["product"], tuple(quotes["project"]), tuple(quotes["product"])
    )


def clash_of(row: Row) -> Clash:
    """Return a contradiction of a night with its two sides."""
    return Clash(row["initiative"], row["reason"], sides(row["quotes"]))


def sides(quotes: Sequence[Row]) -> tuple[Rows, Rows]:
    """Return the two sides of a contradiction: what is wanted and what is recorded, else the first quote and the rest.

    Of several quotes in one document the first speaks for it where the others would leave a side empty.
    """
    intent = tuple(one for one in quotes if Kind(one["document"]["kind"]).is_intent)
    data = tuple(one for one in quotes if one not in intent)
    return (intent, data) if intent and data else (tuple(quotes[:1]), tuple(quotes[1:]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which initiatives are shown: those that have the words, one of the verdicts, and the owner; empty means all."""

    words: str = ""
    verdicts: tuple[Verdict, ...] = ()
    owner: str = ""

    def admits(self, line: Line) -> bool:
        """Whether an initiative is shown."""
        said = " ".join((line.name, line.owner, line.status, *line.cells)).casefold()
        return (
            all(word in said for word in self.words.casefold().split())
            and (not self.verdicts or line.verdict in self.verdicts)
            and self.owner in ("", line.owner)
        )


Key = Callable[[Line], Any]
COLUMNS: dict[str, tuple[str, Key]] = {
    "name": ("Initiative", lambda line: line.name.casefold()),
    "verdict": ("Verdict", lambda line: tuple(VERDICTS).index(line.verdict)),
    "owner": ("Owner", lambda line: (not line.owner, line.owner.casefold())),
    "status": ("Status", lambda line: (not line.status, line.status.casefold())),
    "open": ("Open", lambda line: line.open),
    "done": ("Done", lambda line: line.done),
    "weakest": ("Weakest", lambda line: DIMENSIONS[line.weakest] if line.weakest else "~"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """By which column the initiatives stand, and whether the greatest is first."""

    column: str = "open"
    falling: bool = True

    def pressed(self, column: str) -> Order:
        """Return the order after a column's head was pressed: the same one turns round, numbers begin at the top."""
        turned = not self.falling if column == self.column else column in ("open", "done")
        return Order(column, turned)


def chosen(board: Board, wanted: Wanted, order: Order) -> tuple[int, ...]:
    """Return the numbers of the lines that are shown, in their order; equals stand by name."""
    lines = board.lines
    numbers = sorted(
        (at for at, line in enumerate(lines) if wanted.admits(line)), key=lambda at: lines[at].name.casefold()
    )
    return tuple(sorted(numbers, key=lambda at: COLUMNS[order.column][1](lines[at]), reverse=order.falling))
