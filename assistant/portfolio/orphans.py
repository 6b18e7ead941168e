"""Problems that no initiative takes up, and players of the strategy that the customers' records do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.assessing.assessment import Assessor, Examined
from assistant.catalogue.players import Sort, read_players
from assistant.catalogue.problems import number_of, problem_pages, problem_studies
from assistant.domain import Document, Kind, Level, Quote
from assistant.findings.case import own_title
from assistant.gathering.lines import Relation
from assistant.quotes import quote, quote_words
from assistant.text.names import holds, stems, units
from assistant.text.plain import plain
from assistant.text.sections import section_of
from assistant.text.sentences import block_sentences

SAME_THEME = 0.4
_LOOKED_AT = 3
"""Strategy documents whose words for a player are quoted."""
_OPENING = 600
"""Characters of a problem page that are compared with an initiative."""
_MADE_UP = (Sort.PERSONA, Sort.PERSON)
"""Who stands for customers, or works here: no record of a customer is called so."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something that is left over, under the documents' name for it, with words that it is known from."""

    name: str
    quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the name with its quotes."""
        return {"name": self.name, "quotes": [quote.as_json() for quote in self.quotes]}


def orphan_problems(assessor: Assessor, examined: Sequence[Examined]) -> Iterator[Orphan]:
    """Yield the problem pages that no initiative quotes, names, refers to or is about, by their titles.

    Studies, and lists of what was heard, are where problems are known from: none of them is one.
    """
    studies = problem_studies(assessor.index)
    used = {document for one in examined for document in taken_up(one)}
    left = [page for page in problem_pages(assessor.index) if page.id not in used and page.id not in studies]
    left = [page for page in left if not any(refers_to(page, one) for one in examined)]
    if not left:
        return
    gists = [one.case.gist for one in examined if one.case is not None]
    titles = assessor.embedder.encode([page.title for page in left])
    openings = assessor.embedder.encode([plain(page.text[:_OPENING]) or page.title for page in left])
    for page, title, opening in zip(left, titles, openings, strict=True):
        if all(max(float(title @ gist), float(opening @ gist)) < SAME_THEME for gist in gists):
            first = own_title(page)
            yield Orphan(page.title, (first,) if first else ())


def refers_to(page: Document, one: Examined) -> bool:
    """Return whether an initiative's own words refer to a page: by its file's name, its title or its number."""
    if one.case is None:
        return False
    said = f" {_spaced(' '.join(line.text for line in one.case.evidence.of(Relation.OWN, Relation.NAME)))} "
    file = page.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    number = number_of(plain(page.title)) or number_of(file)
    called = [_spaced(name) for name in (file, plain(page.title)) if len(_spaced(name).split()) > 1]
    return any(f" {name} " in said for name in [*called, *([_spaced(number)] if number else [])])


def _spaced(text: str) -> str:
    """Return the words and numbers of a text, folded, each after one space."""
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))


def taken_up(one: Examined) -> set[str]:
    """Return the problem documents that an initiative's findings quote or that name it."""
    if one.case is None:
        return set()
    quoted = {
        quote.document.id
        for finding in one.assessment.findings
        if finding.level is not Level.NO_EVIDENCE
        for quote in finding.quotes
    }
    naming = {line.document.id for line in one.case.evidence.lines if line.relation <= Relation.MENTION}
    return quoted | naming


def orphan_players(assessor: Assessor) -> Iterator[Orphan]:
    """Yield the players that the strategy names and no customer record does; nothing without customer records."""
    records = [document for document in assessor.index.documents([Kind.CUSTOMERS]) if document.record is not None]
    if not records:
        return
    known = [stems(_said(document)) for document in records]
    strategy = [
        (document, stems(document.text))
        for document in assessor.index.documents([Kind.STRATEGY])
        if document.record is None and document.id not in assessor.strategy.retired
    ]
    made_up = {one.name for one in read_players(assessor.index) if one.sort in _MADE_UP}
    for name, words in assessor.players:
        if name in made_up:
            continue
        naming = [document for document, there in strategy if all(holds(there, unit) for unit in words)]
        served = any(all(holds(there, unit) for unit in words) for there in known)
        if naming and not served and section_of(name) is None and units(name):
            quotes = (_naming(name, document) for document in naming[:_LOOKED_AT])
            yield Orphan(name, tuple(quote for quote in quotes if quote is not None))


def _naming(name: str, document: Document) -> Quote | None:
    """Return the sentence in which a document has a name to the letter."""
    found = quote_words(document, name)
    block = document.block_at(found.start) if found else None
    if found is None or block is None:
        return found
    spans = (span for span in block_sentences(document.text, block) if span[0] <= found.start < span[1])
    return next((made for span in spans if (made := quote(document, *span))), found)


def _said(document: Document) -> str:
    record = document.record
    assert record is not None
    return " ".join([record.title, document.text])
