"""Budgets in thousands or millions of any currency count in full."""

from pathlib import Path

import pytest

from assistant.tables.columns import unit_of
from ingest.exports.budget_columns import column_of, currency_of
from tests.records.record_books import answered, book_of

LEDGER = [["Project", "Owner", "Budget 2026 (kNOK)", "Actual YTD (kNOK)"], ["Tram bells", "Eli Vik", 400, 300], ["Rail oil", "Una Dahl", 200, 50]]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("unit", ["kNOK", "kSEK", "kPLN", "kCHF", "kEUR"])
def test_a_budget_in_thousands_counts_in_full(tmp_path: Path, unit: str) -> None:
    sheet = [[cell.replace("kNOK", unit) if isinstance(cell, str) else cell for cell in row] for row in LEDGER]
    answer = answered(book_of(tmp_path, {"finance/budget.xlsx": {"2026": sheet}}), "How much budget is there?")
    assert answer is not None
    assert "600,000" in answer.claims[0].text
    assert unit[1:] in answer.claims[0].text


@pytest.mark.parametrize(
    ("header", "scale", "currency"),
    [("Actual (kNOK)", 1e3, "NOK"), ("Plan mSEK", 1e6, "SEK"), ("Budget CZK", 1.0, "CZK"), ("Kinked cost", 1.0, None)],
)
def test_the_unit_of_a_column_is_read_from_its_name(header: str, scale: float, currency: str | None) -> None:
    assert column_of(header).scale == scale
    assert currency_of([header]) == currency
    assert unit_of(header, "", "budget").scale == scale
