"""Trello's JSON export of a board: a document for each card, with its checklists, comments and moves.

The shape: https://developer.atlassian.com/cloud/trello/rest/
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from assistant.domain import Link, Locator, Parsed, ParsedFile, Record, Role, Transition
from ingest.exports.json_value import items, mapping, objects, text, word, words
from ingest.exports.markdown_text import markdown_pieces
from ingest.exports.moments import Moments
from ingest.exports.prose import Piece, Sort, write_prose
from ingest.exports.work_item import Comment, Field, WorkItem, field_of, in_file, shown_moment
from ingest.parse.draft import Draft

_MOMENTS = Moments(day_first=True, guessed=False)
_DONE = re.compile(r"\b(?:done|complete[d]?|shipped|released|live|closed|finished|erledigt|fertig)\b|✅", re.IGNORECASE)
_MOST_ACTIONS = 1000


def recognises(value: object) -> str | None:
    """Return "card" for a board: cards that name their lists."""
    board = mapping(value)
    cards = objects(board.get("cards"))
    lists = {text(one.get("id")) for one in objects(board.get("lists"))}
    return "card" if cards and any(text(card.get("idList")) in lists for card in cards) else None


def documents(value: object, sort: str = "card") -> ParsedFile:
    """Return a document for each card of a board."""
    board = _Board.of(mapping(value))
    cards = [card for card in objects(mapping(value).get("cards")) if text(card.get("name"))]
    warnings = []
    if len(items(mapping(value).get("actions"))) >= _MOST_ACTIONS:
        warnings.append("it has the last 1,000 actions of the board: older comments and moves are not in it")
    columns = list(dict.fromkeys(name for c in cards for name in c))
    read = in_file([board.item(card) for card in cards], warnings, columns)
    about = _about(board.name, text(mapping(value).get("desc")))
    return replace(read, documents=(*about, *read.documents))


def _about(name: str, description: str) -> tuple[Parsed, ...]:
    """Return what a board says of itself as a document; most say nothing."""
    pieces = markdown_pieces(description)
    if not name or not pieces:
        return ()
    draft = Draft()
    draft.add(name, Role.HEADING, locator=Locator(field="Board"))
    write_prose(draft, pieces, Locator(field="Board description"), Role.TEXT)
    return (Parsed(name, *draft.finish(), "json"),)


@dataclass(frozen=True, slots=True)
class _Board:
    """The names that cards point to by id, and what happened to each."""

    name: str
    lists: Mapping[str, str]
    archived: frozenset[str]
    people: Mapping[str, str]
    labels: Mapping[str, str]
    custom: Mapping[str, Mapping[str, Any]]
    checklists: Mapping[str, list[Mapping[str, Any]]]
    actions: Mapping[str, list[Mapping[str, Any]]]

    @classmethod
    def of(cls, board: Mapping[str, Any]) -> _Board:
        """Read what the cards share."""
        checklists: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for checklist in objects(board.get("checklists")):
            checklists[text(checklist.get("idCard"))].append(checklist)
        actions: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for action in sorted(objects(board.get("actions")), key=lambda action: text(action.get("date"))):
            actions[text(mapping(mapping(action.get("data")).get("card")).get("id"))].append(action)
        return cls(
            text(board.get("name")),
            _named(board, "lists", "name"),
            frozenset(text(one.get("id")) for one in objects(board.get("lists")) if one.get("closed") is True),
            _named(board, "members", "fullName") or _named(board, "members", "username"),
            {key: name or "" for key, name in _named(board, "labels", "name").items()},
            {text(one.get("id")): one for one in objects(board.get("customFields"))},
            checklists,
            actions,
        )

    def item(self, card: Mapping[str, Any]) -> WorkItem:
        """Return a card as a work item."""
        number = text(card.get("id"))
        record = self._record(card, number)
        comments = tuple(self._comments(number))
        return WorkItem(record, tuple(self._fields(card, record, number)), comments, "json")

    def _is_archived(self, card: Mapping[str, Any]) -> bool:
        """Whether a card was put away, or the list that it is in."""
        return card.get("closed") is True or text(card.get("idList")) in self.archived

    def _record(self, card: Mapping[str, Any], number: str) -> Record:
        status = self.lists.get(text(card.get("idList")))
        done = card.get("dueComplete") is True or self._is_archived(card) or bool(_DONE.search(status or ""))
        people = [self.people.get(text(member), "") for member in items(card.get("idMembers"))]
        labels = words(card.get("labels")) or tuple(
            self.labels.get(text(one), "") for one in items(card.get("idLabels"))
        )
        history = tuple(self._history(number))
        return Record(
            tool="trello",
            type="card",
            key=text(card.get("shortLink")) or number,
            title=text(card.get("name")),
            status=status,
            done=done,
            owner=", ".join(name for name in people if name) or None,
            created=_created(number),
            updated=_MOMENTS.read(text(card.get("dateLastActivity"))),
            due=(_MOMENTS.read(text(card.get("due"))) or "")[:10] or None,
            resolved=history[-1].time if done and history else None,
            labels=tuple(label for label in labels if label),
            links=(Link("board", self.name),) if self.name else (),
            history=history,
            values={name: kept for name, value in card.items() if (kept := words(value))},
        )

    def _fields(self, card: Mapping[str, Any], record: Record, number: str) -> Iterator[Field]:
        yield Field("Name", record.title)
        yield from field_of("Card", text(card.get("idShort")))
        yield from field_of("Board", self.name)
        yield from field_of("List", record.status)
        yield from field_of("Archived", "yes" if self._is_archived(card) else "", quoted=False)
        yield from (Field("Member", name) for name in (record.owner or "").split(", ") if name)
        yield from field_of("Start", shown_moment(text(card.get("start"))))
        yield from field_of("Due", record.due)
        yield from field_of("Due date met", "yes" if card.get("dueComplete") is True else "", quoted=False)
        yield from (Field("Label", label) for label in record.labels)
        yield from field_of("Created", (record.created or "")[:10], quoted=False)
        yield from field_of("Last activity", shown_moment(text(card.get("dateLastActivity"))))
        for one in objects(card.get("customFieldItems")):
            yield from self._custom(one)
        if pieces := markdown_pieces(text(card.get("desc"))):
            yield Field("Description", pieces)
        for checklist in self.checklists.get(number, ()):
            yield Field(text(checklist.get("name")) or "Checklist", tuple(self._ticks(checklist)))

    def _ticks(self, checklist: Mapping[str, Any]) -> Iterator[Piece]:
        for item in sorted(objects(checklist.get("checkItems")), key=lambda item: float(text(item.get("pos")) or 0)):
            who, due = (
                self.people.get(text(item.get("idMember")), ""),
                (_MOMENTS.read(text(item.get("due"))) or "")[:10],
            )
            told = ", ".join(filter(None, (who, f"due {due}" if due else "")))
            if name := text(item.get("name")):
                mark = "[x]" if item.get("state") == "complete" else "[ ]"
                yield Piece(name, Sort.ITEM, 1, f"{mark} ({told})" if told else mark)

    def _custom(self, one: Mapping[str, Any]) -> Iterator[Field]:
        field = self.custom.get(text(one.get("idCustomField")), {})
        options = {
            text(option.get("id")): word(mapping(option.get("value"))) for option in objects(field.get("options"))
        }
        value = next((text(inner) for inner in mapping(one.get("value")).values()), "")
        yield from field_of(text(field.get("name")) or "Custom field", options.get(text(one.get("idValue"))) or value)

    def _comments(self, number: str) -> Iterator[Comment]:
        for action in self.actions.get(number, ()):
            if action.get("type") in ("commentCard", "copyCommentCard"):
                pieces = markdown_pieces(text(mapping(action.get("data")).get("text")))
                if pieces:
                    yield Comment(pieces, _by(action), _MOMENTS.read(text(action.get("date"))))

    def _history(self, number: str) -> Iterator[Transition]:
        for action in self.actions.get(number, ()):
            data = mapping(action.get("data"))
            time = _MOMENTS.read(text(action.get("date")))
            before, after = word(data.get("listBefore")), word(data.get("listAfter"))
            if time and before and after:
                yield Transition(time, "list", before, after, _by(action) or None)


def _by(action: Mapping[str, Any]) -> str:
    member = mapping(action.get("memberCreator"))
    return text(member.get("fullName")) or text(member.get("username"))


def _named(board: Mapping[str, Any], table: str, name: str) -> dict[str, str]:
    return {text(one.get("id")): text(one.get(name)) for one in objects(board.get(table)) if text(one.get(name))}


def _created(number: str) -> str | None:
    """Return when a card was made: the first half of its id counts the seconds since 1970."""
    if not re.fullmatch(r"[0-9a-f]{24}", number):
        return None
    return datetime.fromtimestamp(int(number[:8], 16), UTC).isoformat()
