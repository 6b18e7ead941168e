from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

NOTES = """Goals of the year
=================

Fewer falls on the ward,
and shorter waits.

- First
  goes on
2) Second
-----
End.
"""


def test_text_is_the_file_and_blocks_its_paragraphs_and_items(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(NOTES)
    document = only(path)
    assert document.text == NOTES
    assert document.title == "Goals of the year"
    assert texts(document, Role.ITEM) == ["First\n  goes on", "Second"]
    assert "Fewer falls on the ward,\nand shorter waits." in texts(document, Role.TEXT)
    assert block_of(document, "End.").trail == ("Goals of the year",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("Die Prüfung läuft – für \u201calle\u201d.\nZweite Zeile über Äpfel.\n".encode(encoding))
    assert texts(only(path)) == ["Die Prüfung läuft – für \u201calle\u201d.\nZweite Zeile über Äpfel."]


def test_nul_bytes_keep_offsets(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"One\x00two and many more words so that this is text.\n")
    assert only(path).text == "One\ufffdtwo and many more words so that this is text.\n"


def test_blank_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("\n  \n")
    with pytest.raises(DocumentError, match="empty file"):
        parse(path)


def test_underlined_headings_are_below_those_of_the_mark_that_came_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Boats\n=====\n\nWhy\n---\n\nThey wait.\n\nHow\n---\n\nAt night.\n\nCrews\n=====\n\nFour each.\n")
    document = only(path)
    trails = [block_of(document, words).trail for words in ("They wait.", "At night.", "Four each.")]
    assert trails == [("Boats", "Why"), ("Boats", "How"), ("Crews",)]


def test_headings_of_asciidoc_stand_after_their_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.adoc"
    path.write_text("= Boats\n\n== Why\n\nThey wait == too long.\n\n=== Night\n\nAt anchor.\n")
    document = only(path)
    assert texts(document, Role.HEADING) == ["Boats", "Why", "Night"]
    assert block_of(document, "At anchor.").trail == ("Boats", "Why", "Night")
