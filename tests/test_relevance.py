import numpy as np

from assistant.relevance import CLOSE_FEATURES, FEATURES, first_weights, standard, weights, with_measures


def test_the_weights_cover_every_feature() -> None:
    assert first_weights().weight.shape == (len(FEATURES),)
    assert weights().weight.shape == (len(CLOSE_FEATURES),)
    assert (weights().scale > 0).all()


def test_a_passage_that_agrees_more_scores_more() -> None:
    features = np.tile(weights().mean[: len(FEATURES)], (2, 1))
    rows = with_measures(features, np.array([[0.6, 0.5, 0.6], [0.4, 0.3, 0.4]], dtype=np.float32))
    better, worse = weights().scores(rows)
    assert better > worse


def test_measures_are_standardised_over_what_was_read() -> None:
    measures = np.array([[0.2, 0.1, 0.3], [0.4, 0.1, 0.5]], dtype=np.float32)
    rows = with_measures(np.zeros((2, len(FEATURES)), dtype=np.float32), measures)
    assert np.allclose(rows[:, -3:], [[-1, 0, -1], [1, 0, 1]], atol=1e-5)


def test_values_that_are_all_alike_stand_at_zero() -> None:
    assert standard([3.0, 3.0]).tolist() == [0.0, 0.0]
