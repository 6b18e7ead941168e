import json
from pathlib import Path

import pytest

from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import WEIGHTS, Label, Statement, Statements
from assistant.errors import UsageError
from eval.training.train_statements import LABELS, OWN

UNSEEN = [
    ("Cut the time that a family waits for a place from nine weeks to three", Label.OUTCOME),
    ("Mechanics find the right part without calling the depot", Label.OUTCOME),
    ("Half of the riders come back for a second service within a year", Label.OUTCOME),
    (
        "By launching the door service in ten shops, riders get their bike back in two days instead of six",
        Label.OUTCOME,
    ),
    ("Engineers release their own change without waiting for the platform team", Label.OUTCOME),
    ("Launch the rider portal by the end of the third quarter", Label.OUTPUT),
    ("Train 250 mechanics by December", Label.OUTPUT),
    ("Increase the number of features shipped per quarter from 8 to 20", Label.OUTPUT),
    ("The migration is 80 % complete", Label.OUTPUT),
    ("Publish twelve repair guides and a video", Label.OUTPUT),
]


@pytest.fixture(scope="module")
def statements(embedder: Embedder) -> Statements:
    return Statements()


@pytest.mark.parametrize(("text", "label"), UNSEEN)
def test_goals_that_were_not_trained_on_are_told_apart(statements: Statements, text: str, label: Label) -> None:
    assert statements.classify([text])[0].goal_label is label


def test_facts_are_neither(statements: Statements) -> None:
    told = statements.classify(["The team meets every Monday in the large room", "The depot has four gates and a ramp"])
    assert [statement.label for statement in told] == [Label.NEITHER, Label.NEITHER]


def test_probabilities_add_up_to_one(statements: Statements) -> None:
    for told in statements.classify([text for text, _ in UNSEEN]):
        assert told.outcome + told.output + told.neither == pytest.approx(1, abs=1e-4)


def test_a_sentence_is_judged_alike_alone_and_among_others(statements: Statements, embedder: Embedder) -> None:
    alone = Statements().classify([UNSEEN[0][0]])[0]
    among = Statements().classify([text for text, _ in UNSEEN])[0]
    assert alone.outcome == pytest.approx(among.outcome, abs=0.02)


def test_markup_and_labels_do_not_change_the_judgement(statements: Statements) -> None:
    bare, dressed = statements.classify(
        ["Launch the rider portal in May", "- **Key result:** Launch the rider portal in May"]
    )
    assert bare.goal_label is dressed.goal_label is Label.OUTPUT


def test_a_short_text_is_read_with_its_parent(statements: Statements) -> None:
    alone, with_parent = statements.classify(["60 %", "60 %"], [None, "Share of riders who come back within a year"])
    assert with_parent.outcome > alone.outcome


def test_lean_ignores_what_is_neither() -> None:
    assert Statement(0.2, 0.1, 0.7).lean == pytest.approx(2 / 3)
    assert Statement(0.2, 0.1, 0.7).label is Label.NEITHER
    assert Statement(0.2, 0.1, 0.7).goal_label is Label.OUTCOME


def test_changed_weights_are_refused(embedder: Embedder, tmp_path: Path) -> None:
    copy = tmp_path / "statements.npz"
    copy.write_bytes(WEIGHTS.read_bytes() + b"x")
    copy.with_suffix(".json").write_text(WEIGHTS.with_suffix(".json").read_text())
    with pytest.raises(UsageError, match="train_statements"):
        Statements(copy)


def test_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 3_000_000


def test_training_rows_are_labelled_and_unique() -> None:
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 800
    assert {row["label"] for row in rows} == set(LABELS)
    assert len({(row["text"], row.get("parent")) for row in rows}) == len(rows)
    assert not {row["text"] for row in rows} & {text for text, _ in UNSEEN}


def test_what_is_remembered_has_an_end_and_nothing_is_lost_by_it(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.encoder.statements.REMEMBERED", 2)
    statements = Statements()
    texts = [text for text, _ in UNSEEN[:4]]
    first = statements.classify(texts[:2])
    held = statements._known
    statements.classify(texts[2:])
    assert set(held) == set(texts[:2]), "another reader may be looking things up in it"
    assert set(statements._known) == set(texts[2:])
    assert statements.classify(texts[:2]) == first
