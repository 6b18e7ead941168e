import numpy as np
import pytest

from assistant.index.reader import Candidate, Place
from assistant.index.words import stem_codes
from assistant.search.relevance import FEATURES, coverage, features, standard, weights

RARITY = {"linen": 2.0, "loss": 1.0, "goal": 1.0}


def test_the_weights_cover_every_feature() -> None:
    assert weights().weight.shape == (len(FEATURES),)
    assert (weights().scale > 0).all()


def test_coverage_is_told_of_passage_and_title() -> None:
    said = stem_codes("Goals", ["Linen is lost.", "The losses of linen are counted."])
    assert coverage(RARITY, [said])[0].tolist() == [1.0, 0.25, 1.0]
    assert coverage(RARITY, [stem_codes("Roadmap", ["Nothing."])])[0].tolist() == [0.0] * 3


def test_a_passage_that_agrees_more_scores_more() -> None:
    candidates = [Candidate(Place(0, row), 0.4, 0.5, 3.0) for row in range(2)]
    said = [stem_codes("Goals", ["Linen is lost."])] * 2
    measures = np.array([[0.6, 0.6], [0.4, 0.4]], dtype=np.float32)
    rows = features(RARITY, candidates, [0, 1], said, measures)
    assert rows.shape == (2, len(FEATURES))
    better, worse = weights().scores(rows)
    assert better > worse


def test_scores_are_standardised_over_all_candidates_not_over_the_chosen() -> None:
    candidates = [Candidate(Place(0, row), cosine, 0.5, 0.0) for row, cosine in enumerate((0.8, 0.2, 0.2, 0.2))]
    rows = features(RARITY, candidates, [0], [stem_codes("", [])], np.zeros((1, 2), dtype=np.float32))
    assert rows[0, FEATURES.index("cosine_z")] == pytest.approx(standard([0.8, 0.2, 0.2, 0.2])[0])


def test_values_that_are_all_alike_stand_at_zero() -> None:
    assert standard([3.0, 3.0]).tolist() == [0.0, 0.0]
