"""A zip archive of documents: each member is read as a file of its own, within limits that a bomb cannot pass."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError

ParseMember = Callable[[str, bytes], ParsedFile]
DEEPEST = 4
"""How many archives may be inside each other."""
_JUNK = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini", "node_modules"))
_SHOWN_FAILURES = 50
_TOO_LARGE = "unpacks to more than an archive may hold: unpack it beside the sources"


@dataclass(slots=True)
class Allowance:
    """How much may still be unpacked of one file, whatever is nested in it."""

    size: int = 1 << 30
    members: int = 5000
    largest: int = 256 << 20


def names_of(path: Path) -> list[str]:
    """Return the paths of the members.

    Raises:
        DocumentError: the archive is cut off or broken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError("damaged archive: the file is cut off or broken; export it again") from error


def documents(path: Path, passwords: Sequence[str], allowance: Allowance, parse: ParseMember) -> ParsedFile:
    """Return the documents of all members; one that cannot be read costs a warning that names it.

    Raises:
        DocumentError: none of them can be read, or a limit is passed.
    """
    found: list[Parsed] = []
    warnings: list[str] = []
    failures: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for info in _members(archive):
            name = _safe(_decoded(info))
            try:
                content = _content(archive, info, passwords, allowance)
                read = parse(name, content)
            except DocumentError as error:
                failures.append(f"{name}: {error}")
                continue
            found += [one.inside(name) for one in read.documents]
            warnings += [f"{name}: {warning}" for warning in read.warnings]
    if not found:
        reason = f": {failures[0]}" if failures else ""
        raise DocumentError(f"archive without a document that can be read{reason}")
    if len(failures) > _SHOWN_FAILURES:
        more = len(failures) - _SHOWN_FAILURES
        failures[_SHOWN_FAILURES:] = [f"{more} more members cannot be read: unpack the archive beside the sources"]
    return ParsedFile(tuple(found), (*warnings, *failures))


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the members that are files a person put there, in a stable order."""
    for info in sorted(archive.infolist(), key=lambda one: one.filename):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        if parts and not info.is_dir() and not is_link and not any(map(_is_junk, parts)):
            yield info


def _is_junk(part: str) -> bool:
    # A path that leads out of the archive does no harm: nothing is ever written to it.
    return part in _JUNK or (part.startswith((".", "~$")) and part not in (".", ".."))


def _safe(name: str) -> str:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "member"


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a member's name; programs that do not say UTF-8 mostly mean it, and the library reads code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passwords: Sequence[str], allowance: Allowance) -> bytes:
    """Return a member's content, measured while it is unpacked: what an archive says of itself may be a lie."""
    allowance.members -= 1
    if allowance.members < 0:
        raise DocumentError("the archive has more members than one may have: unpack it beside the sources")
    limit = min(allowance.largest, allowance.size)
    if info.file_size > limit:
        raise DocumentError(_TOO_LARGE)
    if not info.flag_bits & 0x1:
        return _measured(archive, info, None, limit, allowance)
    for password in passwords:
        try:
            return _measured(archive, info, password.encode(), limit, allowance)
        except DocumentError:
            continue
    raise DocumentError("encrypted: give its password in bearing.toml, or unpack it beside the sources")


def _measured(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None, limit: int, allowance: Allowance
) -> bytes:
    try:
        with archive.open(info, pwd=password) as member:
            content = member.read(limit + 1)
    except NotImplementedError as error:
        raise DocumentError("packed or encrypted in a way that cannot be read: unpack it beside the sources") from error
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, zlib.error, ValueError) as error:
        raise DocumentError("damaged in the archive: export it again") from error
    allowance.size -= len(content)
    if len(content) > limit:
        raise DocumentError(_TOO_LARGE)
    return content
