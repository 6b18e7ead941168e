"""Documents and parsed files as bytes: JSON by field name, defaults left out, compressed."""

from __future__ import annotations

import zlib

from pydantic import TypeAdapter

from assistant.domain import Document, ParsedFile

_DOCUMENT = TypeAdapter(Document)
_PARSED = TypeAdapter(ParsedFile)


def pack_document(document: Document) -> bytes:
    """Return a document as bytes."""
    return zlib.compress(_DOCUMENT.dump_json(document, exclude_defaults=True), 1)


def unpack_document(data: bytes) -> Document:
    """Return the document of `pack_document`."""
    return _DOCUMENT.validate_json(zlib.decompress(data))


def pack_parsed(parsed: ParsedFile) -> bytes:
    """Return a parsed file as bytes."""
    return zlib.compress(_PARSED.dump_json(parsed, exclude_defaults=True), 1)


def unpack_parsed(data: bytes) -> ParsedFile:
    """Return the parsed file of `pack_parsed`."""
    return _PARSED.validate_json(zlib.decompress(data))
