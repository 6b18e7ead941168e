"""Strategies that are written anew for each period: the newest holds, and those before it have been followed."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.catalogue.periods import Period, followed, period_of, without_period
from assistant.domain import Dimension, Document, Finding, Kind, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of


def _months(first: tuple[int, int], last: tuple[int, int]) -> Period:
    return Period(12 * first[0] + first[1] - 1, 12 * last[0] + last[1] - 1)


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("aims/2031h2/README", _months((2031, 7), (2031, 12))),
        ("1H31 aims", _months((2031, 1), (2031, 6))),
        ("Second half of 2031", _months((2031, 7), (2031, 12))),
        ("Q3FY31-okr", _months((2031, 7), (2031, 9))),
        ("2031_q1", _months((2031, 1), (2031, 3))),
        ("Aims FY31", _months((2031, 1), (2031, 12))),
        ("Aims 2031-33", _months((2031, 1), (2033, 12))),
        ("2031-aims", _months((2031, 1), (2031, 12))),
    ],
)
def test_a_name_tells_its_period_however_it_is_written(name: str, period: Period) -> None:
    assert period_of(name) == period


@pytest.mark.parametrize("name", ["Aims v2", "h2 heading", "2031-10-04 decision", "2031-10 minutes", "room 21200"])
def test_a_day_a_month_or_a_version_is_no_period(name: str) -> None:
    assert period_of(name) is None


def test_a_name_without_its_period_is_that_of_the_series() -> None:
    assert without_period("Ferry_Aims-FY31") == without_period("ferry aims 2032 h1") == "ferry aims"


def _page(path: str, title: str = "Aims") -> Document:
    return Document(path, path, title, Kind.STRATEGY, "everyone", "", (), "text/markdown")


def _old(*paths: str, today: str = "") -> set[str]:
    return followed([_page(path) for path in paths], today)


def test_the_newest_of_a_series_holds_and_those_before_are_followed() -> None:
    assert _old("s/2030h2/README.md", "s/2031h1/README.md", "s/2031h2/README.md") == {
        "s/2030h2/README.md",
        "s/2031h1/README.md",
    }
    assert _old("s/aims FY30.md", "s/aims FY33.md") == {"s/aims FY30.md"}


def test_pages_of_other_names_or_places_are_no_series() -> None:
    assert _old("s/ferry aims 2030.md", "s/harbour aims 2031.md") == set()
    assert _old("ferry/aims 2030.md", "harbour/aims 2031.md") == set()


def test_a_quarter_does_not_end_its_year() -> None:
    assert _old("s/aims 2031.md", "s/aims 2031 Q3.md") == set()


def test_a_period_that_has_not_begun_ends_nothing() -> None:
    assert _old("s/aims 2031.md", "s/aims 2032.md", today="2031-11-20") == set()
    assert _old("s/aims 2031.md", "s/aims 2032.md", today="2032-01-20") == {"s/aims 2031.md"}


def test_what_else_lies_in_the_folder_of_a_period_goes_with_it() -> None:
    assert "s/2030h2/lanterns.md" in _old("s/2030h2/README.md", "s/2030h2/lanterns.md", "s/2031h1/README.md")


FILES = {
    "strategy/2030h2/README.md": """# Aims

## Goals of this half year

- [**Lanterns for every jetty**](./lanterns.md), so that skippers moor at night without help.
""",
    "strategy/2031h1/README.md": """# Aims

## Goals of this half year

We have two themes.

### "Quiet water"

- We make crossings calmer through [wave breaks of reed](./reed-breaks.md), which spare a crossing in ten.
""",
    "strategy/2030h2/briefs/lanterns.md": """# Lanterns for every jetty

Skippers moor at night without help on all 14 jetties.
""",
    "strategy/2030h2/briefs/reed-breaks.md": """# Planting in the shallows

Passengers cross in calm water: 40 crossings fewer are called off each year.
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("periods"), embedder) as opened:
        yield opened


def _link(assessor: Assessor, name: str) -> Finding:
    return finding_of(assessor, name, Dimension.OUTCOME_LINK)


def test_what_only_an_earlier_period_has_is_linked_in_part(assessor: Assessor) -> None:
    found = _link(assessor, "Lanterns for every jetty")
    assert found.level is Level.PARTIAL
    assert "earlier period" in found.reason


def test_the_theme_under_which_a_strategy_links_to_its_page_is_what_it_serves(assessor: Assessor) -> None:
    found = _link(assessor, "Planting in the shallows")
    assert found.level is Level.MET
    assert "Quiet water" in found.reason
