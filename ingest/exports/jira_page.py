"""Jira's HTML exports: the page that it calls Excel (a table of issues), and the one that it calls Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import Tag

from assistant.domain import Link, ParsedFile
from assistant.errors import DocumentError
from ingest.exports.date_columns import DateColumns
from ingest.exports.jira_issue import KEY, LABELS, MOMENTS, Issue, Issues, Reading, plain_value, sprint_name
from ingest.exports.jira_words import FIELD_IDS, PARENTS, canonical, is_noise
from ingest.exports.prose import Piece, spoken
from ingest.exports.rendered_html import element_pieces, element_words
from ingest.exports.work_item import Comment
from ingest.parse.draft import NO_TEXT, one_line

_HEADER = re.compile(r"headerrow-([\w-]+)")
_NOISE = re.compile(
    r"^(?:subtasks|sub-tasks|votes|watches|watchers|workratio|work ratio|lastviewed|last viewed|progress|thumbnail"
    r"|images|aggregate.*|σ .*|attachment|creator|security.*|statuscategorychangedate|issue_actions)$",
    re.IGNORECASE,
)
_LISTS = ("labels", "components", "fix versions", "affects versions", "sprint")
_DAY = re.compile(
    r"\b(Created|Updated|Resolved|Due):\s*([^:]*?\d[^:]*?(?::\d\d\s*(?:[AP]M)?)?)(?=\s*(?:[A-Z][a-z]+:|$))"
)


def recognises(markup: str) -> str | None:
    """Return "table" or "pages" for Jira's own markup of issues."""
    if "headerrow-issuekey" in markup or re.search(r"<t[hd][^>]+data-id=[\"']issuekey", markup):
        return "table"
    if re.search(r"<t[hd] class=[\"'][^\"']*\bissuekey\b", markup) and "issuetable" in markup:
        return "table"
    return "pages" if re.search(r"class=[\"']?formtitle[\"']?[^>]*>\s*\[\s*<a[^>]+/browse/", markup) else None


def documents(markup: str, sort: str) -> ParsedFile:
    """Return a document for each issue of the page."""
    soup = BeautifulSoup(markup, "lxml")
    found = list(_table(soup) if sort == "table" else _pages(soup))
    if not found:
        raise DocumentError(NO_TEXT)
    dates = (pair for read in found for pair in read.dates)
    moments = DateColumns.of(dates, day_first=True, labels=LABELS)
    columns = dict.fromkeys(name for read in found for name in read.values)
    return Issues([read.issue(moments) for read in found], "html").file(moments.warnings, list(columns))


@dataclass
class _Read(Reading):
    """The fields of one issue while they are read; dates wait until all of the page are known."""

    dates: list[tuple[str, str]] = field(default_factory=list)
    number: str | None = None
    links: list[Link] = field(default_factory=list)
    comments: list[tuple[tuple[Piece, ...], str, str]] = field(default_factory=list)

    def take(self, name: str, label: str, cell: Tag) -> None:
        """Read the cell of a field; `name` is that of the CSV export or of a custom field."""
        if name == "summary" and isinstance(above := cell.find(class_="parentIssue"), Tag):
            # A sub-task's summary begins with the key of its parent.
            self.parents.insert(0, one_line(above.extract().get_text()))
        words = element_words(cell)
        if not words or not re.search(r"\w", words):
            return
        self.values[label] = (words,)
        self._relations(name, cell, words)
        if _NOISE.match(name) or is_noise(label) or name in ("parent", "parent key", "linked issues"):
            return
        if name in MOMENTS or name == "due date":
            self.dates.append((name, _stamp(cell) or words))
        elif name in ("description", "environment") or _is_rich(name, cell):
            self.prose[name] = element_pieces(cell)
            self.values[label] = (spoken(self.prose[name]),)
        elif name in _LISTS:
            self.fields[name] = tuple(sprint_name(part) for part in _parts(cell))
        else:
            self.fields[name] = (words,)
        if name.startswith("custom field ("):
            self.labels[name] = label

    def _relations(self, name: str, cell: Tag, words: str) -> None:
        if name in ("parent", "parent key"):
            # Cloud's page names the parent by its summary.
            self.parents.insert(0, words)
            self.fields |= {} if KEY.search(words) else {"parent summary": (words,)}
        elif name in tuple(f"custom field ({parent})" for parent in PARENTS):
            self.parents.append(words)
        elif name == "linked issues":
            self.links += [Link("linked to", key) for key in dict.fromkeys(KEY.findall(words))]

    def issue(self, moments: DateColumns) -> Issue:
        """Return the issue, its dates read in the order of the page."""
        for name, value in self.dates:
            moment = moments.read(value, name) or value
            self.fields[name] = (moment[:10] if name == "due date" else moment,)
        for name, values in self.fields.items():
            if name.startswith("custom field ("):
                self.fields[name] = tuple(plain_value(value, moments.others, dated="date" in name) for value in values)
        key = KEY.search(next(iter(self.fields.get("issue key", ())), ""))
        said = (Comment(pieces, author, moments.read(time)) for pieces, author, time in self.comments)
        return Issue(
            key=key[1] if key else "",
            fields=self.fields,
            prose=self.prose,
            number=self.number,
            parents=tuple(self.parents),
            comments=tuple(said),
            links=tuple(self.links),
            values=self.values,
            labels=self.labels,
            written=dict(self.dates),
        )


def _stamp(cell: Tag) -> str | None:
    time = cell.find("time")
    return str(time["datetime"]) if isinstance(time, Tag) and time.has_attr("datetime") else None


def _is_rich(name: str, cell: Tag) -> bool:
    return (
        name.startswith("custom field (") and cell.find(["p", "ul", "ol", "br", "h1", "h2", "h3", "table"]) is not None
    )


def _parts(cell: Tag) -> list[str]:
    """Return the values of a cell: its links, marked labels or list items, else what commas part."""
    marked = cell.find_all(["a", "li"]) or cell.find_all("span", class_="lozenge")
    found = [one_line(part.get_text()) for part in marked] or element_words(cell).split(",")
    return list(dict.fromkeys(part.strip() for part in found if part.strip()))


def _table(soup: BeautifulSoup) -> Iterator[_Read]:
    """Yield the issues of the table; its columns carry the ids of fields, whatever the language."""
    columns: list[tuple[str, str]] = []
    for row in soup.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        names = [_column(cell) for cell in cells]
        if any(name == "issue key" for name, _ in names) and all(cell.name == "th" for cell in cells):
            columns = names
        elif columns and len(cells) == len(columns):
            read = _Read(number=str(row["rel"]) if row.has_attr("rel") else None)
            for (name, label), cell in zip(columns, cells, strict=True):
                if name:
                    read.take(name, label, cell)
            if KEY.search(next(iter(read.fields.get("issue key", ())), "")):
                yield read


def _column(cell: Tag) -> tuple[str, str]:
    """Return what a column means, and its label."""
    label = one_line(cell.get_text())
    match = _HEADER.search(str(cell.get("class")))
    own = str(cell.get("data-id") or "") or (match[1] if match else "")
    if own.startswith("customfield_"):
        return ("sprint" if label.casefold() == "sprint" else f"custom field ({label.casefold()})"), label
    name = FIELD_IDS.get(own) or canonical(own or label)
    return name, label or own


def _pages(soup: BeautifulSoup) -> Iterator[_Read]:
    """Yield the issues of the pages that follow each other, each from its title to the next one's."""
    for title in soup.find_all(class_="formtitle"):
        key = KEY.search(title.get_text())
        if not key:
            continue
        read = _Read()
        stamps = title.find(class_="subText")
        when = one_line(stamps.get_text(" ")) if isinstance(stamps, Tag) else ""
        summary = one_line(title.get_text(" ")).removesuffix(when).split("]", 1)[-1].strip()
        read.fields |= {"issue key": (key[1],), "summary": (summary,)}
        read.values |= {"Key": (key[1],), "Summary": (summary,)}
        for name, value in _DAY.findall(when):
            read.dates.append(({"Due": "due date"}.get(name, name.lower()), value.strip()))
            read.values[name] = (value.strip(),)
        _page_fields(read, title)
        yield read


def _page_fields(read: _Read, title: Tag) -> None:
    author = time = ""
    for tag in title.find_all_next(["td", "h3"]):
        if tag.name == "h3" and "formtitle" in str(tag.get("class")):
            return
        own = str(tag.get("id") or "") + str(tag.parent.get("id") or "" if tag.parent else "")
        if "descriptionArea" in own:
            read.prose["description"] = element_pieces(tag)
            read.values["Description"] = (spoken(read.prose["description"]),)
        elif "comment-header-" in own:
            author, time = _said_by(tag)
        elif "comment-body-" in own:
            read.comments.append((element_pieces(tag), author, time))
        elif (label := _label(tag)) and isinstance(cell := tag.find_next_sibling("td"), Tag):
            if cell.find("table"):
                _linked(read, cell)
            else:
                read.take(_page_name(label), label, cell)


def _label(cell: Tag) -> str:
    """Return the label that a cell is: bold words and a colon."""
    words = one_line(cell.get_text())
    return words[:-1].strip() if words.endswith(":") and len(words) < 80 and cell.find(["b", "strong"]) else ""


def _page_name(label: str) -> str:
    name = canonical(label)
    known = ("parent", "votes", "watchers", "attachments", "sub-tasks", "linked issues", "environment")
    return name if name != label.casefold() or name in (*_LISTS, *MOMENTS, *_BARE, *known) else f"custom field ({name})"


_BARE = ("status", "priority", "reporter", "assignee", "resolution", "description", "due date", "status category",
         "original estimate", "remaining estimate", "time spent", "issue type", "project name")  # fmt: skip


def _linked(read: _Read, cell: Tag) -> None:
    """Read the table of links: a row has the words of the link, the other's key, its summary."""
    for row in cell.find_all("tr"):
        cells: Sequence[Tag] = row.find_all("td", recursive=False)
        key = KEY.search(row.get_text(" "))
        if key and len(cells) > 1 and not KEY.search(cells[0].get_text()):
            read.links.append(Link(one_line(cells[0].get_text()).casefold() or "linked to", key[1]))


def _said_by(cell: Tag) -> tuple[str, str]:
    words = one_line(cell.get_text(" "))
    match = re.search(r"Comment by\s+(.*?)\s*\[\s*(.*?)\s*\]", words)
    return (match[1], match[2]) if match else ("", "")
