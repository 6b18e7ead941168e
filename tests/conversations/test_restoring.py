"""A kept answer is made again on what its reader may read now; nothing of what is gone or closed is hinted at."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.conversations.restoring import GONE, UNKNOWN, Restored, restored
from assistant.domain import Answer, Assessment, Claim, Dimension, Document, Finding, Level, Verdict
from assistant.evidence_mode.answering import answer_from_assessment
from assistant.index.reader import open_index
from assistant.nights.tracing import State
from assistant.quotes import quote_words
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], Receipt]
TODAY = date(2026, 11, 25)
CHURN = "Churn of small shops falls from 12 % to 9 % by June."
DEPOT = "The sale of the Lyon depot is agreed for the spring."
GOALS = f"# Goals\n\n{CHURN}\n\nWe do not build a wallet this year.\n"
SETTINGS = '[[sources]]\npath = "board"\nkind = "strategy"\naudience = "{}"\n'
BOARD = ("board",)


@pytest.fixture
def index(write: Write, ingest: Ingest, tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    files = {
        "bearing.toml": SETTINGS.format("board"),
        "strategy/goals.md": GOALS,
        "board/sale.md": f"# Sale\n\n{DEPOT}\n",
    }
    ingest(write(files))
    return tmp_path / "index"


def kept(index: Path, *words: str, **more: object) -> str:
    """Return the JSON of an answer to a member of the board, with a claim for each of some quotes."""
    with open_index(index, BOARD) as opened:
        quotes = tuple(
            next(made for document in opened.documents() if (made := quote_words(document, one))) for one in words
        )
        claims = tuple(Claim(f"It says: {one}", (at,)) for at, one in enumerate(words, start=1))
        return json.dumps(Answer("What is planned?", opened.generation, claims, quotes, **more).as_json())  # type: ignore[arg-type]


def again(index: Path, answer: str, groups: tuple[str, ...] = BOARD) -> Restored:
    with open_index(index, groups) as opened:
        return restored(answer, BOARD, opened, index, TODAY)


def test_what_still_stands_comes_back_whole(index: Path) -> None:
    found = again(index, kept(index, CHURN, DEPOT, reason="Of the wallet nothing is said."))
    assert [claim.text for claim in found.answer.claims] == [f"It says: {CHURN}", f"It says: {DEPOT}"]
    assert [made.text for made in found.answer.quotes] == [CHURN, DEPOT]
    assert (found.answer.reason, found.gone, found.changed) == ("Of the wallet nothing is said.", 0, ())


def test_a_reader_who_left_a_group_sees_no_word_of_its_documents(index: Path) -> None:
    found = again(index, kept(index, DEPOT, CHURN, reason="The Lyon depot has two names."), groups=())
    assert [(claim.text, claim.citations) for claim in found.answer.claims] == [(f"It says: {CHURN}", (1,))]
    assert found.gone == 1
    assert "Lyon" not in json.dumps(found.answer.as_json())
    alone = again(index, kept(index, DEPOT), groups=())
    assert (alone.answer.claims, alone.answer.reason) == ((), GONE)


def test_who_left_a_group_is_told_no_number_that_no_quote_says(index: Path) -> None:
    with open_index(index, BOARD) as opened:
        (made,) = (m for document in opened.documents() if (m := quote_words(document, CHURN)))
        answer = Answer(
            "How many?", opened.generation, (Claim("3 of 34 initiatives are output driven.", (1,)),), (made,)
        )
    counted = json.dumps(answer.as_json())
    assert again(index, counted).answer.claims == answer.claims
    found = again(index, counted, groups=())
    assert (found.answer.claims, found.gone, found.answer.reason) == ((), 1, GONE)


def test_a_source_that_was_closed_since_is_closed_to_who_read_it(index: Path, write: Write, ingest: Ingest) -> None:
    answer = kept(index, CHURN, DEPOT)
    ingest(write({"bearing.toml": SETTINGS.format("nobody")}))
    found = again(index, answer)
    assert [made.text for made in found.answer.quotes] == [CHURN]
    assert found.gone == 1


def test_words_that_stand_on_no_quote_come_back_only_to_who_reads_the_same(
    index: Path, write: Write, ingest: Ingest
) -> None:
    refused = kept(index, reason="No document names it. The nearest names are: Lyon depot.")
    assert "Lyon" in (again(index, refused).answer.reason or "")
    assert again(index, refused, groups=()).answer.reason == UNKNOWN
    ingest(write({"strategy/more.md": "# More\n\nThe gate opens at six in the morning.\n"}))
    assert again(index, refused).answer.reason == UNKNOWN


def test_reworded_and_moved_quotes_are_told_from_those_that_stand(index: Path, write: Write, ingest: Ingest) -> None:
    answer = kept(index, CHURN, "We do not build a wallet this year.")
    ingest(write({"strategy/goals.md": GOALS.replace("9 %", "8 %").replace("# Goals\n", "# Goals\n\nOur aims.\n")}))
    found = again(index, answer)
    assert [one.state for one in found.changed] == [State.REWORDED, State.MOVED]
    assert found.answer.quotes[0].text == CHURN.replace("9 %", "8 %")
    assert found.gone == 0


def assessment(index: Path) -> Answer:
    """Return a verdict on the depot that stands on a closed document, and on an open one."""
    with open_index(index, BOARD) as opened:

        def quoted(words: str) -> tuple[Document, ...]:
            return tuple(made for one in opened.documents() if (made := quote_words(one, words)))  # type: ignore[misc]

        findings = (
            Finding(Dimension.OUTCOME_LINK, Level.MET, "It names an outcome.", quoted(CHURN)),  # type: ignore[arg-type]
            Finding(Dimension.OUTCOME_NOT_OUTPUT, Level.NOT_MET, "A sale.", quoted(DEPOT)),  # type: ignore[arg-type]
            Finding(Dimension.MEASURE, Level.NO_EVIDENCE, "Silent.", (), ("board/sale.md",)),
        )
        made = Assessment(
            "Depot", True, opened.generation, verdict=Verdict.OUTPUT_DRIVEN, findings=findings,
            weakest=Dimension.MEASURE, rewrite="Lyon will [do what]", question_for_owner="Who?", confidence="low",
        )  # fmt: skip
        return answer_from_assessment("Is Depot outcome-aligned?", made)


def test_a_verdict_comes_back_as_long_as_all_that_it_stands_on_does(index: Path, write: Write, ingest: Ingest) -> None:
    answer = json.dumps(assessment(index).as_json())
    card = again(index, answer).answer.assessment
    assert card is not None
    assert (card.verdict, card.rewrite, card.findings[2].searched) == (
        Verdict.OUTPUT_DRIVEN, "Lyon will [do what]", ("board/sale.md",),
    )  # fmt: skip
    ingest(write({"strategy/more.md": "# More\n\nThe gate opens at six in the morning.\n"}))
    later = again(index, answer).answer.assessment
    assert later is not None
    assert (later.verdict, later.rewrite, later.findings[2].searched) == (Verdict.OUTPUT_DRIVEN, None, ())


def test_a_verdict_that_stood_on_what_is_closed_is_not_shown(index: Path) -> None:
    found = again(index, json.dumps(assessment(index).as_json()), groups=())
    assert found.answer.assessment is None
    assert [claim.text for claim in found.answer.claims] == ["Outcome link: met. It names an outcome."]
    said = json.dumps(found.answer.as_json())
    assert not [word for word in ("output", "Lyon", "sale") if word in said]
