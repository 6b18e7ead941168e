from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.domain import Kind
from assistant.errors import UsageError
from assistant.settings import load_settings
from ingest.sources import discover

Write = Callable[[Mapping[str, str | bytes]], Path]


def kinds(folder: Path) -> dict[str, tuple[str, str]]:
    listing = discover(folder, load_settings(folder))
    return {file.path: (str(file.source.kind), file.source.audience) for file in listing.files}


def test_folders_called_after_kinds_just_work(write: Write) -> None:
    folder = write({"strategy/a.md": "x", "Jira/b.csv": "x", "crm/deep/c.csv": "x", "d.md": "x", "misc/e.md": "x"})
    assert kinds(folder) == {
        "strategy/a.md": ("strategy", "everyone"),
        "Jira/b.csv": ("work", "everyone"),
        "crm/deep/c.csv": ("customers", "everyone"),
        "d.md": ("other", "everyone"),
        "misc/e.md": ("other", "everyone"),
    }


def test_a_declared_source_settles_kind_and_audience_below_its_path(write: Write) -> None:
    toml = '[[sources]]\npath = "strategy/board"\nkind = "finance"\naudience = "board"\n'
    folder = write({"bearing.toml": toml, "strategy/a.md": "x", "strategy/board/b.md": "x"})
    assert kinds(folder) == {"strategy/a.md": ("strategy", "everyone"), "strategy/board/b.md": ("finance", "board")}


def test_a_declared_source_without_an_audience_is_for_nobody_and_says_so(write: Write) -> None:
    folder = write({"bearing.toml": '[[sources]]\npath = "strategy"\n', "strategy/a.md": "x"})
    listing = discover(folder, load_settings(folder))
    assert listing.files[0].source.audience == "nobody"
    assert "nobody may read it" in listing.warnings[0][1]


def test_hidden_and_lock_files_are_not_sources(write: Write) -> None:
    assert list(
        kinds(write({".git/x": "x", "strategy/.DS_Store": "x", "strategy/~$a.docx": "x", "strategy/a.md": "x"}))
    ) == ["strategy/a.md"]


def test_a_link_out_of_the_folder_is_not_followed(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    folder = write({"strategy/a.md": "x"})
    (folder / "strategy" / "b.md").symlink_to(tmp_path / "secret.md")
    listing = discover(folder, load_settings(folder))
    assert [file.path for file in listing.files] == ["strategy/a.md"]
    assert listing.warnings[0][0] == "strategy/b.md"


@pytest.mark.parametrize("path", ["../other", "/etc", "missing"])
def test_a_source_that_is_not_there_or_outside_is_wrong_use(write: Write, path: str) -> None:
    folder = write({"bearing.toml": f'[[sources]]\npath = "{path}"\naudience = "everyone"\n'})
    with pytest.raises(UsageError, match="source"):
        discover(folder, load_settings(folder))


def test_a_kind_that_is_not_declared_comes_from_the_folder(write: Write) -> None:
    folder = write({"bearing.toml": '[[sources]]\npath = "problems"\naudience = "leads"\n', "problems/a.md": "x"})
    assert discover(folder, load_settings(folder)).files[0].source.kind == Kind.PROBLEMS
