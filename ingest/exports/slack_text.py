"""The text of a Slack message (mrkdwn with control sequences) as people see it.

Format: `<@U1>`, `<#C1|general>`, `<!here>`, `<!subteam^S1|@team>`, `<!date^..|fallback>`, `<url|text>`, `&amp;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.exports.json_value import mapping, objects, text

_SEQUENCE = re.compile(r"<([^<>\n]+)>")
_DEEPEST = 12
_SPECIAL = {"here": "@here", "channel": "@channel", "everyone": "@everyone", "group": "@group"}


def readable(words: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Return a message's text with mentions, channels and links as they are shown."""
    shown = _SEQUENCE.sub(lambda match: _shown(match[1], people, channels), words)
    # The sequences are resolved first: an escaped "&lt;" is a sign that somebody wrote.
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(inside: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "@" + (people.get(target[1:]) or label or target[1:]).lstrip("@")
    if target.startswith("#"):
        return "#" + (label or channels.get(target[1:]) or target[1:]).lstrip("#")
    if target.startswith("!"):
        name = target[1:].partition("^")[0]
        return label or _SPECIAL.get(name, f"@{name}")
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def parts_of(message: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a message says: its text, what an app attached to it, and the names of its files."""
    if words := text(message.get("text")) or "\n".join(_of_blocks(message.get("blocks"), 0)):
        yield words
    for attachment in objects(message.get("attachments")):
        # A link that Slack unfolds repeats a page of somebody else.
        if attachment.get("from_url") and not attachment.get("is_msg_unfurl"):
            continue
        fields = [f"{text(one.get('title'))}: {text(one.get('value'))}" for one in objects(attachment.get("fields"))]
        told = [text(attachment.get(name)) for name in ("pretext", "title", "text")]
        if lines := [line for line in (*told, *fields) if line.strip(": ")] or [text(attachment.get("fallback"))]:
            yield "\n".join(lines)
    for file in objects(message.get("files")):
        if name := text(file.get("title")) or text(file.get("name")):
            yield f"File: {name}"


def _of_blocks(value: object, depth: int) -> Iterator[str]:
    """Yield the texts of Block Kit, which an app may send without a text of its own."""
    if isinstance(value, str) and depth:
        yield value
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _of_blocks(one if isinstance(one, dict) else None, depth + 1)
    elif isinstance(value, dict):
        for name in ("text", "fields", "elements"):
            yield from _of_blocks(value.get(name), depth + 1)


def name_of(user: Mapping[str, Any]) -> str:
    """Return what a user is called: the full name, else the display name, else the handle."""
    profile = mapping(user.get("profile"))
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return next((name for value in names if (name := text(value))), text(user.get("id")))
