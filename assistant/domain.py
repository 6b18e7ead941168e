"""The words of the domain as frozen types: what crosses a boundary is one of these.

Offsets are character offsets (Python `str` indices) into `Document.text`, end exclusive.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

EVERYONE = "everyone"
"""The audience that every reader belongs to."""
NOBODY = "nobody"
"""The audience of a source that names none: indexed for no reader at all."""
_MARKED = 6


class Kind(StrEnum):
    """What a source is about: the first three are intent, the next four are data."""

    STRATEGY = "strategy"
    PROBLEMS = "problems"
    PLAYERS = "players"
    WORK = "work"
    CUSTOMERS = "customers"
    COLLABORATION = "collaboration"
    FINANCE = "finance"
    OTHER = "other"

    @property
    def is_intent(self) -> bool:
        """Whether documents of this kind say what the organisation wants."""
        return self in (Kind.STRATEGY, Kind.PROBLEMS, Kind.PLAYERS)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents a question is asked of: of some kinds (none named: all), dated since a day (None: whenever)."""

    kinds: tuple[Kind, ...] = ()
    since: date | None = None


ANYWHERE = Scope()
"""All documents."""


class Role(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    HEADER = "header"
    ROW = "row"
    FIELD = "field"
    COMMENT = "comment"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: the keys that apply are set, the rest are None.

    `page` and `slide` count from 1 as a viewer does; `page_label` is what is printed on the page;
    `row` counts from 1 as a spreadsheet does, the header row included; `time` is ISO 8601.
    """

    page: int | None = None
    page_label: str | None = None
    slide: int | None = None
    heading: str | None = None
    sheet: str | None = None
    row: int | None = None
    key: str | None = None
    field: str | None = None
    time: str | None = None
    line_start: int | None = None
    line_end: int | None = None
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the keys that apply, in the order of the contract."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}

    def label(self) -> str:
        """Return the place in words, as a person would look it up."""
        parts: list[str] = []
        if self.page is not None:
            printed = self.page_label
            parts.append(
                f"page {self.page}" + (f" (printed {printed})" if printed and printed != str(self.page) else "")
            )
        if self.slide is not None:
            parts.append(f"slide {self.slide}")
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.key:
            parts.append(self.key)
        if self.field:
            parts.append(self.field)
        if self.row is not None and not self.key:
            parts.append(f"row {self.row}")
        if self.time:
            parts.append(self.time)
        if self.heading and self.page is None and self.slide is None:
            parts.append(self.heading)
        if self.line_start is not None:
            same = self.line_end in (None, self.line_start)
            parts.append(f"line {self.line_start}" if same else f"lines {self.line_start}-{self.line_end}")
        return ", ".join(parts) or "whole document"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with one place: a paragraph, list item, table row, heading or field.

    `trail` is the headings above it, outermost first. `columns` names the cells of a row (the cells of
    a row are joined by " | " in the text). Text between blocks is not content and is never quoted.
    """

    start: int
    end: int
    role: Role = Role.TEXT
    trail: tuple[str, ...] = ()
    locator: Locator = Locator()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a record to another: `name` is "parent", "blocks", "account", ...; `key` is the other's."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of one field of a record in its history; `time` is ISO 8601, a side that was empty is ""."""

    time: str
    field: str
    before: str
    after: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The structured side of a document that came from an export.

    `type` is the tool's own word in lower case: initiative, epic, story, bug, account, opportunity, contact, ...
    `values` keeps every column, a repeated one with all its values. Dates are ISO 8601 ("2026-04-30" or with time).
    """

    tool: str
    type: str
    key: str
    title: str
    status: str | None = None
    done: bool = False
    owner: str | None = None
    created: str | None = None
    updated: str | None = None
    due: str | None = None
    resolved: str | None = None
    amount: float | None = None
    labels: tuple[str, ...] = ()
    sprints: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    history: tuple[Transition, ...] = ()
    values: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def parent(self) -> str | None:
        """Return the key of the parent (issue to epic, epic to initiative, opportunity to account)."""
        return next((link.key for link in self.links if link.name == "parent"), None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document as a parser gives it, before it has an identity.

    `key` is set for a record of an export. `lines` says that the offsets are those of the file itself (Markdown, plain
    text), so that line numbers can be given. `date` is ISO 8601 and comes from the content or its metadata, never from
    the file system. `member` is the path of the document inside its file, when the file is a container (an archive, a
    message with attachments); two documents of one file differ in `member` or in `key`.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    media: str
    key: str | None = None
    date: str | None = None
    lines: bool = False
    metadata: dict[str, str] = field(default_factory=dict, hash=False)
    record: Record | None = None
    member: str | None = None

    def inside(self, member: str) -> Parsed:
        """Return the document as one that was found in a member of a container, under its path in there."""
        return replace(self, member=f"{member}/{self.member}" if self.member else member)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds: one document, or a document for each record; and what a person should know about it.

    `columns` is the header of an export, in its order (of JSON, the names of its fields); empty for what is no table.
    `also_document` says that its records stand beside the document that the file is (a sheet of goals is a strategy).
    """

    documents: tuple[Parsed, ...]
    warnings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    also_document: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a citation names: a file, or a record of an export, with its text as it is quoted."""

    id: str
    path: str
    title: str
    kind: Kind
    audience: str
    text: str
    blocks: tuple[Block, ...]
    media: str
    key: str | None = None
    date: str | None = None
    lines: bool = False
    metadata: dict[str, str] = field(default_factory=dict, hash=False)
    record: Record | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the command line says of a document."""
        return {
            "id": self.id,
            "title": self.title,
            "path": self.path,
            "kind": str(self.kind),
            "audience": self.audience,
            "date": self.date,
        }

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds a character, or None between blocks."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].end else None

    def locate(self, start: int, end: int) -> Locator:
        """Return the place of a span: that of its first block, with line numbers where the file has lines."""
        at = bisect_right(self.blocks, start, key=lambda block: block.start) - 1
        inside = at >= 0 and start < self.blocks[at].end
        block = self.blocks[at] if inside else next((b for b in self.blocks if start <= b.start < end), None)
        place = block.locator if block else Locator()
        trail = " > ".join(block.trail) if block and block.trail else None
        first = self.text.count("\n", 0, start) + 1 if self.lines else None
        last = self.text.count("\n", 0, max(start, end - 1)) + 1 if self.lines else None
        return Locator(
            page=place.page,
            page_label=place.page_label,
            slide=place.slide,
            heading=place.heading or trail,
            sheet=place.sheet,
            row=place.row,
            key=place.key or self.key,
            field=place.field,
            time=place.time,
            line_start=first,
            line_end=last,
            start=start,
            end=end,
        )


def document_id(path: str, key: str | None = None) -> str:
    """Return the identity of a document: where it lives (path, and key for a record), as 16 hex digits."""
    return hashlib.sha256(f"{path}\x00{key or ''}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that fits the embedder, as a span of its text; `id` is unique within its shard."""

    id: int
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its document and its score (comparable within one search only)."""

    passage: Passage
    document: Document
    score: float

    @property
    def text(self) -> str:
        """Return the passage's text, verbatim."""
        return self.document.text[self.passage.start : self.passage.end]

    @property
    def locator(self) -> Locator:
        """Return where the passage stands."""
        return self.document.locate(self.passage.start, self.passage.end)


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a document; made only by `assistant.quotes`, which checks it."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words, as they stand in the document."""
        return self.document.text[self.start : self.end]

    @property
    def locator(self) -> Locator:
        """Return where the quote stands."""
        return self.document.locate(self.start, self.end)

    def as_json(self) -> dict[str, Any]:
        """Return the quote as findings carry it."""
        return {"document": self.document.as_json(), "locator": self.locator.as_json(), "quote": self.text}


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer; `citations` are numbers into the answer's citations, counted from 1."""

    text: str
    citations: tuple[int, ...]

    @property
    def marks(self) -> str:
        """Return the citation numbers in brackets, a long run of them as its ends."""
        if len(self.citations) > _MARKED:
            return f"[{self.citations[0]}]-[{self.citations[-1]}]"
        return " ".join(f"[{number}]" for number in self.citations)


class Level(StrEnum):
    """How far a dimension is met; every level but `no_evidence` stands on at least one quote."""

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not_met"
    NO_EVIDENCE = "no_evidence"


class Dimension(StrEnum):
    """The nine dimensions of an assessment, in the order in which they are shown."""

    OUTCOME_LINK = "outcome_link"
    OUTCOME_NOT_OUTPUT = "outcome_not_output"
    MEASURE = "measure"
    PROBLEM_EVIDENCE = "problem_evidence"
    PLAYER = "player"
    LEADING_INDICATOR = "leading_indicator"
    MANAGED_TO_OUTCOME = "managed_to_outcome"
    STOP_RULE = "stop_rule"
    REALITY = "reality"


class Verdict(StrEnum):
    """The answer to "is this initiative outcome-aligned?"."""

    ALIGNED = "aligned"
    PARTLY_ALIGNED = "partly_aligned"
    OUTPUT_DRIVEN = "output_driven"
    NOT_ALIGNED = "not_aligned"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """One dimension's level, why, the quotes that it stands on, and what was searched where all is silent."""

    dimension: Dimension
    level: Level
    reason: str
    quotes: tuple[Quote, ...] = ()
    searched: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the contract has it."""
        return {
            "dimension": str(self.dimension),
            "level": str(self.level),
            "reason": self.reason,
            "quotes": [quote.as_json() for quote in self.quotes],
            "searched": list(self.searched),
        }


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What a language model makes of the same evidence: levels that stand on quotes, and the rules' verdict on them.

    `differing` are those that evidence mode sees otherwise; `note` says why there are none at all.
    """

    model: str
    verdict: Verdict | None = None
    findings: tuple[Finding, ...] = ()
    differing: tuple[Finding, ...] = ()
    note: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the second opinion for the command line."""
        return {
            "model": self.model,
            "verdict": str(self.verdict) if self.verdict else None,
            "findings": [finding.as_json() for finding in self.findings],
            "differing": [str(finding.dimension) for finding in self.differing],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on an initiative and its nine findings; `found` is False when no document names the initiative."""

    initiative: str
    found: bool
    generation: str
    nearest: tuple[str, ...] = ()
    verdict: Verdict | None = None
    enabler: bool = False
    findings: tuple[Finding, ...] = ()
    weakest: Dimension | None = None
    question_for_owner: str | None = None
    rewrite: str | None = None
    confidence: str | None = None
    would_change: str | None = None
    second_opinion: SecondOpinion | None = None
    mentioned: bool = False
    """Whether a document has the words of a name under which no initiative was found."""

    def as_json(self) -> dict[str, Any]:
        """Return the assessment as the contract has it."""
        rows: dict[str, Any] = {
            "initiative": self.initiative,
            "found": self.found,
            "nearest": list(self.nearest),
            "verdict": str(self.verdict) if self.verdict else None,
            "enabler": self.enabler,
            "findings": [finding.as_json() for finding in self.findings],
            "weakest": str(self.weakest) if self.weakest else None,
            "question_for_owner": self.question_for_owner,
            "rewrite": self.rewrite,
            "confidence": self.confidence,
            "would_change": self.would_change,
            "generation": self.generation,
        }
        if self.second_opinion is not None:
            rows["second_opinion"] = self.second_opinion.as_json()
        return rows


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets: claims that each stand on citations, or an abstention with its reason.

    Beside claims, `reason` says what they leave open. `age` says how old the evidence is, None where nothing is dated.
    `note` says why an answer that a language model was to write is made of quotes instead. `nearest` are the places
    that come closest to a question which none of them answers.
    """

    question: str
    generation: str
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reason: str | None = None
    assessment: Assessment | None = None
    age: str | None = None
    note: str | None = None
    nearest: tuple[Quote, ...] = ()

    @classmethod
    def of(
        cls, question: str, generation: str, rows: Iterable[tuple[str, Sequence[Quote]]], reason: str | None = None
    ) -> Answer:
        """Return an answer that says sentences, each with the quotes that it stands on."""
        claims: list[Claim] = []
        quotes: list[Quote] = []
        for said, standing in rows:
            claims.append(Claim(said, tuple(range(len(quotes) + 1, len(quotes) + 1 + len(standing)))))
            quotes += standing
        return cls(question, generation, tuple(claims), tuple(quotes), reason)

    def standing(self, claim: Claim) -> list[Quote]:
        """Return the quotes that a claim stands on."""
        return [self.quotes[number - 1] for number in claim.citations]

    @property
    def abstained(self) -> bool:
        """Whether the documents do not carry an answer."""
        return not self.claims

    @property
    def text(self) -> str:
        """Return the answer for reading, each claim with its citation numbers; the reason when abstained."""
        if self.abstained:
            return self.reason or ""
        return "\n".join(f"{claim.text} {claim.marks}" for claim in self.claims)

    def as_json(self) -> dict[str, Any]:
        """Return the answer as the contract has it."""
        rows: dict[str, Any] = {
            "question": self.question,
            "abstained": self.abstained,
            "reason": self.reason,
            "text": self.text,
            "claims": [{"text": claim.text, "citations": list(claim.citations)} for claim in self.claims],
            "citations": [
                {
                    "n": number,
                    "document": quote.document.as_json(),
                    "locator": quote.locator.as_json(),
                    "quote": quote.text,
                    "quote_start": quote.start,
                    "quote_end": quote.end,
                }
                for number, quote in enumerate(self.quotes, start=1)
            ],
            "age": self.age,
            "generation": self.generation,
        }
        if self.assessment is not None:
            rows["assessment"] = self.assessment.as_json()
        if self.note is not None:
            rows["note"] = self.note
        if self.nearest:
            rows["nearest"] = [made.as_json() for made in self.nearest]
        return rows
