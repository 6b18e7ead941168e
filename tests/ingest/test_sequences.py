"""Whatever was added, edited, renamed and deleted before: the index is that of a first night over what is there."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.benchmarks.nights import everything, run_night

EXAMPLES = int(os.environ.get("SEQUENCES", "60"))
"""`SEQUENCES=300 pytest tests/ingest/test_sequences.py` tries five times as many, in two to four minutes."""
TOML = '[[sources]]\npath = "board"\nkind = "finance"\naudience = "board"\n'
PLACES = [f"{folder}/{name}" for folder in ("strategy", "work", "board") for name in ("a.md", "b.txt", "c.csv", "d.md")]
CONTENTS = [
    "# Yard\n\nThe crane is repaired by Friday, says the yard.\n",
    "# Linen\n\nLoss of linen at the plant in Ghent fell from 17 % to 13 %.\n\n## Team\n\nThe team counts bags.\n",
    "Issue key,Issue Type,Summary,Status\nHED-1,Epic,Count the bags,Done\nHED-2,Story,Repair the crane,Open\n",
    "Issue key,Issue Type,Summary,Status\nHED-1,Epic,Count the bags,Open\n",
    "# Budget\n\n"
    + "\n\n".join(f"Line {n}: the team of plant {n} spends {n * 17} crowns on the yard." for n in range(40)),
    "",
]
Step = Mapping[str, int | None]
steps = st.lists(
    st.dictionaries(st.sampled_from(PLACES), st.one_of(st.none(), st.integers(0, len(CONTENTS) - 1)), max_size=4),
    min_size=1,
    max_size=4,
)
moves = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)), max_size=2)


def apply(step: Step, renames: list[tuple[str, str]], sources: Path) -> None:
    for place, content in step.items():
        file = sources / place
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(CONTENTS[content])
    for old, new in renames:
        if (sources / old).exists():
            (sources / new).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(sources / old, sources / new)


@given(sequence=steps, renames=moves)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_an_index_that_grew_night_by_night_is_one_that_was_built_at_once(
    sequence: list[Step], renames: list[tuple[str, str]]
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        # Many small leaves, so that some are copied, some built anew, some halved.
        patch.setattr("ingest.leaves.LARGEST", 4)
        sources, index = Path(folder) / "sources", Path(folder) / "index"
        (sources / "board").mkdir(parents=True)
        (sources / "bearing.toml").write_text(TOML)
        for number, step in enumerate(sequence):
            apply(step, renames if number % 2 else [], sources)
            run_night(sources, index, accept_shrink=True)
        run_night(sources, Path(folder) / "fresh")
        assert everything(index) == everything(Path(folder) / "fresh")
