import numpy as np

from assistant.retrieval import document_support


def test_a_document_with_several_near_passages_backs_each_of_them() -> None:
    scores = np.array([3.0, 2.0, 2.0, 3.0, *[0.0] * 5], dtype=np.float32)
    support = document_support(scores, ["a", "a", "a", "b", *"cdefg"])
    assert support[0] == support[1] == support[2] > support[3] > support[4] == 0.0


def test_more_passages_than_three_add_nothing() -> None:
    scores = np.array([4.0, 4.0, 4.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0], dtype=np.float32)
    four = document_support(scores, ["a"] * 4 + list("bcdef"))
    three = document_support(scores, ["a"] * 3 + list("gbcdef"))
    assert four[0] == three[0]
