import numpy as np

from assistant.support import support, threshold, weights

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


def test_agreement_speaks_for_a_claim_and_mismatches_against_it() -> None:
    agreement, mismatch = weights().weight
    assert agreement > 0 > mismatch
