from pathlib import Path

import pytest

from assistant.domain import Document, Kind
from assistant.evidence_mode.answerability import threshold
from assistant.evidence_mode.introductions import with_what_is_introduced
from assistant.evidence_mode.sentence_evidence import Evidence
from tests.ingest.parse_checks import only

PAGE = """# Ferry plan

## Phase I: trial of the new ramp - unloaded crossings at night

### Planning

- Desired number of crossings: 12
- Crew: two

## Counts

Crates that wait for a crossing, as of June 1, 2025.

| Crates | Weight |
|---|---|
| 604 | 835 t |
| 31 | 88 t |

Late crates at the north quay

- 17 of them

They were counted by hand.

## Crates are late because the ramp is short

- The ramp is 4 m.
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "plan.md").write_text(PAGE)
    parsed = only(tmp_path / "plan.md")
    return Document("i", "plan.md", parsed.title, Kind.STRATEGY, "everyone", parsed.text, parsed.blocks, "markdown")


def _piece(document: Document, words: str, odds: float) -> Evidence:
    start = document.text.index(words)
    block = document.block_at(start)
    assert block is not None
    return Evidence(document, block, start, block.end, odds, odds=odds)


def _order(document: Document, *pieces: tuple[str, float]) -> list[str]:
    judged = [_piece(document, words, threshold() + above) for words, above in pieces]
    order = with_what_is_introduced(judged, judged)
    return [next(words for words, _ in pieces if document.text.startswith(words, one.start)) for one in order]


def test_what_stands_below_a_heading_answers_instead_of_it(document: Document) -> None:
    assert _order(document, ("Phase I", 3), ("They were", 2), ("Desired", 1)) == ["Desired", "They were"]


def test_the_row_of_a_table_answers_before_the_line_that_introduces_it(document: Document) -> None:
    assert _order(document, ("Crates that wait", 3), ("Crew", 2), ("604", 1)) == ["604", "Crates that wait", "Crew"]


def test_what_does_not_answer_itself_takes_no_place(document: Document) -> None:
    assert _order(document, ("Phase I", 3), ("Desired", -1)) == ["Phase I", "Desired"]
    assert _order(document, ("Crates that wait", 3), ("Crew", 1)) == ["Crates that wait", "Crew"]


def test_the_only_item_below_a_line_is_what_it_introduces(document: Document) -> None:
    assert _order(document, ("Late crates", 3), ("17 of", -1)) == ["17 of", "Late crates"]
    assert _order(document, ("Crates that wait", 3), ("604", -1)) == ["Crates that wait", "604"]


def test_a_heading_that_says_something_stays_first(document: Document) -> None:
    assert _order(document, ("Crates are late", 3), ("The ramp", 1)) == ["Crates are late", "The ramp"]


def test_nothing_judged_is_nothing() -> None:
    assert with_what_is_introduced([], []) == []
