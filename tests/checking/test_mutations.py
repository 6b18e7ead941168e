import random

from assistant.checking.details import mismatches
from eval.mutations import KINDS, mutations

CLAIM = "In March 2024 the Halifax team did 12 audits in 3 weeks and will go on."
EVIDENCE = f"Report\n{CLAIM} Owen was there."


def test_each_kind_changes_one_detail_that_the_evidence_does_not_carry() -> None:
    made = {one.kind: one.claim for one in mutations(CLAIM, EVIDENCE, ["Rotterdam"], random.Random(1))}
    assert set(made) == set(KINDS)
    assert "Rotterdam" in made["name"]
    assert "March" not in made["date"]
    assert "weeks" not in made["unit"]
    assert "did not" in made["negation"] or "will not" in made["negation"]
    assert all(mismatches(claim, EVIDENCE) for claim in made.values())
    assert not mismatches(CLAIM, EVIDENCE)


def test_a_claim_without_details_is_not_changed() -> None:
    assert list(mutations("audits went well", "audits went well", [], random.Random(1))) == []


def test_the_same_seed_changes_the_same() -> None:
    first, second = (list(mutations(CLAIM, EVIDENCE, ["Rotterdam"], random.Random(5))) for _ in range(2))
    assert first == second
