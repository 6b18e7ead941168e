"""What a night makes of sources that move, shrink, vanish or change their columns."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import PublishRefusedError, UsageError
from assistant.index.layout import live_generation
from assistant.index.reader import open_index
from ingest.night import Night, Settings
from ingest.receipt import Receipt, receipts
from tests.ingest.quick_nights import everything, identities_of, run_night

Write = Callable[[Mapping[str, str | bytes]], Path]
NOTES = {f"work/note {n}.md": f"# Note {n}\n\nTeam {n} met plant {n} about the count.\n" for n in range(6)}
ISSUES = "Issue key,Issue Type,Summary,Status,Story points\n" + "".join(
    f"HED-{n},Story,Repair crane {n},Open,{n}\n" for n in range(1, 10)
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def counts(receipt: Receipt, source: str = "work") -> tuple[int, int, int, int]:
    (row,) = [row for row in receipt.sources if row.path == source]
    return row.added, row.changed, row.removed, row.unchanged


def test_a_rename_keeps_the_identity_of_the_document(write: Write, index: Path) -> None:
    sources = write(NOTES)
    run_night(sources, index)
    before = identities_of(index)
    (sources / "work/note 3.md").rename(sources / "work/moved.md")
    receipt = run_night(sources, index)
    assert counts(receipt) == (1, 0, 1, 5)
    assert receipt.as_json()["renamed"] == [{"from": "work/note 3.md", "to": "work/moved.md"}]
    after = identities_of(index)
    assert after["work/moved.md", None] == before["work/note 3.md", None]
    (sources / "work/note 3.md").write_text("# Another\n\nThis is not what was there.\n")
    run_night(sources, index)
    assert len(set(identities_of(index).values())) == 7
    assert identities_of(index)["work/moved.md", None] == before["work/note 3.md", None]


def test_a_rename_into_another_audience_is_a_new_document(write: Write, index: Path) -> None:
    toml = '[[sources]]\npath = "board"\naudience = "board"\nkind = "strategy"\n'
    sources = write({**NOTES, "bearing.toml": toml, "board/x.md": "# X\n\nWords of the board.\n"})
    run_night(sources, index)
    before = identities_of(index)
    (sources / "work/note 3.md").rename(sources / "board/note 3.md")
    run_night(sources, index)
    assert identities_of(index)["board/note 3.md", None] != before["work/note 3.md", None]


def test_equal_documents_of_two_audiences_are_kept_apart(write: Write, index: Path) -> None:
    toml = '[[sources]]\npath = "board"\naudience = "board"\nkind = "strategy"\n'
    same = "# Plan\n\nThe crane is repaired by Friday.\n"
    sources = write({"bearing.toml": toml, "board/plan.md": same, "strategy/plan.md": same})
    run_night(sources, index)
    with open_index(index) as everyone, open_index(index, ["board"]) as board:
        assert [document.path for document in everyone.documents()] == ["strategy/plan.md"]
        assert {document.path for document in board.documents()} == {"strategy/plan.md", "board/plan.md"}
    (sources / "strategy/plan.md").unlink()
    run_night(sources, index)
    with open_index(index) as everyone, open_index(index, ["board"]) as board:
        assert [document.path for document in everyone.documents()] == []
        assert [document.path for document in board.documents()] == ["board/plan.md"]


def test_the_next_export_of_a_series_keeps_the_identity_of_its_records(write: Write, index: Path) -> None:
    sources = write({"jira/issues 2026-11-20.csv": ISSUES})
    run_night(sources, index)
    before = identities_of(index)
    (sources / "jira/issues 2026-11-20.csv").unlink()
    write({"jira/issues 2026-11-21.csv": ISSUES.replace("Repair crane 4", "Sell crane 4")})
    run_night(sources, index)
    after = identities_of(index)
    assert {key: one for (_, key), one in after.items()} == {key: one for (_, key), one in before.items()}
    with open_index(index) as opened:
        assert opened.record("HED-4").title == "HED-4 Sell crane 4"  # type: ignore[union-attr]


@pytest.mark.parametrize("lost", [3, 6])
def test_a_source_that_shrank_by_more_than_a_third_is_not_published(write: Write, index: Path, lost: int) -> None:
    sources = write({**NOTES, "strategy/goals.md": "# Goals\n\nLoss of linen falls.\n"})
    first = run_night(sources, index)
    for number in range(lost):
        (sources / f"work/note {number}.md").unlink()
    with pytest.raises(PublishRefusedError, match=f"work shrank from 6 to {6 - lost} files.*--accept-shrink"):
        run_night(sources, index)
    assert live_generation(index) == first.generation
    assert "shrank" in receipts(index)[0]["warnings"][0]["reason"]
    receipt = run_night(sources, index, accept_shrink=True)
    assert (receipt.published, receipt.documents) == (True, 7 - lost)


def test_a_third_less_and_a_single_file_less_are_published(write: Write, index: Path) -> None:
    sources = write({**NOTES, "strategy/goals.md": "# Goals\n\nLoss of linen falls.\n"})
    run_night(sources, index)
    for name in ("work/note 0.md", "work/note 1.md", "strategy/goals.md"):
        (sources / name).unlink()
    assert run_night(sources, index).documents == 4


def test_an_export_that_lost_half_its_records_is_not_published(write: Write, index: Path) -> None:
    sources = write({"jira/issues.csv": ISSUES})
    run_night(sources, index)
    (sources / "jira/issues.csv").write_text("".join(ISSUES.splitlines(keepends=True)[:5]))
    with pytest.raises(PublishRefusedError, match="jira shrank from 9 to 4 documents"):
        run_night(sources, index)
    assert run_night(sources, index, accept_shrink=True).documents == 4


def test_files_that_moved_to_another_source_are_not_lost(write: Write, index: Path) -> None:
    sources = write(NOTES)
    run_night(sources, index)
    (sources / "work").rename(sources / "notes")
    assert run_night(sources, index).documents == 6


def test_a_dry_run_says_that_a_run_would_be_refused(write: Write, index: Path) -> None:
    sources = write(NOTES)
    run_night(sources, index)
    for number in range(4):
        (sources / f"work/note {number}.md").unlink()
    receipt = Night(sources, index, Settings()).preview()
    assert counts(receipt) == (0, 0, 4, 2)
    assert "work shrank from 6 to 2 files" in receipt.warnings[0].reason


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a folder impossible to list, as a share that is not mounted is."""

    def fail(name: str) -> None:
        walk = os.walk

        def walked(top: Path, onerror: Callable[[OSError], None] | None = None) -> Iterator[Any]:
            for base, folders, names in walk(top):
                if name in folders and onerror:
                    folders.remove(name)
                    onerror(OSError(5, "Input/output error", str(Path(base) / name)))
                yield base, folders, names

        monkeypatch.setattr("ingest.sources.os.walk", walked)

    return fail


def test_what_could_not_be_listed_is_not_deleted(write: Write, index: Path, unlisted: Callable[[str], None]) -> None:
    sources = write({**NOTES, "strategy/goals.md": "# Goals\n\nLoss of linen falls.\n"})
    first = run_night(sources, index)
    unlisted("work")
    (sources / "strategy/goals.md").write_text("# Goals\n\nLoss of linen rises.\n")
    with pytest.raises(PublishRefusedError, match="work cannot be listed"):
        run_night(sources, index)
    assert live_generation(index) == first.generation
    receipt = run_night(sources, index, accept_shrink=True)
    assert (receipt.published, receipt.documents, counts(receipt)) == (True, 7, (0, 0, 0, 6))


def test_a_declared_source_that_is_gone_is_not_deleted(write: Write, index: Path) -> None:
    toml = '[[sources]]\npath = "work"\naudience = "everyone"\n'
    sources = write({**NOTES, "bearing.toml": toml})
    run_night(sources, index)
    (sources / "work").rename(sources.parent / "unmounted")
    with pytest.raises(PublishRefusedError, match="work cannot be listed"):
        run_night(sources, index)
    assert run_night(sources, index, accept_shrink=True).documents == 6


def test_a_declared_source_that_never_was_is_wrong_use(write: Write, index: Path) -> None:
    sources = write({**NOTES, "bearing.toml": '[[sources]]\npath = "wrok"\naudience = "everyone"\n'})
    with pytest.raises(UsageError, match="wrok"):
        run_night(sources, index)


def test_a_file_that_cannot_be_read_tonight_keeps_what_was_read_of_it(
    write: Write, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write(NOTES)
    run_night(sources, index)
    before = everything(index)
    opened = Path.open

    def failing(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "note 2.md":
            raise OSError(5, "Input/output error")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", failing)
    for _ in range(2):
        receipt = run_night(sources, index)
        assert [problem.path for problem in receipt.failures] == ["work/note 2.md"]
        assert everything(index) == before
    monkeypatch.undo()


def test_columns_that_went_came_or_were_renamed_are_said(write: Write, index: Path) -> None:
    sources = write({"jira/issues.csv": ISSUES})
    run_night(sources, index)
    header, *rows = ISSUES.replace("Story points", "Estimate").splitlines()
    lines = [f"Team,{header}", *(f"Yard,{row}" for row in rows)]
    (sources / "jira/issues.csv").write_text("\n".join(lines).replace("Issue Type,", "", 1).replace(",Story,", ","))
    said = {problem.reason for problem in run_night(sources, index).warnings}
    assert {"column 'Issue Type' is gone", "column 'Team' is new"} <= said
    assert any("'Story points'" in line and "'Estimate'" in line for line in said)


def test_warnings_of_files_that_did_not_change_are_said_again(write: Write, index: Path) -> None:
    sources = write({"work/plan.csv": "Goal;Due\nLoss falls;June\nLoss falls more;July;and more\n", **NOTES})
    first = [problem.reason for problem in run_night(sources, index).warnings]
    assert "1 row has more cells than the header has names: 3" in first
    (sources / "work/note 1.md").write_text("# Note\n\nOther words.\n")
    assert [problem.reason for problem in run_night(sources, index).warnings] == first
    assert [problem.reason for problem in run_night(sources, index).warnings] == first
