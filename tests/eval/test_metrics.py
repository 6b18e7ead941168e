import math

import pytest

from eval.metrics import accuracy, confusion, difference, macro_f1, ndcg, recall, reciprocal_rank, roc_auc


def test_ndcg_is_one_for_the_ideal_order_and_falls_with_the_place() -> None:
    assert ndcg(["a", "b", "c"], {"a": 2, "b": 1}) == 1.0
    assert ndcg(["c", "a"], {"a": 1}) == pytest.approx(1 / math.log2(3))
    assert ndcg(["c"] * 10 + ["a"], {"a": 1}) == 0.0


def test_recall_and_reciprocal_rank_look_no_deeper_than_they_are_told() -> None:
    assert recall(["x", "a", "b"], {"a", "b", "c", "d"}, 2) == 0.25
    assert reciprocal_rank(["x", "a"], {"a"}) == 0.5
    assert reciprocal_rank(["x", "a"], {"a"}, 1) == 0.0


def test_macro_f1_counts_every_label_of_the_set_alike() -> None:
    right = ["a", "a", "a", "b"]
    assert macro_f1(["a"] * 4, right) == pytest.approx((6 / 7) / 2)
    assert accuracy(["a"] * 4, right) == 0.75
    assert confusion(["a"] * 4, right) == {"a": {"a": 3, "b": 0}, "b": {"a": 1, "b": 0}}


def test_roc_auc_counts_ties_half() -> None:
    assert roc_auc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert roc_auc([0.1, 0.8, 0.9], [True, True, False]) == 0.0
    assert roc_auc([0.5, 0.5, 0.5, 0.5], [True, False, True, False]) == 0.5


def test_a_lead_in_every_case_has_an_interval_above_zero() -> None:
    sure = difference([1.0] * 20, [0.5] * 20)
    unsure = difference([1.0, 0.0] * 10, [0.0, 1.0] * 10)
    assert (sure.mean, sure.low, sure.high) == (0.5, 0.5, 0.5)
    assert unsure.low < 0 < unsure.high
