"""Tell which folders are a project each: pages called after its parts, in a folder that has its name.

"quay/overview.md" and "quay/research.md" do not say by their own names what they are about; their folder does. Where
several kinds of documents have a folder of one name, all of its pages are of one project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.catalogue.own_pages import in_folder
from assistant.domain import Document, Kind
from assistant.text.names import holds, is_generic, stems, units
from assistant.text.surface import is_work

_SORT = (
    r"(?:briefs?|charter|plans?|proposals?|process|approach|methods?|methodology|findings?|learnings?|insights?|"
    r"outcomes?|results?|team|goals?|objectives?|notes|log|strategy|timeline|scope|status|updates?|research|"
    r"requirements?|specs?|specifications?|report|review|summary|overview|questions|evidence|history)"
)
_OF_A_PART = (
    r"(?:project|product|design|research|user|customer|team|top|key|next|first|final|sprint|meeting|interview|survey|"
    r"launch|delivery|roll ?out|release|communications?|stakeholder|data|business|technical|content|test|pilot|weekly|"
    r"monthly|status|work)"
)
_PART = re.compile(
    rf"^(?:\d+ )?(?:_?index|read ?me|home|default|about(?: us)?|introduction|intro|background|context|one pager|"
    rf"problems?(?: statement)?|users?|personas?|people|contacts?|interviews?|surveys?|designs?|progress|change ?log|"
    rf"metrics|measures|success(?: \w+)?|road ?map|milestones|retro(?:spective)?s?|deliverables|prototypes?|mvp|"
    rf"(?:user )?test(?:s|ing)(?: .*)?|dev(?:elopment)?|(?:sprint|week|phase|iteration|day|month) ?\d+|next steps|"
    rf"faqs?|decisions?|risks?|budget|priorit\w+|(?:top )?opportunities|hypothes[ei]s|assumptions|"
    rf"(?:what|how|why|where) (?:we(?:re|ve)?|its?|the|our)\b.*|our .*|(?:{_OF_A_PART} )?{_SORT})$",
    re.IGNORECASE,
)
"""What a page is called that is a part of what its folder is about."""
_NO_PROJECT = re.compile(
    r"^(?:(?:fy )?\d+|[qh][1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|company|organi[sz]ation|"
    r"products?|services?|engineering|marketing|sales|support|finance|people|hr|legal|operations|teams?|departments?|"
    r"docs|documents|documentation|pages|content|general|common|shared|misc|other|internal|public|private|meetings?|"
    r"minutes|blog|posts|news|handbook|wiki|guides?|templates?|archive\w*|assets|projects?|initiatives?|who we are|"
    r"what we do)$",
    re.IGNORECASE,
)
"""What a folder is called that collects pages of many things."""
_WORD = re.compile(r"[\w.'’-]+")
_DEEP = 3
"""Parts of a path from which its folder lies in a source, and is none."""
_FEWEST = 2


class _Page(NamedTuple):
    """What is to be known of a page: the documents themselves would be too many to hold."""

    id: str
    kind: Kind
    is_part: bool
    among_projects: bool


@dataclass(slots=True)
class ProjectFolders:
    """The folders of pages, while the pages are read."""

    _pages: dict[str, list[_Page]] = field(default_factory=lambda: defaultdict(list))
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The identities of the pages anywhere below each folder that may be called after something, by its name."""

    def add(self, page: Document) -> None:
        """Note the folder of a page."""
        if folder := _folder(page.path):
            self._pages[folder].append(_Page(page.id, page.kind, is_part(page.path), in_folder(page)))
        for above in dict.fromkeys(filter(None, map(_called, page.path.split("/")[1:-1]))):
            self.below[above].append(page.id)

    def found(self) -> dict[str, str]:
        """Return the name of the project of each page that is of one, by the identity of the page.

        At least half of the pages are called after parts of a project, and either several kinds of documents have the
        folder or it lies among projects.
        """
        return {
            page.id: folder
            for folder, pages in self._pages.items()
            if len(pages) >= _FEWEST and 2 * sum(page.is_part for page in pages) >= len(pages)
            if len({page.kind for page in pages}) >= _FEWEST or all(page.among_projects for page in pages)
            for page in pages
        }


def names_project(name: str, folder: str) -> bool:
    """Whether a name has all words of a folder, and besides them only what is done: "Redesign of the quay"."""
    wanted, there = units(folder), stems(name)
    if not wanted or not all(holds(there, unit) for unit in wanted):
        return False
    known = frozenset(spelling for unit in wanted for spelling in unit)
    words = (word for word in _WORD.findall(name) if not is_work(word.lower()))
    return not any(
        units(word) and not is_generic(units(word)[0]) and known.isdisjoint(units(word)[0]) for word in words
    )


def is_part(path: str) -> bool:
    """Whether a page is called after a part of what its folder is about: "overview", "research findings"."""
    return bool(_PART.match(_spaced(path.rsplit("/", 1)[-1].split(".", 1)[0])))


def part_of(path: str) -> str:
    """Return what the folder is called of a page that has a name of a part of it; nothing of any other page."""
    return _folder(path) if is_part(path) else ""


def _folder(path: str) -> str:
    """Return what the folder of a page is called; nothing where it is a source, or collects pages of many things."""
    parts = path.split("/")
    return _called(parts[-2]) if len(parts) >= _DEEP else ""


def _called(part: str) -> str:
    """Return what a folder is called; nothing where it collects pages of many things, or parts of one."""
    folder = _spaced(part).lower()
    return "" if _PART.match(folder) or _NO_PROJECT.match(folder) else folder


def _spaced(name: str) -> str:
    return re.sub(r"[-_ ]+", " ", name).strip()
