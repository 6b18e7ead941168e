"""What customers complain about: what tables count, the most first; a list of problems is no dump of cells."""

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.portfolio.complaints import asks_complaints
from tests.built_once import built_once

TICKETS = """topic,tickets_2026,share_pct,tickets_2025,comment
Late parcel,41,10,55,
Other,300,73,290,mixed
Wrong parcel,7,2,9,new depot
Broken lock,62,15,40,
"""
STAND = """# What we heard at the stand

| Topic | How often |
|---|---|
| rent | 90 |
| rain | 80 |
| dogs | 70 |
"""
PAGES = {
    "problems/themes 2026.csv": TICKETS,
    "problems/stand.md": STAND,
    "problems/a.md": "# P1: Locks freeze\n\nIn January 2026, 31 % of the locks did not open.\n",
    "problems/b.md": "# P2: Parcels wait\n\nIn 2025 the median parcel waited 19 hours.\n",
    "problems/c.md": "# P3: Codes get lost\n\nIn 2025, 12 of 100 codes were asked for again.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(PAGES, tmp_path_factory.mktemp("parcels")), embedder=embedder)


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("What do our customers complain about most?", 5),
        ("What are our top three customer complaints?", 3),
        ("What are the 2 most common complaints?", 2),
        ("Which are the main complaints from users?", 5),
        ("What annoys people most?", 5),
    ],
)
def test_a_question_for_complaints_is_known_with_their_number(question: str, most: int) -> None:
    assert asks_complaints(question) == most


@pytest.mark.parametrize(
    "question",
    ["What does Nordsee complain about?", "Who handles complaints?", "How many complaints were there in May?"],
)
def test_a_question_about_one_complaint_is_another(question: str) -> None:
    assert asks_complaints(question) is None


def test_what_was_counted_most_comes_first_and_the_rest_of_a_table_is_no_complaint(assistant: Assistant) -> None:
    said = [claim.text for claim in assistant.ask("What do customers complain about most?").claims]
    assert said == [
        "themes 2026: Broken lock: 62 (tickets 2026).",
        "themes 2026: Late parcel: 41 (tickets 2026).",
        "themes 2026: Wrong parcel: 7 (tickets 2026).",
    ]


def test_where_problems_are_stated_the_cells_of_tables_are_none(assistant: Assistant) -> None:
    said = [claim.text.split(":")[0] for claim in assistant.ask("What problems are we solving?").claims]
    assert said == ["P1", "P2", "P3"]
