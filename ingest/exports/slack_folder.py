"""A Slack export that was unpacked: a day of a channel, whose names stand in files one folder up, and those files.

A day is read when it is new or changed, with the names that lie beside it then: a list of users that comes or changes
later does not reach the days that were read before. The zip of an export is one file and always agrees with itself,
which is why the warning about missing names asks for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile, Record
from assistant.errors import DocumentError
from ingest.exports.json_value import mapping, objects, text
from ingest.exports.records import write_field
from ingest.exports.slack import LISTS, Workspace, channel_names, channel_of, people_of
from ingest.exports.slack_text import name_of
from ingest.exports.talk import Channel, private_note
from ingest.parse.decode import decode
from ingest.parse.draft import NO_TEXT, Draft

_STAMP = re.compile(r"^\d{9,10}\.\d{6}$")
_LARGEST = 64 << 20
_NO_USERS = "no users.json lies one folder up, so that people are named as the messages do: put the export's zip here"


def recognises(value: object) -> str | None:
    """Return "day", "users" or "channels" for a file of an unpacked export."""
    entries = objects(value)
    if not entries or not isinstance(value, list) or len(entries) != len(value):
        return None
    if all(_STAMP.match(text(one.get("ts"))) and (one.get("type") == "message" or "user" in one) for one in entries):
        return "day"
    if all(re.match(r"^[UWB][A-Z0-9]{5,}$", text(one.get("id"))) and "profile" in one for one in entries):
        return "users"
    listed = all(re.match(r"^[CGD][A-Z0-9]{5,}$", text(one.get("id"))) for one in entries)
    return "channels" if listed and all("members" in one or "created" in one for one in entries) else None


def documents(value: object, sort: str, path: Path, /) -> ParsedFile:
    """Return the talk of a day, the people of a list of users, or what the channels of a list are for."""
    if sort == "day":
        return _day(value, path)
    found = tuple(_people(value) if sort == "users" else _channels(value))
    if not found:
        raise DocumentError(NO_TEXT)
    return ParsedFile(found)


def _day(value: object, path: Path) -> ParsedFile:
    users = _beside(path, "users.json")
    people = people_of(users)
    lists = [(_beside(path, name), privacy) for name, privacy in LISTS]
    workspace = Workspace(people, channel_names(entries for entries, _ in lists))
    channel = Channel(f"#{path.parent.name}" if users is not None else path.stem, "channel of unknown privacy")
    for entries, privacy in lists:
        for entry in objects(entries):
            folder, known = channel_of(entry, privacy, people)
            channel = known if folder == path.parent.name else channel
    found = tuple(workspace.conversations(channel, ((None, value),)))
    if not found:
        raise DocumentError(NO_TEXT)
    hidden = {} if channel.privacy == "public channel" else {channel.privacy: 1}
    alone = () if users is not None else (_NO_USERS,)
    return ParsedFile(found, (*alone, *private_note(hidden), *workspace.notes()))


def _beside(path: Path, name: str) -> object:
    """Return a file of the export, which lies one folder above the days; None where there is none."""
    file = path.parent.parent / name
    try:
        if file.stat().st_size > _LARGEST:
            return None
        return json.loads(decode(file.read_bytes())[0].removeprefix("\ufeff"))
    except (OSError, ValueError):
        return None


def _people(value: object) -> Iterator[Parsed]:
    for user in objects(value):
        profile, name = mapping(user.get("profile")), name_of(user)
        if user.get("deleted") or user.get("is_bot") or not any(char.isalnum() for char in name):
            continue
        key = text(user.get("name")) or text(user.get("id"))
        told = (("name", name), ("title", text(profile.get("title"))), ("email", text(profile.get("email"))))
        yield _described(key, name, [pair for pair in told if pair[1]], "person")


def _channels(value: object) -> Iterator[Parsed]:
    for entry in objects(value):
        if name := text(entry.get("name")):
            told = [(part, text(mapping(entry.get(part)).get("value"))) for part in ("purpose", "topic")]
            yield _described(f"#{name}", f"#{name}", [("name", name), *(pair for pair in told if pair[1])], None)


def _described(key: str, title: str, told: list[tuple[str, str]], sort: str | None) -> Parsed:
    draft = Draft()
    for label, words in told:
        write_field(draft, label, words, Locator(key=key, field=label))
    finished, blocks = draft.finish()
    values: dict[str, tuple[str, ...]] = {label: (words,) for label, words in told}
    record = Record("slack", sort, key, title, values=values) if sort else None
    return Parsed(title, finished, blocks, "json", key=key, record=record)
