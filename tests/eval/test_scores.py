"""Each measure says what its name says, on observations that are made by hand."""

from dataclasses import replace

import pytest

from eval.casebook import Labelled, Place
from eval.observe import Observation
from eval.scores import ALL, score, slices

GOLD = (Place("a.md", "Loss falls to 9 %", 3, 3), Place("b.md", "to 9 %", 1, 1))


def of(observation: Observation, system: str = "bearing") -> dict[str, float]:
    return {one.measure: one.value for one in score([observation]) if one.system == system}


def case(**fields: object) -> Labelled:
    return Labelled("c", "fact", "by hand", "What?", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("says", "text", "value"),
    [
        ("31 December 2026", "It ends on 2026-12-31.", 1.0),
        ("31 December", "It ends on 31 December 2026.", 1.0),
        ("31 December 2026", "It ends on 30 December 2026.", 0.0),
        ("4 %", "It is 14 %.", 0.0),
        ("4 %", "It is 4.2 %.", 0.0),
        ("11.2", "11.2 million euros", 1.0),
        ("Priya Raman", "led by priya\nraman", 1.0),
    ],
)
def test_what_a_right_answer_says_is_found_by_value(says: str, text: str, value: float) -> None:
    assert of(Observation(case(says=(says,)), text, 0.1))["exact"] == value


def test_citations_are_scored_by_what_is_right_and_what_is_covered() -> None:
    seen = Observation(
        case(gold=GOLD), "9 %", 0.1, right=(True, False), covered=(True, False), resolves=(True, True),
        overlap_covered=(True, False),
        ranks=(("bearing", 2), ("bm25", 0)),
    )  # fmt: skip
    found = of(seen)
    assert (found["cites_right"], found["citation_precision"], found["citation_recall"]) == (1.0, 0.5, 0.5)
    assert (found["hit@1"], found["hit@5"], found["mrr@10"], found["resolves"]) == (0.0, 1.0, 0.5, 1.0)
    assert of(seen, "bm25")["hit@5"] == 0.0
    assert (of(seen, "token overlap")["cites_right"], of(seen, "token overlap")["citation_recall"]) == (1.0, 0.5)
    assert of(replace(seen, resolves=(True, False)))["resolves"] == 0.0


def test_records_are_right_by_their_number_or_their_keys() -> None:
    assert of(Observation(case(answer=7900000), "£7.9 million", 0.1))["exact"] == 1.0
    assert of(Observation(case(answer=12), "There are 120.", 0.1))["exact"] == 0.0
    assert of(Observation(case(answer=("A-1", "A-2")), "", 0.1, keys=("A-1",)))["exact"] == pytest.approx(2 / 3)


def test_refusals_have_a_recall_and_a_precision() -> None:
    wrongly, rightly = (Observation(case(answerable=it), "no", 0.1, abstained=True) for it in (True, False))
    assert of(wrongly) == {"answered": 0.0, "refusal_right": 0.0}
    assert of(rightly) == {"refused": 1.0, "refusal_right": 1.0}


def test_what_is_outdated_must_not_come_first() -> None:
    seen = Observation(case(outdated=GOLD[:1]), "9 %", 0.1, outdated_first=True)
    assert of(seen)["current"] == 0.0
    assert of(replace(seen, outdated_first=False))["current"] == 1.0


def test_other_words_are_stable_where_a_place_or_a_verdict_is_the_same() -> None:
    first = Observation(replace(case(), id="first"), "x", 0.1, places=frozenset({("a", "x"), ("b", "y")}))
    other = Observation(replace(case(), like="first"), "x", 0.1, places=frozenset({("b", "y")}))

    def stable(*rows: Observation) -> dict[str, float]:
        return {one.system: one.value for one in score(rows) if one.measure == "stable"}

    assert stable(first, other) == {"bearing": 1.0, "token overlap": 1.0, "always abstain": 1.0}
    elsewhere = replace(other, places=frozenset({("c", "z")}), overlap_said="elsewhere")
    assert stable(first, elsewhere) == {"bearing": 0.0, "token overlap": 0.0, "always abstain": 1.0}


def test_numbers_and_dates_have_a_score_of_their_own() -> None:
    seen = Observation(case(says=("9 %", "4.2", "31 May 2027", "Priya Raman")), "4.2 by 31 May 2027", 0.1)
    found = of(seen)
    assert (found["exact"], found["exact_numbers"], found["exact_dates"]) == (0.5, 0.5, 1.0)
    assert "exact_dates" not in of(replace(seen, case=case(says=("Priya Raman",))))
    assert of(Observation(case(answer=12), "There are 12.", 0.1))["exact_numbers"] == 1.0


def test_what_refuses_everything_stands_beside_the_precision_of_refusals() -> None:
    rows = [Observation(replace(case(answerable=it), id=str(it)), "x", 0.1, abstained=not it) for it in (True, False)]
    found = next(row for row in slices(score(rows)) if (row.measure, row.kind) == ("refusal_right", ALL))
    assert (found.cases, found.value, dict(found.plain)) == (1, 1.0, {"always abstain": 0.5})
    answered = [replace(rows[0], case=replace(rows[0].case, kind="why"))]
    assert [row for row in slices(score(answered)) if row.measure == "refusal_right"] == []


def test_slices_are_means_of_all_cases_and_of_each_kind() -> None:
    rows = [
        Observation(replace(case(), id=str(at), kind=kind), "x", 0.1) for at, kind in enumerate(("fact", "why", "why"))
    ]
    found = {row.kind: row.cases for row in slices(score(rows)) if row.measure == "answered"}
    assert found == {ALL: 3, "fact": 1, "why": 2}
