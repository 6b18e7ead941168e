"""Is it for somebody who is known, and does somebody answer for it?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from assistant.domain import Dimension, Document, Finding, Kind, Level, Quote, Role
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import (
    RARE,
    Case,
    finding,
    own_title,
)
from assistant.findings.owners import Owner, owners, shared_by_all
from assistant.findings.people import is_handle, is_ordinary
from assistant.findings.segments import COMMON, NO_WHICH, SEGMENT, group_in, unlabelled
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.names import holds, stem, stems, units
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.sentences import block_sentences
from assistant.text.surface import is_change, is_work
from assistant.text.walk import headings_above

PLAYER = Dimension.PLAYER
LONGEST_GROUP = 5
"""Words of the name of a segment or persona."""
LIST_LENGTH = 15
_GENERIC_PLAYER = re.compile(
    r"\b(?:users(?! [a-z]+ing\b)|(?:the|an?|each|every|any|end)[ -](?:\w+ )?user(?= |\W)|user(?= needs?\b)|"
    r"the business|stakeholders?|everyone|all segments|end users?|people|customers?)\b"
    r"(?! (?:of|who|whose|with|case|success|support|service|experience|stud|research|interface|stor|journey|guide|"
    r"facing|value|metric|score|review))",
    re.IGNORECASE,
)
_GAINS = re.compile(
    r"\b(?:for|to|aide?|help|assist|allow|enable|let|give|offer|serve|benefit|support|reach|satisfy)(?:s|ed|ing)? "
    r"(?:(?:the|our|all|its|every|each|an?|any|new|more|most|end)[ -])*$|\bas an? (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""What stands before those whom a sentence is for: "helps our users", "as a user"."""
_THEY_GAIN = re.compile(r"\W*(?:can|will|should|shall|may|no longer|needs?|gets?|wants?|find|have to)\b", re.IGNORECASE)
_ROLE_STORY = re.compile(r"\bas an? (?P<who>[A-Za-z][\w /-]{2,40}?)[ ,]+(?:i|(?P<we>we))\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Office|Bureau|Agency|Department|Ministry|Administration|Authority|Foundation|Corporation|Company|Institute|"
    r"Council|Committee|Commission|Board|Group|Federation|Association)\b[^()\n]{0,60}\(\W?(?P<short>[A-Z]{3,6})\)"
    r"|[Gg]roup\W{1,3}\(?(?P<group>[A-Z]{3,6})\)"
)
"""What an acronym stands for that is an organisation or a part of one."""
_ALWAYS_BODY = frozenset("SIG SIGS TSC PMC".split())
_ACRONYM = re.compile(r"\b[A-Z]{3,6}(?=s?\b)")
_ACRONYM_OF_PEOPLE = re.compile(r"\b([A-Z]{3,6})(?:s\b| (staff|admins?|employees|analysts?|members)\b)")
_GROUP = re.compile(
    r"\b(?:[a-z]+ )?[a-z]{3,}(?:ees|ists|ants|ients|ians|nurses|drivers|managers|analysts|tribes|families|engineers|"
    r"teachers|farmers|clerks)\b"
)
_ANY_ROLE = frozenset(stem(word) for word in "user users dev developer team member customer person end product".split())
_TEAM = re.compile(
    r"^\W*(?:[Tt]he )?(?P<who>[A-Z][\w&/-]+(?: (?:[A-Z][\w&/-]*|&)){0,5})(?:\W*:\W*$| [Tt]eam\b|"
    r" (?:to|will|should) (?=[a-z]))|\b(?P<named>[A-Z][\w&/-]+(?: [A-Z][\w&/-]+){0,5} [Tt]eam|"
    r"(?:Office|Bureau|Division|Department|Directorate) of (?:the )?[A-Z]\w+(?: (?:of|and|for|the|[A-Z]\w+))*)\b"
)
_FUNCTION = re.compile(
    r"^\W*(?:design|ux|research|product|engineering|dev(?:elopment|ops)?|infrastructure|platform|data|security|qa|"
    r"quality|support|"
    r"customer success|sales|marketing|finance|legal|people|hr|operations|"
    r"communications?)(?:\W+(?:and|&|/)\W+\w+)?(?: team| squad| group)?\W*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[(?P<who>[A-Za-z][\w&/ -]*?)(?: [Dd]eliverable| [Tt]ask| [Ww]ork)?\\?\]")
"""Whose ticket it is, in brackets before its title."""
_GROUP_WORD = (
    r"(?:[Tt]eam|[Ww]orking [Gg]roup|[Gg]roup|[Ss]quad|[Cc]hapter|[Gg]uild|[Dd]epartment|[Dd]irectorate|[Dd]ivision)"
)
_PLAN_WORD = r"(?i:okrs?|roadmap|road map|goals|objectives|plan|priorities|strategy)\b"
_TEAM_PLAN = re.compile(
    rf"(?P<who>(?:[A-Z][\w&/-]*\s)+(?i:dev\s)?{_GROUP_WORD})\b(?:['’]s)?\W+(?:[\w-]+\W+){{0,3}}?{_PLAN_WORD}"
    rf"|{_PLAN_WORD} (?:of|for) (?:the )?(?P<whose>(?:[A-Z][\w&/-]*\s)+{_GROUP_WORD})\b"
)
"""The title of a page that plans the work of one team."""
_NO_TEAM = re.compile(
    r"^(?:the|this|that|it|we|they|our|users?|customers?|continue|additionally|in|by|for|and|goal|objective|need|as|"
    r"ui|gui|cli|apis?|sdk|loe|mvp|prs?|ci|kpis?|okrs?|eta|faqs?|adrs?|rfcs?|pocs?|urls?|ids?|cms|db|todo)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[a-z](?:al|ity|ion|ment|ness|ance|ence|ing|ed)$")
"""How a word ends that is no team's name: "Approval to create", "Ability to sign in"."""
_ROLE = re.compile(r"\b(?:lead|head|manager|owner|sponsor|driver|author|reporter)s?\W*$", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r"\b(?:ideal (?:customers?|clients?)|icps?|(?:buyer |user |customer )?personas?|"
    r"(?:customer|user|market|target) segments?|target (?:customers?|audiences?|groups?|markets?|users?)|"
    r"whom?[ -]we[ -](?:\w+[ -]){1,3}for|whom?[ -]we[ -](?:serve|help|sell[ -]to))\b",
    re.IGNORECASE,
)
"""What a page is called that says whom the organisation is for."""
_THING = re.compile(r"^\W*(?:[A-Z][a-z]+[A-Z]\w+|.*\b(?i:apps?|platforms?|tools?|systems?|portals?|products?))\W*$")
"""A product's name, which stands among the players for those who make it: "PayLink", "Mobile app"."""
_OF_OTHERS = re.compile(r"customers?|clients?|partners?|accounts?|competitors?|suppliers?", re.IGNORECASE)
"""Pages of other organisations, whose names may be written like a product's."""
_OF_STAFF = re.compile(r"teams?/|roles|glossary|org ?chart|people", re.IGNORECASE)
"""Pages of those who do the work."""
_ASKS = re.compile(r"^\W*(?:who|whom|whose|what|which|how|why|when|where)\b|\?\W*$", re.IGNORECASE)
"""A heading that says what stands below it and names nobody: "Who we work for"."""
_FOR = re.compile(r"^\W*(?:for|by) (?:the |our )?(?=[A-Za-z])", re.IGNORECASE)
"""How a heading begins that says for whom what stands below it is: "For developers"."""
_NO_KIND = re.compile(
    r"^\W*(?:(?:user|customer|client|stakeholder|persona|audience|player|our|the|key|target|types?|of|and|groups?|kinds?|"
    r"profiles?|segments?|overview|list|personas|stakeholders|users|customers|audiences|players)\W*)+$",
    re.IGNORECASE,
)
"""A heading that says that kinds of people are listed, and which not: "User types"."""
_VAGUE_GROUPS = frozenset("users clients participants employees attendees the".split())


def judge_player(case: Case) -> Finding:
    """Return the finding: who it is for, as the players documents or the CRM know them, and who answers for it."""
    player = _player(case)
    answering = owners(case)
    people = list(dict.fromkeys(name for name, _ in answering))
    if player and _differ(answering):
        return finding(
            PLAYER,
            Level.PARTIAL,
            f"The documents name different owners: {', '.join(people[:3])}.",
            [row[1] for row in answering[:3]],
        )
    if player and answering:
        return finding(
            PLAYER, Level.MET, f"It is for {player[0]}, and {people[0]} answers for it.", [player[1], answering[0][1]]
        )
    if player:
        return finding(PLAYER, Level.PARTIAL, f"It is for {player[0]}; no accountable owner is named.", [player[1]])
    if answering:
        return finding(
            PLAYER,
            Level.PARTIAL,
            f"{people[0]} answers for it; no named segment, customer or persona.",
            [answering[0][1]],
        )
    return _loosely(case)


def _differ(answering: list[Owner]) -> bool:
    """Whether documents name different owners; a handle may be that of who has a full name elsewhere."""
    alike = [
        [where.document.id for name, where in answering if is_handle(name)],
        [where.document.id for name, where in answering if not is_handle(name)],
    ]
    return any(len(set(documents)) > 1 for documents in alike)


def _loosely(case: Case) -> Finding:
    """Return the finding where neither the players documents nor a person's name help: a segment or a team in words."""
    segment, team = _segment(case), _team(case)
    said = [
        f"It speaks of “{segment[0]}”, whom no players document and no CRM knows"
        if segment
        else "For whom is not said",
        f"“{team[0]}” does it, and no person answers for it." if team else "no person answers for it.",
    ]
    if segment or team:
        quoted = [*([segment[1]] if segment else []), *(team[1] if team else [])]
        return finding(PLAYER, Level.PARTIAL, "; ".join(said), quoted)
    shared = shared_by_all(case)
    if shared is not None:
        return finding(PLAYER, Level.NOT_MET, "The team at large answers for it, and for whom is not said.", [shared])
    generic = next((line for line in case.intent if _is_for_anybody(line)), None)
    if generic is not None:
        return finding(PLAYER, Level.NOT_MET, "Only “users” or “the business” are named, and no owner.", [generic])
    return finding(PLAYER, Level.NO_EVIDENCE, "Neither a player nor an owner is named.", (), case.searched())


def _is_for_anybody(line: Line) -> bool:
    """Whether a line says that it is for "users" or "the business", and does not only speak of them."""
    return any(
        line.section is Section.PLAYER
        or _GAINS.search(line.text[: match.start()])
        or _GAINS.search(line.text[: match.start()] + match.group().rsplit(" ", 1)[0] + " ")
        or _THEY_GAIN.match(line.text[match.end() :])
        for match in _GENERIC_PLAYER.finditer(line.text)
    )


def _segment(case: Case) -> tuple[str, Line] | None:
    """Return the first segment that its lines name in words that say who, with the line."""
    close = case.evidence.of(Relation.OWN, Relation.MENTION)
    lines = [line for line in close if line.section is not Section.EXCLUDED and not is_bookkeeping(line)]
    for line in sorted(lines, key=lambda line: (line.section is not Section.PLAYER, line.relation)):
        if (group := group_in(unlabelled(line.text))) is not None:
            return group, line
    return None


def _function_above(line: Line) -> Quote | None:
    """Return the heading right above a line where it is that of a team's own list ("Design:", "DevOps")."""
    document = line.document
    number = bisect_right(document.blocks, line.start, key=lambda block: block.start) - 1
    near = [at for at in range(number - 1, max(-1, number - LIST_LENGTH), -1) if _introduces(document, at)]
    for at in [*near[:1], *headings_above(document, number)[-1:]]:
        block = document.blocks[at]
        if _FUNCTION.match(plain(document.text[block.start : block.end])):
            return quote(document, block.start, block.end)
    return None


def _is_rare(case: Case, who: str) -> bool:
    """Whether a name is not the organisation's own, which stands everywhere."""
    return any(case.catalogue.weight(unit) >= RARE for unit in units(who))


def _introduces(document: Document, at: int) -> bool:
    """Whether a block is the line with a colon above a list ("DevOps:")."""
    block = document.blocks[at]
    return block.role is Role.TEXT and plain(document.text[block.start : block.end]).endswith(":")


def _team(case: Case) -> tuple[str, list[Line | Quote]] | None:
    """Return the first team or office that stands as who does it, with the line, and the heading that has the name."""
    for line in case.evidence.of(Relation.OWN, Relation.MENTION, Relation.NAME):
        if line.document.id not in case.evidence.pages and (heading := _function_above(line)) is not None:
            return plain(heading.text).strip(" :"), [heading, line]
        match = _TEAM.search(line.text)
        who = (match.group("who") or match.group("named") or "").strip() if match else ""
        is_function = bool(match and _FUNCTION.match(match.group(0).removeprefix("The ")))
        is_named = bool(who) and _is_team_name(case, who)
        if is_named and (is_function or _is_rare(case, who)):
            return who, [line]
        tag = _TAG.search(line.text)
        if tag and _FUNCTION.match(tag["who"]):
            return tag["who"], [line]
    return _team_of_page(case)


def _team_of_page(case: Case) -> tuple[str, list[Line | Quote]] | None:
    """Return the team whose own plan has it, by the title of the page: "Workshop Team OKRs"."""
    for line in case.evidence.of(Relation.OWN, Relation.NAME):
        document = line.document
        if document.kind is not Kind.STRATEGY or document.id in case.evidence.pages or document.record is not None:
            continue
        found = _TEAM_PLAN.search(document.title)
        if found and (made := own_title(document)) is not None:
            return (found["who"] or found["whose"]).strip(), [made]
    return None


def _is_team_name(case: Case, who: str) -> bool:
    """Whether words that stand as who does it can name a team: no verb with its object, label, or the thing itself."""
    first, *others = who.split()
    if _NO_TEAM.match(who) or is_work(first.lower()) or is_change(first.lower()) or NO_WHICH.match(first):
        return False
    if others:
        return not (SEGMENT.fullmatch(others[-1]) or stems(who) <= stems(case.name))
    is_label = bool(re.search(r"[a-z]s$", first)) or section_of(first) is not None
    return not (is_label or _NO_NAME.search(first) or is_ordinary(first) or stems(first) <= stems(case.name))


def _player(case: Case) -> tuple[str, Quote | Line] | None:
    """Return the first player that the lines name, with where they are named."""
    lines = sorted(
        (line for line in case.evidence.own if line.section is not Section.EXCLUDED),
        key=lambda line: line.section is not Section.PLAYER,
    )
    for line in lines:
        said = unlabelled(line.text) or line.text
        there = stems(said)
        for name, words in case.players:
            if all(holds(there, unit) for unit in words) and (" " in name.strip() or _names_them(said, name)):
                return _as_said(line.text, name), line
    for line in case.evidence.of(Relation.OWN, Relation.NAME, Relation.MENTION):
        story = _ROLE_STORY.search(line.text)
        if story and _says_who(case, story.group("who"), is_ours=bool(story["we"])):
            return story.group("who").strip(), line
    return None


def _as_said(text: str, name: str) -> str:
    """Return a group of one word with what a text says of which one: "AI startups"."""
    group = group_in(unlabelled(text)) if name.islower() and " " not in name else None
    return group if group and group.lower().endswith(f" {name}") else name


def _names_them(text: str, name: str) -> bool:
    """Whether a text has a name of one word as such, not another form of it ("publish" for "Publishers")."""
    word = re.escape(plain(name).strip().lower().removesuffix("s"))
    return bool(re.search(rf"\b{word}(?:s|es)?\b", text.lower()))


def _says_who(case: Case, who: str, *, is_ours: bool) -> bool:
    """Whether the role of a story is more than "user", alone or beside the product's name ("Atlas user").

    What "we" do "as a side effect" or "as a company" is no role, unless the players documents know it as one.
    """
    words = [unit for unit in units(who) if unit[0] not in _ANY_ROLE]
    of_product = bool(re.fullmatch(r"\W*[A-Z][\w-]* (?:end[ -])?users?\W*", who))
    is_general = is_ours or of_product or bool(SEGMENT.fullmatch(f"{who.strip()}s"))
    return bool(words) and (not is_general or any(unit in known for _, known in case.players for unit in words))


def read_players(documents: list[Document]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return the names that players documents and the CRM know: pages, personas, segments, accounts."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for document in documents:
        if document.record is not None:
            texts = [document.record.title] if "account" in document.record.type else []
        else:
            if _OF_STAFF.search(document.path) and not (tells_for_whom(document) or _lists_groups(document)):
                continue
            listing = re.search(
                r"persona|stakeholder|segment|customers|players|users|audience|clients|beneficiar|communit|"
                r"\b(?:who|people|whom) we\b|for whom\b|we (?:serve|work for)\b",
                document.title + document.path.rsplit("/", 1)[-1],
                re.IGNORECASE,
            )
            of_people = SEGMENT.search(document.title.lower())
            below = (
                text
                for text in _headings(document)
                if listing or SEGMENT.search(text.lower()) or (of_people and _names_group(text))
            )
            texts = [re.split(r"\s[-–:,(]\s?|[,(]", part)[0] for part in (document.title, *below)]
        for text in texts:
            text = _FOR.sub("", text).rstrip(" :")
            words = list(
                units(re.sub(r"^(?:segment|persona|competitor|customer|player)s?\b\W*", "", text, flags=re.IGNORECASE))
            )
            if (
                (section_of(text) in (None, Section.PLAYER) or _is_role(text))
                and not _is_no_name(text, document.title)
                and words
                and len(words) <= LONGEST_GROUP
                and not (len(words) == 1 and len(words[0][0]) < 4)
            ):
                names.setdefault(plain(text), words)
    return [*names.items(), *_spoken_of(documents)]


def _is_no_name(text: str, title: str) -> bool:
    """Whether a heading asks, says what the page is ("Ideal customer"), or names a product beside its people."""
    is_thing = bool(_THING.search(text)) and not _OF_OTHERS.search(title)
    if _NO_KIND.match(text):
        return True
    return bool(_ASKS.search(text)) or is_thing or not units(_FOR_WHOM.sub("", text))


def _lists_groups(document: Document) -> bool:
    """Whether at least half of the headings of a page, and two of them, name groups of people."""
    headings = _headings(document)
    named = sum(bool(SEGMENT.search(heading)) for heading in headings)
    return named >= max(2, len(headings) / 2)


def _names_group(text: str) -> bool:
    """Whether a heading on a page about people names some of them: more of one kind, and which ("Dairy farms")."""
    return bool(re.fullmatch(r"[\w-]+ (?:[\w-]+ )?[\w-]*[^\Ws]s", text))


def _is_role(text: str) -> bool:
    """Whether a heading names a role that a word of a brief is part of: "Shift lead", "Category manager"."""
    return len(units(text)) > 1 and bool(_ROLE.search(text))


def _spoken_of(documents: list[Document]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return the groups that the players documents speak of again and again: acronyms, words for people."""
    counts: Counter[str] = Counter()
    acronyms: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    bodies = {short for document in documents for match in _BODY.finditer(document.text) for short in match.groups()}
    for document in documents:
        if document.record is None and (document.kind is Kind.PLAYERS or tells_for_whom(document)):
            counts.update(_GROUP.findall(document.text))
            for short, who in _ACRONYM_OF_PEOPLE.findall(document.text):
                people.setdefault(short, set()).add(who)
            acronyms.update(_ACRONYM.findall(document.text))
        if document.record is None and tells_for_whom(document):
            groups = (match["who"].lower() for match in SEGMENT.finditer(document.text))
            counts.update(who for who in groups if who not in COMMON)
    for short, count in acronyms.items():
        whole = short in bodies or short in _ALWAYS_BODY  # of those, only the people in it are somebody
        said = [f"{short} {who}" for who in people.get(short, ()) if who] if whole else [short]
        counts.update(dict.fromkeys(said if short in people else (), count))
    known = [word for word, count in counts.items() if count >= 3 and word.lower() not in _VAGUE_GROUPS]
    return [(word, units(word)) for word in sorted(known) if units(word)]


def tells_for_whom(document: Document) -> bool:
    """Whether a page says whom the organisation is for: its ideal customer, its personas, who it builds for."""
    return document.record is None and bool(_FOR_WHOM.search(f"{document.title} {document.path.rsplit('/', 1)[-1]}"))


def _headings(document: Document) -> list[str]:
    spans = (
        block_sentences(document.text, block)
        for block in document.blocks
        if block.role is Role.HEADING and len(block.trail) >= 1
    )
    return [plain(document.text[start:end]) for pieces in spans for start, end in pieces]
