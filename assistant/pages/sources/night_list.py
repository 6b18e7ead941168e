"""The nights as HTML: a line each, that unfolds to what was done in each source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from assistant.pages.holdings.alarm import refusal_html
from assistant.pages.holdings.nights import Night, Note, Outcome
from assistant.pages.safe import html_text
from assistant.pages.sources.holding_cards import listed, renamed
from assistant.pages.wording import counted, now_iso

OUTCOMES = {
    Outcome.PUBLISHED: "Published",
    Outcome.UNCHANGED: "Nothing changed",
    Outcome.REFUSED: "Not published",
}
STAGES = {"discover": "finding", "parse": "reading", "embed": "embedding", "build": "building", "check": "checking"}
_COLUMNS = ("Files", "Added", "Changed", "Removed", "Unchanged", "Not read")


def nights_html(nights: Sequence[Night], zone: tzinfo) -> str:
    """Return the nights, newest first."""
    if not nights:
        return '<p class="b-notice">No night is on record yet. Each run of <code>bearing ingest</code> leaves one.</p>'
    items = "".join(f"<li>{_night(night, zone)}</li>" for night in nights)
    return f'<ol class="b-nights" reversed>{items}</ol>'


def _night(night: Night, zone: tzinfo) -> str:
    when = now_iso(night.started.astimezone(zone)) if night.started else "At an unknown time"
    line = (
        f'<span class="b-dot" aria-hidden="true"></span><span class="b-when">{when}</span>'
        f'<b>{OUTCOMES[night.outcome]}</b><span class="b-quiet">{glance(night)}</span>'
    )
    body = f"{refusal_html(night)}{_table(night, when)}{_lists(night)}{_times(night)}"
    return (
        f'<details class="b-night b-night-{night.outcome.value}"><summary>{line}</summary>'
        f'<div class="b-night-body">{body}</div></details>'
    )


def glance(night: Night) -> str:
    """Return a night in a few words: what changed, or how much was looked at; and what could not be read."""
    counts = [(night.total(name), name) for name in ("added", "changed", "removed")]
    words = [f"{number:,} {name}" for number, name in counts if number]
    if words and night.outcome is Outcome.REFUSED:
        words[0] = f"held back: {words[0]}"
    if not words:
        words = [f"{counted(night.total('listed'), 'file', 'files')} looked at"]
    unread = len(night.failures) - len(night.empty)
    words += [f"{unread:,} not read"] if unread else []
    words += [f"{len(night.empty):,} without text"] if night.empty else []
    return " · ".join(words)


def _table(night: Night, when: str) -> str:
    if not night.sources:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Source", *_COLUMNS))
    rows = "".join(
        f'<tr><th scope="row">{html_text(source.path)}</th>{"".join(_cell(number) for number in source.counts)}</tr>'
        for source in night.sources
    )
    # A table that is wider than the page is scrolled, by keyboard too.
    return (
        f'<div class="b-table b-counts" tabindex="0" role="region" aria-label="Files by source, {when}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(number: int) -> str:
    return f"<td>{number:,}</td>" if number else '<td class="b-nought">0</td>'


def _lists(night: Night) -> str:
    """Return what is to be said of single files."""
    failures = [note for note in night.failures if note.path not in night.empty]
    empty = [Note(path, "") for path in night.empty]
    parts = (
        ("Could not be read", listed(failures) if failures else ""),
        ("Without text", listed(empty) if empty else ""),
        ("Warnings", listed(night.warnings) if night.warnings else ""),
        ("Renamed", renamed(night.renamed) if night.renamed else ""),
    )
    return "".join(f'<div class="b-notes"><h4>{title}</h4>{body}</div>' for title, body in parts if body)


def _times(night: Night) -> str:
    if not night.seconds:
        return ""
    stages = ", ".join(f"{html_text(STAGES.get(name, name))} {seconds:.1f} s" for name, seconds in night.seconds)
    return f'<p class="b-quiet">Took {sum(seconds for _, seconds in night.seconds):.1f} s: {stages}.</p>'
