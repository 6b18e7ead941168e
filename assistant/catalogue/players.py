"""Who the documents and records know: people, teams, customers, segments, personas, competitors, each with its role.

`read_players` in `assistant.findings.player` lists names that texts are compared with; this is the catalogue that a
leader reads, each entry with the quotes that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.index.reader import Index
from assistant.quotes import quote, quote_words
from assistant.text.names import name_key, units, variants
from assistant.text.plain import plain
from assistant.text.sections import section_of
from assistant.text.sentences import sentences
from assistant.text.stated import leads_nowhere

LONGEST_NAME = 6
"""Words; a longer heading or cell is a statement, not the name of somebody."""
_OPENING = 300
"""Characters of a page that may say what it is about."""
MOST_QUOTES = 3
_LOOKED_AT = 6
_SEVERAL = 2
_AGED = re.compile(r"^[\W_]*[A-ZÀ-Þ][\w'’ -]{1,40}(?:,\s*|\s*\()\d{1,2}\b")
"""Somebody with an age for whom a page is written: "Doris, 83, widow"."""
_COMPETES = re.compile(r"(?:^|[\s,;/(])(?:competitor|rival)s?\W*$", re.IGNORECASE)
"""A cell that calls somebody a competitor."""
_BOLD = re.compile(r"^\W*(?:\*\*|__)(?P<name>[A-ZÀ-Þ][^:\n]{1,80}?)\.?(?:\*\*|__)(?!\s*:)")
"""Before a colon stands a label."""
_BYLINE = re.compile(
    r"^\W*(?:by|built|written|typed|edited|page|updated?|last update|version|persona v\d*|status|author|owner)\b"
    r"|^[^.]{0,60}\b\d{1,2}\.? (?:de )?[A-Za-zäé]{3,9}\.? (?:de )?20\d\d\W*$|\bphoto\b|^\(.*\)\W*$",
    re.IGNORECASE,
)

_SET_APART = re.compile(r"([*_])(?!\1)\S.*\S\1", re.DOTALL)
"""A paragraph in italics."""


_TEAM = re.compile(r"\b(?:team|squad|tribe|department|division)\b", re.IGNORECASE)
_TEAMS = re.compile(
    r"(?:\b|_)(?:teams|squads|tribes|departments|divisions|org(?:ani[sz]ation)? ?chart)(?:\b|_)", re.IGNORECASE
)


class Sort(StrEnum):
    """What a player is."""

    PERSON = "person"
    TEAM = "team"
    CUSTOMER = "customer"
    SEGMENT = "segment"
    PERSONA = "persona"
    COMPETITOR = "competitor"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody under one name; `role` is what the documents say of them, in the words of the first quote."""

    name: str
    sort: Sort
    role: str | None
    quotes: tuple[Quote, ...]
    aliases: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the player for the command line."""
        return {
            "name": self.name,
            "sort": str(self.sort),
            "role": self.role,
            "aliases": list(self.aliases),
            "quotes": [quote.as_json() for quote in self.quotes],
        }


_SORTS = (
    (Sort.COMPETITOR, r"competitors?\b|competition\b|rivals?\b|wettbewerber|competidores\b"),
    (Sort.PERSONA, r"personas?\b"),
    (Sort.SEGMENT, r"segments?\b|(?:customer|target) groups?\b|zielgruppen?"),
    (Sort.TEAM, r"teams?\b|squads?\b|tribes?\b|departments?\b|abteilung(?:en)?\b"),
    (Sort.PERSON, r"people\b|persons?\b|staff\b|employees\b|leaders\b"),
    (Sort.CUSTOMER, r"customers?\b|accounts?\b|clients?\b|kunden?\b|clientes\b"),
    (Sort.GROUP, r"stakeholders?\b|players?\b|users?\b|audiences?\b|roles?\b|groups?\b"),
)
_COMPILED = tuple((sort, re.compile(rf"(?:^|[\W_])(?:{words})", re.IGNORECASE)) for sort, words in _SORTS)
_NO_PLAYER = re.compile(
    r"\b(?:readme|index|template|glossary|terminology|acronyms|abbreviations|definitions|changelog"
    r"|org ?chart|overview|introduction)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^\W*(?:personas?|segments?|competitors?|customers?|players?|teams?|stakeholders?|user groups?)"
    r"\s*(?:\d+\s*)?[-–—:.)]?\s+(?=\S)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:\s[-–—|]\s.*|,\s.*|\(.*)$")
_ROLE_COLUMN = re.compile(
    r"^(?:role|(?:job |business )?title|position|funktion|fonction|job|industry|segment|tier|type)$", re.IGNORECASE
)
_NAME_COLUMN = re.compile(
    r"^(?:name|full name|person|player|stakeholder|persona|segment|team|squad|competitor|customer|account|who)$",
    re.IGNORECASE,
)
_COMPETITOR_FIELD = re.compile(
    r"^(?:main |primary |lost to )?(?:competitors?|mitbewerber|wettbewerber|competidor)(?:__c)?(?: name)?$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:none|no(?: |$)|n/?a\b|unknown|other|nobody|in-?house|internal|tbd|status quo|keine?r?|ninguno)",
    re.IGNORECASE,
)
_CUSTOMER_TYPES = re.compile(r"account|customer|company|client|organi[sz]ation")


def read_players(index: Index) -> tuple[Player, ...]:
    """Return the players of a generation, each once: what names somebody first says what they are."""
    found: dict[tuple[str, ...], Player] = {}
    for player in _all(index):
        key = name_key(player.name)
        known = found.get(key)
        found[key] = _merged(known, player) if known else player
    for key, made in _competing(index).items():
        known = found.get(key)
        if known is None:
            found[key] = Player(plain(made.text), Sort.COMPETITOR, None, (made,))
        elif known.sort is not Sort.CUSTOMER:
            found[key] = replace(known, sort=Sort.COMPETITOR)
    return tuple(sorted(found.values(), key=lambda one: (list(Sort).index(one.sort), one.name.casefold())))


def _competing(index: Index) -> dict[tuple[str, ...], Quote]:
    """Return whom the deals of customers name as a competitor, each with the first cell that names it."""
    found: dict[tuple[str, ...], Quote] = {}
    for document in index.documents([Kind.CUSTOMERS]):
        for block in document.blocks if document.record is not None else ():
            if block.role is Role.FIELD and _COMPETITOR_FIELD.match(block.locator.field or ""):
                made = quote(document, block.start, block.end)
                if made and units(plain(made.text)) and not _NOBODY.match(plain(made.text)):
                    found.setdefault(name_key(plain(made.text)), made)
    return found


def _merged(known: Player, other: Player) -> Player:
    quotes = tuple(dict.fromkeys([*known.quotes, *other.quotes]))[:MOST_QUOTES]
    aliases = dict.fromkeys([*known.aliases, *other.aliases, other.name])
    named = tuple(alias for alias in aliases if alias != known.name)
    return replace(known, quotes=quotes, aliases=named, role=known.role or other.role)


def _all(index: Index) -> Iterator[Player]:
    """Yield pages first, then rows and headings of lists, then records."""
    pages = [document for document in index.documents([Kind.PLAYERS]) if document.record is None]
    for document in pages:
        yield from _of_page(document)
    for document in pages:
        yield from _of_list(document)
    for document in index.documents([Kind.PLAYERS, Kind.CUSTOMERS]):
        yield from _of_record(document)


def _of_page(document: Document) -> Iterator[Player]:
    """Yield the player that a page is about: one with a name for its title, that is no list of several."""
    stem = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if _NO_PLAYER.search(f"{stem} {document.title}") or list(_listed(document)) or _tables(document):
        return
    said = sort_of(f"{document.path} {document.title}"[len(document.path.split("/", 1)[0]) :])
    sort = said if said is not Sort.GROUP else sort_of(document.text[:_OPENING])
    name = name_in(document.title)
    opening = _opening(document)
    if name and opening and not leads_nowhere(opening.text):  # else it tells of itself and of nobody
        yield Player(name, sort, plain(opening.text), (opening,), _aliases(document.title, name))


def _of_list(document: Document) -> Iterator[Player]:
    """Yield the players of a page that lists several: its headings, or the rows of its tables."""
    for heading, block in () if _NO_PLAYER.search(document.title) else _listed(document):
        said = _first_below(document, block)
        if said:
            opens = document.text[block.start : block.end][:_OPENING]
            sort = Sort.PERSONA if _AGED.match(opens) else sort_of(f"{document.path} {document.title}")
            yield Player(heading, sort, plain(said.text), (said,))
    for block in document.blocks:
        name = _name_of_row(document, block)
        made = quote(document, block.start, block.end) if name else None
        if name and made:
            cells = _cells(document, block)
            role = next((cell for column, cell in cells if _ROLE_COLUMN.match(column) and cell != name), None)
            yield Player(name, _sort_of_row(document, block, role), role, (made,))


def _of_record(document: Document) -> Iterator[Player]:
    """Yield the person or the customer that a record is."""
    record = document.record
    if record is None or not units(record.title):
        return
    is_person = record.type == "person"
    if not is_person and not _CUSTOMER_TYPES.search(record.type):
        return
    made = _role_quote(document) or quote_words(document, record.title)
    if made:
        role = plain(made.text) if _role_quote(document) else None
        yield Player(record.title, Sort.PERSON if is_person else Sort.CUSTOMER, role, (made,))


def _role_quote(document: Document) -> Quote | None:
    """Return the field of a record that says what somebody is."""
    for block in document.blocks:
        if block.role is Role.FIELD and block.locator.field and _ROLE_COLUMN.match(block.locator.field):
            return quote(document, block.start, block.end)
    return None


def sort_of(about: str) -> Sort:
    """Return which sort of player words speak of, a group where they name no other."""
    return next((sort for sort, words in _COMPILED if words.search(about)), Sort.GROUP)


def _sort_of_row(document: Document, block: Block, role: str | None) -> Sort:
    """Return what the rows of a table are: competitors say so, then the name column, else people with a role."""
    if any(_COMPETES.search(cell) for cell in (role or "", *(cell for _, cell in _cells(document, block)))):
        return Sort.COMPETITOR
    named = next((column for column in block.columns if _NAME_COLUMN.match(column)), "")
    by_column = sort_of(named) if sort_of(named) is not Sort.GROUP else None
    return by_column or (Sort.PERSON if role else sort_of(f"{document.path} {document.title}"))


def name_in(title: str) -> str | None:
    """Return the name in a title: "Segment: Independent" is Independent, "Denise Hallam - plant manager" herself."""
    bare = _AFTER.sub("", _BEFORE.sub("", plain(title))).strip(" :*_-")
    named = bare.title() if bare.isupper() and " " in bare else bare
    return named if units(named) and len(named.split()) <= LONGEST_NAME else None


def _aliases(title: str, name: str) -> tuple[str, ...]:
    """Return what else a title calls the player; a word for their sort is no name."""
    return tuple(
        other
        for other in variants(plain(title))
        if other != name
        and len(other.split()) <= LONGEST_NAME
        and name_in(other)
        and name_key(other)[:1] != name_key(other)
    )


def _opening(document: Document) -> Quote | None:
    """Return the first sentence of a page that says something of somebody; who wrote it says nothing of them."""
    spans = [
        (start, end)
        for start, end in sentences(document)
        if len(units(plain(document.text[start:end]))) >= 2 and plain(document.text[start:end]) != document.title
    ]
    telling = [
        span
        for span in spans[:_LOOKED_AT]
        if not _BYLINE.search(plain(document.text[slice(*span)])) and not _is_note(document, span[0])
    ]
    chosen = next(iter([*telling, *spans]), None)
    return quote(document, *chosen) if chosen else None


def _is_note(document: Document, at: int) -> bool:
    """Tell whether a paragraph is set apart as a whole, as writers do with what is about the page itself."""
    block = document.block_at(at)
    text = document.text[block.start : block.end].strip() if block else ""
    return bool(_SET_APART.fullmatch(text))


def bold_name(document: Document, block: Block) -> str | None:
    """Return the name in bold with which a paragraph opens; None where it opens otherwise."""
    lead = _BOLD.match(document.text[block.start : block.end]) if block.role in (Role.TEXT, Role.ITEM) else None
    return name_in(lead["name"]) if lead and section_of(lead["name"]) is None else None


def lists_several(document: Document) -> bool:
    """Tell whether a page is about several players, each below a heading or after a name in bold."""
    return len(list(_listed(document))) > 1


def _listed(document: Document) -> Iterator[tuple[str, Block]]:
    """Yield the names that stand as headings in a page about several players, or open its paragraphs in bold."""
    stem = document.path.rsplit("/", 1)[-1]
    bold = [(name, block) for block in document.blocks if (name := bold_name(document, block))]
    if len(bold) >= max(_SEVERAL, sum(block.role is Role.TEXT for block in document.blocks) / 2):
        yield from bold
        return
    if not re.search(
        r"personas|stakeholders|segments|customers|players|users|audiences|competitors|teams",
        f"{document.title} {stem}",
        re.IGNORECASE,
    ):
        return
    for block in document.blocks:
        text = plain(document.text[block.start : block.end])
        if block.role is Role.HEADING and block.trail and section_of(text) is None and (name := name_in(text)):
            yield name, block


def _first_below(document: Document, heading: Block) -> Quote | None:
    """Return the first sentence below a heading, or of a paragraph that opens with a name."""
    spans = sentences(document, heading.end if heading.role is Role.HEADING else heading.start)
    return quote(document, *spans[0]) if spans else None


def _tables(document: Document) -> bool:
    return any(_name_of_row(document, block) for block in document.blocks)


def _cells(document: Document, block: Block) -> list[tuple[str, str]]:
    cells = document.text[block.start : block.end].strip().strip("|").split("|")
    return [(column, plain(cell)) for column, cell in zip(block.columns, cells, strict=False)]


def _name_of_row(document: Document, block: Block) -> str | None:
    """Return who a row is about: the cell below a column for names, or first and last name."""
    if block.role is not Role.ROW or not block.columns:
        return None
    cells = {column.casefold(): cell for column, cell in _cells(document, block)}
    whole = " ".join(filter(None, (cells.get("first name"), cells.get("last name"))))
    named = next((cell for column, cell in cells.items() if _NAME_COLUMN.match(column)), "")
    name = whole or named
    return name if name and units(name) and len(name.split()) <= LONGEST_NAME else None


def is_team(name: str, made: Quote) -> bool:
    """Tell whether somebody is a team: called so, or told in a folder, page or sheet of several.

    Those on the page of one team are its members.
    """
    place = f"{plain(made.document.title)} {made.document.path} {made.locator.sheet or ''}"
    return bool(_TEAM.search(name) or _TEAMS.search(place))
