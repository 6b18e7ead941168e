"""What a team or a person is working on: the open work that is theirs, what is in progress first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Document, Quote
from assistant.records.asked import read_query
from assistant.records.book import Book, record_of
from assistant.records.cells import owner_cell, spoken, status_cell
from assistant.records.deeds import DONE_BY
from assistant.records.facts import Rows
from assistant.records.rows import LISTED, cells_of, listed
from assistant.records.sorts import is_work
from assistant.records.states import underway

_NOW = (
    r"(?:right now|now|at the moment|currently|today|this week|these days|gerade|derzeit|zurzeit|im moment"
    r"|aktuell|ahora)"
)
_WORK = r"(?:issues?|tickets?|tasks?|stories|work items?|things|cards)"
_ASKED = tuple(
    re.compile(rf"^{pattern}(?:\s+{_NOW})?\s*\??$", re.IGNORECASE)
    for pattern in (
        rf"(?:what|which {_WORK})(?:['’]s|\s+is|\s+are)\s+(?:{_NOW}\s+)?(?P<who>.+?)\s+(?:{_NOW}\s+)?"
        r"(?:working on|busy with|up to)",
        rf"(?:what|which {_WORK})\s+(?:do|does)\s+(?P<who>.+?)\s+(?:{_NOW}\s+)?work on",
        rf"(?:show(?: me)?|list|what is)\s+the\s+(?:open|current)\s+(?:work|{_WORK})\s+of\s+(?P<who>.+?)",
        rf"what(?: (?:work|tasks|issues|tickets|things))? (?:has|does|have|do)\s+(?P<who>.+?)\s+(?:{_NOW}\s+)?"
        r"(?:got on|have on|(?:got|have)(?: to do| open| on (?:his|her|their|its) (?:plate|desk|list)))",
        r"(?:what(?:['’]s| is) on)\s+(?P<who>.+?)['’]s?\s+(?:plate|desk|list)",
        rf"(?:woran|an was)\s+arbeite(?:t|n)\s+(?:{_NOW}\s+)?(?P<who>.+?)",
        r"(?:en qué|qué)\s+(?:está|están)\s+(?:trabajando|haciendo)\s+(?P<who>.+?)",
        r"en qué\s+trabajan?\s+(?P<who>.+?)",
        r"sur quoi\s+travaillent?\s+(?P<who>.+?)",
    )
)
_TEAM = r"(?:team|squad|group|crew|tribe|department|abteilung|equipo|équipe)"
_ARTICLE = re.compile(r"^(?:(?:my|our|your|the|das|die|der|unser|el|la|los|las|mi|l['’]|le)\s+)+", re.IGNORECASE)
_BEFORE = re.compile(rf"^{_TEAM}\s+(?:of\s+|de\s+)?(?P<name>.+)$", re.IGNORECASE)
_AFTER = re.compile(rf"^(?P<name>.+?)(?:['’]s)?\s+{_TEAM}$", re.IGNORECASE)
_TEAM_FIELD = re.compile(rf"\b{_TEAM}\b|^area path$|^board$", re.IGNORECASE)
_WIDER_FIELD = re.compile(r"^(?:project(?: name)?|components?(?: s)?|list|area)$", re.IGNORECASE)
_MOST_READINGS = 4


@dataclass(frozen=True, slots=True)
class _Crew:
    """A team or a person as the records call it, and its work."""

    name: str
    work: tuple[Document, ...]
    is_team: bool


def asks_for_work(text: str) -> str | None:
    """Return whose work a question asks for, None where it asks for something else."""
    return next((match["who"] for pattern in _ASKED if (match := pattern.match(text))), None)


_DID = re.compile(
    r"^what (?:did|has|have) (?P<who>.+?) (?P<verb>finish|complet|start|creat|clos|resolv|deliver|ship)\w*"
    r"(?P<when>\s[^?]+?)?\s*\??$",
    re.IGNORECASE,
)


def done_by(text: str, book: Book, today: date) -> Rows | str:
    """Return what a team or person finished or started in some days; nothing where that is not asked."""
    match = _DID.match(text)
    crews = _crews(_ARTICLE.sub("", match["who"].strip()), book) if match else []
    query = (
        read_query(f"{DONE_BY[match['verb'].lower()]} {match['when'] or ''}", book, today, bare=True)
        if match and len(crews) == 1
        else None
    )
    if query is None or query.span is None:
        return []
    found = [document for document in crews[0].work if query.matches(document)]
    if not found:
        return f"No work of {crews[0].name} in the records that you may read fits that {query.span.words()}."
    query.asked = f"what was {query.asked.removeprefix('which ')} by {crews[0].name}"
    return listed(query, found)


def work_of(who: str, book: Book) -> Rows | str | None:
    """Return the open work of a team or person; a sentence where it is none or who is meant is not clear, else None."""
    crews = _crews(_ARTICLE.sub("", who.strip()), book)
    if not crews:
        return None
    if len(crews) > 1:
        names = [crew.name for crew in crews[:_MOST_READINGS]]
        return f"Which one do you mean: {', '.join(names[:-1])} or {names[-1]}?"
    crew = crews[0]
    still = [document for document in crew.work if not record_of(document).done]
    if not still:
        return f"No work of {crew.name} is open in the records that you may read; {len(crew.work)} are closed."
    return _rows(crew, still)


def _rows(crew: _Crew, still: Sequence[Document]) -> Rows:
    ordered = sorted(still, key=lambda one: str(record_of(one).updated or record_of(one).created or ""), reverse=True)
    begun = [document for document in ordered if underway(record_of(document))]
    shown = begun or ordered
    going = "in progress" if len(still) == len(begun) == 1 else f"{len(begun)} of them in progress"
    head = f"{crew.name} has {len(still)} open work item{'s' * (len(still) != 1)}, {going}."
    rest = f" The {LISTED} that changed last:" if len(shown) > LISTED else ""
    lines = [_line(document, crew) for document in shown[:LISTED]]
    return [(head + rest, cells_of(ordered)), *(line for line in lines if line[1])]


def _line(document: Document, crew: _Crew) -> tuple[str, list[Quote]]:
    """Return a piece of work with its status, and of a team's work with who has it."""
    record = record_of(document)
    status = status_cell(document, record.status)
    owner = owner_cell(document, record.owner) if record.owner and crew.is_team else None
    cells = [made for made in (status, owner) if made]
    return f"{document.title}: {', '.join(made.text.strip() for made in cells)}", cells


def _crews(who: str, book: Book) -> list[_Crew]:
    """Return the teams and persons that a name may mean: said to be a team, only teams."""
    named = _BEFORE.match(who) or _AFTER.match(who)
    name = (named["name"] if named else who).strip(" \"'“”‘’").casefold()
    work = [document for document in book.documents if is_work(document)]
    teams = _by_field(name, work, _TEAM_FIELD) or (_by_field(name, work, _WIDER_FIELD) if named else [])
    if teams or named:
        return teams or _by_members(name, work, book)
    return _by_owner(name, work)


def _by_field(name: str, work: Iterable[Document], fields: re.Pattern[str]) -> list[_Crew]:
    """Return the crew of that name in a field; of a path only its end is one."""
    found: dict[str, list[Document]] = {}
    for document in work:
        for field, cells in record_of(document).values.items():
            if fields.search(spoken(field)):
                for said in {
                    cell.strip() for whole in cells for cell in (*whole.split(";"), re.split(r"[\\/]", whole)[-1])
                }:
                    if re.sub(rf"^{_TEAM}\s+|\s+{_TEAM}$", "", said.casefold()) == name:
                        found.setdefault(said, []).append(document)
    merged = {document.id: document for documents in found.values() for document in documents}
    return [_Crew(next(iter(found)), tuple(merged.values()), True)] if found else []


def _by_members(name: str, work: Sequence[Document], book: Book) -> list[_Crew]:
    """Return the work of the people whom a directory places in a team."""
    people = {
        record_of(one).title.casefold(): link.key
        for one in book.documents
        for link in record_of(one).links
        if record_of(one).type == "person" and link.name == "team" and link.key.casefold() == name
    }
    theirs = tuple(one for one in work if (record_of(one).owner or "").casefold() in people)
    return [_Crew(f"{next(iter(people.values()))} (its people)", theirs, True)] if theirs else []


def _by_owner(name: str, work: Iterable[Document]) -> list[_Crew]:
    """Return the people who are called so: by the whole name, else by a part of it."""
    owned: dict[str, list[Document]] = {}
    for document in work:
        for owner in re.split(r"[,;]\s*", record_of(document).owner or ""):
            if owner.strip():
                owned.setdefault(owner.strip(), []).append(document)
    whole = [owner for owner in owned if owner.casefold() == name]
    part = [owner for owner in owned if name in re.findall(r"[^\W\d_]+", owner.casefold())]
    return [_Crew(owner, tuple(owned[owner]), False) for owner in whole or part]
