"""Problems that nobody takes up, and players that no customer record knows: only what really is left over."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.index.reader import open_index
from assistant.portfolio.portfolio import Portfolio, read_portfolio
from tests.built_once import built_once

STRATEGY = """# Strategy 2026

Date: 2026-01-12

## Outcomes

| Outcome | Measure | Baseline | Target | By |
|---|---|---|---|---|
| Bikes that last | share of bikes back within a year | 31 % | 20 % | 2026-12-31 |

We sell to Rheinland Fleets, and we build what Tilda Quast needs.
"""
BRIEF = """# Workshop Hours

Owner: Ana Ruiz

Bikes come back because riders wait: the outcome is bikes that last, from 31 % to 20 % by December 2026. {see}
"""
PAGES = {
    "strategy/strategy.md": STRATEGY,
    "strategy/initiatives/workshop-hours.md": BRIEF.format(see="See problems/parts_run_dry for the count, and P4."),
    "problems/parts_run_dry.md": "# Depots lack spokes\n\nIn 2025 the median depot had no spokes on 41 of 250 days.\n",
    "problems/invoices.md": "# P4 Invoices are late\n\nIn 2025 18 % of the invoices went out after 60 days.\n",
    "problems/moss.md": "# Moss on the roof\n\nIn 2025 the roof leaked on 9 of 365 days.\n",
    "problems/interviews/2026-02-03 depot.md": "# Interview at a depot\n\nShe said that nobody can find the moss.\n",
    "problems/counts.csv": "theme,tickets\nMoss,14\nRain,11\n",
    "players/tilda.md": "# Tilda Quast\n\nPersona\n\nTilda is 44 and rides to work every day.\n",
    "players/fleets.md": "# Rheinland Fleets\n\nCustomer since 2019, with 300 bikes.\n",
    "customers/Account.csv": "Id,Name,Industry,Type\n001xx000003DGb1AAG,Nordsee Räder,Retail,Customer\n",
}


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Portfolio]:
    with open_index(built_once(PAGES, tmp_path_factory.mktemp("bikes"))) as index:
        yield read_portfolio(Assessor.open(index, Statements(), embedder))


def test_a_problem_that_an_initiative_refers_to_by_file_or_number_is_taken_up(portfolio: Portfolio) -> None:
    assert portfolio.as_json()["orphans"]["problems"] == ["Moss on the roof"]


def test_who_stands_for_customers_is_looked_for_in_no_customer_record(portfolio: Portfolio) -> None:
    assert portfolio.as_json()["orphans"]["players"] == ["Rheinland Fleets"]
