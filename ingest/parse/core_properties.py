"""What an Office file says about itself (ECMA-376 part 2, core properties); its libraries invent what is missing."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from ingest.parse.draft import one_line

_PROGRAMS = frozenset(("python-docx", "openpyxl", "apache poi", "xlsxwriter", "steve canny", "un-named"))


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """Title, author and when the file was last saved, as far as they are known."""

    title: str | None = None
    author: str | None = None
    saved: datetime | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """Return what a document keeps of them."""
        return {"author": self.author} if self.author else {}


def core_properties(path: Path) -> CoreProperties:
    """Return the core properties of a package, or none when it has none that can be read."""
    try:
        with zipfile.ZipFile(path) as package:
            root = etree.fromstring(package.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, OSError):
        return CoreProperties()
    values = {etree.QName(node).localname: one_line(node.text or "") for node in root if isinstance(node.tag, str)}
    author = values.get("lastModifiedBy") if not values.get("creator") else values["creator"]
    named = author if author and author.casefold() not in _PROGRAMS else None
    # A template that a program carries says when the program was made: such a file has no moment of its own.
    generated = bool(author) and named is None
    saved = None if generated else _moment(values.get("modified")) or _moment(values.get("created"))
    return CoreProperties(values.get("title") or None, named, saved)


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
