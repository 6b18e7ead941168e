"""The page Changes: the Monday brief, what moved since this person's last visit, and the evidence that has aged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.domain import Dimension
from assistant.nights.changes import before_visit, brief
from assistant.nights.history import Visit, circle_of, generations, last_visit, night_of, note_visit
from assistant.nights.night import Night
from assistant.nights.reading_back import read_quote
from assistant.pages import frame
from assistant.pages.changes.brief import brief_html, night_words, quote_at, stale_html
from assistant.pages.frame import Backstage
from assistant.pages.kept_night import night_to_show
from assistant.pages.pressing import listen, show_pressed
from assistant.pages.shelf import Groups, Shelf
from assistant.pages.sign_in.person import Person
from assistant.pages.source.source_view import Opened, Reader, draw_source
from assistant.pages.wording import counted, now_iso

AREA = "brief"
_VISIT, _NOTED, _BRIEF = "changes-visit", "changes-noted", "changes-brief"
_SINCE, _PRESSED, _SOURCE = "changes-since", "changes-open", "changes-source"
_HEAD = '<div class="b-page-head"><h1>Changes</h1><p>What moved, and which words caused it.</p></div>'
_ONE_NIGHT = "Only one night is kept so far: there is nothing to compare. After the next one, this says what moved."
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Since:
    """A night to compare with: its generation (None: there is none), and what it is to the visitor."""

    generation: str | None
    words: str


def draw(backstage: Backstage, person: Person) -> None:
    """Draw the page for a person, and note that they were here."""
    groups = person.groups
    shelf = frame.entered(backstage, person)
    if shelf is None:
        return
    with st.container(key=AREA):
        night = night_to_show(backstage, shelf, groups, _HEAD)
        if night is None:
            return
        visit = _visit(backstage.index, person, night.generation)
        kept = generations(backstage.index, circle_of(backstage.index, groups))
        since = _draw_choice(choices(kept, night.generation, visit))
        row = _brief(backstage.index, shelf, groups, night, since.generation)
        _draw_brief(row, night, since)
    _draw_source(row, night, Reader(shelf, groups, frame.entries(backstage, night.generation).get))


def choices(kept: list[str], live: str, visit: Visit | None) -> list[Since]:
    """Return the nights to compare with, the visitor's own first, then the others, newest first."""
    zone = frame.zone()
    own = before_visit(kept, live, visit.generation if visit else None)
    if visit is None:
        first = Since(own, "The last night, since this is your first visit")
    else:
        seen = now_iso(datetime.fromisoformat(visit.seen).astimezone(zone))
        same = own is None or own == visit.generation
        nearest = "" if same else f"; of what is kept, {night_words(own or '', zone)} comes nearest"
        first = Since(own, f"Your last visit, {seen}{nearest}")
    others = [Since(name, f"The night of {night_words(name, zone)}") for name in reversed(kept) if name < live]
    return [first, *others]


def _visit(index: Path, person: Person, generation: str) -> Visit | None:
    """Return the visit before this one, and note this one; it is one visit as long as the page stays open."""
    known: tuple[str, Visit | None] | None = st.session_state.get(_VISIT)
    if known is None or known[0] != person.key:
        known = person.key, last_visit(index, person.key)
        st.session_state[_VISIT] = known
        st.session_state.pop(_NOTED, None)
    if st.session_state.get(_NOTED) != generation:
        note_visit(index, person.key, generation)
        st.session_state[_NOTED] = generation
    return known[1]


def _draw_choice(found: list[Since]) -> Since:
    """Draw the head with the choice of the night to compare with."""
    st.html(_HEAD)
    if found[0].generation is None:
        return found[0]
    words = {one.words: one for one in found}
    # A night that was chosen may be kept no more.
    if st.session_state.get(_SINCE) not in words:
        st.session_state.pop(_SINCE, None)
    return words[st.selectbox("Compared with", list(words), key=_SINCE)]


def _brief(index: Path, shelf: Shelf, groups: Groups, night: Night, since: str | None) -> Row:
    """Return what changed; worked out once for each choice."""
    wanted = (night.generation, since, groups, date.today())
    known: tuple[object, Row] | None = st.session_state.get(_BRIEF)
    if known is None or known[0] != wanted:
        before = night_of(index, since, circle_of(index, groups)) if since else None
        with shelf.reading(groups) as opened:
            known = wanted, brief(before, night, index, opened, date.today())
        st.session_state[_BRIEF] = known
    return known[1]


def _draw_brief(row: Row, night: Night, since: Since) -> None:
    today, findings = date.today(), links_of(night)
    listen(AREA, partial(_press, row, findings))
    single = f'<p class="b-notice" role="status">{_ONE_NIGHT}</p>'
    st.html(single if since.generation is None else brief_html(row, findings, today))
    st.html(
        f'<div class="b-section"><h2>Evidence that has aged</h2><p class="b-quiet">'
        f"{counted(len(row['stale']), 'source', 'sources')} older than half a year, under verdicts of today</p></div>"
        f"{stale_html(row['stale'], today)}"
    )


def links_of(night: Night) -> dict[str, Row]:
    """Return of each initiative what links it to the strategy today."""
    return {
        name: next(one for one in assessment["findings"] if one["dimension"] == Dimension.OUTCOME_LINK)
        for name, assessment in night.assessments.items()
    }


def _press(row: Row, findings: Mapping[str, Row], value: str) -> None:
    """Open the source of a quote, or close it when it is open."""
    quote = quote_at(row, findings, value)
    again = st.session_state.get(_PRESSED) == (value, quote)
    st.session_state[_PRESSED] = None if again or quote is None else (value, quote)
    st.session_state[_SOURCE] = Opened(0, 1)


def _turn_to(opened: Opened | None) -> None:
    st.session_state[_SOURCE] = opened
    if opened is None:
        st.session_state[_PRESSED] = None


def _draw_source(row: Row, night: Night, reader: Reader) -> None:
    """Draw the source of the quote that is open, as long as the page still shows it."""
    pressed: tuple[str, Row] | None = st.session_state.get(_PRESSED)
    if pressed is None or quote_at(row, links_of(night), pressed[0]) != pressed[1]:
        return
    with reader.shelf.reading(reader.groups) as index:
        quote = read_quote(pressed[1], index)
    if quote is not None:
        show_pressed(AREA, pressed[0])
        draw_source(quote, night.generation, st.session_state[_SOURCE], reader, date.today(), _turn_to)
