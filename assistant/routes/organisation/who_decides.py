"""Who decides: sentences, tables of roles and of RACI letters, and the deciders that a page of one decision names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Block, Document, Quote, Role
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, blocks_with, is_of_one, pages, said, sentences_with
from assistant.routes.organisation.questions import Topic
from assistant.routes.organisation.readings import DECIDER, READINGS, is_conditional, pattern, rows_of, told_of
from assistant.text.names import stems
from assistant.text.plain import plain
from assistant.text.sentences import Span, block_sentences

_VERB = r"(?:decides?(?: on| about)?|approves?|signs? off(?: on)?|prioriti[sz]es?|authori[sz]es?|chooses?|sets)"
_ASKED = re.compile(
    rf"^who (?:(?:has to|must|can|may|gets to|needs to) )?(?:{_VERB}|has the (?:final|last) (?:say|word) (?:on|over|in"
    rf"|about))(?: (?:our|the|a|an|new|on|whether))* (?P<what>[\w -]{{3,50}})$",
    re.IGNORECASE,
)
_DECIDES = pattern(
    rf"\b{DECIDER}\b[^.;]{{0,40}}?\b(?:decides?|approves?|signs? off|authori[sz]es?|has the (?:final|last) (?:say|word)"
    r"|(?:is|are) accountable for)\b"
    rf"|\b(?:decided|approved|signed off|authori[sz]ed) by (?:the |our )?(?:[\w&-]+ ){{0,3}}{DECIDER}\b"
)
_OUT_OF_COURT = pattern(
    r"\b(?:helps?|lets?|enables?|allows?|so that|how)\b[^.;]{0,30}\b(?:decide|prioriti[sz]e|approve|choose)\b"
    r"|\b(?:not|never|no longer)\b[^.;]{0,12}\b(?:decide|approve|sign|authori[sz]e)\b"
)
_DECIDER_COLUMN = pattern(
    r"^\W*(?:who )?(?:decides?|decision[- ]?makers?|decided by|approvers?|approves?|approved by|sign[- ]?off"
    r"|accountable|final say|authority)\W*(?:\([^)]*\)\W*)?$"
)
_THING = re.compile(r"\b(?P<stem>priorit|road ?map|strateg|initiative)(?:y|ies|s|i[sz]es?)?\b", re.IGNORECASE)
OF_DECISIONS = (
    "The documents that you may read say this of single decisions, each named, and not of what is built as a whole."
)
_LETTERS = re.compile(r"^\W*(?:R|A|C|I|S|D)(?:\W+(?:R|A|C|I|S|D))*\W*$", re.IGNORECASE)
_ACCOUNTABLE = re.compile(r"\b[AD]\b", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_]{2,}")
_LABEL = pattern(r"^\W*(?:deciders?|decision[- ]?makers?|decided by|approvers?|approved by)\W*:\W*\w")
_OF_THE_WHOLE = pattern(
    r"\b(?:priorit(?:y|ies|i[sz]ation)|road ?maps?|strateg(?:y|ies)|initiatives?|scope|backlog|portfolio|investments?"
    r"|what (?:we|to|is|gets)|features?|product (?:direction|vision|decisions?)|funding|budgets?)\b"
)
"""What is decided where it is decided what an organisation builds."""
_MOST, _OF_PAGES, _FEWEST_CELLS = 8, 5, 2


def asks_who_decides(question: str) -> str | None:
    """Return the one thing whose decider a question asks for, None where it asks for none."""
    match = _ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'"))
    return match["what"] if match else None


def decider_of(what: str, question: str, index: Index, strategy: Strategy) -> Answer | None:
    """Return who decides on one thing: the rows and sentences that name both; None where none does."""
    documents = pages(index, READINGS[Topic.DECIDES].kinds, strategy.retired)
    wanted = stems(what)
    tabled = [row for about, row in _tabled(documents) if wanted <= stems(about)]
    stated = [
        row
        for document in documents
        for one in sentences_with(document, _DECIDES)
        if wanted <= stems(one.words) and not _is_no_rule(one) and (row := said(one, of_whole=False)) is not None
    ]
    rows = [*tabled, *stated][:_MOST]
    return Answer.of(question, index.generation, rows) if rows else None


def deciders(question: str, index: Index, strategy: Strategy, today: date) -> tuple[Rows, str | None]:
    """Return who decides what is built: the sentences and tables that say it, else the deciders of single decisions.

    Where the question names what is decided, such as the strategy, only what names that too counts.
    """
    reading = READINGS[Topic.DECIDES]
    documents = pages(index, reading.kinds, strategy.retired)
    whole = [one for one in documents if not is_of_one(one)]
    stated = [one for one in told_of(reading, whole, today) if not _is_no_rule(one)]
    tabled = [(about, row) for about, row in _tabled(whole) if _OF_THE_WHOLE.search(about)]
    if thing := _THING.search(question):
        meant = pattern(rf"\b{thing['stem']}")
        stated = [one for one in stated if meant.search(one.words)]
        return [*rows_of(stated, reading.most), *(row for about, row in tabled if meant.search(about))][:_MOST], None
    if rows := [*rows_of(stated, reading.most), *(row for _, row in tabled)]:
        return rows[:_MOST], None
    single = rows_of(_labelled(documents), _OF_PAGES, of_whole=False)
    return single, OF_DECISIONS if single else None


def _tabled(documents: Iterable[Document]) -> Iterator[tuple[str, tuple[str, list[Quote]]]]:
    """Yield each row of a table that says who decides, as a claim with its quotes, and what all it speaks of."""
    for document in documents:
        for cells, columns, spans in _rows(document):
            claim = _of_row(cells, columns)
            quotes = [made for span in spans if (made := quote(document, *span))] if claim else []
            if claim and quotes:
                title = plain(document.title)
                yield claim, (f"{title}: {claim}" if is_of_one(document) and title else claim, quotes)


def _rows(document: Document) -> Iterator[tuple[list[str], list[str], list[Span]]]:
    """Yield the cells of each row of a table with their columns and places; cells may be blocks of their own."""
    apart: list[Block] = []
    for block in [*document.blocks, None]:
        columns = [plain(column).strip() for column in block.columns] if block else []
        is_cell = block is not None and block.role is Role.ROW and len(columns) == 1
        if apart and not (is_cell and block and block.columns != apart[0].columns and block.trail == apart[0].trail):
            said = [plain(document.text[one.start : one.end]).strip() for one in apart]
            yield said, [plain(one.columns[0]).strip() for one in apart], [(one.start, one.end) for one in apart]
            apart = []
        if block is None or block.role is not Role.ROW or document.record is not None:
            continue
        if is_cell:
            apart.append(block)
            continue
        cells = plain(document.text[block.start : block.end]).strip(" |").split("|")
        yield [cell.strip() for cell in cells], columns, [(block.start, block.end)]


def _of_row(cells: list[str], columns: list[str]) -> str | None:
    """Return who a row of a table says to decide; None where it does not say it."""
    if len(cells) < _FEWEST_CELLS or len(cells) != len(columns):
        return None
    for column, cell in list(zip(columns, cells, strict=True))[1:]:
        if _DECIDER_COLUMN.match(column) and _NAMES.search(cell) and not _LETTERS.match(cell):
            return f"{cells[0]}: {column}: {cell}"
    lettered = [at for at, cell in enumerate(cells) if at and _LETTERS.match(cell)]
    who = [columns[at] for at in lettered if _ACCOUNTABLE.search(cells[at])]
    return f"{cells[0]}: accountable is {' and '.join(who)}" if len(lettered) > 1 and who else None


def _labelled(documents: Iterable[Document]) -> Iterator[Told]:
    """Yield the lines with which a page names the deciders of its own decision."""
    for document in documents:
        for block in blocks_with(document, _LABEL):
            for span in block_sentences(document.text, block) if block.role in (Role.ITEM, Role.TEXT) else ():
                if _LABEL.match(plain(document.text[slice(*span)])):
                    yield Told(document, block, span)


def _is_no_rule(told: Told) -> bool:
    return is_conditional(told.words) or bool(_OUT_OF_COURT.search(told.words))
