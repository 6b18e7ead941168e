"""Numbers of plain tables: of which measure, which line, which version, in which unit, and with which rows."""

from pathlib import Path

import pytest

from assistant.records.book import Book
from assistant.tables.columns import measure_of, unit_of
from tests.records.record_books import Sheets, answered, book_of, cells

# ruff: noqa: E501
PROJECTS = "Summary,Issue key,Issue id,Issue Type,Status\nTide tables,POR-7,1,Initiative,Open\nNight ferry,POR-9,2,Initiative,Open\n"
PLAN: Sheets = {
    "Plan": [
        ["Projekte 2026, Tsd. EUR"],
        ["Projekt", "Bereich", "Plan 2026", "Ist bis Oktober", "Hochrechnung"],
        ["Gezeitentafel", "Lotsen", 300, 210, 290],
        ["Nachtfähre", "Fähren", 200, 240, 260],
        ["Bojen", "Lotsen", 100, 20, 110],
        ["Summe", None, 600, 470, 660],
    ],
    "Plan (alt)": [["Projekt", "Bereich", "Plan 2026", "Ist bis Oktober"], ["Gezeitentafel", "Lotsen", 999, 1]],
}
STAFF: Sheets = {
    "Crews": [
        ["Crew", "Headcount", "Lead", "Port"],
        ["Pilots", 12, "Rosa Vidal", "North"],
        ["Yard", 7, "Ben Roth", "South"],
    ],
    "Ports": [["Headcount by port"], ["Port", "FTE"], ["North", "40.5"], ["South", 20], ["East", 9.5], ["All", 70]],
}
LEDGER = """Monat;Vorgang;Ausgaben EUR
2026-01;POR-7;1.200,50
2026-02;POR-7;800,00
2026-02;POR-9;100,00
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    files = {"finance/Projektplan.xlsx": PLAN, "players/crews.xlsx": STAFF, "work/jira.csv": PROJECTS}
    return book_of(tmp_path_factory.mktemp("tables"), files)


@pytest.mark.parametrize(
    ("question", "said", "cited"),
    [
        ("How much budget is planned for 2026?", "Total: 600,000 EUR (Plan 2026: 600 thousand).", {"600"}),
        ("Wie viel Budget ist für 2026 geplant?", "Total: 600,000 EUR", {"600"}),
        ("What did we spend on Gezeitentafel in 2026?", "Gezeitentafel: 210,000 EUR (Ist bis Oktober: 210 thousand).", {"210"}),
        ("How much did Lotsen spend?", "Lotsen: 230,000 EUR (Ist bis Oktober, the sum of 2 rows in thousands).", {"210", "20"}),
        ("What is the forecast for Bojen?", "Bojen: 110,000 EUR (Hochrechnung: 110 thousand).", {"110"}),
        ("How much budget is left for Gezeitentafel?", "90,000 EUR left, of 300,000 EUR (Plan 2026: 300 thousand) less 210,000 EUR", {"300", "210"}),
        ("Which Projekt has the largest budget?", "Gezeitentafel has the largest budget: 300,000 EUR.", {"300", "200", "100"}),
        ("Which Projekt are over budget?", "Nachtfähre: 240,000 EUR spent (Ist bis Oktober: 240 thousand) of 200,000 EUR", {"240", "200", "260", "110", "100"}),
        ("Which Projekt are more than 15 % over budget?", "Nachtfähre: 240,000 EUR spent (Ist bis Oktober: 240 thousand) of 200,000 EUR", {"240", "200", "260"}),
        ("How many people work in the Pilots crew?", "Pilots: 12 (Headcount).", {"Pilots | 12 | Rosa Vidal | North"}),
        ("How many people work in North?", "North: 40.50 (FTE).", {"North | 40.5"}),
        ("Which crew has the fewest people?", "The smallest is Yard: 7", {"Pilots | 12 | Rosa Vidal | North", "Yard | 7 | Ben Roth | South"}),
        ("¿Cuántas personas trabajan en South?".lstrip("¿"), "South: 20 (FTE).", {"South | 20"}),
    ],
)  # fmt: skip
def test_a_table_answers_with_the_cells_that_the_number_is_made_of(
    book: Book, question: str, said: str, cited: set[str]
) -> None:
    answer = answered(book, question)
    assert answer is not None
    assert said in answer.text
    assert cells(answer) == cited


@pytest.mark.parametrize(
    "question",
    [
        "How much budget is planned for 2031?",
        "How much did we spend on the moon?",
        "How many people work in the Pilots crew on Sundays?",
        "Which projects have no budget?",
        "What is the average spend per project?",
        "How much did spend change in 2026?",
        "What is the plan for 2027?",
    ],
)
def test_a_table_that_does_not_say_it_is_not_asked(book: Book, question: str) -> None:
    assert answered(book, question) is None


def test_a_ledger_is_added_up_by_the_names_of_the_records_that_its_keys_mean(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"finance/buchungen 2026.csv": LEDGER, "work/jira.csv": PROJECTS})
    answer = answered(book, "How much did we spend on Tide tables in 2026?")
    assert answer is not None
    assert answer.text.startswith("Tide tables: 2,000.50 EUR (Ausgaben EUR, the sum of 2 rows).")
    assert [made.locator.row for made in answer.quotes] == [2, 3]
    month = answered(book, "How much did we spend in February 2026?")
    assert month is not None
    assert cells(month) == {"2026-02 | POR-7 | 800,00", "2026-02 | POR-9 | 100,00"}
    most = answered(book, "Which initiative has spent the most?")
    assert most is not None
    assert most.text.startswith("The largest is Tide tables: 2,000.50 EUR")


def test_tables_that_differ_are_both_said_with_their_place(tmp_path: Path) -> None:
    other: Sheets = {"Costs": [["Projekt", "Kosten 2026 EUR"], ["Gezeitentafel", 205000], ["Bojen", 3]]}
    book = book_of(tmp_path, {"finance/Projektplan.xlsx": PLAN, "finance/other.xlsx": other})
    answer = answered(book, "What did we spend on Gezeitentafel?")
    assert answer is not None
    assert sorted(claim.text for claim in answer.claims) == [
        "Gezeitentafel: 205,000 EUR (Kosten 2026 EUR), by sheet Costs of finance/other.xlsx.",
        "Gezeitentafel: 210,000 EUR (Ist bis Oktober: 210 thousand), by sheet Plan of finance/Projektplan.xlsx.",
    ]


def test_spend_in_one_table_and_budget_in_another_meet_by_name(tmp_path: Path) -> None:
    plan: Sheets = {"Plan": [["Project", "Budget kEUR"], ["Tide tables", 2], ["Night ferry", 5]]}
    files: dict[str, str | Sheets] = {
        "finance/plan.xlsx": plan,
        "finance/buchungen.csv": LEDGER,
        "work/jira.csv": PROJECTS,
    }
    book = book_of(tmp_path, files)
    left = answered(book, "How much budget is left for Night ferry?")
    assert left is not None
    assert "4,900 EUR left, of 5,000 EUR (Budget kEUR: 5 thousand) less 100 EUR" in left.text


def test_of_two_versions_only_the_newer_counts(tmp_path: Path) -> None:
    lines = [
        ["Project", "Team", "Budget 2026", "Actual"],
        ["Tide tables", "Pilots", 10, 1],
        ["Night ferry", "Ferries", 20, 2],
    ]
    newer = [lines[0], ["Tide tables", "Pilots", 30, 1], lines[2]]
    book = book_of(tmp_path, {"finance/Budget v9.xlsx": {"A": lines}, "finance/Budget v10.xlsx": {"A": newer}})
    answer = answered(book, "What is the total budget?")
    assert answer is not None
    assert cells(answer) == {"30", "20"}


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Budget 2026", "budget"), ("Planned costs", "budget"), ("Budget spent", "spend"), ("Restbudget", "left"),
        ("Budget left", "left"), ("Ist-Kosten", "spend"), ("Gasto real", "spend"), ("Presupuesto", "budget"),
        ("Dépenses", "spend"), ("# FTE", "people"), ("Mitarbeitende", "people"), ("Budget owner", ""), ("Share of budget %", ""),
        ("Cost centre code", ""), ("Score", ""),
    ],
)  # fmt: skip
def test_a_header_says_what_its_numbers_measure(header: str, measure: str) -> None:
    assert measure_of(header) == measure


@pytest.mark.parametrize(
    ("header", "heading", "scale", "currency"),
    [
        ("spend_gbp_k", "", 1e3, "GBP"), ("Plan (TEUR)", "", 1e3, "EUR"), ("Budget", "USD million", 1e6, "USD"),
        ("Budget €", "Ledger", 1.0, "EUR"), ("Budget", "EUR and USD", 1.0, ""), ("Budget", "in Tsd. CHF", 1e3, "CHF"),
    ],
)  # fmt: skip
def test_the_unit_stands_in_the_header_or_above_the_table(
    header: str, heading: str, scale: float, currency: str
) -> None:
    unit = unit_of(header, heading, "budget")
    assert (unit.scale, unit.currency) == (scale, currency)


def test_budgets_that_may_hold_each_other_are_never_added(tmp_path: Path) -> None:
    whole: Sheets = {
        "FY25": [["Department", "Approved budget", "Actuals"], ["Engineering", 500, 100], ["Support", 80, 90]]
    }
    part = "Project Name,Budget,Spent,Status\nApollo,100,120,Active\nZeus,50,10,Active\n"
    book = book_of(tmp_path, {"finance/Departments.xlsx": whole, "finance/projects.csv": part})
    answer = answered(book, "How much budget do we have?")
    assert answer is not None
    assert [claim.text for claim in answer.claims] == [
        "Total: 580 (Approved budget, the sum of 2 rows), by sheet FY25 of finance/Departments.xlsx.",
        "Total: 150 (Budget, the sum of 2 rows), by finance/projects.csv.",
    ]
    of_year = answered(book, "What is the budget of Support in 2025?")
    assert of_year is not None
    assert cells(of_year) == {"80"}
    over = answered(book, "Which projects are over budget?")
    assert over is not None
    assert cells(over) == {"100", "120"}


def test_a_total_that_its_lines_do_not_make_is_said_with_what_they_make(tmp_path: Path) -> None:
    plan: Sheets = {"Plan": [["Project", "Budget EUR"], ["Tide tables", 2], ["Night ferry", 5], ["Total", 9]]}
    answer = answered(book_of(tmp_path, {"finance/plan.xlsx": plan}), "What is our total budget?")
    assert answer is not None
    assert answer.claims[0].text == "Total: 9 EUR (Budget EUR; the lines above it add up to 7)."
    assert len(answer.quotes) == 3


def test_a_total_that_is_stated_goes_before_the_sum_of_another_table(book: Book) -> None:
    answer = answered(book, "How many people do we have?")
    assert answer is not None
    assert [claim.text for claim in answer.claims] == ["Total: 70 (FTE)."]
    assert cells(answer) == {"All | 70"}


def test_of_a_long_ledger_all_rows_count_and_the_first_are_cited(tmp_path: Path) -> None:
    rows = "".join(f"2026-01-{day:02},Cloud,10\n" for day in range(1, 29)) * 10
    answer = answered(
        book_of(tmp_path, {"finance/ledger.csv": f"Date,Category,Cost EUR\n{rows}"}), "How much did we spend?"
    )
    assert answer is not None
    assert answer.claims[0].text == "Total: 2,800 EUR (Cost EUR, the sum of 280 rows, of which 200 are cited)."
    assert len(answer.quotes) == 200


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the biggest bet?", "The largest is Night ferry: 5,000 EUR (Budget kEUR: 5 thousand)."),
        ("Which project is the biggest?", "The largest is Night ferry: 5,000 EUR (Budget kEUR: 5 thousand)."),
        ("What is our most expensive initiative?", "The largest is Tide tables: 3,000 EUR (Spent kEUR: 3 thousand)."),
        ("What do we spend the most on?", "The largest is Tide tables: 3,000 EUR (Spent kEUR: 3 thousand)."),
    ],
)
def test_the_biggest_of_what_money_is_put_into_is_told_by_its_column(tmp_path: Path, question: str, said: str) -> None:
    rows: Sheets = {"Plan": [["Project", "Budget kEUR", "Spent kEUR"], ["Tide tables", 4, 3], ["Night ferry", 5, 1]]}
    answer = answered(book_of(tmp_path, {"finance/plan.xlsx": rows}), question)
    assert answer is not None
    assert answer.claims[0].text == said


@pytest.mark.parametrize(
    "question", ["What is the biggest project risk?", "What do we spend the most time on?", "What is the biggest boat?"]
)
def test_the_biggest_of_anything_else_is_not_told_by_money(tmp_path: Path, question: str) -> None:
    rows: Sheets = {"Plan": [["Project", "Budget kEUR"], ["Tide tables", 4], ["Night ferry", 5]]}
    assert answered(book_of(tmp_path, {"finance/plan.xlsx": rows}), question) is None


def test_what_comes_in_is_no_budget_that_may_be_spent(tmp_path: Path) -> None:
    statement = """Quay Theatre
Budget vs. Actuals
,Actual,Budget
Income
  Tickets,900,1000
Total Income,900,1000
Expenses
  Stage crew,420,400
  Posters,10,50
Total Expenses,430,450
Net Income,470,550
"""
    book = book_of(tmp_path, {"finance/statement.csv": statement})
    answer = answered(book, "How much budget is left?")
    assert answer is not None
    assert "20 left, of 450" in answer.text
    assert "1,000" not in answer.text
