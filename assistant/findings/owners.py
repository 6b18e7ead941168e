"""Who answers for it: the record's assignee, labels, tables, brackets of headings, and what stands beside a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.carried_names import common_stems
from assistant.domain import Block, Document, Kind, Quote, Role
from assistant.findings.case import Case
from assistant.index.words import stems as word_stems
from assistant.lines import Line, Relation
from assistant.names import holds, stems, units
from assistant.place_names import places_of
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section
from assistant.walk import headings_above

Owner = tuple[str, Quote | Line]
"""Somebody who answers for it, with where that stands."""
NAME_AND_TITLE = 8
"""Words of a line that only names a person with a title."""
_PERSON = re.compile(
    r"\b([A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ]+)?(?: (?:van|de|von|der|den))?(?: (?:[OD]['’]|"
    r"Ma?c)?[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ]+)?)+)\b"
)
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]{1,}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?=\s*(?:$|[,(&/]|and\b))")
_TITLE = re.compile(
    r"\b(?:officer|manager|director|head|lead|owner|office|team|board|committee|department|group|unit|council|chair|"
    r"president|secretary|division|directorate|agency|program|programme)\b",
    re.IGNORECASE,
)
"""What makes capitalised words a post or a body, and no person."""
_OWNER_LABEL = re.compile(
    r"\b(?:owner|lead|sponsor|champion|driver|accountable|answerable|responsible|answers|"
    r"(?:project|programme|program|product) manager|verantwortlich|responsable|dri)\b"
    r"(?P<gap>\W{1,6})(?P<who>[^.;|·\n]{2,60})",
    re.IGNORECASE,
)
_LONGER_LABEL = re.compile(r"[a-z]+(?: [a-z]+)?\s*[:–—]", re.IGNORECASE)
"""How a label goes on: "Lead officer: ..."."""
_CONTACT_LABEL = re.compile(
    r"^\W*(?:[A-Z][\w&-]* ){0,2}(?:(?:PM|PO|POC|DRI)(?:s|\(s\))?|(?i:product (?:manager|owner|lead)s?|"
    r"(?:point of )?contact(?:s|\(s\))?))\s*[:–—=-]+\s*(?P<who>[^;|·\n]{2,80})"
)
"""Labels that name who can be turned to, where nobody is called the owner: "VA PO: ...", "Product POC(s): ..."."""
_OWNS = re.compile(
    r"^\W*(?:,\s*|\(|is |will be |as )?(?:the |our |its |who )?(?:[a-z]+ )?(?:owner|owns|sponsor|champion|lead|leads|"
    r"accountable|answers for|in charge|responsible for|project manager)\b",
    re.IGNORECASE,
)
"""What follows the name of who answers for something: "Ana Moreno, owner of the project", "Ben Roth leads it"."""
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
_NOBODY = re.compile(
    r"^\W*(?:the )?(?:team|tbd|tbc|all|everyone|everybody|product|business|it|engineering|nobody|"
    r"unassigned|we|open|\?)\b",
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
        if owner_cell and about_it and (person := _PERSON.search(owner_cell)) and not _NOBODY.match(owner_cell):
            yield person.group(1), line


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
    """Yield the people behind a label for the owner: a full name, or a first name that is all there is."""
    for match in _OWNER_LABEL.finditer(part):
        who = match["who"].strip(" *_")
        if _NOBODY.match(who):
            continue
        is_apart = bool(match["gap"].strip()) or bool(_LONGER_LABEL.match(who))
        person = _PERSON.search(who) if is_apart else _PERSON.match(who)
        if person and not _TITLE.search(person.group(1)):
            yield person.group(1)
        elif not person and is_apart and not part[: match.start()].strip(" *_-") and (first := _first_name(who)):
            yield first


def _first_name(who: str) -> str | None:
    """Return the first name with which a value begins; an ordinary word is none ("Marketing"), nor is a country."""
    match = _FIRST_NAME.match(who)
    return match.group() if match and not is_ordinary(match.group()) and not places_of(match.group()) else None


def is_ordinary(name: str) -> bool:
    """Whether all words of a name are ordinary ones: "Error Tracking"."""
    return set(word_stems(name)) <= common_stems()


def _turned_to(document: Document, start: int, end: int) -> Iterator[str]:
    """Yield the people whom a line has behind a label for contacts, or calls the product's manager."""
    for part in _parts(document, start, end):
        label = _CONTACT_LABEL.match(part)
        person = _PERSON.match(label["who"]) if label else None
        if person and not _TITLE.search(person.group(1)):
            yield person.group(1)
        elif label and not person and (first := _first_name(label["who"])):
            yield first
        for match in _PERSON.finditer(part):
            if _MANAGES.match(part[match.end() :]) and not _TITLE.search(match.group(1)):
                yield match.group(1)


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
            if block.role is Role.HEADING and (case.names_it(raw) or (names_it and not _TAG.sub("", raw).strip(" #"))):
                found.setdefault((document.id, number), (document, block))
    return list(found.values())


def _number_of(line: Line) -> int:
    """Return which block of its document a line stands in."""
    return max(0, bisect_right(line.document.blocks, line.start, key=lambda block: block.start) - 1)


def _in_heading(document: Document, block: Block) -> str | None:
    """Return the person whom a heading names behind its own words: "Alternatives guides (Andy)"."""
    raw = document.text[block.start : block.end]
    tag = _TAG.search(raw)
    if tag and _PERSON.fullmatch(tag["who"]):
        return tag["who"]
    bracket = _BRACKET.search(plain(raw))
    if bracket is None or _NOBODY.match(bracket["who"]):
        return None
    person = _PERSON.match(bracket["who"])
    name = person.group(1) if person else _first_name(bracket["who"])
    if name is None or _TITLE.search(name):
        return None
    if bracket["label"]:
        return name if re.fullmatch(_PEOPLE_LABEL, bracket["label"], re.IGNORECASE) else None
    return name if _is_a_person_of(document, name) else None


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
    alone = list(_PERSON.finditer(parts[0]))
    if line.section is Section.OWNER and len(alone) == 1 and len(parts[0].split()) <= NAME_AND_TITLE:
        return [alone[0].group(1)]
    found = ((match, part[match.end() :]) for part in parts for match in _PERSON.finditer(part))
    return [match.group(1) for match, after in found if _OWNS.match(after)]


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
