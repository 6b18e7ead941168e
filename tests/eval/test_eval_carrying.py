"""A claim that adds up the rows of a table is carried by them where they are all there and add up to it."""

import pytest

from assistant.domain import EVERYONE, Answer, Block, Document, Kind, Locator, Role
from assistant.quotes import quote
from eval.carrying import carried


def answer_of(claim: str, rows: list[str]) -> Answer:
    """Return an answer of one claim that cites the rows of a sheet."""
    text, blocks, at = "\n".join(rows), [], 0
    for number, row in enumerate(rows, start=2):
        blocks.append(Block(at, at + len(row), Role.ROW, locator=Locator(row=number)))
        at += len(row) + 1
    sheet = Document("d", "finance/ledger.csv", "Ledger", Kind.FINANCE, EVERYONE, text, tuple(blocks), "csv")
    quotes = [made for one in blocks if (made := quote(sheet, one.start, one.end))]
    return Answer.of("How much?", "g", [(claim, quotes)])


@pytest.mark.parametrize(
    ("claim", "is_carried"),
    [
        ("Kiln repair: 45,000 EUR (cost, the sum of 2 rows in thousands).", True),
        ("Kiln repair: 46,000 EUR (cost, the sum of 2 rows in thousands).", False),
        ("Kiln repair: 45,000 EUR (cost, the sum of 3 rows in thousands).", False),
        ("Kiln repair: 45 EUR (cost).", False),
    ],
)
def test_a_sum_is_carried_by_its_rows_alone(claim: str, is_carried: bool) -> None:
    assert carried(answer_of(claim, ["2026-01 | K7 | 20 | hours", "2026-02 | K7 | 25 | parts"])) == (is_carried,)
