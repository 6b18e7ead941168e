from __future__ import annotations

import io
import os
import resource
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.parse import archive
from ingest.parse.apart import apart
from ingest.parse.archive import Allowance
from ingest.parse.files import parse

MANY_FILES = 1200
NOTE = b"# Note\n\nSome words.\n"


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as one:
        for name, content in members.items():
            one.writestr(name, content)
    return file.getvalue()


def put(tmp_path: Path, members: dict[str, bytes]) -> Path:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(members))
    return path


def members_of(read: ParsedFile) -> list[str | None]:
    return [one.member for one in read.documents]


def test_members_are_documents_and_a_bad_one_is_a_warning_that_names_it(tmp_path: Path) -> None:
    read = parse(put(tmp_path, {"b/note.md": NOTE, "bad.pdf": b"%PDF-1.4 broken", "empty.txt": b"", ".DS_Store": b"x"}))
    assert members_of(read) == ["b/note.md"]
    assert [warning.partition(":")[0] for warning in read.warnings] == ["bad.pdf", "empty.txt"]


def test_archives_are_read_inside_each_other_but_not_for_ever(tmp_path: Path) -> None:
    inner = {"note.md": NOTE}
    for depth in range(6):
        inner = {f"{depth}.zip": packed(inner), "note.md": NOTE}
    read = parse(put(tmp_path, inner))
    assert len(read.documents) == archive.DEEPEST
    assert "nested too deeply" in read.warnings[-1]


def test_names_that_lead_out_are_only_names(tmp_path: Path) -> None:
    assert members_of(parse(put(tmp_path, {"../../etc/note.md": NOTE}))) == ["etc/note.md"]
    assert not (tmp_path.parent / "etc").exists()


def test_bomb_is_stopped_whatever_it_says_of_itself(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.txt": b"words " * 100_000, "note.md": NOTE})
    with zipfile.ZipFile(path) as one:
        lie = one.getinfo("a.txt")
    path.write_bytes(path.read_bytes().replace(lie.file_size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    read = archive.documents(path, (), Allowance(), lambda name, content: parse_note(tmp_path, content))
    assert members_of(read) == ["note.md"]
    honest = put(tmp_path, {"a.txt": b"words " * 100_000, "note.md": NOTE})
    small = archive.documents(honest, (), Allowance(largest=1000), lambda name, content: parse_note(tmp_path, content))
    assert "unpacks to more than an archive may hold" in small.warnings[0]


def parse_note(tmp_path: Path, content: bytes) -> ParsedFile:
    path = tmp_path / "note.md"
    path.write_bytes(content)
    return parse(path)


def test_allowance_is_shared_by_all_members(tmp_path: Path) -> None:
    path = put(tmp_path, {f"{number}.md": NOTE for number in range(5)})
    read = archive.documents(path, (), Allowance(members=3), lambda name, content: parse_note(tmp_path, content))
    assert len(read.documents) == 3
    assert "more members" in read.warnings[0]


def test_member_with_a_password_asks_for_it(tmp_path: Path) -> None:
    path = put(tmp_path, {"note.md": NOTE, "other.md": NOTE})
    data = bytearray(path.read_bytes())
    # Bit 0 of the flags says "encrypted": 6 bytes into a local header, 8 into one of the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    read = parse(path)
    assert members_of(read) == ["other.md"]
    assert read.warnings == ("note.md: encrypted: give its password in bearing.toml, or unpack it beside the sources",)


def test_a_member_is_read_apart_in_a_process_that_has_many_files_open() -> None:
    with ExitStack() as opened:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < MANY_FILES:
            pytest.skip("this machine lets no process open that many files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, MANY_FILES), hard))
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        while (number := os.dup(2)) < 1100:
            opened.callback(os.close, number)
        opened.callback(os.close, number)
        assert apart(lambda: ParsedFile((), ("read",))).warnings == ("read",)


def test_crash_of_one_member_loses_no_other(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="its reader crashed on it"):
        apart(lambda: os._exit(9))
    with pytest.raises(DocumentError, match=r"took longer than 0\.1 seconds"):
        apart(lambda: __import__("time").sleep(30), seconds=0.1)  # type: ignore[arg-type]
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "Some words in a page")
    canvas.save()
    read = parse(put(tmp_path, {"a.pdf": (tmp_path / "a.pdf").read_bytes()}))
    assert read.documents[0].blocks[0].locator.page == 1
