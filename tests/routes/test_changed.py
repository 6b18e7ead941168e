"""What changed since a day: news of documents first, then records of which only that is known."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from tests.built_once import built_once

FIELDS = "Id,Name,Type,Industry,AnnualRevenue,OwnerId,CreatedDate,LastModifiedDate"
ACCOUNT = (
    "001xx000003DGb1AAG,Nordsee Bikes,Customer,Retail,500000,005xx000001SvogAAC,"
    "2025-01-07T08:00:00.000+0000,2026-05-20T08:00:00.000+0000"
)
PAGES = {
    "strategy/board day.md": "# Board day, 4 May 2026\n\nWe talked about depots and riders at length.\n",
    "collaboration/2026-05-12 depot notes.md": (
        "# Depot notes\n\nEverybody was there, and there was cake for Ana.\n\n"
        "The night shift was stopped at the north depot.\n"
    ),
    "collaboration/2026-05-11 assembly.md": (
        "# Assembly\n\n## Present\n\n- Ana Weiss, who founded the depot and chairs it\n\n"
        "## Agenda\n\nSee our latest notes and everything else here.\n\n"
        "The riders talked about the winter timetable for an hour.\n"
    ),
    "customers/Account.csv": f"{FIELDS}\n{ACCOUNT}\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    return Assistant.open(built_once(PAGES, tmp_path_factory.mktemp("depot")), (), embedder)


def test_news_of_documents_come_before_records_of_which_only_is_known_that_they_changed(assistant: Assistant) -> None:
    claims = assistant.ask("What's new since our board day?", today=date(2026, 6, 30)).claims
    assert [claim.text for claim in claims] == [
        "Depot notes, 12 May 2026: The night shift was stopped at the north depot.",
        "Assembly, 11 May 2026: The riders talked about the winter timetable for an hour.",
        "Board day, 4 May 2026: We talked about depots and riders at length.",
        "Nordsee Bikes was changed on 2026-05-20.",
    ]


def test_without_a_period_the_last_week_that_is_known_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("What's new?", today=date(2026, 6, 30))
    assert [claim.text for claim in answer.claims] == ["Nordsee Bikes was changed on 2026-05-20."]
    assert answer.reason == "Nothing that you may read is dated 23 June 2026 or later; the newest is of 20 May 2026."
