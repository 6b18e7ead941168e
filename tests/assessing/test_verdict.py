from itertools import product

import pytest

from assistant.assessing.verdict import decide, verdict_of, weakest_of
from assistant.domain import Dimension, Finding, Level, Verdict

ALL_MET = dict.fromkeys(Dimension, Level.MET)


def level(**changed: Level) -> dict[Dimension, Level]:
    return ALL_MET | {Dimension(name): value for name, value in changed.items()}


def test_all_met_is_aligned() -> None:
    assert decide(ALL_MET) is Verdict.ALIGNED


def test_a_retired_goal_beats_everything() -> None:
    assert decide(level(outcome_link=Level.NOT_MET)) is Verdict.NOT_ALIGNED
    assert decide(level(outcome_link=Level.NOT_MET, outcome_not_output=Level.NOT_MET)) is Verdict.NOT_ALIGNED
    assert decide(level(outcome_link=Level.NOT_MET, outcome_not_output=Level.NO_EVIDENCE)) is Verdict.NOT_ALIGNED


def test_only_deliverables_is_output_driven_whatever_the_link() -> None:
    for link in (Level.MET, Level.PARTIAL, Level.NO_EVIDENCE):
        assert decide(level(outcome_link=link, outcome_not_output=Level.NOT_MET)) is Verdict.OUTPUT_DRIVEN


def test_silence_on_the_outcome_cannot_be_judged() -> None:
    assert decide(level(outcome_not_output=Level.NO_EVIDENCE)) is Verdict.CANNOT_TELL
    assert decide({}) is Verdict.CANNOT_TELL


@pytest.mark.parametrize("measure", [Level.MET, Level.PARTIAL])
def test_a_partial_measure_is_enough(measure: Level) -> None:
    assert decide(level(measure=measure)) is Verdict.ALIGNED


@pytest.mark.parametrize(
    "changed",
    [
        {"measure": Level.NO_EVIDENCE},
        {"measure": Level.NOT_MET},
        {"outcome_link": Level.PARTIAL},
        {"outcome_link": Level.NO_EVIDENCE},
        {"outcome_not_output": Level.PARTIAL},
        {"problem_evidence": Level.NOT_MET},
        {"player": Level.NOT_MET},
        {"reality": Level.NOT_MET},
    ],
)
def test_one_weak_leg_is_partly_aligned(changed: dict[str, Level]) -> None:
    assert decide(level(**changed)) is Verdict.PARTLY_ALIGNED


@pytest.mark.parametrize("name", ["leading_indicator", "managed_to_outcome", "stop_rule"])
def test_steering_does_not_change_the_verdict(name: str) -> None:
    for value in Level:
        assert decide(level(**{name: value})) is Verdict.ALIGNED


@pytest.mark.parametrize("name", ["problem_evidence", "player", "reality"])
def test_silence_on_the_ground_does_not_spoil_an_aligned_initiative(name: str) -> None:
    assert decide(level(**{name: Level.NO_EVIDENCE})) is Verdict.ALIGNED


def test_every_combination_has_exactly_one_verdict() -> None:
    for link, outcome, measure in product(Level, repeat=3):
        assert decide(level(outcome_link=link, outcome_not_output=outcome, measure=measure)) in Verdict


def finding(dimension: Dimension, value: Level) -> Finding:
    return Finding(dimension, value, "because")


def test_the_weakest_is_the_lowest_level_in_the_order_of_the_rubric() -> None:
    findings = [finding(d, Level.MET) for d in Dimension]
    assert weakest_of(findings) is None
    findings[8] = finding(Dimension.REALITY, Level.NOT_MET)
    findings[2] = finding(Dimension.MEASURE, Level.NO_EVIDENCE)
    assert weakest_of(findings) is Dimension.REALITY
    findings[0] = finding(Dimension.OUTCOME_LINK, Level.NOT_MET)
    assert weakest_of(findings) is Dimension.OUTCOME_LINK
    assert verdict_of(findings) is Verdict.NOT_ALIGNED
