"""The names of an initiative, and where a document means it by one of them: a title, a heading, a line, a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.catalogue.initiatives import Catalogue, Initiative
from assistant.catalogue.project_folders import is_part, names_project
from assistant.domain import Block, Document, Kind, Role
from assistant.text.measures import find_date
from assistant.text.names import KEY, holds, is_generic, main_variants, name_key, stems, units, unnumbered
from assistant.text.places import file_name
from assistant.text.plain import plain
from assistant.text.walk import cell_spans

_LISTED = re.compile(r"[|,;:]|\s[–—-]\s")
_TITLED = re.compile(r"[A-Z][\w&'’-]*(?: [A-Z\d][\w&'’-]*){1,3}")
"""What is written as a name is."""
_LINKED = re.compile(r"\[([^\[\]]{3,80})\]\((?!#)[^()\s]+\)")
_SAYS = re.compile(r"[^\W\d_]{3}")
_BOLD_LEAD = re.compile(r"^\W*(?:\*\*|__)(?P<name>.{2,80}?)[.:]?(?:\*\*|__)")
FEWEST_CELLS = 3
"""Columns of a list of initiatives; a narrower table is a list of statements."""
LONGEST_LEAD = 14
"""Words of a name that stands before a colon, or of a heading that links to what it names."""
FEWEST_WORDS = 3
"""Words that tell something: of a name in a heading, of a cell, of an opening."""
ASIDE = (Kind.FINANCE, Kind.CUSTOMERS)
"""Kinds of documents that name work only beside amounts and customers."""


@dataclass
class Naming:
    """What an initiative is called, compared with what documents say."""

    initiative: Initiative
    catalogue: Catalogue

    @cached_property
    def names(self) -> list[str]:
        """Return what it is called, without what stands beside its name, and its other names."""
        return [*dict.fromkeys([*main_variants(self.initiative.name), *self.initiative.aliases])]

    @cached_property
    def spelled(self) -> list[list[tuple[str, ...]]]:
        """Return the words of each name, in the order of the names."""
        return [units(name) for name in self.names]

    @cached_property
    def keys(self) -> set[tuple[str, ...]]:
        """Return each name as it is compared for equality."""
        return {name_key(name) for name in self.names}

    def covers(self, title: str) -> bool:
        """Whether a title is one of its names with little else."""
        return any(covers(name, title) for name in self.names)

    def is_about(self, document: Document) -> bool:
        """Whether a page is about it: its title, its file or its project's folder is a name with little else."""
        project = self.catalogue.places.projects.get(document.id, "")
        if self.covers(document.title) or self.covers(file_name(document.path)):
            return True
        return bool(project) and is_part(document.path) and self.means_project(project)

    def means_project(self, folder: str) -> bool:
        """Whether one of its names means the project of a folder."""
        return self.covers(folder) or any(names_project(name, folder) for name in self.names)

    def named_in(self, text: str) -> bool:
        """Whether a text has its key, or all words of one of its names."""
        there = stems(plain(text))
        if self.initiative.key and self.initiative.key in text:
            return True
        return any(all(holds(there, unit) for unit in words) for words in self.spelled)

    def leads(self, text: str) -> bool:
        """Whether a paragraph or item opens with the name, in bold or before a colon, so that all of it is about it."""
        if (bold := _BOLD_LEAD.match(text)) and name_key(unnumbered(bold["name"])) in self.keys:
            return True
        head, colon, rest = plain(text).partition(":")
        return bool(colon and rest.strip()) and len(head.split()) <= LONGEST_LEAD and name_key(head) in self.keys

    def is_linked_in(self, heading: str) -> bool:
        """Whether a heading links to the initiative by its name, and to nothing else."""
        links = _LINKED.findall(heading)
        is_title = len(plain(heading).split()) <= LONGEST_LEAD
        return is_title and len(links) == 1 and name_key(plain(links[0])) in self.keys

    def is_told_by_trail(self, document: Document, block: Block) -> bool:
        """Whether a heading has the name but for words of the headings above it ("Phase 2" of "The portal")."""
        title = plain(document.text[block.start : block.end])
        here, above = stems(title), stems(" ".join(plain(one) for one in (*block.trail, document.title)))
        for words in self.spelled:
            said = [unit for unit in words if holds(here, unit)]
            left = [unit for unit in words if unit not in said]
            known = frozenset(spelling for unit in words for spelling in unit)
            rest = [unit for unit in units(title) if not (is_generic(unit) or holds(known, unit))]
            tells = sum(not is_generic(unit) for unit in said) >= FEWEST_WORDS
            if left and tells and len(rest) <= len(words) and all(holds(above, unit) for unit in left):
                return True
        return False

    def only_lists(self, text: str) -> bool:
        """Whether a line only lists names of work, with a period or an amount ("Q4 | Atlas, Beacon")."""
        parts = [part.strip(" *_-") for part in _LISTED.split(plain(text)) if part.strip(" *_-")]
        named = [name_key(part) in self.keys or name_key(part) in self.catalogue.places.by_name for part in parts]
        rest = [part for part, known in zip(parts, named, strict=True) if not known and not _TITLED.fullmatch(part)]
        return (
            len(parts) > 1
            and any(named)
            and not any(_SAYS.search(part.replace(find_date(part) or "\0", "")) for part in rest)
        )

    def is_own_row(self, document: Document, block: Block) -> bool:
        """Whether a row of a list of initiatives is this one's: its name stands in one of the first two cells."""
        if block.role is not Role.ROW or len(block.columns) < FEWEST_CELLS or document.kind in ASIDE:
            return False
        first = (plain(document.text[start:end]) for start, end in cell_spans(document.text, block)[:2])
        return any(name_key(called) in self.keys for cell in first for called in main_variants(cell))


def covers(name: str, title: str) -> bool:
    """Whether a title is a name with little else (and a name worth it), or opens with it ("Name: what it is")."""
    if name_key(name) in {name_key(called) for called in main_variants(title)}:
        return True
    wanted, there = units(name), units(KEY.sub(" ", title))
    if not wanted or not all(holds(stems(title), unit) for unit in wanted):
        return False
    known = frozenset(spelling for unit in wanted for spelling in unit)
    rest = [unit for unit in there if not (is_generic(unit) or holds(known, unit) or unit[0].isdigit())]
    return len(rest) <= max(2, len(wanted))
