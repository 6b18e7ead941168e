"""The sources of the index as HTML: a card each, with what went wrong unfolding beneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, tzinfo

from assistant.domain import EVERYONE, Kind
from assistant.index.ages import age, date_words
from assistant.pages.holdings.holdings import Holding
from assistant.pages.holdings.nights import Note
from assistant.pages.safe import html_text
from assistant.pages.wording import KINDS, counted

_NOTHING = "Nothing that you may read is indexed. Ask whoever runs <code>bearing ingest</code>."
_LISTED = 50
"""A list of files is cut here: a page is to be read."""


def holdings_html(holdings: Sequence[Holding], nights: int, today: date, zone: tzinfo) -> str:
    """Return the cards; `nights` is over how many nights a last change was looked for."""
    if not holdings:
        return f'<p class="b-notice">{_NOTHING}</p>'
    cards = "".join(f"<li>{_card(one, nights, today, zone)}</li>" for one in holdings)
    return f'<ul class="b-holdings">{cards}</ul>'


def _card(one: Holding, nights: int, today: date, zone: tzinfo) -> str:
    name = "The folder itself" if one.path == "." else one.path
    facts = (
        ("Files", f"{one.files:,}", ""),
        ("Documents", f"{one.documents:,}", ""),
        ("Newest document", *_newest(one, today)),
        ("Last change", *_changed(one, nights, today, zone)),
    )
    cells = "".join(f"<div><dt>{term}</dt><dd>{value}{_aside(aside)}</dd></div>" for term, value, aside in facts)
    return (
        f'<div class="b-holding"><div class="b-holding-head"><h2>{html_text(name)}</h2>'
        f'<p class="b-quiet">{kind_words(one.kind)} · {audience_words(one.audience)}</p></div>'
        f"<dl>{cells}</dl></div>{_troubles(one)}"
    )


def _newest(one: Holding, today: date) -> tuple[str, str]:
    return (date_words(one.newest), age(one.newest, today)) if one.newest else ("None is dated", "")


def _changed(one: Holding, nights: int, today: date, zone: tzinfo) -> tuple[str, str]:
    if one.changed is None:
        return (f"Not in the last {counted(nights, 'night', 'nights')}", "") if nights else ("Not known", "")
    day = one.changed.astimezone(zone).date().isoformat()
    return date_words(day), age(day, today)


def _aside(words: str) -> str:
    return f' <span class="b-aside">{words}</span>' if words else ""


def _troubles(one: Holding) -> str:
    """Return what to know of a source's files, each sort unfolding to its list."""
    nothing = "" if one.files else '<p class="b-holding-empty">No file is indexed from here.</p>'
    empty = [Note(path, "") for path in one.empty]
    return (
        nothing
        + folded(f"{counted(len(one.failures), 'file', 'files')} could not be read", one.failures, "b-bad")
        + folded(f"{counted(len(empty), 'file', 'files')} without text", empty, "b-fair")
        + folded(counted(len(one.warnings), "warning", "warnings"), one.warnings, "b-fair")
    )


def folded(title: str, notes: Sequence[Note], sort: str) -> str:
    """Return a list of files that unfolds; nothing where it is empty."""
    if not notes:
        return ""
    return f'<details class="b-notes {sort}"><summary>{title}</summary>{listed(notes)}</details>'


def listed(notes: Sequence[Note]) -> str:
    """Return files, each with all that is to be said of it, cut where nobody reads on."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        reasons[note.path].append(note.reason)
    return _list(
        [(path, "".join(f"<span>{html_text(line)}</span>" for line in said)) for path, said in reasons.items()]
    )


def renamed(pairs: Sequence[tuple[str, str]]) -> str:
    """Return files that have another name now."""
    return _list([(new, f"<span>was {html_text(old)}</span>") for old, new in pairs])


def _list(rows: Sequence[tuple[str, str]]) -> str:
    items = "".join(f"<li><b>{html_text(path)}</b>{words}</li>" for path, words in rows[:_LISTED])
    more = f'<p class="b-quiet">and {len(rows) - _LISTED:,} more</p>' if len(rows) > _LISTED else ""
    return f"<ul>{items}</ul>{more}"


def kind_words(kind: str) -> str:
    """Return what a kind is called."""
    return html_text(KINDS[Kind(kind)] if kind in set(Kind) else kind)


def audience_words(audience: str) -> str:
    """Return who may read a source."""
    return "for everyone" if audience == EVERYONE else f"only for {html_text(audience)}"
