"""The file that a document came from, if it is still the one that was indexed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import DocumentError

_LARGEST = 200 << 20


def original(sources: Path, path: str, sha256: str | None) -> bytes:
    """Return the content of a source file.

    Raises:
        DocumentError: it is gone, too large, outside the sources, or no longer what was indexed.
    """
    file = (sources / path).resolve()
    if not file.is_relative_to(sources.resolve()):
        raise DocumentError("the file is outside the sources")
    try:
        if file.stat().st_size > _LARGEST:
            raise DocumentError("the file is too large to draw")
        content = file.read_bytes()
    except OSError as error:
        raise DocumentError("the file is no longer there") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DocumentError("the file has changed since it was indexed")
    return content
