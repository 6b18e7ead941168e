"""What a portfolio costs: `python -m eval.benchmarks.portfolio [INITIATIVES]` (200).

Writes an organisation with so many initiatives, a brief and a record with tickets each, indexes it, and times what the
night keeps for a circle of readers, the same for a second circle, and what the page does with it: the board, the tables
as HTML, the workbook and the PDF. The embedder is the packaged one, since assessments are computed with it.
"""

from __future__ import annotations

import csv
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.assistant import Assistant
from assistant.nights.history import night_of
from assistant.nights.recording import record_night
from assistant.pages.portfolio.board import Order, Wanted, board_of, chosen
from assistant.pages.portfolio.heat_map import heat_map_html, table_html
from assistant.pages.portfolio.pdf import pdf_of
from assistant.pages.portfolio.xlsx import xlsx_of
from assistant.settings import load_settings
from eval.labelled import read_rows
from ingest.night import Night

T = TypeVar("T")
Said = dict[str, list[str]]
OUTCOMES, TICKETS = 20, 8
_STATEMENTS = Path(__file__).resolve().parents[1] / "training" / "statements.jsonl"
_SETTINGS = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
_TABLE = "| Outcome | Metric | From | To | By |\n|---|---|---|---|---|\n"
_PARTS = (("Outcome", "outcome", 2), ("Plan", "output", 4), ("Problem", "outcome", 2), ("How we know", "outcome", 1))
_PLACES = "Riverside Northgate Hillcrest Lakeview Oakfield Eastport Westbrook Southmoor Kingsway Bridgeton".split()
_THINGS = "orders claims returns visits refunds bookings repairs invoices deliveries contracts tickets permits".split()
_HEAD = "Summary,Issue key,Issue Type,Status,Parent key,Assignee,Due date,Created,Updated,Labels,Description".split(",")
_DATES = ("2026-12-01", "2026-02-01", "2026-11-02")


def write_organisation(folder: Path, initiatives: int, seed: int = 1) -> None:
    """Write a strategy, a brief for each initiative, and an export with its record and tickets."""
    chance, rows = random.Random(seed), read_rows(_STATEMENTS, "text")
    said = {label: [str(row["text"]) for row in rows if row["label"] == label] for label in ("outcome", "output")}
    briefs = folder / "strategy" / "initiatives"
    for made in (briefs, folder / "jira", folder / "board"):
        made.mkdir(parents=True)
    (folder / "bearing.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "board" / "sale.md").write_text("# Sale\n\nNobody knows yet.\n", encoding="utf-8")
    goals = "".join(_goal_row(number) for number in range(1, OUTCOMES + 1))
    strategy = f"# Strategy 2026\n\n## Outcomes\n\n{_TABLE}{goals}"
    (folder / "strategy" / "Strategy 2026.md").write_text(strategy, encoding="utf-8")
    with (folder / "jira" / "export.csv").open("w", newline="", encoding="utf-8") as file:
        export = csv.writer(file)
        export.writerow(_HEAD)
        for number in range(initiatives):
            name = f"{_PLACES[number % 10]} {_THINGS[number // 10 % 12].capitalize()} {number:03}"
            (briefs / f"brief-{number:03}.md").write_text(_brief(name, number, chance, said), encoding="utf-8")
            export.writerows(_records(name, number, chance, said))


def _goal(number: int) -> str:
    return f"{_THINGS[number % 12].capitalize()} without waiting in {_PLACES[number % 10]}"


def _goal_row(number: int) -> str:
    return f"| O{number} {_goal(number)} | days until done | {20 + number} | {number} | 31 December 2026 |\n"


def _brief(name: str, number: int, chance: random.Random, said: Said) -> str:
    goal = number % OUTCOMES + 1
    served = f" Serves O{goal} {_goal(goal)}." if number % 3 else ""
    parts = []
    for head, label, count in _PARTS:
        parts.append(f"## {head}\n\n" + "\n".join(f"- {one}" for one in chance.sample(said[label], count)))
    return f"# {name}\n\nOwner: Person {number % 37}.{served}\n\n" + "\n\n".join(parts) + "\n"


def _records(name: str, number: int, chance: random.Random, said: Said) -> list[list[str]]:
    key = f"ORG-{1000 * (number + 1)}"
    rows = [[name, key, "Initiative", "In Progress", "", f"Person {number % 37}", *_DATES, "", "See the brief"]]
    for ticket in range(TICKETS):
        title = " ".join(chance.choice(said["output"]).split()[:9])
        status = chance.choice(("Done", "To Do", "In Progress"))
        rows.append([title, f"{key}{ticket}", "Story", status, key, "", *_DATES, "", ""])
    return rows


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return work(), round(time.perf_counter() - begun, 2)


def main(initiatives: int) -> None:
    """Print the seconds of each step as one JSON object."""
    with tempfile.TemporaryDirectory() as made:
        sources, index = Path(made) / "sources", Path(made) / "index"
        write_organisation(sources, initiatives)
        Night(sources, index, load_settings(sources)).run()
        reader = Assistant.open(index)
        night, everyone = _timed(lambda: record_night(index, (), reader))
        member = Assistant.open(index, ("board",), reader.embedder)
        _, second = _timed(lambda: record_night(index, ("board",), member))
        board, read = _timed(lambda: board_of(night_of(index, night.generation) or night))
        numbers = chosen(board, Wanted(), Order())
        _, drawn = _timed(lambda: heat_map_html(board, numbers) + table_html(board, numbers, Order()))
        _, workbook = _timed(lambda: xlsx_of(board, date.today()))
        _, sheet = _timed(lambda: pdf_of(board, date.today()))
        steps = {"first circle": everyone, "second circle": second, "read": read, "drawn": drawn}
        size = {"initiatives": len(board.lines), "outcomes": len(board.aims)}
        print(json.dumps({**size, "seconds": {**steps, "xlsx": workbook, "pdf": sheet}}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
