from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from ingest.parse.files import parse
from ingest.parse.recognise import media_of
from tests.ingest.old_office import OldSheet, compound, excel_97, outlook_message

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.md", b"# Title\n", "markdown"),
        ("a.txt", b"# Title\n", "text"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.txt", b"<!DOCTYPE html><html><body>Hi</body></html>", "html"),
        ("issues.xls", b"<html><table><tr><td>Key</td></tr></table></html>", "html"),
        ("a.md", b"<div align=center>Hi</div>\n\n# T\n", "markdown"),
        ("a.docx", b"%PDF-1.4\n", "pdf"),
        ("noname", b"a;b;c\n1;2;3\n4;5;6\n", "csv"),
        ("noname", b"Just some words, and more.\n", "text"),
        ("a.txt", b"BMW sells cars.\n", "text"),
        ("a.doc", b"{\\rtf1 hello}", "rtf"),
        ("a.doc", b"Date: Tue\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "mail"),
        ("a.md", b"From: Ana\nTo: Bo\nSubject: Beds\n\nDear Bo\n", "markdown"),
        ("a.eml", b"From: Ana\nSubject: Beds\n\nDear Bo\n", "mail"),
        ("noname", compound(outlook_message({"0037": "Beds"}, 0, [{"WordDocument": b"x"}])), "msg"),
        ("a.dat", excel_97([OldSheet("A", [["x"]])]), "xls"),
        ("a.eml", b"From: Ana\nMIME-Version: 1.0\n\nIt begins with %PDF-1.4 and 1 0 obj\n", "mail"),
        ("a.txt", b"junk before\n%PDF-1.4\n1 0 obj\n", "pdf"),
        ("a.txt", b"A file that begins with %PDF-1.4 is one.\n", "text"),
    ],
)
def test_content_decides_and_the_extension_breaks_ties(tmp_path: Path, name: str, content: bytes, media: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert media_of(path) == media


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.docx", b"\x00" * 900, "empty file"),
        ("a.xls", compound({"Workbook": b"x" * 99}), "damaged workbook"),
        ("a.xlsx", compound({"EncryptedPackage": b"x", "Workbook": b"x"}), "encrypted Office file"),
        ("a.doc", compound({"WordDocument": b"x"}), "save it as .docx"),
        ("a.ppt", compound({"PowerPoint Document": b"x"}), "save it as .pptx"),
        ("a.msg", compound({"__properties_version1.0": bytes(32)}), "no text in it"),
        ("a.vsd", compound({"VisioDocument": b"x"}), "Visio"),
        ("a.dat", compound({"Data": b"x"}), "old Office file"),
        ("a.doc", OLE, "damaged Office file"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 50, "image"),
        ("a.pdf", b"<html>Not found</html>", "damaged PDF|web page"),
        ("a.json", b'{"a": 1}', "JSON data"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>", "XML data"),
        ("a.bin", bytes(range(256)) * 4, "unknown binary"),
        ("a.docx", b"PK\x03\x04broken", "damaged archive"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=reason):
        parse(path)


@pytest.mark.parametrize(
    ("member", "content", "reason"),
    [
        ("picture.png", "\x89PNG\x00", "archive without a document that can be read"),
        ("mimetype", "application/epub+zip", "e-book"),
        ("Index/Document.iwa", "x", "iWork"),
    ],
)
def test_other_archives_are_refused_with_a_reason(tmp_path: Path, member: str, content: str, reason: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    with pytest.raises(DocumentError, match=reason):
        parse(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        media_of(tmp_path / "gone.md")
