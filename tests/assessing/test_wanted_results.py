"""What a section of a strategy says that it wants less of, what a thing is hoped to spare, what people wished to do."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Level
from assistant.encoder.embedding import Embedder
from tests.assessors import assessor_of, finding_of

OUTCOME = Dimension.OUTCOME_NOT_OUTPUT
FILES = {
    "strategy/What we watch.md": """# What we watch

### Letters and other post

It saves time for both clerks and drivers, so we watch the post. One of our goals is to reduce the number
of letters about parking fines. To help measure progress towards this goal, our clerks are adding a column to the
register of post.

### Backlog of the office

The backlog is long. One of our goals is to reduce the number of open tickets in the backlog of the office.

### Permit map

We also had help from the mayor's office for the map. Builders told us that they wanted to compare plots by noise.

### Permit kiosk

We also had help from the mayor's office for the kiosk. The team built two kiosks and wrote a manual.

### Counter

We just designed a parking leaflet that we hope reduces visits to the counter. We just designed a bicycle booklet that
will have twelve pages.
""",
    "work/Letters.md": """# What is done this month

| Theme | What we count |
|---|---|
| Post | Count the letters about parking fines, count the pages of the site, count the number of calls, write a guide |
""",
}


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with assessor_of(FILES, tmp_path_factory.mktemp("wanted"), embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Reduce the number of letters about parking fines", Level.MET),
        ("Permit map", Level.PARTIAL),
        ("Permit kiosk", Level.NOT_MET),
        ("Parking leaflet", Level.PARTIAL),
        ("Bicycle booklet", Level.NOT_MET),
    ],
)
def test_a_wish_or_a_hope_is_a_result_where_it_is_of_somebody(assessor: Assessor, name: str, level: Level) -> None:
    assert finding_of(assessor, name, OUTCOME).level is level


def test_less_of_the_teams_own_bookkeeping_is_no_change_by_itself(assessor: Assessor) -> None:
    name = "Reduce the number of open tickets in the backlog of the office"
    assert finding_of(assessor, name, OUTCOME).level is not Level.MET
