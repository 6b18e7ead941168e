"""Messages of Microsoft Teams as Microsoft Graph gives them (`chatMessage`): threads, and a chat's talk of a day.

Format: learn.microsoft.com/graph, resource type chatMessage. Times carry their zone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.json_value import mapping, objects, text
from ingest.exports.moments import Moments
from ingest.exports.talk import Channel, Message, days, private_note, thread
from ingest.parse import html
from ingest.parse.draft import NO_TEXT

_UNKNOWN = "chat or channel of unknown privacy"
_MOMENTS = Moments(day_first=False, guessed=False)
_SAID = ("title", "subtitle", "text", "value")
_DEEPEST = 20
_IMAGE = re.compile(r"<(?:img|emoji)\b[^>]*\balt=\"([^\"]*)\"[^>]*>", re.IGNORECASE)


def recognises(value: object) -> str | None:
    """Return "messages" for a page, several pages or a bare list of messages."""
    found = _messages(value)
    return "messages" if found and all(_is_message(one) for one in found) else None


def _messages(value: object) -> list[Mapping[str, Any]]:
    """Return the messages of one answer, of pages of answers, or of a list."""
    if isinstance(value, dict):
        inner = next((value[name] for name in ("value", "messages") if isinstance(value.get(name), list)), None)
        return objects(inner) if inner is not None else [value]
    pages = [one for one in objects(value) if "body" not in one and ("value" in one or "messages" in one)]
    return [message for page in pages for message in _messages(page)] if pages else objects(value)


def _is_message(one: Mapping[str, Any]) -> bool:
    body = one.get("body")
    return "createdDateTime" in one and "from" in one and isinstance(body, dict) and "contentType" in body


def documents(value: object, sort: str, /) -> ParsedFile:
    """Return a document for each thread and for each day of other talk."""
    chats = _Chats()
    for one in _messages(value):
        chats.add(one)
    found = tuple(chats.conversations())
    if not found:
        raise DocumentError(NO_TEXT)
    hidden = Counter(channel.privacy for channel in chats.channels if channel.privacy not in ("", _UNKNOWN))
    return ParsedFile(found, (*private_note(hidden), *chats.notes()))


@dataclass
class _Chats:
    """Gathers messages by the message that they answer; deleted ones and notices are left out."""

    said: dict[tuple[Channel, str], list[Message]] = field(default_factory=dict)
    _deleted: int = 0

    @property
    def channels(self) -> list[Channel]:
        """Return where something was said."""
        return list(dict.fromkeys(channel for channel, _ in self.said))

    def add(self, one: Mapping[str, Any]) -> None:
        """Add a message and the replies that are inside it."""
        channel, root = _channel(one), text(one.get("replyToId")) or text(one.get("id"))
        for raw in (one, *objects(one.get("replies"))):
            self._deleted += bool(raw.get("deletedDateTime"))
            if message := _message(raw):
                self.said.setdefault((channel, root), []).append(message)

    def conversations(self) -> Iterator[Parsed]:
        """Yield the documents: more than one message to a root is a thread."""
        talk: dict[Channel, list[Message]] = {}
        for (channel, root), messages in self.said.items():
            if len(messages) == 1:
                talk.setdefault(channel, []).append(messages[0])
            elif document := thread(channel, f"{channel.name} {root}", messages, "json", None):
                yield document
        for channel, messages in talk.items():
            yield from days(channel, messages, "json", None)

    def notes(self) -> Sequence[str]:
        """Return what was left out."""
        return (f"{self._deleted} deleted messages were left out",) if self._deleted else ()


def _channel(one: Mapping[str, Any]) -> Channel:
    identity = mapping(one.get("channelIdentity"))
    if name := text(identity.get("displayName")) or text(one.get("channelDisplayName")):
        return Channel(f"#{name}", "")
    if number := text(identity.get("channelId")):
        return Channel(f"Teams channel {number}", _UNKNOWN)
    if chat := text(one.get("chatId")):
        topic = text(one.get("topic")) or text(one.get("chatTopic"))
        return Channel(topic or f"Teams chat {chat}", "private chat")
    return Channel("Teams", _UNKNOWN)


def _message(raw: Mapping[str, Any]) -> Message | None:
    time = _MOMENTS.read(text(raw.get("createdDateTime")))
    kind = text(raw.get("messageType")) or "message"
    if time is None or kind != "message" or raw.get("deletedDateTime"):
        return None
    author, is_app = _author(mapping(raw.get("from")))
    words = [text(raw.get("subject")), _words(mapping(raw.get("body")))]
    words += [card for one in objects(raw.get("attachments")) if (card := _card(one))]
    words += [f"File: {name}" for one in objects(raw.get("attachments")) if (name := text(one.get("name")))]
    note = ", ".join(filter(None, ("bot" if is_app else "", "edited" if raw.get("lastEditedDateTime") else "")))
    return Message(time, author, "\n\n".join(filter(None, words)), note)


def _card(attachment: Mapping[str, Any]) -> str:
    """Return what a card says, by which apps write into a channel: its titles, texts and facts in order."""
    if "card" not in text(attachment.get("contentType")):
        return ""
    try:
        return "\n".join(dict.fromkeys(_card_words(json.loads(text(attachment.get("content"))))))
    except ValueError:
        return ""


def _card_words(value: object, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for one in objects(value) if isinstance(value, list) else [mapping(value)]:
        if said := ": ".join(filter(None, (text(one.get(name)) for name in _SAID))):
            yield said
        for inner in one.values():
            if isinstance(inner, (dict, list)):
                yield from _card_words(inner, depth + 1)


def _author(sender: Mapping[str, Any]) -> tuple[str, bool]:
    for kind in ("user", "application", "device"):
        one = mapping(sender.get(kind))
        if name := text(one.get("displayName")) or text(one.get("id")):
            return name, kind != "user"
    return "somebody", False


def _words(body: Mapping[str, Any]) -> str:
    content = text(body.get("content"))
    if text(body.get("contentType")).casefold() != "html":
        return content
    try:
        return html.page(Path("message"), _IMAGE.sub(r" \1 ", content)).documents[0].text
    except DocumentError:
        return ""
