"""What a file is, by its first bytes and its containers' contents; the extension only breaks ties between texts."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import DocumentError
from ingest.parse.decode import decode
from ingest.parse.draft import EMPTY_FILE
from ingest.parse.ole import root_names
from ingest.parse.transcript import is_transcript

_HEAD = 64 * 1024
_EXTENSIONS = {
    f".{extension}": media
    for media, extensions in (
        ("markdown", "md markdown mdown mkd mdx qmd"),
        ("csv", "csv tsv tab"),
        ("html", "html htm xhtml"),
        ("text", "txt text log rst adoc"),
    )
    for extension in extensions.split()
}
_MAIL = frozenset((".eml", ".mht", ".mhtml", ".emlx"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage"
_OLE_MEDIA = {"__properties_version1.0": "msg", "Workbook": "xls", "Book": "xls"}
# Names at the root of an OLE file, most telling first.
_OLE_REASONS = (
    (_ENCRYPTED, "encrypted Office file: remove its password and save it again"),
    ("WordDocument", "Word 97 document (.doc): save it as .docx"),
    ("PowerPoint Document", "PowerPoint 97 presentation (.ppt): save it as .pptx"),
    ("VisioDocument", "Visio drawing: save it as PDF"),
    ("Props9", "Microsoft Project plan: export it as CSV or PDF"),
)
_MAGIC = (
    (b"\x89PNG", "image: Bearing reads text only"),
    (b"\xff\xd8\xff", "image: Bearing reads text only"),
    (b"GIF8", "image: Bearing reads text only"),
    (b"BM", "image: Bearing reads text only"),
    (b"II*\x00", "image: Bearing reads text only"),
    (b"MM\x00*", "image: Bearing reads text only"),
    (b"RIFF", "image, audio or video: Bearing reads text only"),
    (b"ID3", "audio or video: Bearing reads text only"),
    (b"OggS", "audio or video: Bearing reads text only"),
    (b"\x1aE\xdf\xa3", "audio or video: Bearing reads text only"),
    (b"\x1f\x8b", "compressed archive (gzip): unpack it beside the sources"),
    (b"7z\xbc\xaf", "compressed archive (7z): unpack it beside the sources"),
    (b"Rar!", "compressed archive (rar): unpack it beside the sources"),
    (b"BZh", "compressed archive (bzip2): unpack it beside the sources"),
    (b"\xfd7zXZ", "compressed archive (xz): unpack it beside the sources"),
    (b"\x7fELF", "program, not a document"),
    (b"MZ", "program, not a document"),
    (b"SQLite format 3", "database (SQLite): export its tables as CSV"),
    (b"PAR1", "Parquet table: export it as CSV"),
    (b"!BDN", "Outlook mailbox (.pst): export its folders as .mbox, or its messages as .msg"),
    (b"%!PS", "PostScript: save it as PDF"),
)
_XML_REASONS = (
    ("schemas.microsoft.com/office/word/2003/wordml", "Word 2003 XML document: save it as .docx"),
    ("schemas.microsoft.com/office/2006/xmlPackage", "Word document in one XML file: save it as .docx"),
    ("office:mimetype", "flat OpenDocument file: save it as .odt, .ods or .odp"),
    ("http://schemas.microsoft.com/project", "Microsoft Project plan: export it as CSV or PDF"),
)
_OLD_TEXTS = (
    ("BEGIN:VCARD", "address card (.vcf): export the contacts as CSV"),
    ("ID;P", "SYLK spreadsheet: save it as .xlsx or CSV"),
    ("TABLE\n0,1\n", "DIF spreadsheet: save it as .xlsx or CSV"),
)
_MAILBOX = re.compile(
    r"From (?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]*\d:\d\d[^\n]*\n(?:>From [^\n]*\n)?[A-Za-z][\w-]*:"
)
# Those whose magic number is also plain text count only when the rest is not.
_ALSO_TEXT = (b"BM", b"MZ", b"RIFF", b"ID3", b"OggS", b"BZh", b"PAR1", b"Rar!", b"GIF8")


def media_of(path: Path) -> str:
    """Return what a file holds: one of the names for which `files` has a reader.

    Raises DocumentError with the reason when it is none of them.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or 'input/output error'}") from error
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DocumentError(EMPTY_FILE)
    if _is_pdf(path, head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    _refuse_binary(path, head)
    return _text_like(path, head)


def _is_pdf(path: Path, head: bytes) -> bool:
    """Whether a file is a PDF; its mark may come after some junk, but a message or a page can speak of PDFs as well."""
    at = head[:1024].find(b"%PDF-")
    if at <= 0:
        return at == 0
    before = head[:at]
    text, _ = decode(before)
    speaks = _is_mail(text + "\n", path.suffix.lower()) or _is_html(text.lstrip("\ufeff \t\n"), None)
    return b" obj" in head[at:] and not speaks and not before.startswith((b"PK\x03\x04", _OLE))


def _zipped(path: Path) -> str:
    """Tell an Office file from other archives by what is inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, KeyError) as error:
        raise DocumentError("damaged archive: the file is cut off or broken; export it again") from error
    if "[Content_Types].xml" in names:
        for folder, media in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                if "xl/workbook.bin" in names:
                    raise DocumentError("binary Excel workbook (.xlsb): save it as .xlsx")
                return media
    if "opendocument" in mimetype and "content.xml" in names:
        return "opendocument"
    if "epub" in mimetype:
        raise DocumentError("e-book (.epub): save it as PDF")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise DocumentError("Apple iWork file: export it as PDF or Office")
    return "zip"


def _compound(path: Path) -> str:
    """Tell the old Office formats apart by the names at the root; an attachment or an object has its own below."""
    names = root_names(path)
    for name, media in _OLE_MEDIA.items():
        if name in names and _ENCRYPTED not in names:
            return media
    for name, reason in _OLE_REASONS:
        if name in names:
            raise DocumentError(reason)
    raise DocumentError("old Office file: save it in a format of today (.docx, .xlsx, .pptx)")


def _refuse_binary(path: Path, head: bytes) -> None:
    binary = _is_binary(head)
    for magic, reason in _MAGIC:
        if head.startswith(magic) and (binary or magic not in _ALSO_TEXT):
            raise DocumentError(reason)
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        raise DocumentError(
            "image: Bearing reads text only"
            if brand in (b"heic", b"mif1", b"avif")
            else "audio or video: Bearing reads text only"
        )
    if path.suffix.lower() == ".pdf":
        page = _is_html(decode(head)[0].lstrip("\ufeff \t\n"), None)
        what = "a web page that is called .pdf (perhaps that of a sign-in)" if page else "damaged PDF"
        raise DocumentError(f"{what}: it does not begin as a PDF does; export or download it again")
    if binary:
        raise DocumentError("not a document that Bearing reads (unknown binary data)")


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding that Bearing reads: many control characters once decoded."""
    text, _ = decode(head[: len(head) // 4 * 4] if len(head) >= 4 else head)
    odd = sum(
        1
        for char in text
        if (char < " " and char not in "\t\n\f\x0b\x1b") or char in "\ufffd\x7f" or "\x80" <= char < "\xa0"
    )
    return odd > 0.1 * len(text)


def _text_like(path: Path, head: bytes) -> str:
    text, _ = decode(head[: len(head) // 4 * 4] if len(head) >= 4 else head)
    text = text.lstrip("\ufeff \t\n")
    named = _EXTENSIONS.get(path.suffix.lower())
    if _is_mailbox(text):
        return "mailbox"
    if _is_mail(text, path.suffix.lower()):
        return "mail"
    if _is_html(text, named):
        return "html"
    if re.match(r"(?:\s|<!--.*?-->)*<(?:\?xml|rss|feed|svg|entity-engine-xml|Workbook)\b", text, re.DOTALL):
        return _xml(text)
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    if is_transcript(text):
        return "transcript"
    for opening, reason in _OLD_TEXTS:
        if text.startswith(opening):
            raise DocumentError(reason)
    if path.suffix.lower() == ".csv" and re.match(r"\[?\s*\{\s*\"\w+\"\s*:", text):
        return "json"
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson", ".ipynb") or (
        named is None and re.match(r"\s*[\[{]\s*[\"{\[\]}]", text)
    ):
        return "json"
    if named == "text" and _is_delimited(text):
        return "csv"
    return named or _guess(text)


def _is_delimited(text: str) -> bool:
    """Whether a text is a table: Excel calls its tables with tabs .txt, databases those with bars."""
    rows = [row for row in text.split("\n")[:20] if row.strip()]
    return any(_is_table(rows, mark) and min(row.count(mark) for row in rows[:-1]) > 1 for mark in "\t|")


def _xml(text: str) -> str:
    """Tell the Office formats that are XML from other XML; one that Bearing does not read is refused."""
    head = text[:4096]
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml_workbook"
    for mark, reason in _XML_REASONS:
        if mark in head:
            raise DocumentError(reason)
    return "xml"


def _is_mail(text: str, suffix: str) -> bool:
    """Whether a text begins with the headers of a message; a memo begins with From and To as well."""
    match = re.match(r"(?:From [^\n:]+\n)?((?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+)", text)
    names = {name.lower() for name in re.findall(r"^([\w-]+):", match[1], re.MULTILINE)} if match else set()
    if names & {"mime-version", "message-id", "received", "return-path"}:
        return len(names) > 1 or suffix in _MAIL
    return suffix in _MAIL and len(names & {"from", "to", "subject", "date", "content-type"}) > 1


def _is_mailbox(text: str) -> bool:
    """Whether a text begins as a mailbox does: a line with a sender and a time, then the headers of a message."""
    return bool(_MAILBOX.match(text))


def _is_html(text: str, named: str | None) -> bool:
    """Whether a text is a web page; Markdown may begin with a tag, so only a whole page overrules its name."""
    opening = re.sub(r"\A(?:\s|<\?xml[^>]*>|<!--.*?-->)+", "", text[:8192], flags=re.DOTALL).lower()
    if opening.startswith(("<!doctype html", "<html")):
        return True
    if named in ("markdown", "text", "csv"):
        return named != "markdown" and opening.startswith(("<head", "<body", "<table"))
    return named == "html" or bool(re.match(r"<(?:head|body|table|div|h1|p|meta|title)\b", opening))


def _guess(text: str) -> str:
    """Tell Markdown and CSV from plain text when the name does not."""
    if (
        re.search(r"^#{1,6} \S", text, re.MULTILINE)
        or text.startswith("---\n")
        or re.search(r"^\|?\s*:?-{3,}:?\s*\|", text, re.MULTILINE)
    ):
        return "markdown"
    rows = [row for row in text.split("\n")[:20] if row.strip()]
    return "csv" if any(_is_table(rows, delimiter) for delimiter in ",;\t|") else "text"


def _is_table(lines: Sequence[str], delimiter: str) -> bool:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return False
    return (
        len(widths) > 2
        and min(widths) > 1
        and len(set(widths[:-1])) == 1
        and widths[0] > (2 if delimiter == "," else 1)
    )
