import pytest

from assistant.checking.predicate import predicated

LEADS = "Priya Raman leads the Count team in Halifax."


@pytest.mark.parametrize("claim", ["The Count team is sold.", "Priya Raman resigned.", "Everything is aligned."])
def test_what_is_said_of_a_name_must_be_said_in_the_evidence(claim: str) -> None:
    assert not predicated(claim, LEADS)


@pytest.mark.parametrize(
    "claim", ["The Count team is led by Priya Raman.", "Priya Raman heads the Count team.", "Priya Raman: Halifax"]
)
def test_it_may_be_said_in_other_words(claim: str) -> None:
    assert predicated(claim, LEADS)
