"""What a judging model said of the cases, beside what the labels say: never in place of it, and no gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.agreement import Agreement, agreement
from eval.asks import ANSWERS, CARRIED, SUPPORTED, VERDICT, Said, Thing
from eval.metrics import Difference, difference, mean

SAYS = {
    ANSWERS: ("the answer answers the question", "labels"),
    CARRIED: ("the quotes carry the claim", "the checker"),
    VERDICT: ("the verdict is what the quotes support", "labels"),
    SUPPORTED: ("the label of the claim is right", "labels"),
}
"""What each measure says, and what the judge is held against."""
_HEAD = (
    "judged",
    "things",
    "cases",
    "share by the judge",
    "by what it is held against",
    "difference (95 %)",
    "agreement of the two (95 %)",
    "kappa (95 %)",
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one case: its things, what was said of each, or why nothing was."""

    case: str
    things: tuple[Thing, ...]
    said: Said | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure: Bearing's score by the judge and by the labels over the same things, and how far the two agree."""

    measure: str
    by_judge: float
    by_labels: float
    gap: Difference
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model, by name, said of all cases that it was asked about."""

    model: str
    heard: tuple[Heard, ...]
    seconds: float

    @property
    def judged(self) -> tuple[tuple[Heard, Said], ...]:
        """Return the cases that were judged, each with what was said."""
        return tuple((one, one.said) for one in self.heard if one.said is not None)

    @property
    def unjudged(self) -> tuple[tuple[str, int], ...]:
        """Return why cases were not judged, and how many, the commonest first."""
        return tuple(Counter(one.why for one in self.heard if one.why is not None).most_common())

    @property
    def headline(self) -> str:
        """Return who judged how much, and why not more."""
        said = f"The model {self.model} judged {len(self.judged)} of {len(self.heard)} cases in {self.seconds:.0f} s."
        return " ".join([said, *(f"Not judged, {count}: {why}" for why, count in self.unjudged)])

    def compared(self) -> tuple[Compared, ...]:
        """Return each measure of which something was judged."""
        things = [
            (one.case, thing, word)
            for one, said in self.judged
            for thing, word in zip(one.things, said.words, strict=True)
        ]
        measures = dict.fromkeys(thing.measure for _, thing, _ in things)
        return tuple(_compared(name, [row for row in things if row[1].measure == name]) for name in measures)

    def as_json(self) -> dict[str, Any]:
        """Return the judgement as one object."""
        return {
            "model": self.model,
            "asked": len(self.heard),
            "judged": len(self.judged),
            "not_judged": dict(self.unjudged),
            "seconds": round(self.seconds, 1),
            "measures": {one.measure: _as_json(one) for one in self.compared()},
        }

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the head of a table, and a row for each measure."""
        return _HEAD, [_row(one) for one in self.compared()]

    def lines(self) -> Iterator[str]:
        """Yield what a person reads in a terminal."""
        yield f"Judging (no gate). {self.headline}"
        for one in self.compared():
            says, against = SAYS[one.measure]
            yield f"  {one.measure}: {says}"
            yield f"    by the judge {one.by_judge:.3f}, by {against} {one.by_labels:.3f}, difference {_gap(one.gap)}"
            found = one.agreement
            yield f"    agreement {found.share}, kappa {_kappa(found)}, {found.things} things of {found.cases} cases"


def _compared(measure: str, things: Sequence[tuple[str, Thing, str]]) -> Compared:
    cases, judged = [case for case, _, _ in things], [word for _, _, word in things]
    said, right = [thing.said for _, thing, _ in things], [thing.right for _, thing, _ in things]
    mine, theirs = ([float(a == b) for a, b in zip(said, other, strict=True)] for other in (judged, right))
    return Compared(measure, mean(mine), mean(theirs), difference(mine, theirs), agreement(cases, judged, right))


def _row(one: Compared) -> tuple[str, ...]:
    says, against = SAYS[one.measure]
    found = one.agreement
    shares = f"{one.by_judge:.3f}", f"{one.by_labels:.3f} ({against})"
    return says, str(found.things), str(found.cases), *shares, _gap(one.gap), str(found.share), _kappa(found)


def _gap(gap: Difference) -> str:
    return f"{gap.mean:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})"


def _kappa(found: Agreement) -> str:
    return str(found.kappa) if found.kappa else "none: no label varies"


def _as_json(one: Compared) -> dict[str, Any]:
    return {
        "held_against": SAYS[one.measure][1],
        "by_judge": round(one.by_judge, 4),
        "by_labels": round(one.by_labels, 4),
        "difference": {name: round(value, 4) for name, value in asdict(one.gap).items()},
        **one.agreement.as_json(),
    }
