"""Slack's export (a zip with channels.json, users.json and a folder of days for each channel): threads and days.

Format: slack.com/help, "How to read Slack data exports". Joins, leaves and other notices are left out, and so is what
was deleted; an edited message is there as it was last; what bots say is kept and says that it is a bot's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.json_value import items, mapping, objects, text
from ingest.exports.members import Members, members_of, roots_of
from ingest.exports.slack_text import name_of, parts_of, readable
from ingest.exports.talk import Channel, Message, day, iso, private_note, thread
from ingest.parse.draft import NO_TEXT

_DAY = re.compile(r"^\d{4}-\d\d-\d\d\.json$")
_STAMP = re.compile(r"^\d{9,10}\.\d{3,6}$")
_NOTICES = re.compile(
    r"^(?:channel|group)_(?:join|leave|archive|unarchive|name|convert_to_\w+|posting_permissions)$"
    r"|^(?:bot_add|bot_remove|bot_enable|bot_disable|pinned_item|unpinned_item|reminder_add|sh_room_created"
    r"|huddle_thread|message_deleted|tombstone|ekm_access_denied|joiner_notification\w*|app_conversation_join)$"
)
LISTS = (
    ("channels.json", "public channel"),
    ("groups.json", "private channel"),
    ("mpims.json", "group conversation"),
    ("dms.json", "direct conversation"),
)
_DELETED = ("tombstone", "message_deleted")


def recognises(names: Sequence[str]) -> str | None:
    """Return "workspace" for an archive with a list of users, a list of channels and days of talk."""
    return "workspace" if _root(names) is not None else None


def _root(names: Sequence[str]) -> str | None:
    for root in roots_of(names, "users.json"):
        listed = any(f"{root}{name}" in names for name, _ in LISTS)
        if listed and any(name.startswith(root) and _DAY.match(PurePosixPath(name).name) for name in names):
            return root
    return None


def documents(path: Path, sort: str, parse: Callable[[str, bytes], ParsedFile], /) -> ParsedFile:
    """Return a document for each thread and for each day of a channel's other talk."""
    with members_of(path) as members:
        root = _root(members.names) or ""
        workspace = _workspace(members, root)
        found: list[Parsed] = []
        privacies: Counter[str] = Counter()
        days = _days(members.names, root)
        for folder, channel in workspace.folders.items():
            named = ((name, members.value(name)) for name in days.get(folder, ()))
            read = list(workspace.conversations(channel, named))
            privacies[channel.privacy] += bool(read)
            found += read
    if not found:
        raise DocumentError(NO_TEXT)
    del privacies["public channel"]
    return ParsedFile(tuple(found), (*private_note(privacies), *workspace.notes()))


def _days(names: Iterable[str], root: str) -> dict[str, list[str]]:
    """Return the files of each channel's folder, in the order of days."""
    found: dict[str, list[str]] = {}
    for name in names:
        folder, _, file = name.removeprefix(root).rpartition("/")
        if name.startswith(root) and folder and _DAY.match(file):
            found.setdefault(folder, []).append(name)
    return found


def _workspace(members: Members, root: str) -> Workspace:
    present = frozenset(members.names)
    people = people_of(members.value(f"{root}users.json"))
    listed = {name: members.value(f"{root}{name}") for name, _ in LISTS if f"{root}{name}" in present}
    workspace = Workspace(people, channel_names(listed.values()))
    for name, privacy in LISTS:
        for entry in objects(listed.get(name)):
            folder, channel = channel_of(entry, privacy, people)
            workspace.folders[folder] = channel
    # A folder that no list names was exported without its list: nobody knows who was in it.
    for folder in _days(members.names, root):
        workspace.folders.setdefault(folder, Channel(f"#{folder}", "private channel"))
    return workspace


def people_of(users: object) -> dict[str, str]:
    """Return the names of users by their id."""
    return {text(user.get("id")): name_of(user) for user in objects(users) if text(user.get("id"))}


def channel_names(lists: Iterable[object]) -> dict[str, str]:
    """Return the names of channels by their id."""
    entries = [entry for one in lists for entry in objects(one)]
    return {text(entry.get("id")): text(entry.get("name")) for entry in entries if text(entry.get("name"))}


def channel_of(entry: Mapping[str, Any], privacy: str, people: Mapping[str, str]) -> tuple[str, Channel]:
    """Return the folder of a channel and what it is; a direct conversation is called after its members."""
    name, number = text(entry.get("name")), text(entry.get("id"))
    about = [text(mapping(entry.get(part)).get("value")) for part in ("purpose", "topic")]
    if privacy in ("public channel", "private channel"):
        return name or number, Channel(f"#{name or number}", privacy, ". ".join(filter(None, about)))
    who = [people.get(text(one), text(one)) for one in items(entry.get("members"))]
    return name if privacy == "group conversation" and name else number, Channel(" & ".join(who) or number, privacy)


@dataclass
class Workspace:
    """What the messages of one export share; counts what was left out."""

    people: Mapping[str, str]
    channels: Mapping[str, str]
    folders: dict[str, Channel] = field(default_factory=dict)
    _left_out: Counter[str] = field(default_factory=Counter)
    _unknown: set[str] = field(default_factory=set)

    def conversations(self, channel: Channel, files: Iterable[tuple[str | None, object]]) -> Iterator[Parsed]:
        """Yield the threads and days of a channel, from its files in the order of days."""
        threads: dict[str, tuple[str | None, list[Message]]] = {}
        talk: dict[str, tuple[str | None, list[Message]]] = {}
        for name, raw in ((name, raw) for name, value in files for raw in objects(value)):
            if message := self._message(raw):
                stamp, above = text(raw.get("ts")), text(raw.get("thread_ts"))
                in_thread = above and (above != stamp or raw.get("reply_count") or raw.get("replies"))
                date = PurePosixPath(name).stem if name else message.time[:10]
                home, key = (threads, above) if in_thread else (talk, date)
                home.setdefault(key, (name, []))[1].append(message)
        for date, (name, messages) in talk.items():
            if document := day(channel, date, messages, "json", name):
                yield document
        for stamp, (name, messages) in threads.items():
            if document := thread(channel, f"{channel.name} {stamp}", messages, "json", name):
                yield document

    def _message(self, raw: Mapping[str, Any]) -> Message | None:
        kind, stamp = text(raw.get("subtype")), text(raw.get("ts"))
        if _NOTICES.match(kind) or raw.get("hidden") is True or not _STAMP.match(stamp):
            self._left_out["deleted messages" if kind in _DELETED else "notices"] += 1
            return None
        words = "\n\n".join(readable(part, self.people, self.channels) for part in parts_of(raw))
        author, is_bot = self._author(raw)
        note = ", ".join(filter(None, ("bot" if is_bot else "", "edited" if raw.get("edited") else "")))
        return Message(iso(float(stamp)), author, words, note)

    def _author(self, raw: Mapping[str, Any]) -> tuple[str, bool]:
        profile = mapping(raw.get("user_profile"))
        number = text(raw.get("user"))
        is_bot = bool(raw.get("bot_id")) or text(raw.get("subtype")) == "bot_message"
        own = text(profile.get("real_name")) or text(profile.get("display_name"))
        name = self.people.get(number) or own
        if not name and is_bot:
            name = text(raw.get("username")) or text(mapping(raw.get("bot_profile")).get("name")) or "a bot"
        if not name:
            self._unknown.add(number)
        return name or number or "somebody", is_bot

    def notes(self) -> tuple[str, ...]:
        """Return what was left out, and whose names are not known."""
        said = [f"{count} {what} were left out" for what, count in sorted(self._left_out.items()) if what != "notices"]
        if self._unknown:
            said.append(f"{len(self._unknown)} users are in no list of users: they are named by their id")
        return tuple(said)
