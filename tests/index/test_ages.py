from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import Block, Document, Kind, Locator
from assistant.domain import Quote as Made
from assistant.index.ages import age_of
from assistant.quotes import quote

TODAY = date(2026, 11, 25)


def cited(day: str | None, time: str | None = None) -> Made:
    block = Block(0, 13, locator=Locator(time=time))
    document = Document(
        f"{day}", f"{day}.md", "A", Kind.WORK, "everyone", "Linen is lost", (block,), "markdown", date=day
    )
    made = quote(document, 0, 13)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-11-05"], "The evidence is of 5 November 2026, 2 weeks old."),
        (["2026-11-05", "2026-11-05T10:00"], "The evidence is of 5 November 2026, 2 weeks old."),
        (["2026-11-24", "2025-03"], "The evidence is from March 2025 to 24 November 2026, yesterday."),
        (["2024", None], "The evidence is of 2024, 2 years old. 1 of 2 sources has no date."),
        (["2027-01-31"], "The evidence is of 31 January 2027."),
        ([None], None),
        ([], None),
    ],
)
def test_the_age_of_evidence_is_said_from_the_dates_of_what_is_cited(days: list[str | None], said: str | None) -> None:
    assert age_of([cited(day) for day in days], TODAY) == said


def test_a_message_is_as_old_as_it_is_and_not_as_its_channel() -> None:
    assert age_of([cited("2026-11-24", "2026-10-01T09:00")], TODAY) == "The evidence is of 1 October 2026, 7 weeks old."
    assert age_of([replace(cited("2026-11-24"))], TODAY) == "The evidence is of 24 November 2026, yesterday."
