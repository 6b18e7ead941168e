"""A citation that was made before is found again: at its place, elsewhere, in other words, or gone, and since when."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.conversations.saved import save_answer, saved_answer
from assistant.domain import Answer, Claim
from assistant.errors import IndexUnusableError, UsageError
from assistant.index.presence import Present, is_noted, note, stays_of
from assistant.index.reader import open_index
from assistant.nights.tracing import Cited, State, Traced, citations_of, trace
from assistant.quotes import quote_words
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], Receipt]

GOALS = "# Goals\n\nChurn of small shops falls from 12 % to 9 % by June.\n\nWe do not build a wallet this year.\n"
BOARD = "# Board\n\nThe sale of the Lyon depot is agreed for the spring.\n"
ISSUES = "Issue key,Issue Type,Summary,Status,Project key\nKIT-1,Story,Gate reader in the lobby,{},KIT\n"


def answer_about(index: Path, words: str, groups: tuple[str, ...] = ()) -> Answer:
    """Return an answer with one claim, whose quote is these words of whichever document has them."""
    with open_index(index, groups) as opened:
        quotes = [made for document in opened.documents() if (made := quote_words(document, words))]
        return Answer("What is the goal?", opened.generation, (Claim(words, (1,)),), (quotes[0],))


def traced(index: Path, answer: Answer, groups: tuple[str, ...] = ()) -> Traced:
    with open_index(index, groups) as opened:
        (cited,) = citations_of(json.loads(json.dumps(answer.as_json())))
        return trace(cited, opened, index)


@pytest.fixture
def index(write: Write, ingest: Ingest, tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    settings = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "board"\n'
    files = {"strategy/goals.md": GOALS, "board/sale.md": BOARD, "work/issues.csv": ISSUES.format("To Do")}
    ingest(write({"bearing.toml": settings, **files}))
    return tmp_path / "index"


CHURN = "Churn of small shops falls from 12 % to 9 % by June."


def test_what_stands_where_it_stood_is_at_the_same_place(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, CHURN)
    ingest(write({"strategy/goals.md": GOALS + "\nA line below it.\n"}))
    found = traced(index, answer)
    assert (found.state, found.changed) == (State.SAME, ())
    assert found.quote is not None
    assert found.quote.text == CHURN


def test_what_stands_further_down_has_moved_and_says_where(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, CHURN)
    receipt = ingest(write({"strategy/goals.md": GOALS.replace("# Goals\n", "# Goals\n\nOur aims.\n")}))
    found = traced(index, answer)
    assert found.state is State.MOVED
    assert found.quote is not None
    assert (found.quote.locator.line_start, found.quote.text) == (5, CHURN)
    assert found.changed == (receipt.generation,)


def test_a_renamed_file_is_the_place_that_it_moved_to(index: Path, ingest: Ingest, tmp_path: Path) -> None:
    answer = answer_about(index, CHURN)
    sources = tmp_path / "sources"
    (sources / "strategy" / "goals.md").rename(sources / "strategy" / "goals 2027.md")
    ingest(sources)
    found = traced(index, answer)
    assert found.state is State.MOVED
    assert found.quote is not None
    assert found.quote.document.path == "strategy/goals 2027.md"


def test_words_that_went_to_another_document_are_found_there(
    index: Path, write: Write, ingest: Ingest, tmp_path: Path
) -> None:
    answer = answer_about(index, CHURN)
    (tmp_path / "sources" / "strategy" / "goals.md").unlink()
    ingest(
        write({"strategy/plan.md": f"# Plan\n\nWhat we want.\n\n{CHURN}\n", "work/issues.csv": ISSUES.format("Done")})
    )
    found = traced(index, answer)
    assert found.state is State.MOVED
    assert found.quote is not None
    assert found.quote.document.path == "strategy/plan.md"


def test_other_words_at_the_place_are_shown_beside_the_old_ones(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, CHURN)
    receipt = ingest(write({"strategy/goals.md": GOALS.replace("to 9 % by June", "to 10 % by September")}))
    found = traced(index, answer)
    assert found.state is State.REWORDED
    assert found.quote is not None
    assert found.cited.words == CHURN
    assert found.quote.text == "Churn of small shops falls from 12 % to 10 % by September."
    assert found.changed == (receipt.generation,)


def test_the_field_of_a_record_that_has_another_value_is_reworded(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, "To Do")
    ingest(write({"work/issues.csv": ISSUES.format("Closed")}))
    found = traced(index, answer)
    assert found.state is State.REWORDED
    assert found.quote is not None
    assert "Closed" in found.quote.text
    assert found.quote.locator.field == answer.quotes[0].locator.field


def test_a_deleted_document_is_gone_since_the_night_that_missed_it(
    index: Path, write: Write, ingest: Ingest, tmp_path: Path
) -> None:
    answer = answer_about(index, CHURN)
    (tmp_path / "sources" / "strategy" / "goals.md").unlink()
    gone = ingest(write({"strategy/other.md": "# Other\n\nThe gate opens at six.\n"}))
    ingest(write({"strategy/third.md": "# Third\n\nThe gate closes at ten.\n"}))
    found = traced(index, answer)
    assert (found.state, found.quote, found.changed) == (State.REMOVED, None, (gone.generation,))


def test_several_changes_give_the_nights_between_which_it_went(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, "We do not build a wallet this year.")
    first = ingest(write({"strategy/goals.md": GOALS + "\nMore.\n"}))
    last = ingest(write({"strategy/goals.md": "# Goals\n\nOur people are well.\n"}))
    assert traced(index, answer).changed == (first.generation, last.generation)


def test_what_a_reader_may_not_see_is_traced_as_if_it_never_was(index: Path, write: Write, ingest: Ingest) -> None:
    answer = answer_about(index, "The sale of the Lyon depot is agreed for the spring.", ("board",))
    ingest(write({"board/sale.md": BOARD + "\nThe price is open.\n"}))
    assert traced(index, answer, ("board",)).state is State.SAME
    found = traced(index, answer)
    assert (found.state, found.quote, found.changed) == (State.REMOVED, None, ())


def test_a_saved_answer_is_read_by_its_circle_only(index: Path) -> None:
    answer = answer_about(index, "The sale of the Lyon depot is agreed for the spring.", ("board",))
    name = save_answer(index, answer, ("board",))
    with open_index(index, ("board",)) as board, open_index(index) as everyone:
        kept = saved_answer(index, name, board)
        assert kept is not None
        assert kept.claims[0].stands
        assert saved_answer(index, name, everyone) is None
        assert saved_answer(index, "another", board) is None


def test_a_saved_claim_whose_source_is_gone_says_so(index: Path, write: Write, ingest: Ingest, tmp_path: Path) -> None:
    name = save_answer(index, answer_about(index, CHURN), ())
    (tmp_path / "sources" / "strategy" / "goals.md").unlink()
    ingest(write({"strategy/other.md": "# Other\n\nThe gate opens at six.\n"}))
    with open_index(index) as opened:
        kept = saved_answer(index, name, opened)
    assert kept is not None
    assert kept.claims[0].is_gone
    assert not kept.claims[0].stands


def test_a_night_that_was_not_noted_is_noted_by_the_next(index: Path, ingest: Ingest, tmp_path: Path) -> None:
    (index / "presence.sqlite").unlink()
    receipt = ingest(tmp_path / "sources")
    assert not receipt.published
    assert is_noted(index, str(receipt.generation))


def test_a_stay_ends_when_the_document_says_something_else(tmp_path: Path) -> None:
    def present(words: bytes) -> list[Present]:
        return [Present("everyone", "d1", "a.md", None, words)]

    note(tmp_path, "g1", present(b"one"))
    note(tmp_path, "g2", present(b"one"))
    note(tmp_path, "g3", present(b"two"))
    stays = stays_of(tmp_path, "d1", ("everyone",))
    assert [(stay.since, stay.until) for stay in stays] == [("g1", "g3"), ("g3", None)]
    assert stays_of(tmp_path, "d1", ("board",)) == []


@pytest.mark.parametrize("row", [{}, {"generation": "g", "citations": [{"n": 1}]}])
def test_what_is_no_answer_is_refused_in_words(row: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="this is no"):
        citations_of(row)


def test_an_assessment_without_findings_has_nothing_to_trace() -> None:
    assert citations_of({"generation": "g"}) == []


@pytest.mark.parametrize(
    ("file", "use"),
    [
        ("presence.sqlite", lambda index, answer: stays_of(index, "d1", ("everyone",))),
        ("answers.sqlite", lambda index, answer: save_answer(index, answer, ())),
    ],
)
def test_a_damaged_file_of_what_is_kept_says_which_to_move_away(
    index: Path, file: str, use: Callable[[Path, Answer], object]
) -> None:
    answer = answer_about(index, CHURN)
    (index / file).write_bytes(b"no database, whatever its name says" * 40)
    with pytest.raises(IndexUnusableError, match=f"{file}.*move it away"):
        use(index, answer)


def test_an_assessment_is_traced_by_the_quotes_of_its_findings(index: Path) -> None:
    quote = answer_about(index, CHURN).quotes[0].as_json()
    (cited,) = citations_of({"generation": "g", "findings": [{"quotes": [quote]}]})
    assert isinstance(cited, Cited)
    assert cited.words == CHURN
