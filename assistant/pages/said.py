"""A quote where it is read: its words, and a button with its source that opens it beside the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assistant.domain import Kind, Locator
from assistant.index.ages import age, date_words, day_of
from assistant.pages.safe import html_text, shortened
from assistant.pages.wording import KINDS, readable_times
from assistant.text.plain import plain

_TITLE = 44


def said_html(row: Mapping[str, Any], today: date, press: str = "") -> str:
    """Return a quote as findings carry it; with `press` its source can be opened."""
    words, source = html_text(row["quote"].strip()), html_text(source_of(row, today))
    named = f'<button type="button" class="b-open" data-press="{press}">{source}</button>' if press else source
    return f'<figure class="b-said"><blockquote>{words}</blockquote><figcaption>{named}</figcaption></figure>'


def all_said_html(rows: Iterable[Mapping[str, Any]], today: date, press: str) -> str:
    """Return quotes, each to be opened as `press/NUMBER`, counted from 0."""
    return "".join(said_html(row, today, f"{press}/{at}") for at, row in enumerate(rows))


def source_of(row: Mapping[str, Any], today: date) -> str:
    """Return what a quote's source is called, and how old it is."""
    return f"{shortened(plain(row['document']['title']), _TITLE)} · {age(written_of(row), today)}"


def place_of(row: Mapping[str, Any]) -> str:
    """Return where a quote stands, in words: its file, the place in it, its kind and its date."""
    document = row["document"]
    place = readable_times(Locator(**row["locator"]).label())
    written = written_of(row)
    facts = (document["path"], "" if place == "whole document" else place, KINDS[Kind(document["kind"])])
    return " · ".join(fact for fact in (*facts, date_words(written) if day_of(written) else "") if fact)


def written_of(row: Mapping[str, Any]) -> str | None:
    """Return when a quote was written: a message's time, else its document's date."""
    time: str | None = row["locator"].get("time")
    dated: str | None = row["document"]["date"]
    return time if day_of(time) else dated
