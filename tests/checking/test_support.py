import hashlib
from importlib.resources import files

import numpy as np

from assistant.checking.support import DIRECTIONS, FEATURES, features, support, threshold, weights

SHA_256 = "bfea22aefc5b229a8aadd91d96819997105aef12d888a409cd164bad564b54af"
"""What the command of eval/training prints."""
EVIDENCE = "The sprint review reports that 12 of 15 grantees uploaded their quarterly files without help in March 2024."


def test_a_paraphrase_is_supported_and_another_theme_is_not() -> None:
    said, other = support(
        ["Most grantees could submit their quarterly files unaided.", "Hiring managers prefer written references."],
        [EVIDENCE, EVIDENCE],
    )
    assert said > threshold() > other


def test_a_wrong_detail_lowers_the_support() -> None:
    right, wrong = support(
        ["12 of 15 grantees uploaded their files.", "13 of 15 grantees uploaded their files."], [EVIDENCE, EVIDENCE]
    )
    assert right > wrong


def test_support_at_the_end_of_long_evidence_counts() -> None:
    filler = "The office moved to the second floor and the lifts were repaired. " * 40
    alone, late = support(["12 of 15 grantees uploaded their files."] * 2, [EVIDENCE, filler + EVIDENCE])
    assert abs(alone - late) < 0.15


def test_probabilities_do_not_depend_on_the_company() -> None:
    claims = ["12 of 15 grantees uploaded their files.", "The lifts were repaired.", ""]
    together = support(claims, [EVIDENCE] * 3)
    assert np.allclose(together, [support([claim], [EVIDENCE])[0] for claim in claims], atol=0.02)
    assert support([], []).shape == (0,)


def test_each_feature_speaks_in_the_direction_that_it_has() -> None:
    assert all(weight * direction > 0 for weight, direction in zip(weights().weight, DIRECTIONS, strict=True))
    assert len(DIRECTIONS) == len(FEATURES)


def test_the_weights_are_those_that_the_command_made() -> None:
    file = files("assistant").joinpath("weights", "support.json")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHA_256


def test_a_claim_whose_words_are_not_there_is_less_supported() -> None:
    said, unmet = features(["12 of 15 grantees uploaded files.", "Zebras graze near volcanoes."], [EVIDENCE, EVIDENCE])
    assert said[0] > unmet[0]
    assert said[1] < unmet[1]
