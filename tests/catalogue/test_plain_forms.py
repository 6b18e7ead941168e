"""The plain forms in which organisations write down their goals: each names its outcomes, with what measures them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.portfolio.outcomes import read_outcomes
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]
Told = tuple[str, str | None, str | None]

EASIER, FEWER, HAPPIER = "Easier booking", "Fewer missed turns", "Happier wardens"
FORMS: dict[str, tuple[str, list[Told]]] = {
    "numbered objectives with labelled key results": (
        "# OKRs Q3 2026\n\n## Objective 1: Divers get help the same day\n\n"
        "- KR1: Median first answer from 9 h to 2 h\n- KR2: Rating from 71 % to 80 %\n\n"
        "## Objective 2: Wardens change boats without fear\n\n- KR1: Share of failed changes below 10 %\n",
        [("Divers get help the same day", "9 h", "2 h"), ("Wardens change boats without fear", None, "10 %")],
    ),
    "objectives with what stands indented below them": (
        "# Club OKRs\n\n- **Objective:** Divers get help the same day\n  - Median first answer from 9 h to 2 h\n"
        "- **Objective:** Wardens change boats without fear\n  - Share of failed changes below 10 %\n",
        [("Divers get help the same day", "9 h", "2 h"), ("Wardens change boats without fear", None, "10 %")],
    ),
    "numbered pillars, as many as are announced": (
        f"# Strategy\n\nOur strategy rests on three pillars.\n\n### 1. {EASIER}\n\nDivers book in under a minute.\n\n"
        f"### 2. {FEWER}\n\nMissed turns fall from 12 % to 6 %.\n\n### 3. {HAPPIER}\n\nWardens go home on time.\n",
        [(EASIER, None, None), (FEWER, "12 %", "6 %"), (HAPPIER, None, None)],
    ),
    "a table whose first column is called Goal": (
        "# Goals 2026\n\n| Goal | Metric | Baseline | Target | Owner |\n|---|---|---|---|---|\n"
        f"| {EASIER} | bookings done in one go | 48 % | 70 % | Mara Lind |\n"
        f"| {FEWER} | rate of missed turns | 12 % | 6 % | Jon Berg |\n",
        [(EASIER, "48 %", "70 %"), (FEWER, "12 %", "6 %")],
    ),
    "headings with a sentence of how many do, and a metric in per cent": (
        "# Strategy\n\n## Outcomes\n\n### Divers book by themselves\n\nToday 48 % do; by June 2027 70 % will.\n\n"
        "### Boats are safe\n\n% accuracy rate of checks at 99 %.\n",
        [("Divers book by themselves", "48 %", "70 %"), ("Boats are safe", None, "99 %")],
    ),
    "paragraphs that open with a name in bold": (
        f"# Strategy\n\n## Strategic priorities\n\n**{EASIER}.** Divers book in under a minute.\n\n"
        f"**{FEWER}.** Missed turns fall from 12 % to 6 %.\n",
        [(EASIER, None, None), (FEWER, "12 %", "6 %")],
    ),
    "sentences of what is wanted": (
        "# Our strategy\n\nBy 2027 we want divers to book in under a minute. "
        "We also want missed turns to fall from 12 % to 6 %.\n",
        [
            ("By 2027 we want divers to book in under a minute.", None, None),
            ("We also want missed turns to fall from 12 % to 6 %.", "12 %", "6 %"),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_form_names_its_outcomes(write: Write, ingest: Ingest, tmp_path: Path, form: str) -> None:
    page, wanted = FORMS[form]
    ingest(write({"strategy/strategy.md": page}))
    outcomes = read_outcomes(Assistant.open(tmp_path / "index").assessor.strategy)
    assert [(one.name, one.measure.baseline, one.measure.target) for one in outcomes] == wanted


def test_chapters_that_are_as_many_as_goals_elsewhere_are_none(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    page = "# Strategy\n\nLast year we had four goals.\n\n## Boats\n\nWe own nine.\n\n## Wardens\n\nThere are five.\n"
    ingest(write({"strategy/strategy.md": page}))
    assert not read_outcomes(Assistant.open(tmp_path / "index").assessor.strategy)
