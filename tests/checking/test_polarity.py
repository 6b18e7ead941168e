import hashlib
from importlib.resources import files

import pytest

from assistant.checking.denied_forms import forms
from assistant.checking.polarity import FEATURES, features, turned

SHA_256 = "e9f12e8ad282c4d5beac5896f271dfc0388f6a7f0b8388c85ccc508358df347d"
"""What the command of eval/training prints."""
EVIDENCE = (
    "Handbook > Leave\nStaff may carry over 240 hours of leave. Contractors are not paid for holidays.\nThe old portal"
    " was closed in spring, and nobody has asked for it since."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Staff may carry over 240 hours of leave.",
        "Contractors do not get paid for holidays.",
        "For holidays, contractors are not paid.",
        "The old portal was closed.",
        "Since spring nobody has asked for the old portal.",
    ],
)
def test_what_is_said_or_denied_as_the_evidence_does_stands(claim: str) -> None:
    assert list(turned(claim, EVIDENCE)) == []


@pytest.mark.parametrize(
    "claim",
    [
        "Staff may not carry over 240 hours of leave.",
        "Contractors are paid for holidays.",
        "The old portal was not closed in spring.",
        "The leave of staff cannot be carried over.",
    ],
)
def test_a_denial_put_in_or_taken_away_is_found(claim: str) -> None:
    assert list(turned(claim, EVIDENCE))


def test_a_denial_of_something_else_does_not_carry_one() -> None:
    denied, plain = (
        features(list(forms(claim)), EVIDENCE)[0] for claim in ("Contractors are not paid.", "Staff are not leaving.")
    )
    assert denied[FEATURES.index("denied")] > plain[FEATURES.index("denied")]


def test_no_evidence_denies_nothing() -> None:
    assert features(list(forms("It is done.")), "").tolist() == [[0.0] * len(FEATURES)]
    assert features([], EVIDENCE).shape == (0, len(FEATURES))


def test_the_weights_are_those_that_the_command_made() -> None:
    file = files("assistant").joinpath("weights", "polarity.json")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == SHA_256
