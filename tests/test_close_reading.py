import numpy as np

from assistant.close_reading import Page, load_close_reader, measures, token_weights

PAGES = (
    Page(
        "Submission history", ("The office moved.", "Grantees wait up to ten days to hear about errors in their files.")
    ),
    Page("Submission history", ("The team refined the page that lists files.",)),
)


def test_the_page_that_takes_the_question_up_agrees_more() -> None:
    first, second = load_close_reader().read("How long do grantees wait to hear about mistakes?", PAGES)
    assert all(better > worse for better, worse in zip(first.measures, second.measures, strict=True))


def test_the_sentence_that_takes_the_question_up_agrees_more_than_its_neighbour() -> None:
    reading = load_close_reader().read("How long do grantees wait to hear about mistakes?", PAGES)[0]
    assert reading.sentences.shape == (2, 2)
    assert (reading.sentences[1] > reading.sentences[0]).all()
    assert (reading.sentences[:, 1] >= reading.sentences[:, 0]).all()  # the title can only add


def test_a_page_is_read_alike_alone_and_among_others() -> None:
    reader = load_close_reader()
    question = "Who refined the page?"
    together = reader.read(question, PAGES)
    alone = [reader.read(question, [page])[0] for page in PAGES]
    for one, other in zip(together, alone, strict=True):
        assert np.allclose(one.measures, other.measures, atol=0.02)
        assert np.allclose(one.sentences, other.sentences, atol=0.02)


def test_nothing_to_read_or_to_ask_is_no_error() -> None:
    reader = load_close_reader()
    assert reader.read("Who?", []) == []
    assert not reader.read("", PAGES)[0].sentences.any()
    late = reader.read("Who?", [Page("Title", ("word " * 2000, "A sentence beyond the room."))])[0]
    assert late.sentences[1].tolist() == [0.0, 0.0]


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
