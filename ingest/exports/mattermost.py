"""Mattermost's bulk export (JSON Lines), and pages of posts from its API: threads, and a channel's talk of a day.

Format: docs.mattermost.com, "Bulk export data". Times are milliseconds since 1970 in UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.json_value import items, mapping, objects, text
from ingest.exports.talk import Channel, Message, days, iso, private_note, thread
from ingest.parse.draft import NO_TEXT

_SORTS = frozenset(
    "version info role scheme emoji team channel user bot post direct_channel direct_post thread_follower".split()
)
_SAID = frozenset(("post", "direct_post"))


def recognises(value: object) -> str | None:
    """Return "export" for lines that each name their type and hold it, "posts" for a page of the API."""
    entries = objects(value)
    if entries and isinstance(value, list) and all(text(one.get("type")) in _SORTS for one in entries):
        typed = all(one["type"] in one for one in entries)
        return "export" if typed and any(one["type"] in _SAID for one in entries) else None
    posts = mapping(mapping(value).get("posts"))
    return "posts" if isinstance(value, dict) and "order" in value and _are_posts(posts) else None


def _are_posts(posts: Mapping[str, Any]) -> bool:
    return bool(posts) and all({"message", "create_at", "user_id"} <= set(mapping(one)) for one in posts.values())


def documents(value: object, sort: str, /) -> ParsedFile:
    """Return a document for each thread and for each day of a channel's other talk."""
    server = _Server()
    if sort == "posts":
        server.pages(mapping(value))
    else:
        server.lines(value)
    found = tuple(server.conversations())
    if not found:
        raise DocumentError(NO_TEXT)
    hidden = Counter(channel.privacy for channel in server.talk if channel.privacy != "public channel")
    unknown = ("people are named by their id: a page of posts has no names",) if sort == "posts" else ()
    return ParsedFile(found, (*private_note(hidden if sort == "export" else {}), *unknown))


@dataclass
class _Server:
    """Gathers the messages of each channel; a thread is a post with its replies."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[tuple[str, str], Channel] = field(default_factory=dict)
    talk: dict[Channel, list[Message]] = field(default_factory=dict)
    threads: list[tuple[Channel, str, list[Message]]] = field(default_factory=list)

    def lines(self, value: object) -> None:
        """Read a bulk export; people and channels may stand anywhere in it."""
        entries = [(text(one.get("type")), mapping(one.get(text(one.get("type"))))) for one in objects(value)]
        for sort, entry in entries:
            if sort == "user":
                full = f"{text(entry.get('first_name'))} {text(entry.get('last_name'))}".strip()
                handle = text(entry.get("username"))
                self.people[handle] = full or text(entry.get("nickname")) or handle
            elif sort == "channel":
                about = ". ".join(filter(None, (text(entry.get("purpose")), text(entry.get("header")))))
                privacy = "private channel" if entry.get("type") == "P" else "public channel"
                name = text(entry.get("display_name")) or text(entry.get("name"))
                self.channels[text(entry.get("team")), text(entry.get("name"))] = Channel(f"#{name}", privacy, about)
        for sort, entry in entries:
            if sort in _SAID:
                self._post(self._channel(entry, sort), entry)

    def _channel(self, entry: Mapping[str, Any], sort: str) -> Channel:
        if sort == "direct_post":
            members = [self._person(text(one)) for one in items(entry.get("channel_members"))]
            privacy = "direct conversation" if len(members) < 3 else "group conversation"
            return Channel(" & ".join(members) or "Direct message", privacy)
        team, name = text(entry.get("team")), text(entry.get("channel"))
        return self.channels.get((team, name)) or Channel(f"#{name}", "channel of unknown privacy")

    def _person(self, handle: str) -> str:
        return self.people.get(handle) or handle or "somebody"

    def _post(self, channel: Channel, entry: Mapping[str, Any]) -> None:
        said = [message for one in (entry, *objects(entry.get("replies"))) if (message := self._message(one))]
        if len(said) > 1:
            self.threads.append((channel, f"{channel.name} {said[0].time}", said))
        else:
            self.talk.setdefault(channel, []).extend(said)

    def _message(self, entry: Mapping[str, Any]) -> Message | None:
        if text(entry.get("type")).startswith("system_") or entry.get("delete_at"):
            return None
        moment = entry.get("create_at")
        if isinstance(moment, bool) or not isinstance(moment, (int, float)) or not 0 < moment < 1e14:
            return None
        words = [text(entry.get("message"))]
        words += [f"File: {text(one.get('path')).rpartition('/')[2]}" for one in objects(entry.get("attachments"))]
        edited = "edited" if entry.get("edit_at") else ""
        author = self._person(text(entry.get("user")) or text(entry.get("user_id")))
        return Message(iso(moment / 1000), author, "\n\n".join(filter(None, words)), edited)

    def pages(self, page: Mapping[str, Any]) -> None:
        """Read a page of the API, in which a reply names the post that it answers."""
        said: dict[tuple[str, str], list[Message]] = {}
        for number, post in mapping(page.get("posts")).items():
            if message := self._message(mapping(post)):
                root = text(post.get("root_id")) or number
                said.setdefault((text(post.get("channel_id")), root), []).append(message)
        for (channel_id, root), messages in said.items():
            channel = Channel(channel_id or "channel", "channel of unknown privacy")
            if len(messages) > 1:
                self.threads.append((channel, f"{channel.name} {root}", messages))
            else:
                self.talk.setdefault(channel, []).extend(messages)

    def conversations(self) -> Iterator[Parsed]:
        """Yield the documents."""
        for channel, messages in self.talk.items():
            yield from days(channel, messages, "json", None)
        for channel, key, messages in self.threads:
            if document := thread(channel, key, messages, "json", None):
                yield document
