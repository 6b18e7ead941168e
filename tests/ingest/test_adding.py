"""A file that is handed in: who may, under which name, into which place."""

from pathlib import Path, PurePosixPath

import pytest

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from assistant.settings import Settings, SourceSettings
from ingest.adding import LARGEST_MB, Standing, land, place_for, safe_name, tried, writable
from ingest.sources import Source


def organisation(folder: Path) -> Settings:
    for name in ("notes", "board", "open"):
        (folder / name).mkdir()
    (folder / "notes" / "special.csv").write_text("a,b\n1,2\n")
    rows = (
        {"path": "notes", "audience": "everyone", "writers": ["staff"]},
        {"path": "board", "audience": "board", "writers": ["everyone", "staff"]},
        {"path": "open", "audience": "everyone"},
        {"path": "notes/special.csv", "audience": "board"},
        {"path": "gone", "audience": "everyone", "writers": ["staff"]},
    )
    return Settings(sources=tuple(SourceSettings.model_validate(row) for row in rows))


def paths(sources: tuple[Source, ...]) -> list[str]:
    return [source.path for source in sources]


def test_who_is_a_writer_and_a_reader_may_add(tmp_path: Path) -> None:
    settings = organisation(tmp_path)
    assert paths(writable(tmp_path, settings, ())) == []
    assert paths(writable(tmp_path, settings, ("staff",))) == ["notes"]
    assert paths(writable(tmp_path, settings, ("board",))) == ["board"]
    assert paths(writable(tmp_path, settings, ("nobody",))) == []


def test_a_source_that_leads_out_of_the_folder_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "sources" / "link").symlink_to(tmp_path / "outside")
    source = SourceSettings(path="link", audience="everyone", writers=("everyone",))
    assert writable(tmp_path / "sources", Settings(sources=(source,)), ()) == ()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plan.md", "plan.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\plan.docx", "plan.docx"),
        ("a\x00b\n: <c>?.md", "a b c .md"),
        ("Bu\u0308cher 2026.pdf", "B\u00fccher 2026.pdf"),
        ("evil\u202efdp.md", "evilfdp.md"),
        ("trailing. . ", "trailing"),
    ],
)
def test_a_name_is_made_safe(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    "name", ["", "..", "/", "...", "bearing.toml", "x/bearing.toml", ".hidden", "~$a.docx", "NUL.txt"]
)
def test_a_name_that_cannot_be_used_is_refused(name: str) -> None:
    with pytest.raises(DocumentError, match="rename it"):
        safe_name(name)


def test_a_long_name_is_refused_before_the_file_system_does() -> None:
    with pytest.raises(DocumentError, match="shorten"):
        safe_name("ü" * 150 + ".md")


def test_a_file_that_would_belong_to_another_source_is_refused_and_the_source_not_named(tmp_path: Path) -> None:
    settings = organisation(tmp_path)
    (notes,) = writable(tmp_path, settings, ("staff",))
    with pytest.raises(DocumentError, match="give it another"):
        place_for(tmp_path, settings, notes, "special.csv", b"a,b\n")


def test_what_stands_there_already_is_told_and_kept_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    settings = organisation(tmp_path)
    (notes,) = writable(tmp_path, settings, ("staff",))
    first = place_for(tmp_path, settings, notes, "plan.md", b"one")
    assert (first.path, first.standing) == (PurePosixPath("notes/plan.md"), Standing.FREE)
    land(tmp_path, first, b"one", replace=False)
    assert place_for(tmp_path, settings, notes, "plan.md", b"one").standing is Standing.SAME
    other = place_for(tmp_path, settings, notes, "plan.md", b"two")
    assert other.standing is Standing.OTHER
    with pytest.raises(DocumentError, match="another file of this name"):
        land(tmp_path, other, b"two", replace=False)
    assert (tmp_path / "notes" / "plan.md").read_bytes() == b"one"
    land(tmp_path, other, b"two", replace=True)
    assert (tmp_path / "notes" / "plan.md").read_bytes() == b"two"
    assert sorted(file.name for file in (tmp_path / "notes").iterdir()) == ["plan.md", "special.csv"]


def test_a_link_or_a_folder_is_never_replaced(tmp_path: Path) -> None:
    settings = organisation(tmp_path)
    (notes,) = writable(tmp_path, settings, ("staff",))
    (tmp_path / "notes" / "deep").mkdir()
    (tmp_path / "notes" / "link.md").symlink_to("/etc/hostname")
    for name in ("deep", "link.md"):
        with pytest.raises(DocumentError, match="give it another"):
            place_for(tmp_path, settings, notes, name, b"x")


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    settings = organisation(tmp_path)
    (notes,) = writable(tmp_path, settings, ("staff",))
    place = place_for(tmp_path, settings, notes, "plan.md", b"one")
    (tmp_path / "notes" / "special.csv").unlink()
    (tmp_path / "notes").rmdir()
    with pytest.raises(DocumentError, match="could not be saved: No such file"):
        land(tmp_path, place, b"one", replace=False)


def test_files_are_read_before_they_are_in_any_source_and_bad_ones_say_why() -> None:
    source = Source("notes", "other", "everyone")  # type: ignore[arg-type]
    files = {
        "plan.md": b"# Plan\n\nWords.\n",
        "broken.pdf": b"%PDF-1.7 broken",
        "huge.md": b"x" * ((LARGEST_MB << 20) + 1),
    }
    read = tried(files, source, Settings())
    assert isinstance(read["plan.md"], ParsedFile)
    assert [document.title for document in read["plan.md"].documents] == ["Plan"]
    assert isinstance(read["broken.pdf"], DocumentError)
    assert str(read["huge.md"]) == f"it is larger than {LARGEST_MB} MB"
