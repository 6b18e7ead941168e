from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from ingest.parse.files import parse
from ingest.parse.recognise import media_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\x00" * 40


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
        ("a.xls", ole("Workbook"), "Excel 97 workbook .*save it as .xlsx"),
        ("a.xlsx", ole("EncryptedPackage") + ole("Workbook"), "encrypted Office file"),
        ("a.doc", ole("WordDocument"), "save it as .docx"),
        ("a.ppt", ole("PowerPoint Document"), "save it as .pptx"),
        ("a.msg", ole("__properties_version1.0"), "Outlook message"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 50, "image"),
        ("a.rtf", b"{\\rtf1 hello}", "save it as .docx"),
        ("a.pdf", b"<html>Not found</html>", "damaged PDF|web page"),
        ("a.json", b'{"a": 1}', "JSON data"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>", "XML data"),
        ("a.doc", b"Date: Tue\nMIME-Version: 1.0\nContent-Type: multipart/related\n", "web archive"),
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
        ("notes.md", "hello", "zip archive: unpack it"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "OpenDocument text"),
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
