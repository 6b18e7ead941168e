from __future__ import annotations

import pytest

from assistant.text.amounts import Amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.56-", -1234.56),
        ("1.234,56-", -1234.56),
        ("(1,234.56)", -1234.56),
        ("$(200)", None),
        ("(€ 200)", -200.0),
        ("\u22125", -5.0),
        ("1\u00a0234,5 €", 1234.5),
        ("1'234.50 CHF", 1234.5),
        ("CHF 1'234", 1234.0),
        ("€2.4m", 2_400_000.0),
        ("300k", 300_000.0),
        ("1,5 Mio. EUR", 1_500_000.0),
        (".5", 0.5),
        ("0.125", 0.125),
        ("Q1-2024", None),
        ("12 months", None),
        ("2024-01-05", None),
        ("-", None),
        ("", None),
    ],
)
def test_number_is_read_in_any_notation_and_words_are_none(text: str, amount: float | None) -> None:
    assert Amounts.of([text]).read(text) == amount


def test_whole_column_decides_what_a_point_means() -> None:
    assert Amounts.of(["1.234", "5,50"]).read("1.234") == 1234.0
    assert Amounts.of(["1.234", "5.50"]).read("1.234") == 1.234
    assert Amounts.of(["1.234", "1.234.567"]).read("1.234") == 1234.0
    assert Amounts.of(["1,234", "0,5"]).read("1,234") == 1.234


def test_column_that_decides_nothing_is_said() -> None:
    assert Amounts.of(["1.234", "2.500"]).guessed
    assert not Amounts.of(["1,234", "17"]).guessed
