"""The members of an archive that a tool exported, within limits that a bomb cannot pass."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from assistant.errors import DocumentError
from ingest.parse.decode import decode

_LARGEST = 512 << 20
_ALL = 2 << 30
_DAMAGED = "damaged in the archive: export it again"


@dataclass
class Members:
    """Reads members of one archive by their path."""

    archive: zipfile.ZipFile
    left: int = _ALL

    @property
    def names(self) -> list[str]:
        """Return the paths of the files, in a stable order."""
        return sorted(info.filename for info in self.archive.infolist() if not info.is_dir())

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member to be read piece by piece."""
        info = self.archive.getinfo(name)
        if info.flag_bits & 0x1:
            raise DocumentError("encrypted archive: export it without a password, or unpack it beside the sources")
        try:
            with self.archive.open(info) as member:
                yield member
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
            raise DocumentError(f"{name} is {_DAMAGED}") from error

    def content(self, name: str) -> bytes:
        """Return the bytes of a member, measured while it is unpacked: what an archive says of itself may be a lie."""
        limit = min(_LARGEST, self.left)
        with self.stream(name) as member:
            content = member.read(limit + 1)
        self.left -= len(content)
        if len(content) > limit:
            raise DocumentError("unpacks to more than an archive may hold: export a part of it")
        return content

    def text(self, name: str) -> str:
        """Return a member as text."""
        return decode(self.content(name))[0].removeprefix("\ufeff")

    def value(self, name: str) -> object:
        """Return a member as a decoded JSON value."""
        try:
            return json.loads(self.text(name))
        except ValueError as error:
            raise DocumentError(f"{name} is damaged JSON: export it again") from error


@contextmanager
def members_of(path: Path) -> Iterator[Members]:
    """Open an archive.

    Raises:
        DocumentError: it is cut off or broken.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DocumentError("damaged archive: the file is cut off or broken; export it again") from error
    with archive:
        yield Members(archive)


def roots_of(names: Sequence[str], name: str) -> list[str]:
    """Return the folders that hold a file of a name, each with its slash ("" for the top), the outermost first."""
    found = {str(PurePosixPath(one).parent) for one in names if PurePosixPath(one).name == name}
    return sorted(("" if folder == "." else f"{folder}/" for folder in found), key=lambda folder: (len(folder), folder))
