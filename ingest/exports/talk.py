"""Conversations of chat tools as documents: a thread, or a day's talk of a channel; each message has its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.domain import Locator, Parsed, Role
from ingest.parse.draft import Draft, one_line

_TITLE_WORDS = 12
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said; `time` is ISO 8601 with its zone, `note` what a reader should know ("edited", "bot")."""

    time: str
    author: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where it was said: `name` as people write it ("#sales"), `privacy` in words, and what the channel is for."""

    name: str
    privacy: str
    about: str = ""

    @property
    def metadata(self) -> dict[str, str]:
        """Return what a document keeps of its channel."""
        pairs = {"channel": self.name, "privacy": self.privacy, "about": one_line(self.about)}
        return {name: value for name, value in pairs.items() if value}


def iso(seconds: float) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def thread(channel: Channel, key: str, messages: Sequence[Message], media: str, member: str | None) -> Parsed | None:
    """Return a thread, called after its first words; None when nobody said anything."""
    opening = next((one_line(message.text) for message in messages if one_line(message.text)), "")
    words = " ".join(opening.split()[:_TITLE_WORDS])[:_LONGEST_TITLE].rstrip(" ,.;:")
    return _document(f"{channel.name}: {words}" if words else channel.name, channel, key, messages, media, member)


def day(channel: Channel, date: str, messages: Sequence[Message], media: str, member: str | None) -> Parsed | None:
    """Return what was said in a channel on a day outside threads."""
    return _document(f"{channel.name}, {date}", channel, f"{channel.name} {date}", messages, media, member)


def days(channel: Channel, messages: Iterable[Message], media: str, member: str | None) -> list[Parsed]:
    """Return a document for each day of a channel's talk."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        found.setdefault(message.time[:10], []).append(message)
    return [one for date in sorted(found) if (one := day(channel, date, found[date], media, member))]


def _document(
    title: str, channel: Channel, key: str, messages: Sequence[Message], media: str, member: str | None
) -> Parsed | None:
    draft = Draft()
    told = [message for message in sorted(messages, key=_moment) if _says(message.text)]
    for message in told:
        note = f", {message.note}" if message.note else ""
        minute = message.time[:16].replace("T", " ")
        draft.aside(f"{message.author} ({minute}{note}): ", gap="\n\n")
        place = Locator(key=key, field=f"message by {message.author}", time=message.time)
        paragraphs = [part for part in re.split(r"\n\s*\n", message.text) if _says(part)]
        for at, paragraph in enumerate(paragraphs):
            draft.add(paragraph, Role.TEXT, trail=(channel.name,), locator=place, gap="\n\n" if at else "")
    if not draft.blocks:
        return None
    text, blocks = draft.finish()
    people = ", ".join(dict.fromkeys(message.author for message in told))
    metadata = {**channel.metadata, "participants": people}
    return Parsed(title, text, blocks, media, key=key, date=told[-1].time[:10], metadata=metadata, member=member)


def private_note(channels: Mapping[str, int]) -> tuple[str, ...]:
    """Return a warning that says how many conversations were not for everyone; `channels` counts them by privacy."""
    hidden = [f"{count} {privacy}{'s' if count > 1 else ''}" for privacy, count in sorted(channels.items()) if count]
    if not hidden:
        return ()
    return (f"holds {', '.join(hidden)}: whoever may read this source may read them; keep them apart if need be",)


def _moment(message: Message) -> datetime:
    moment = datetime.fromisoformat(message.time)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)
