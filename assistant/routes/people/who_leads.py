"""Who leads a team or a project: "Who leads the ferry team?", by the post beside a name below the team's own heading.

A page of teams gives each a heading and lists its people with their posts; a page of roles has the project's lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Answer, Block, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import cells_of, words_of
from assistant.findings.people import people_in
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.routes.people.who_holds import holder_of
from assistant.text.names import units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain

_POST = r"(?:captain|lead(?:er)?|head|chair(?:man|woman|person)?|owner|manager|director|coordinator|chief)"
_BODY = r"(?:working group|wg|team|squad|crew|group|chapter|guild|tribe|unit|department|committee|stream|pod|sig)"
_ASKED = re.compile(
    rf"^who (?:currently |now )?(?:leads|heads|runs|owns|is (?:the )?{_POST} (?:of|for|in)|is in charge of"
    rf"|is responsible for) (?:the |our )?(?:whole |entire |overall )?(?P<what>[\w &/-]{{3,50}}?)(?P<body> {_BODY})?$",
    re.IGNORECASE,
)
_LEADS = re.compile(rf"\b(?:(?:team|group|project|product|tech(?:nical)?|working group)\s)?{_POST}\b", re.IGNORECASE)
_ABOUT_A_BODY = re.compile(rf"\b{_BODY}s?\b", re.IGNORECASE)
_KINDS = (Kind.PLAYERS, Kind.STRATEGY, Kind.OTHER, Kind.COLLABORATION)
_LONGEST = 12
"""Words of a line that gives a name and a post."""


def asks_who_leads(question: str) -> str | None:
    """Return the team or project whose lead is asked for, None where none is."""
    match = _ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'"))
    return match["what"] if match else None


def leader_of(what: str, question: str, index: Index) -> Answer | None:
    """Return who is named with a leading post below the heading of a team, or as its lead; None where nobody is."""
    words = _ABOUT_A_BODY.sub(" ", what)
    wanted = set(units(words))
    saying = index.documents_with([words], _KINDS)
    documents = [one for one in saying if one.record is None and not is_retired_place(one.path)]
    documents.sort(key=lambda one: (str(one.date or ""), one.path), reverse=True)
    of_team = bool(_ABOUT_A_BODY.search(question))
    for document in documents if wanted else ():
        found = _leaders(document, wanted, rows=of_team)
        if rows := [(_said(name, words_of(made)), [made]) for name, made in found]:
            return Answer.of(question, index.generation, rows)
    held = holder_of(f"{what} lead", question, index)
    return None if held.abstained else held


def _said(team: str, words: str) -> str:
    return words if team in words else f"{team}: {words}"


def _leaders(document: Document, wanted: set[tuple[str, ...]], *, rows: bool) -> Iterator[tuple[str, Quote]]:
    """Yield the heading of the team with each line below it that gives a person a leading post.

    A row of a table may be of anything: `rows` tells that a team is asked for.
    """
    for block in document.blocks:
        if (
            rows
            and block.role is Role.ROW
            and (made := quote(document, block.start, block.end))
            and _is_lead_row(made, wanted)
        ):
            yield cells_of(made)[0][1], made
        if block.role not in (Role.ITEM, Role.TEXT) or not block.trail:
            continue
        heading = plain(block.trail[-1])
        if set(units(_ABOUT_A_BODY.sub(" ", heading))) != wanted:
            continue
        made = quote(document, block.start, block.end) if _gives_a_lead(document, block) else None
        if made:
            yield heading, made


def _is_lead_row(made: Quote, wanted: set[tuple[str, ...]]) -> bool:
    """Tell whether a row is of the team, by its first cell, and has a person in a column of leads."""
    cells = cells_of(made)
    if not cells or set(units(_ABOUT_A_BODY.sub(" ", cells[0][1]))) != wanted:
        return False
    return any(_LEADS.search(column) and any(True for _ in people_in(cell)) for column, cell in cells[1:])


def _gives_a_lead(document: Document, block: Block) -> bool:
    line = plain(document.text[block.start : block.end])
    person = next(people_in(line), None)
    return (
        person is not None and len(line.split()) <= _LONGEST and bool(_LEADS.search(line.replace(person.group(), " ")))
    )
