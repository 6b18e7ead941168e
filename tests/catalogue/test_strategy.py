"""A large strategy costs no more than what is kept of it, and loses nothing of that."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from assistant.catalogue import strategy
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statement, load_statements
from assistant.index.reader import open_index
from ingest.receipt import Receipt

FILES = {
    "strategy/a goals.md": "# Goals of the north\n\nFewer riders wait longer than ten minutes at our stops.\n\n"
    "More families find the right bus without asking a driver.\n\nLate buses fall from 20 % to 8 %.\n",
    "strategy/b goals.md": "# Goals of the south\n\nObjective 2: Riders trust the timetable again\n\n"
    "Fewer drivers leave within their first year.\n\nMore shops get their parcels before noon.\n",
    "strategy/c goals 2019.md": "# Goals 2019\n\nStatus: superseded.\n\nG1: Sell more tickets in the south\n",
}


class Counted:
    """The classifier, and how much it was given."""

    def __init__(self) -> None:
        self.judged = 0

    def classify(self, texts: Sequence[str], parents: Sequence[str | None] = ()) -> list[Statement]:
        self.judged += len(texts)
        return load_statements().classify(texts, parents)


def test_what_would_not_be_kept_is_not_judged_and_what_is_kept_is_the_same(
    write: Callable[[Mapping[str, str | bytes]], Path],
    ingest: Callable[[Path], Receipt],
    tmp_path: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ingest(write(FILES))
    with open_index(tmp_path / "index") as index:
        everything, few = Counted(), Counted()
        whole = strategy.read_strategy(index, everything, embedder).goals  # type: ignore[arg-type]
        monkeypatch.setattr(strategy, "MOST", 2)
        assert len(whole) > 2
        kept = strategy.read_strategy(index, few, embedder).goals  # type: ignore[arg-type]
    assert kept == whole[:2]
    assert kept[0].declared
    assert kept[0].name == "Riders trust the timetable again"
    assert few.judged < everything.judged
