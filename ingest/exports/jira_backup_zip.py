"""Jira's backup as it is downloaded: a zip with entities.xml inside."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from assistant.domain import ParsedFile
from assistant.errors import DocumentError
from ingest.exports import jira_backup
from ingest.parse.decode import decode

_NAME = "entities.xml"
_LARGEST = 200 * 1024 * 1024


def recognises(names: Sequence[str]) -> str | None:
    """Return "backup" for an archive that holds the tables of Jira."""
    held = {PurePosixPath(name).name for name in names}
    # Confluence's space exports have tables of the same name, and a description that Jira's backups lack.
    return "backup" if _NAME in held and "exportDescriptor.properties" not in held else None


def documents(path: Path, sort: str, parse: Callable[[str, bytes], ParsedFile]) -> ParsedFile:
    """Return a document for each issue of the backup inside."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if PurePosixPath(name).name == _NAME)
        if archive.getinfo(name).file_size > _LARGEST:
            raise DocumentError(
                "Jira backup of more than 200 MB: export the projects that matter as CSV or XML instead"
            )
        markup, _ = decode(archive.read(name))
    if not jira_backup.recognises(markup):
        raise DocumentError("archive with an entities.xml that is no Jira backup with issues: unpack it")
    read = jira_backup.documents(markup)
    return replace(read, documents=tuple(replace(document, member=name) for document in read.documents))
