"""Calendars (iCalendar, RFC 5545) as `.ics`: each entry is a document with its day, its people and its description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.domain import Locator, Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse import html
from ingest.parse.decode import decode
from ingest.parse.draft import Draft, clean, one_line

_ENTRIES = frozenset(("VEVENT", "VTODO", "VJOURNAL"))
_LINE = re.compile(
    r'(?P<name>[\w-]+)(?P<params>(?:;[\w-]+=(?:"[^"]*"|[^":;,]*)(?:,(?:"[^"]*"|[^":;,]*))*)*):(?P<value>.*)'
)
_PARAM = re.compile(r';([\w-]+)=("[^"]*"|[^";]*)')
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_ESCAPES = re.compile(r"\\([nN,;\\:\"])")
# What Teams and others put below an invitation: how to dial in, with its codes.
_RULE = r"[ \t]*(?:_{20,}|-{20,}|\.{20,}|\*{20,}|-::~[:~-]+)[ \t]*"
_DIAL_IN = re.compile(rf"(?:^|\n){_RULE}\n(?P<words>.*?)(?:\n{_RULE}|\Z)", re.DOTALL)
_JOIN = re.compile(
    r"\b(?:join|teilnehmen|unirse|rejoindre|passcode|meeting id|dial[- ]in|besprechungs-id)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:p|br|b|ul|ol|li|div|span|a|html|strong)\b[^>]*>", re.IGNORECASE)
_OFTEN = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_WEEKDAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_REPLIES = {
    "ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative", "DELEGATED": "sent somebody else",
}  # fmt: skip


def parse(path: Path) -> ParsedFile:
    """Return the entries of a calendar; what was cancelled and what is private is left out.

    Raises:
        DocumentError: it holds no entry that may be read.
    """
    text, warning = decode(path.read_bytes())
    calendar = _Calendar.of(text)
    kept = [entry for entry in calendar.entries if not calendar.is_cancelled(entry) and not entry.is_private]
    cancelled = sum(1 for entry in calendar.entries if calendar.is_cancelled(entry))
    private = len(calendar.entries) - len(kept) - cancelled
    said = [_count(number, word) for number, word in ((cancelled, "cancelled"), (private, "private")) if number]
    if not calendar.entries:
        raise DocumentError("calendar without an entry: export it again")
    if calendar.method == "REPLY":
        raise DocumentError("only the answer to an invitation")
    seen = Counter[str]()
    found = [one for entry in kept if (one := _document(path, entry, calendar, seen))]
    if not found:
        raise DocumentError(f"calendar without an entry that may be read: {'; '.join(said) or 'none has words'}")
    return ParsedFile(tuple(found), tuple(one for one in (warning, *said) if one))


def _count(number: int, word: str) -> str:
    return f"{number} entr{'y is' if number == 1 else 'ies are'} {word} and left out"


@dataclass(frozen=True, slots=True)
class _Value:
    """The value of a property, with its parameters."""

    raw: str
    params: Mapping[str, str]

    @property
    def words(self) -> str:
        """Return a text without its escapes."""
        return clean(_ESCAPES.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.raw)).strip()

    @property
    def person(self) -> str:
        """Return a person's name, else the address."""
        name = self.params.get("CN", "").strip("'\" ")
        address = re.sub(r"^mailto:", "", self.raw, flags=re.IGNORECASE).strip()
        return one_line(name or address)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event, a task or a note: its properties by name."""

    sort: str
    properties: dict[str, list[_Value]] = field(default_factory=dict)

    def all(self, name: str) -> list[_Value]:
        """Return all values of a property."""
        return self.properties.get(name, [])

    def first(self, name: str) -> _Value | None:
        """Return the first value of a property."""
        return next(iter(self.all(name)), None)

    def words(self, name: str) -> str:
        """Return a property as text, "" where there is none."""
        value = self.first(name)
        return value.words if value else ""

    @property
    def is_private(self) -> bool:
        """Whether it is for its owner alone."""
        return self.words("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The entries of a file, and what it says of itself."""

    entries: tuple[_Entry, ...]
    name: str = ""
    zone: str = ""
    method: str = ""

    @classmethod
    def of(cls, text: str) -> _Calendar:
        """Read the lines; those inside an alarm or a zone say nothing of an entry."""
        entries: list[_Entry] = []
        own: dict[str, str] = {}
        inside: list[str] = []
        for name, value in _lines(text):
            if name == "BEGIN":
                inside.append(value.raw.strip().upper())
                if inside[-1] in _ENTRIES:
                    entries.append(_Entry(inside[-1]))
            elif name == "END":
                inside = inside[:-1]
            elif inside and inside[-1] in _ENTRIES:
                entries[-1].properties.setdefault(name, []).append(value)
            elif inside == ["VCALENDAR"]:
                own.setdefault(name, value.words)
        return cls(
            tuple(entries),
            one_line(own.get("X-WR-CALNAME", "")),
            own.get("X-WR-TIMEZONE", ""),
            own.get("METHOD", "").upper(),
        )

    def is_cancelled(self, entry: _Entry) -> bool:
        """Whether an entry no longer takes place."""
        return self.method == "CANCEL" or entry.words("STATUS").upper() == "CANCELLED"

    def moment(self, value: _Value | None) -> tuple[str, str]:
        """Return a moment as ISO 8601, a day alone as such, and the zone as the file names it; "" where there is none.

        A time that is given in UTC is told in the zone of the calendar, as its owner sees it.
        """
        match = _MOMENT.match(value.raw.strip()) if value else None
        if value is None or match is None:
            return "", ""
        try:
            day = datetime(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return "", ""
        if match[4] is None:
            return day.date().isoformat(), ""
        at = day + timedelta(hours=int(match[4]), minutes=int(match[5]), seconds=int(match[6] or 0))
        named = value.params.get("TZID", "").strip('"')
        if match[7]:
            zone = _zone(self.zone)
            told = at.replace(tzinfo=UTC)
            return (told.astimezone(zone).isoformat(), self.zone) if zone else (told.isoformat(), "UTC")
        own = _zone(named)
        return (at.replace(tzinfo=own) if own else at).isoformat(), named


def _zone(name: str) -> ZoneInfo | None:
    """Return a zone by its name in the database of zones; Windows has names of its own for them."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def _lines(text: str) -> Iterator[tuple[str, _Value]]:
    """Yield the properties; a line that begins with a blank goes on with the one before."""
    whole = re.sub(r"\r?\n[ \t]", "", text.replace("\r\n", "\n"))
    for line in whole.split("\n"):
        if match := _LINE.match(line):
            params = {name.upper(): value.strip('"') for name, value in _PARAM.findall(match["params"])}
            yield match["name"].upper(), _Value(match["value"], params)


def _document(path: Path, entry: _Entry, calendar: _Calendar, seen: Counter[str]) -> Parsed | None:
    title = one_line(entry.words("SUMMARY"))
    begins, zone = calendar.moment(entry.first("DTSTART") or entry.first("DUE"))
    if not any(char.isalnum() for char in title + entry.words("DESCRIPTION")):
        return None
    title = title or "Entry without a title"
    key = f"{title}, {begins[:10]}" if begins else title
    seen[key] += 1
    key = key if seen[key] == 1 else f"{key} ({seen[key]})"
    draft = Draft()
    if calendar.name:
        draft.aside(f"Calendar: {calendar.name}")
    time = begins if "T" in begins else None
    for label, words in _fields(entry, calendar, zone):
        draft.aside(f"{label}: ")
        draft.add(words, Role.FIELD, locator=Locator(key=key, field=label, time=time), gap="")
    _write_description(draft, path, entry, key, time)
    if not draft.blocks:
        return None
    text, blocks = draft.finish()
    told = {"calendar": calendar.name, "organiser": _organiser(entry), "uid": one_line(entry.words("UID"))}
    metadata = {name: value for name, value in told.items() if value}
    return Parsed(title, text, blocks, "calendar", key=key, date=begins[:10] or None, metadata=metadata)


def _organiser(entry: _Entry) -> str:
    value = entry.first("ORGANIZER")
    return value.person if value else ""


def _fields(entry: _Entry, calendar: _Calendar, zone: str) -> Iterator[tuple[str, str]]:
    """Yield what an entry says of itself, as a person would read it in a calendar."""
    attendees = [_attendee(value) for value in entry.all("ATTENDEE") if value.params.get("CUTYPE") != "RESOURCE"]
    due = calendar.moment(entry.first("DUE"))[0]
    told = (
        ("Title", one_line(entry.words("SUMMARY"))),
        ("When", _when(entry, calendar, zone)),
        ("Repeats", _repeats(entry.words("RRULE"))),
        ("Due", due[:16].replace("T", " ")),
        ("Status", one_line(entry.words("STATUS")).capitalize() if entry.sort == "VTODO" else ""),
        ("Where", one_line(entry.words("LOCATION"))),
        ("Organiser", _organiser(entry)),
        ("Attendees", "; ".join(dict.fromkeys(filter(None, attendees)))),
        ("Categories", ", ".join(one_line(value.words) for value in entry.all("CATEGORIES"))),
    )
    yield from ((label, words) for label, words in told if words)


def _attendee(value: _Value) -> str:
    reply = _REPLIES.get(value.params.get("PARTSTAT", "").upper(), "")
    return f"{value.person} ({reply})" if reply and value.person else value.person


def _when(entry: _Entry, calendar: _Calendar, zone: str) -> str:
    """Return from when to when; of whole days the last one, where the file names the first that is free again."""
    begins, ends = (calendar.moment(entry.first(name))[0] for name in ("DTSTART", "DTEND"))
    if not begins:
        return ""
    if "T" not in begins:
        last = (datetime.fromisoformat(ends) - timedelta(days=1)).date().isoformat() if ends else begins
        return begins if last <= begins else f"{begins} to {last}"
    shown, until = begins[:16].replace("T", " "), ends[:16].replace("T", " ")
    if until > shown:
        shown += f" to {until[11:] if until[:10] == shown[:10] else until}"
    return f"{shown} ({zone})" if zone else shown


def _repeats(rule: str) -> str:
    """Return how often an entry comes again: "every 2 weeks on Monday until 2026-06-30"."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    unit = _OFTEN.get(parts.get("FREQ", ""), "")
    if not unit:
        return ""
    every = parts.get("INTERVAL", "1")
    words = f"every {unit}" if every == "1" else f"every {every} {unit}s"
    days = [_WEEKDAYS[day] for day in parts.get("BYDAY", "").split(",") if day in _WEEKDAYS]
    words += f" on {', '.join(days)}" if days else ""
    until = _MOMENT.match(parts.get("UNTIL", ""))
    words += f" until {until[1]}-{until[2]}-{until[3]}" if until else ""
    return words + (f", {parts['COUNT']} times" if parts.get("COUNT", "").isdigit() else "")


def _write_description(draft: Draft, path: Path, entry: _Entry, key: str, time: str | None) -> None:
    """Write what an entry is about, without how to dial in."""
    trail = (one_line(entry.words("SUMMARY")),) if entry.words("SUMMARY") else ()
    place = Locator(key=key, field="Description", time=time)
    for value in (*entry.all("DESCRIPTION"), *entry.all("COMMENT")):
        if _MARKUP.search(value.words):
            _write_page(draft, path, value.words, trail, place)
            continue
        words = _DIAL_IN.sub(lambda match: "" if _JOIN.search(match["words"]) else match[0], value.words)
        for paragraph in re.split(r"\n\s*\n", words):
            draft.add(paragraph, trail=trail, locator=place, gap="\n\n")


def _write_page(draft: Draft, path: Path, markup: str, trail: Sequence[str], place: Locator) -> None:
    try:
        (page,) = html.page(path, markup.replace("\n", "<br>")).documents
    except DocumentError:
        return
    for block in page.blocks:
        draft.copy(page.text[block.start : block.end], block, (*trail, *block.trail), place)
