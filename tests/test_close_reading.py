import numpy as np

from assistant.close_reading import MEASURES, load_close_reader, measures, token_weights

PASSAGES = (
    "Submission history\nGrantees wait up to ten days to hear about errors in their files.",
    "Submission history\nThe team refined the page that lists files.",
)


def test_the_passage_that_takes_the_question_up_agrees_more() -> None:
    rows = load_close_reader().read("How long do grantees wait to hear about mistakes?", PASSAGES)
    assert rows.shape == (2, len(MEASURES))
    assert (rows[0] > rows[1]).all()


def test_a_passage_is_read_alike_alone_and_among_others() -> None:
    reader = load_close_reader()
    question = "Who refined the page?"
    together = reader.read(question, PASSAGES)
    alone = np.concatenate([reader.read(question, [passage]) for passage in PASSAGES])
    assert np.allclose(together, alone, atol=0.02)


def test_nothing_to_read_or_to_ask_is_no_error() -> None:
    reader = load_close_reader()
    assert reader.read("Who?", []).shape == (0, 3)
    assert not reader.read("", PASSAGES).any()
    assert reader.read("Who?", ["word " * 2000]).shape == (1, 3)


def test_rare_tokens_weigh_more_and_all_weigh_one() -> None:
    common, rare = token_weights([1996, 25000])
    assert rare > common > 0
    assert np.isclose(common + rare, 1.0)


def test_the_measures_of_a_passage_by_hand() -> None:
    asked = np.eye(2, dtype=np.float32)
    passage = np.array([[1, 0]] * 60 + [[0, 1]], dtype=np.float32)
    agreement, weakest, stretch = measures(asked, passage, np.array([0.5, 0.5], dtype=np.float32))
    assert (agreement, weakest) == (1.0, 1.0)
    assert stretch == 1.0
    far = np.array([[0, 1]] + [[0, 0]] * 100 + [[1, 0]], dtype=np.float32)
    assert measures(asked, far, np.array([0.5, 0.5], dtype=np.float32))[2] == 0.5
