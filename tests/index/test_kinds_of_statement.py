"""What kind of statement a sentence is, and what of an answer is of the kind that was asked for."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.assistant import Assistant
from assistant.encoder import kinds_of_statement
from assistant.encoder.adapted import pooled
from assistant.encoder.embedding import Embedder
from assistant.encoder.kinds_of_statement import (
    KINDS,
    StatementKind,
    StatementReader,
    any_of,
    in_place,
    likely_any,
    load_statement_reader,
    tensors,
    tokens_of,
)
from assistant.errors import UsageError
from assistant.routes.kinds_of_answer import EXPECTED
from assistant.routes.wording.known_questions import CANONICAL
from eval.training import train_kinds_of_statement
from eval.training.train_kinds_of_statement import HELD_OUT, OWN, Net, examples
from tests.built_once import built_once
from tests.clinic_fixtures import said

K = StatementKind
LEAST_RIGHT = 0.45
"""Of the 729 held-out sentences of invented organisations; measured: 0.49 (the likeliest of 22 kinds)."""


@pytest.mark.parametrize(
    ("heading", "sentence", "kinds"),
    [
        ("Aims for 2031", "Twice as many allotment holders harvest into November.", {K.GOAL, K.MEASURE}),
        ("What may upset us", "If the well runs dry in July, half the plots will be lost.", {K.RISK}),
        ("How the committee works", "Every plot is inspected twice a year by two members.", {K.WAY, K.AUTHORITY}),
        ("Open", "Do we let the corner plot to the school or not?", {K.QUESTION}),
        ("What we will not do", "We do not sell fruit at the gate.", {K.EXCLUSION}),
        ("What plot holders told us", "Nine of the twelve we spoke to carry water by hand.", {K.FINDING, K.PROBLEM}),
        ("Results of the year", "Losses fell from 12 to 4 of a hundred trees after we moved the fence.", {K.RESULT}),
        ("Next", "In March we shall lay the second pipe and ask for bids.", {K.NEXT}),
    ],
)
def test_a_sentence_is_read_as_what_it_says(heading: str, sentence: str, kinds: set[StatementKind]) -> None:
    likely = load_statement_reader().likely([in_place(heading, sentence)])[0]
    assert KINDS[int(likely.argmax())] in kinds


def test_the_heading_tells_what_the_sentence_does_not() -> None:
    words = "The old greenhouse by the north wall."
    ended, people = load_statement_reader().likely([("What we gave up", words), ("Who is who", words)])
    stopped = KINDS.index(K.STOPPED)
    assert ended[stopped] > people[stopped] + 0.2


def test_any_of_some_kinds_is_likelier_than_each_and_all_are_never_certain() -> None:
    likely = np.array([[0.5, *[0.0] * (len(KINDS) - 2), 0.5]], dtype=np.float32)
    assert any_of(likely, [KINDS[0], KINDS[-1]]).tolist() == [0.75]
    assert load_statement_reader().likely([]).shape == (0, len(KINDS))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Die Wagen stehen dort bis zu vier Minuten im eigenen Wasser.", 1.0),
        ("Los carros están en el patio hasta cuatro minutos.", 1.0),
        ("Les chariots restent quatre minutes dans la cour", 1.0),
        ("The carts stand in the yard for four minutes.", None),
        ("Four carts, two yards", None),
    ],
)
def test_what_is_not_english_may_be_anything(sentence: str, told: float | None) -> None:
    likely = float(likely_any([("Aims", sentence)], [K.RISK])[0])
    assert likely == 1.0 if told else likely < 0.5


def test_sentences_are_read_alike_whatever_stands_beside_them() -> None:
    placed = [in_place("Risks", "The well may run dry."), in_place("Aims", "More plots bear fruit " * 9)]
    alone = [StatementReader(load_statement_reader()._found).likely([one])[0] for one in placed]
    assert np.allclose(load_statement_reader().likely(placed), alone, atol=0.02)


def test_more_than_is_remembered_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds_of_statement, "_REMEMBERED", 2)
    reader = StatementReader(load_statement_reader()._found)
    placed = [in_place("Aims", f"More plots bear fruit in {year}.") for year in (2027, 2028, 2029)]
    first, again = reader.likely([*placed, placed[0]]), reader.likely(placed[::-1])
    assert np.allclose(first[:3], again[::-1], atol=0.02)
    assert (first[0] == first[3]).all()


def test_the_weights_hold_for_sentences_that_they_were_not_made_from() -> None:
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    held_out = [row for row in rows if row["source"] in HELD_OUT]
    likely = load_statement_reader().likely([in_place(row["heading"], row["text"]) for row in held_out])
    right = [KINDS[int(one.argmax())] in row["kinds"] for one, row in zip(likely, held_out, strict=True)]
    assert sum(right) / len(right) >= LEAST_RIGHT


def test_every_labelled_kind_is_known() -> None:
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    assert {kind for row in rows for kind in row["kinds"]} <= set(KINDS)


def test_passages_give_their_stretches_as_sentences_below_their_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, own = tmp_path / "labels.jsonl", tmp_path / "own.jsonl"
    own.write_text("", encoding="utf-8")
    labels.write_text(json.dumps({"passage": "q1", "told": [[0, 11, "goal measure"]]}) + "\n", encoding="utf-8")
    row = {"id": "q1", "source": "here", "heading": "Plan > Aims", "text": "More plums. Then rest."}
    (tmp_path / "passages.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(train_kinds_of_statement, "OWN", own)
    monkeypatch.setattr(train_kinds_of_statement, "OF_PASSAGES", labels)
    (only,) = examples(tmp_path)
    assert (only.source, only.placed, only.kinds) == ("here", ("Aims", "More plums."), ("goal", "measure"))


def test_changed_weights_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (kinds_of_statement.FILE, kinds_of_statement.RECEIPT):
        (tmp_path / name).write_bytes((Path(kinds_of_statement.__file__).parents[1] / "weights" / name).read_bytes())
    with (tmp_path / kinds_of_statement.FILE).open("ab") as file:
        file.write(b"0")
    monkeypatch.setattr(kinds_of_statement, "_WEIGHTS", tmp_path)
    load_statement_reader.cache_clear()
    with pytest.raises(UsageError, match="train_kinds_of_statement"):
        load_statement_reader()
    load_statement_reader.cache_clear()


@pytest.mark.usefixtures("in_float32")
def test_what_is_learnt_is_what_is_read_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_kinds_of_statement, "DROPPED", 0.0)
    torch.manual_seed(3)
    net = Net()
    for value in net.learnt.values():
        value.data += torch.randn(value.shape) * 0.1
    placed = [("Aims", "More plums."), ("Risks of the coming year", "The well may run dry.")]
    learnt = torch.sigmoid(net.odds(tokens_of(placed))).detach().numpy()
    read = StatementReader({name: value.detach() for name, value in net.learnt.items()}).likely(placed)
    assert np.allclose(learnt, read, atol=0.01)


def test_the_mean_is_of_the_sentence_alone() -> None:
    ids, mask, sentence = tensors([([5, 6], [7, 8, 9]), ([], [7])])
    assert ids.tolist() == [[101, 5, 6, 102, 7, 8, 9, 102], [101, 102, 7, 102, 0, 0, 0, 0]]
    assert sentence.tolist() == [[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 0, 0, 0, 0]]
    assert mask.sum(1).tolist() == [8, 4]
    states = torch.arange(8, dtype=torch.float32)[None, :, None].expand(2, 8, 384)
    assert pooled(states, sentence)[:, -1].tolist() == [5.5, 2.5]


def test_every_expected_topic_is_one_that_questions_are_read_as() -> None:
    assert set(EXPECTED) <= set(CANONICAL)


FILES = {
    "strategy/Board letter.md": """# Board letter 2026

## Lessons learned

- Present were Ada Krol, Tom Weir and Ines Bold.
- Lunch was at one, and the minutes were sent out.

## Dependencies

- more of them rank lower
- does it need the help of outsiders?
""",
    "work/2026-03-01 Report.md": """# Report of March

## What came of it

Since the tap was laid we have reached 300 more plots, and waiting fell from twenty minutes to four.
""",
}


def test_what_is_not_of_the_kind_that_was_asked_for_is_not_shown(tmp_path: Path, embedder: Embedder) -> None:
    garden = Assistant.open(built_once(FILES, tmp_path), embedder=embedder)
    lessons = garden.ask("What have we learned?")
    assert lessons.abstained, said(lessons)
    assert any("tap was laid" in text for text in said(garden.ask("What have we achieved?")))


def test_in_other_words_it_is_not_shown_either(tmp_path: Path, embedder: Embedder) -> None:
    garden = Assistant.open(built_once(FILES, tmp_path), embedder=embedder)
    assert not any("Ada Krol" in text for text in said(garden.ask("Which lessons should we take from all this?")))
