"""What is planned next: of road maps and the newest papers, and the work that is due soon; no plan of long ago."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.organisation.planned_next import asks_next
from tests.built_once import built_once

PAGES = {
    "strategy/road map.md": """# Road map of the ferry

## Now

- Tickets at the pier

## Next

- Tickets on the phone, so that nobody waits in the rain

## Winter and beyond

In the years after we will paint the second boat.
""",
    "collaboration/2024-03-04 crew.md": "# Crew, March 2024\n\n## Next\n\n- Buy a whistle for the first boat\n",
    "collaboration/2026-10-05 crew.md": "# Crew talk\n\n## Next sprint\n\n- Move the queue under the roof\n",
    "work/items.csv": """ID,Work Item Type,Title,State,Created Date,Changed Date,Closed Date,Due Date,Parent
11,Epic,Phone tickets,Active,2026-08-01,2026-11-02,,2026-12-20,
12,Epic,Old pier,Closed,2026-08-01,2026-09-02,2026-09-02,2026-12-22,
13,Epic,Second boat,New,2026-08-01,2026-09-02,,2028-12-22,
""",
}


@pytest.mark.parametrize(
    "question", ["What is planned next?", "What's next?", "What comes next on our roadmap?", "What's coming up?"]
)
def test_what_comes_next_is_asked_in_many_words(question: str) -> None:
    assert asks_next(question)


@pytest.mark.parametrize("question", ["What is next to the pier?", "What happens next with the boat?", "What is new?"])
def test_what_comes_next_of_one_thing_is_another_question(question: str) -> None:
    assert not asks_next(question)


def test_papers_of_now_say_what_is_next_and_then_what_is_due(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    opened = Assistant.open(built_once(PAGES, tmp_path_factory.mktemp("ferries")), (), embedder)
    told = [claim.text for claim in opened.ask("What is planned next?", today=date(2026, 11, 20)).claims]
    assert told == [
        "Road map of the ferry: Tickets on the phone, so that nobody waits in the rain",
        "Road map of the ferry: In the years after we will paint the second boat.",
        "Crew talk: Move the queue under the roof",
        "1 open epic is due in the next three months, from 2026-11-20 to 2027-02-18.",
        "Phone tickets: Active, 2026-12-20",
    ]
