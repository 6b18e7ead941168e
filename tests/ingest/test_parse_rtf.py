from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from ingest.parse.rtf import plain_text
from ingest.parse.rtf_compressed import decompressed
from tests.ingest.parse_checks import block_of, only, texts

# The worked example of MS-OXRTFCP, 4.1.
COMPRESSED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def rtf(tmp_path: Path, body: bytes) -> Path:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + body + b"}")
    return path


def test_encodings_come_from_the_font_and_unicode_skips_its_replacement(tmp_path: Path) -> None:
    fonts = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
    document = only(rtf(tmp_path, fonts + rb"\f0 caf\'e9 {\f1 \'cf\'f0\'e8} \u8364?\uc2\u8212--x\par"))
    assert texts(document) == ["café При €—x"]


def test_what_a_reader_does_not_see_is_left_out(tmp_path: Path) -> None:
    body = rb"{\*\unknown secret}{\pict\pngblip 89504e47}{\field{\*\fldinst HYPERLINK}{\fldrslt link}} "
    body += rb"{\v hidden}{\deleted gone}shown\par"
    assert texts(only(rtf(tmp_path, body))) == ["link shown"]


def test_outline_levels_make_the_trail_and_comments_name_their_author(tmp_path: Path) -> None:
    body = rb"\pard\outlinelevel0 Goals\par\pard Fewer falls{\*\atnauthor Bo}{\*\annotation Is it so?}.\par"
    document = only(rtf(tmp_path, body))
    assert block_of(document, "Fewer falls").trail == ("Goals",)
    comment = block_of(document, "Is it so?")
    assert (comment.role, comment.locator.field) == (Role.COMMENT, "comment by Bo")


def test_single_row_is_no_header(tmp_path: Path) -> None:
    document = only(rtf(tmp_path, rb"\trowd\pard\intbl Goal\cell Now\cell\row\pard Text\par"))
    assert [block.role for block in document.blocks] == [Role.ROW, Role.TEXT]


@pytest.mark.parametrize("body", [b"", b"{" * 600 + b"x", rb"\par\par{\*\x y}"])
def test_nothing_to_read_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(DocumentError, match=r"no text in it|nested too deeply"):
        parse(rtf(tmp_path, body))


def test_rich_text_of_a_message_is_unpacked() -> None:
    assert decompressed(COMPRESSED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert plain_text(decompressed(COMPRESSED)) == "hello world"
    assert decompressed(COMPRESSED[:10]) == b""


def test_marks_of_a_list_stand_before_its_items_and_contents_are_left_out(tmp_path: Path) -> None:
    body = (
        rb"{\stylesheet{\s0 Normal;}{\s3 toc 1;}{\s4\outlinelevel0 heading 1;}}\pard\s3 Crews 3\par"
        rb"\pard\s4{\listtext 2.\tab}\ls1 Crews\par\pard{\pntext\f1\'b7\tab}Leave on time\par"
        rb"\pard{\listtext a)\tab}\ls2 Count the boats\par\pard Done.\par"
    )
    document = only(rtf(tmp_path, body))
    assert texts(document) == ["Crews", "Leave on time", "Count the boats", "Done."]
    assert texts(document, Role.ITEM) == ["Leave on time", "Count the boats"]
    assert "2. Crews" in document.text
    assert "a) Count" in document.text
    assert block_of(document, "Done.").trail == ("2. Crews",)
