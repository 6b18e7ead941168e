"""Find the initiative that a leader names, however it is written down: a record, a page, a heading, a bullet, a row.

The catalogue reads a generation once; after that a name is looked up by its words.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from assistant.catalogue.goals_of_period import goals_of_period, tells_of
from assistant.catalogue.listing import Listed, listed_on, tells_plans
from assistant.catalogue.named_places import Place, Places
from assistant.catalogue.numbered_plan import last_aims, planned
from assistant.catalogue.own_pages import is_initiative, may_be_own
from assistant.catalogue.periods import followed
from assistant.domain import Block, Document, Kind
from assistant.index.reader import Index
from assistant.text.names import (
    KEY,
    holds,
    in_order,
    is_generic,
    main_variants,
    name_key,
    stems,
    units,
    unnumbered,
    variants,
)
from assistant.text.places import is_retired_place
from assistant.text.plain import plain

ENOUGH = 0.72
"""Share of a name's words, by weight, that a place must hold to be about it."""
GENERIC_WEIGHT = 0.25
SHORT = 2
"""Words; a name as short as this must stand in a text as it is, not scattered over it."""
HALF = 0.45
MANY = 5
AROUND = 6
"""A long description (five words and more) may be spread: half in one place, most of it around."""
OFFERED = 5
REMEMBERED = 50_000
VARIANTS_REMEMBERED = 16
MOST_PLACES = 300
"""Places of a name whose documents are read; a name that stands in more is everywhere."""
"""Places whose words are kept, and words whose weight is."""


_TOP_TYPES = (
    "initiative",
    "epic",
    "theme",
    "objective",
    "goal",
    "rock",
    "project",
    "portfolio",
    "capability",
    "feature",
    "outcome",
)
_AROUND_NAME = re.compile(r"^\s*(?:the|our)\s+|\s+(?:initiative|project|epic)\s*$", re.IGNORECASE)
_LISTED_TYPES = ("initiative", "rock", "project", "portfolio")
_AIM_TYPES = ("theme", "objective", "goal")
"""What initiatives serve; listed as initiatives only where an organisation writes down nothing below them."""
_MEANS = re.compile(
    r"\b(?:by|through|via|with|using)\s+(?:(?:improv|better|enhanc|strengthen)\w*\s+)?(?=\w)", re.IGNORECASE
)
"""How a name says by what means: "by better onboarding" is "through improving onboarding"."""
_TIMES = stems("sprint iteration backlog week month quarter year")
"""Words for a while of work, of which every document tells and which is no work of its own."""
_SENTENCE = re.compile(r"\w\W+\w+\W+\w+\W+\w+[.!?]\W*$")
"""What ends as a sentence does, and has words enough for one."""
_ISSUE = re.compile(r"#(\d{2,6})\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that names an initiative: a document, and the block in it (None: the document as a whole)."""

    document: Document
    block: int | None
    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Initiative:
    """What was found under a name: how it is called, its record, and every place that names it, best first."""

    name: str
    anchors: tuple[Anchor, ...]
    key: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class Catalogue:
    """Every place of a generation by its words, and every name by its spelling, for one reader."""

    index: Index
    places: Places
    listed: tuple[str, ...] | None = None
    _spelled: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    _weights: dict[tuple[str, ...], float] = field(default_factory=dict)
    _found: dict[tuple[float, tuple[tuple[str, ...], ...]], dict[int, float]] = field(default_factory=dict)

    @classmethod
    def read(cls, index: Index) -> Catalogue:
        """Return the catalogue of an index; all its documents are read once."""
        return cls(index, Places.read(index.documents()))

    def children(self, key: str) -> list[Document]:
        """Return the records whose chain of parents leads to a key, nearest first."""
        found, queue, seen = [], [key], {key}
        while queue:
            for child in self.places.children.get(queue.pop(0), ()):
                document = self.index.document(child)
                if document is not None and document.key and document.key not in seen:
                    seen.add(document.key)
                    queue.append(document.key)
                    found.append(document)
        return found

    def find(self, name: str) -> Initiative | None:
        """Return the initiative of a name, or None when no document names it."""
        if name_key(name) not in self.places.by_name:
            name = _AROUND_NAME.sub("", name).strip() or name
        record = next((found for key in KEY.findall(name) if (found := self.index.record(key)) is not None), None)
        if record is not None and record.record is not None:
            return self._with_record(record, name)
        exact = [number for variant in main_variants(name) for number in self.places.by_name.get(name_key(variant), ())]
        if _is_time(name):
            record = self._best_record(dict.fromkeys(exact, 1.0))
            return self._with_record(record, name) if record is not None else None
        scored = (
            dict.fromkeys(exact, 1.0) or self._by_words(name) or self._by_number(name) or self._by_surroundings(name)
        )
        if not scored:
            return self._goals_of_period(name)
        best = self._best_record(scored)
        return self._with_record(best, name) if best is not None else self._from_places(name, scored)

    def _goals_of_period(self, name: str) -> Initiative | None:
        """Return the goals of a theme for a time, where a page that tells of them tells of that time too."""
        asked = goals_of_period(name)
        found = self.find(asked[0]) if asked else None
        if asked is None or found is None or not any(tells_of(one.document, asked[1]) for one in found.anchors):
            return None
        return found

    def _best_record(self, scored: dict[int, float]) -> Document | None:
        """Return the record that a name means: of the highest type, then the one that fits best."""
        ranked = []
        for number, score in scored.items():
            entry = self.places.entries[number]
            document = self.index.document(entry.document) if entry.place is Place.RECORD else None
            if document is not None and document.record is not None:
                kind = document.record.type
                rank = next((at for at, word in enumerate(_TOP_TYPES) if word in kind), len(_TOP_TYPES))
                ranked.append((-score, rank, document.key or "", document))
        return (
            min(ranked, key=lambda row: row[:3])[3] if ranked and -min(ranked, key=lambda r: r[:3])[0] >= 0.9 else None
        )

    def _with_record(self, document: Document, asked: str) -> Initiative:
        record = document.record
        assert record is not None
        called = [text for text in (KEY.sub(" ", record.title).strip(" :-"), asked) if units(text)]
        aliases = [v for text in called for v in variants(KEY.sub(" ", text))]
        scored: dict[int, float] = {}
        for alias in dict.fromkeys(aliases):
            for number in self.places.by_name.get(name_key(alias), ()):
                scored[number] = 1.0
            if len(units(alias)) > 1:
                scored.update({n: max(s, scored.get(n, 0.0)) for n, s in self._by_words(alias, 0.95).items()})
        for number in self.places.by_stem.get(_key_stem(record.key), ()):
            scored.setdefault(number, 0.9)
        own = Anchor(document, None, Place.RECORD, 2.0)
        anchors = [own, *(a for a in self._anchors(scored) if a.document.key != record.key)]
        return Initiative(
            called[0] if called else record.key, tuple(anchors), record.key, tuple(dict.fromkeys(aliases))
        )

    def _from_places(self, name: str, scored: dict[int, float]) -> Initiative:
        anchors = self._anchors(scored)
        more = {**self._by_words(name), **self._by_number(name)}
        for variant in main_variants(name):
            more.update(self._by_words(variant))
        known = {(a.document.id, a.block) for a in anchors}
        anchors += [a for a in self._anchors(more) if (a.document.id, a.block) not in known]
        return Initiative(name, tuple(anchors), None, tuple(variants(name)))

    def _anchors(self, scored: dict[int, float]) -> list[Anchor]:
        order = {place: at for at, place in enumerate(Place)}
        entries = self.places.entries
        best = sorted(scored, key=lambda number: (-round(scored[number], 2), order[entries[number].place], number))
        found = []
        for number in best[:MOST_PLACES]:
            entry, score = entries[number], scored[number]
            document = self.index.document(entry.document)
            if document is not None:
                found.append(Anchor(document, entry.block, entry.place, score))
        found.sort(key=lambda a: (-round(a.score, 2), order[a.place], a.document.path, a.block or 0))
        return found

    def _by_words(self, name: str, enough: float = ENOUGH) -> dict[int, float]:
        """Return the places that hold enough of a name's words, by weight (rare words weigh more)."""
        wanted = list(dict.fromkeys(unit for variant in main_variants(name)[:1] for unit in units(variant)))
        best: dict[int, float] = {}
        for variant in [wanted, *(list(dict.fromkeys(units(v))) for v in main_variants(name)[1:])]:
            for number, score in self._covered(variant, enough).items():
                best[number] = max(score, best.get(number, 0.0))
        return best

    def _covered(self, wanted: list[tuple[str, ...]], enough: float) -> dict[int, float]:
        """Return the places that hold enough of some words, kept: a name is looked for by each of its variants."""
        asked = (enough, tuple(wanted))
        found = self._found.get(asked)
        if found is None:
            if len(self._found) > VARIANTS_REMEMBERED:
                self._found.clear()
            self._found[asked] = found = self._look_for(wanted, enough)
        return found

    def _look_for(self, wanted: list[tuple[str, ...]], enough: float) -> dict[int, float]:
        weights = {unit: self.weight(unit) for unit in wanted}
        total = sum(weights.values())
        if len(wanted) < 2 or total <= 0:
            return {}
        reached: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        for unit, weight in weights.items():
            for number in self.places_of(unit):
                reached[number] += weight
                count[number] += not is_generic(unit)
        found = {n: v / total for n, v in reached.items() if v / total >= enough}
        if len(wanted) <= SHORT or (any(unit[0].isdigit() for unit in wanted[:SHORT]) and len(wanted) <= SHORT + 1):
            found = {
                n: v
                for n, v in found.items()
                if in_order(self._units(n), wanted) or in_order(self._units(n), wanted[::-1])
            }
        least = min(2, sum(not is_generic(unit) for unit in wanted))
        return {n: v for n, v in found.items() if count[n] >= max(1, least)}

    def _by_number(self, name: str) -> dict[int, float]:
        """Return the places that hold an issue number of the name ("#1331") and another of its words."""
        wanted = units(name)
        found: dict[int, float] = {}
        for number in _ISSUE.findall(name):
            for place in self.places.by_stem.get(number, ()):
                text = self._text(place)
                others = sum(holds(stems(text), unit) for unit in wanted if unit[0] != number)
                if others and re.search(rf"#{number}\b", text):
                    found[place] = 0.9
        return found

    def _by_surroundings(self, name: str) -> dict[int, float]:
        """Return the places that hold half of a long name, where the lines around hold most of the rest."""
        wanted = list(dict.fromkeys(units(main_variants(name)[0]))) if main_variants(name) else []
        if len(wanted) < MANY:
            return {}
        weights = {unit: self.weight(unit) for unit in wanted}
        found: dict[int, float] = {}
        for place in self._covered(wanted, HALF):
            entry = self.places.entries[place]
            around = {
                word
                for at in range(place - AROUND, place + AROUND + 1)
                for word in stems(self._text(at, entry.document))
            }
            share = sum(weights[unit] for unit in wanted if holds(around, unit)) / sum(weights.values())
            if share >= ENOUGH:
                found[place] = share * 0.9
        return found

    def _text(self, number: int, within: str | None = None) -> str:
        """Return the text of a place; empty where there is none, or outside the document that is asked for."""
        if not 0 <= number < len(self.places.entries) or (within and self.places.entries[number].document != within):
            return ""
        entry = self.places.entries[number]
        document = self.index.document(entry.document)
        if document is None or entry.block is None:
            return (
                f"{entry.name or ''} "
                f"{document.path.rsplit('/', 1)[-1] if document and entry.place is Place.DOCUMENT else ''}"
            )
        return plain(document.text[document.blocks[entry.block].start : document.blocks[entry.block].end])

    def _units(self, number: int) -> list[tuple[str, ...]]:
        """Return the words of a place, kept: a portfolio looks at the same places for each of its names."""
        spelled = self._spelled.get(number)
        if spelled is None:
            if len(self._spelled) > REMEMBERED:
                self._spelled.clear()
            self._spelled[number] = spelled = units(self._text(number))
        return spelled

    def places_of(self, unit: tuple[str, ...]) -> set[int]:
        """Return the places that have a word, whole or in its parts."""
        joined = set(self.places.by_stem.get(unit[0], ()))
        if len(unit) > 1:
            parts = [set(self.places.by_stem.get(part, ())) for part in unit[1:]]
            joined |= set.intersection(*parts)
        return joined

    def weight(self, unit: tuple[str, ...]) -> float:
        """Return how much a word tells: a word that no document has tells most, a generic one little."""
        weight = self._weights.get(unit)
        if weight is None:
            if len(self._weights) > REMEMBERED:
                self._weights.clear()
            weight = math.log((len(self.places.entries) + 1) / (len(self.places_of(unit)) + 0.5))
            weight *= GENERIC_WEIGHT if is_generic(unit) else 1.0
            self._weights[unit] = weight
        return weight

    def places_with(self, spellings: Iterable[str]) -> list[tuple[Document, Block]]:
        """Return the blocks that hold all words of one of some spellings, in the order of the documents."""
        wanted = [units(spelling) for spelling in spellings]
        held = (set.intersection(*(self.places_of(unit) for unit in said)) for said in wanted if said)
        entries = [self.places.entries[number] for number in sorted(set().union(*held))]
        documents = {entry.document: self.index.document(entry.document) for entry in entries}
        return [
            (document, document.blocks[entry.block])
            for entry in entries
            if (document := documents[entry.document]) is not None and entry.block is not None
        ]

    def headings_with(self, wanted: Iterable[tuple[str, ...]]) -> list[str]:
        """Return the documents that have a heading with some words in it, each once, by their identities."""
        sets = [self.places_of(unit) for unit in wanted]
        entries = (self.places.entries[number] for number in sorted(set.intersection(*sets) if sets else ()))
        return list(dict.fromkeys(entry.document for entry in entries if entry.place is Place.HEADING))

    def headings_with_any(self, words: Iterable[str]) -> list[str]:
        """Return the documents that have a heading with one of some words in it, each once, by their identities."""
        numbers = sorted({number for word in words for unit in units(word) for number in self.places_of(unit)})
        entries = (self.places.entries[number] for number in numbers)
        return list(dict.fromkeys(entry.document for entry in entries if entry.place is Place.HEADING))

    def share_in(self, unit: tuple[str, ...], name: str) -> float:
        """Return in which share of the places that hold a word the whole of a name stands, 0 to 1."""
        places = self.places_of(unit)
        whole = set.intersection(*(self.places_of(one) for one in units(name))) if units(name) else set()
        return len(places & whole) / len(places) if places else 0.0

    def mentions(self, name: str) -> bool:
        """Whether a place holds all words of a name, whatever it names."""
        wanted = [] if _is_time(name) else units(name)
        return bool(wanted and set.intersection(*(self.places_of(unit) for unit in wanted)))

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the names that share a telling word with one that was not found, then the initiatives listed."""
        wanted = [unit for unit in units(name) if not (is_generic(unit) or unit[0] in _TIMES)]
        scores: dict[str, float] = defaultdict(float)
        for unit in wanted:
            weight = self.weight(unit)
            for number in self.places_of(unit):
                entry = self.places.entries[number]
                if entry.name and entry.place is not Place.TEXT and holds(stems(entry.name), unit):
                    scores[entry.name] = max(scores[entry.name], weight / (1 + 0.1 * len(units(entry.name))))
        every = self.names()
        listed = [known for known in every if any(holds(stems(known), unit) for unit in wanted)]
        ranked = listed + sorted(scores, key=lambda known: (-scores[known], known))
        offered: dict[tuple[str, ...], str] = {}
        for known in (*ranked, *every):
            if not (_SENTENCE.search(known) or _is_time(known)):
                offered.setdefault(name_key(KEY.sub(" ", known)) or (known,), known)
        return tuple(offered.values())[:OFFERED]

    def names(self) -> tuple[str, ...]:
        """Return the initiatives that the documents list, each once: records, then pages, what is old or done last."""
        if self.listed is None:
            self.listed = self._read_names()
        return self.listed

    def _read_names(self) -> tuple[str, ...]:
        records: list[str] = []
        aims: list[str] = []
        epics: list[str] = []
        listed: list[tuple[Document, Listed]] = []
        plan_aims: list[str] = []
        for identity, entries in groupby(self.places.entries, key=lambda entry: entry.document):
            document = self.index.document(identity)
            if document is None or is_retired_place(document.path):
                continue
            if document.record is None:
                if (project := self.places.projects.get(identity)) and may_be_own(document):
                    listed.append((document, Listed(project[:1].upper() + project[1:])))
                if not is_initiative(document):
                    listed += [(document, Listed(name)) for name in self._planned(document, planned)]
                    plan_aims += self._planned(document, last_aims)
                listed += [(document, one) for one in listed_on(document, entries)]
            elif any(entry.place is Place.RECORD for entry in entries):
                kind, title = document.record.type, document.record.title
                if any(word in kind for word in _LISTED_TYPES):
                    records.append(title)
                elif "epic" in kind:
                    epics.append(title)
                elif any(word in kind for word in _AIM_TYPES):
                    aims.append(title)
        return _each_once([*(records or epics), *self._current_first(listed)] or aims or plan_aims)

    def _current_first(self, listed: Sequence[tuple[Document, Listed]]) -> list[str]:
        """Return what pages list, with what is done, or was planned before a later plan, behind the rest."""
        old = followed(self.index.documents([Kind.STRATEGY])) if listed else set()
        ranked = sorted(listed, key=lambda pair: pair[1].is_done or pair[0].id in old)
        return [one.name for _, one in ranked]

    def _planned(self, document: Document, names_of: Callable[[Document], list[str]]) -> list[str]:
        """Return what a numbered plan will do, or aims at last, by what it calls it."""
        if not tells_plans(document):
            return []
        return [name for name in names_of(document) if units(name) and not KEY.fullmatch(name)]


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without those that say what an earlier one says, by another number or in other words."""
    first: dict[tuple[str, ...], str] = {}
    for name in names:
        first.setdefault(name_key(unnumbered(_MEANS.sub(" ", name))) or (name,), name)
    return tuple(first.values())


def _is_time(name: str) -> bool:
    """Whether a name only says when work is done, or that it is work ("the work in sprint 12")."""
    said = units(name)
    return any(unit[0] in _TIMES for unit in said) and all(
        is_generic(unit) or unit[0] in _TIMES or unit[0].isdigit() for unit in said
    )


def _key_stem(key: str) -> str:
    return units(key)[0][0] if units(key) else key.lower()
