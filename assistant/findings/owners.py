"""Who answers for it: the record's assignee, labels, tables, brackets of headings, and what stands beside a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.findings.case import Case
from assistant.findings.people import (
    FULL_NAME,
    first_name,
    first_person,
    is_handle,
    is_nobody,
    is_ordinary,
    is_person,
    people_in,
)
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.names import holds, stems, units
from assistant.text.place_names import places_of
from assistant.text.plain import plain
from assistant.text.sections import Section
from assistant.text.walk import headings_above

Owner = tuple[str, Quote | Line]
"""Somebody who answers for it, with where that stands."""
NAME_AND_TITLE = 8
"""Words of a line that only names a person with a title."""
LABEL_AND_VALUE = 2
"""Cells of a row that says one thing of the page it stands on."""
_OWNER_LABEL = re.compile(
    r"\b(?:owner|lead|sponsor|champion|driver|accountable|answerable|responsible|answers|"
    r"(?:project|programme|program|product) manager|verantwortlich|responsable|dri)(?P<more>\(s\)|s)?(?!\w)"
    r"(?P<gap>\W{1,6}?)(?P<who>[\w@][^.;|·\n]{1,60})",
    re.IGNORECASE,
)
_SETS_APART = re.compile(r"[:|=(–—]|\s-\s")
"""What stands between a label and its value; behind a comma the sentence goes on."""
MOST_BEFORE_LABEL = 3
"""Words before the owner in a label of its own: "Executive project owner, Mara Lind"."""
_LONGER_LABEL = re.compile(r"[a-z]+(?: [a-z]+)?\s*[:–—]", re.IGNORECASE)
"""How a label goes on: "Lead officer: ..."."""
_CONTACT_LABEL = re.compile(
    r"^\W*(?:[A-Z][\w&-]* ){0,2}(?:(?:PM|PO|POC|DRI)(?:s|\(s\))?|(?i:product (?:manager|owner|lead)s?|"
    r"(?:point of )?contact(?:s|\(s\))?))\s*[:|–—=-]+\s*(?P<who>[^;|·\n]{2,80})"
)
"""Labels that name who can be turned to, where nobody is called the owner: "VA PO: ...", "Product POC(s): ..."."""
_OWNS = re.compile(
    r"^\W*(?:,\s*|\(|:\s*|is |will be |as )?(?:the |our |its |who )?(?:[a-z]+ )?"
    r"(?:owner|owns|sponsor|champion|lead|leads|captain|coordinator|convenor|convener|accountable|answers for|"
    r"in charge|responsible for|project manager|DRI)\b",
    re.IGNORECASE,
)
"""What follows the name of who answers for something: "Ana Moreno, owner of the project", "Ben Roth leads it"."""
_OWNED_BY = re.compile(
    r"(?<!not )\b(?:led|owned|headed|managed|driven|coordinated|sponsored|championed) by (?:our \w+ )?[\W_]*$",
    re.IGNORECASE,
)
"""What stands before that name: "The project is led by Ana Moreno"."""
_MANAGES = re.compile(
    r"^\s*(?:[,|(:–—-]\s*|is )(?:the |our |its )?(?:[A-Za-z]+ )?"
    r"(?:(?:product|programme|program) (?:manager|owner)|PO|PM)\b",
    re.IGNORECASE,
)
_OWNER_COLUMN = re.compile(
    r"\bowner|\blead\b|\baccountable|\bresponsible|\bdri\b|\bdriver\b|\bsponsor|\bchampion|\b(?:project|programme|"
    r"program|product) manager\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?:(?P<label>[A-Za-z][\w ]{1,20}?)\s*[:–-]\s*)?(?P<who>[^():]{2,60})\)\W*$")
_AT_LARGE = re.compile(r"\b(?:the|whole|entire|all of the) team\b|\beverybody\b|\beveryone\b", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^<>]*?\bname\s*=\s*(?P<mark>[\"'])(?P<who>[^<>\"]{2,40}?)(?P=mark)[^<>]*>")
"""A component of a page that shows a person: `<Person name="Mara Lind" />`."""
_NEXT_LABEL = re.compile(r"\n(?=\W*[A-Z][\w '’()/-]{1,40}:)")
"""Where a line ends because the next one has a label of its own."""
_PEOPLE_LABEL = (
    r"(?:owners?|leads?|dri|contributors?|team|members?|people|who|authors?|reviewers?|assignees?|participants?|"
    r"responsible|accountable|sponsors?|drivers?)"
)
_OPENING = 3
"""Blocks of a page, at most, before what it is about is said: its title, a heading, the first paragraph."""


def owner_of(case: Case) -> str | None:
    """Return the first person who answers for it, None where nobody does."""
    return next((name for name, _ in owners(case)), None)


def owners(case: Case) -> list[Owner]:
    """Return the accountable people, each with where it says so; who may be turned to, where nobody is called that."""
    said = [row for row in _said(case) if not _is_its_name(case, row[0])]
    if not said:
        said = [row for row in _near_its_name(case) if not _is_its_name(case, row[0])]
    return _one_a_person(said)


def shared_by_all(case: Case) -> Quote | None:
    """Return the heading with its name that gives it to the team at large: "Interviews (shared across the team)"."""
    for document, block in _headings_of(case):
        bracket = _BRACKET.search(plain(document.text[block.start : block.end]))
        if bracket and _AT_LARGE.search(bracket["who"]):
            return quote(document, block.start, block.end)
    return None


def _said(case: Case) -> Iterator[Owner]:
    """Yield whom the record, a label, a table or a sentence calls the owner."""
    record = case.evidence.record
    if record is not None and record.record is not None and record.record.owner:
        made = field_quote(record, record.record.owner)
        if made:
            yield record.record.owner, made
    for line in case.evidence.of(Relation.OWN, Relation.MENTION):
        if not _may_name_owner(line.document):
            continue
        if line.relation is Relation.OWN:
            yield from (
                (name, line) for part in _parts(line.document, line.start, line.end) for name in _labelled(part)
            )
            yield from ((name, line) for name in _said_to_own(line))
        owner_cell = next((cell for column, cell in line.cells if _OWNER_COLUMN.search(column)), "")
        about_it = line.cells and case.names_it(" ".join(cell for _, cell in line.cells[:2]))
        if owner_cell and about_it and not is_nobody(owner_cell) and (person := next(people_in(owner_cell), None)):
            yield person.group(), line


def _near_its_name(case: Case) -> Iterator[Owner]:
    """Yield whom the heading with its name has in brackets, then whom its lines or its page name as a contact."""
    for document, block in _headings_of(case):
        name = _in_heading(document, block)
        made = quote(document, block.start, block.end) if name else None
        if name and made:
            yield name, made
    for line in case.evidence.of(Relation.OWN):
        if _may_name_owner(line.document):
            yield from ((name, line) for name in _turned_to(line.document, line.start, line.end))
    for document in _pages(case):
        for block in document.blocks:
            if block.role not in (Role.TEXT, Role.ITEM, Role.ROW):
                continue
            parts = _parts(document, block.start, block.end)
            labelled = [name for part in parts for name in _labelled(part)]
            names = [*labelled, *_turned_to(document, block.start, block.end)]
            made = quote(document, block.start, block.end) if names else None
            yield from ((name, made) for name in names if made)


def _may_name_owner(document: Document) -> bool:
    """Whether a document is one that says who answers for something; minutes and budgets name whoever was there."""
    return document.record is None and document.kind not in (Kind.FINANCE, Kind.COLLABORATION)


def _parts(document: Document, start: int, end: int) -> list[str]:
    """Return a line as readable text, apart where a label of its own begins."""
    return [plain(part) for part in _NEXT_LABEL.split(document.text[start:end])]


def _labelled(part: str) -> Iterator[str]:
    """Yield the people behind a label for the owner: a full name, a handle, or a first name that is all there is."""
    for match in _OWNER_LABEL.finditer(part):
        who, before = match["who"].strip(" *_"), part[: match.start()].strip(" *_-")
        opens = len(before.split()) < MOST_BEFORE_LABEL and "(" not in before
        is_apart = bool(_SETS_APART.search(match["gap"]) or (opens and match["gap"].strip()))
        of_a_part = before.endswith("]")  # "[payments] champion" answers to one team
        of_whom = any(not before[one.end() :].strip(" *_,;(–—-") for one in people_in(before))  # "Ana Moreno, owner"
        if is_nobody(who) or of_a_part or of_whom or (match["more"] and not is_apart):
            continue
        people = people_in(who)
        person = next((one for one in people if is_apart or _LONGER_LABEL.match(who) or not one.start()), None)
        if person is not None:
            yield person.group()
        elif not before and is_apart and (first := first_name(who)):
            yield first


def _turned_to(document: Document, start: int, end: int) -> Iterator[str]:
    """Yield the people whom a line has behind a label for contacts, or calls the product's manager."""
    for part in _parts(document, start, end):
        label = _CONTACT_LABEL.match(part)
        person = first_person(label["who"]) if label else None
        if label and person and label["who"].startswith(person):
            yield person
        yield from (match.group() for match in people_in(part) if _MANAGES.match(part[match.end() :]))


def _headings_of(case: Case) -> list[tuple[Document, Block]]:
    """Return the headings with its name, also those above its own lines, or above its name with nothing but a tag."""
    found: dict[tuple[str, int], tuple[Document, Block]] = {}
    for line in case.evidence.of(Relation.NAME, Relation.OWN):
        document, at = line.document, _number_of(line)
        if not _may_name_owner(document):
            continue
        names_it = line.relation is Relation.NAME or case.names_it(line.text)
        for number in [at, *headings_above(document, at)[-1:]]:
            block = document.blocks[number]
            raw = document.text[block.start : block.end]
            is_bare = not _TAG.sub("", raw).strip(" #") or _is_of_people(document, block)
            if block.role is Role.HEADING and (case.names_it(raw) or (names_it and is_bare)):
                found.setdefault((document.id, number), (document, block))
    return list(found.values())


def _number_of(line: Line) -> int:
    """Return which block of its document a line stands in."""
    return max(0, bisect_right(line.document.blocks, line.start, key=lambda block: block.start) - 1)


def _in_heading(document: Document, block: Block) -> str | None:
    """Return the person whom a heading names behind its own words: "Alternatives guides (Andy)"."""
    raw = document.text[block.start : block.end]
    tag = _TAG.search(raw)
    if tag and FULL_NAME.fullmatch(tag["who"]):
        return tag["who"]
    if _is_of_people(document, block):
        return plain(raw).strip()
    bracket = _BRACKET.search(plain(raw))
    if bracket is None or is_nobody(bracket["who"]):
        return None
    name = first_person(bracket["who"])
    if name is None or not bracket["who"].startswith(name):
        return None
    if bracket["label"]:
        return name if re.fullmatch(_PEOPLE_LABEL, bracket["label"], re.IGNORECASE) else None
    return name if _is_a_person_of(document, name) else None


def _is_of_people(document: Document, block: Block) -> bool:
    """Whether a heading is a person's name and nothing else, like others of its page: each stands above their work."""
    if block.role is not Role.HEADING or not _only_names(document, block):
        return False
    beside = (one for one in document.blocks if one.role is Role.HEADING and one.trail == block.trail)
    last = {plain(document.text[one.start : one.end]).split()[-1] for one in beside if _only_names(document, one)}
    return len(last) > 1  # "Positive Consequences" and "Negative Consequences" share one


def _only_names(document: Document, block: Block) -> bool:
    """Whether a heading is the full name of a person."""
    text = plain(document.text[block.start : block.end]).strip()
    is_name = bool(FULL_NAME.fullmatch(text)) and is_person(text)
    return is_name and not is_ordinary(text) and not places_of(text)


def _is_a_person_of(document: Document, name: str) -> bool:
    """Whether a document has a name as a person's: not in small letters, a first name behind a label for people."""
    small = (rf"(?<![\w#/@.-]){re.escape(word.lower())}(?![\w-])" for word in name.split())
    if is_ordinary(name) or any(re.search(word, document.text) for word in small):
        return False
    behind = rf"^\W*{_PEOPLE_LABEL}\b[^\n:]{{0,20}}:[^\n]*\b{re.escape(name)}\b"
    return " " in name or bool(re.search(behind, document.text, re.IGNORECASE | re.MULTILINE))


def _pages(case: Case) -> list[Document]:
    """Return the pages that are about it as a whole: its name is in their title, or they open with it."""
    near = case.evidence.of(Relation.OWN, Relation.NAME, Relation.MENTION, Relation.NEAR)
    documents = {line.document.id: line.document for line in near if _may_name_owner(line.document)}
    return [d for d in documents.values() if case.names_it(d.title) or _opens_with_it(case, d)]


def _opens_with_it(case: Case, document: Document) -> bool:
    """Whether a page begins with it under a heading that says nothing of its own, like "Overview"."""
    places = {start for at, start in case.own_places if at == document.id}
    opening = document.blocks[:_OPENING]
    headings = [block for block in opening if block.role is Role.HEADING and block.start in places]
    says_nothing = bool(headings) and all(
        _says_nothing(case, plain(document.text[block.start : block.end])) for block in headings
    )
    own = any(block.role is Role.TEXT and block.start <= at < block.end for block in opening for at in places)
    return own and says_nothing


def _says_nothing(case: Case, heading: str) -> bool:
    """Whether a heading could stand above any page: one or two words, and none of the initiative's name."""
    there = stems(heading)
    return len(heading.split()) <= 2 and not any(holds(there, unit) for unit in case.name_units)


def _is_its_name(case: Case, who: str) -> bool:
    """Whether words are part of what the initiative itself is called."""
    there = stems(case.name)
    return all(holds(there, unit) for unit in units(who)) if units(who) else False


def _said_to_own(line: Line) -> list[str]:
    """Return the people of whom a line says that they own it, or who alone stand below a heading for the owner."""
    parts = _parts(line.document, line.start, line.end)
    alone = [one for one in people_in(parts[0]) if is_handle(one.group()) or not is_ordinary(one.group())]
    block = line.document.block_at(line.start)
    is_list = block is not None and len(block.columns) > LABEL_AND_VALUE  # of tasks, each with its own people
    if line.section is Section.OWNER and not is_list and len(alone) == 1 and len(parts[0].split()) <= NAME_AND_TITLE:
        return [alone[0].group()]
    found = ((match, part) for part in parts for match in people_in(part))
    return [
        match.group()
        for match, part in found
        if _OWNS.match(part[match.end() :]) or _OWNED_BY.search(part[: match.start()])
    ]


def _one_a_person(found: list[Owner]) -> list[Owner]:
    kept: list[Owner] = []
    for name, where in found:
        if not any(stems(name) & stems(other) or is_login(name, other) for other, _ in kept):
            kept.append((name, where))
    return kept


def is_login(name: str, other: str) -> bool:
    """Whether one of two is the login of the other: "dwhitfield" is Dana Whitfield."""
    login, full = sorted((name.lower(), other.lower()), key=lambda text: " " in text)
    last = full.rsplit(" ", 1)[-1]
    return " " not in login and " " in full and len(last) > 3 and last in login


def field_quote(document: Document, value: str) -> Quote | None:
    """Return the field of a record that has a value, as a quote."""
    for block in document.blocks:
        if block.role is Role.FIELD and document.text[block.start : block.end].strip() == value:
            return quote(document, block.start, block.end)
    return None
