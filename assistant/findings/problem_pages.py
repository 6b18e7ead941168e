"""What the documents of problems say of the problem that an initiative is for."""

from __future__ import annotations

import re

from assistant.catalogue.problems import is_study
from assistant.domain import Document, Kind, Quote, Role
from assistant.findings.case import RARE, Case
from assistant.findings.outcome_or_output import FOUND, TITLE, has_words, is_telling
from assistant.findings.research import answers_of_study, is_research, learned
from assistant.findings.sources import ANNOUNCED, SAYS_WHAT, SOURCE, THIS_WORK, announced_before, counts
from assistant.findings.trouble import UNABLE, says_bad, tells_trouble
from assistant.gathering.lines import Line, Relation
from assistant.quotes import quote
from assistant.text.links import is_only_link
from assistant.text.names import holds, stems, units
from assistant.text.plain import plain
from assistant.text.sections import Section
from assistant.text.small_words import query_terms

NEAR_PROBLEM = 0.55
SAME_FIELD = 0.42
"""Cosine from which a sentence with data is about the same thing, where it also says it in the same words."""
HALF = 0.5
SHARED = 2
_POINTS = re.compile(r"\b(?:can be|are|is) found (?:here|in|at|on|under)\b|^\W*see\b", re.IGNORECASE)
_SAYS_MORE = re.compile(r"[^\W\d_]{3}|%")
"""What a cell has that is more than a rank or a version."""
_SHORTLY = 800
"""Characters."""
_PLANS = (Section.OUTCOME, Section.MEASURE, Section.DELIVERABLES)
"""What stands in these sections of a problems document is what shall be done about them."""
_PLANNED = re.compile(r"\b(?:okrs?|objectives?|key results?|road ?map|goals?|backlog|priorities)\b", re.IGNORECASE)
"""What the title of a document has that plans, wherever it is filed."""


def of_problem_pages(case: Case) -> list[Quote]:
    """Return what the documents of problems say of the same problem, what was counted first."""
    answers = answers_of_study(case)
    told = _research(case) or learned(case, _weigh)
    return [*answers[:1], *told] if told else answers or _similar_research(case)


def _proposes(case: Case, document: Document) -> bool:
    """Whether a page among the problems is the initiative's own and no study: what it says is no research on it."""
    return document.id in case.evidence.pages and not is_study(f"{document.path.rsplit('.', 1)[0]} {document.title}")


def _research(case: Case) -> list[Quote]:
    """Return sentences of problem documents that name the initiative or its problem number, with data in them.

    Where the sentence that names it only points elsewhere, those before it are told of what it is for.
    """
    found = []
    for line in case.evidence.lines:
        if (
            line.document.kind is Kind.PROBLEMS
            and not _is_plan(line.document.title)
            and not _proposes(case, line.document)
            and line.relation <= Relation.MENTION
            and line.document.record is None
            and line.role is not Role.HEADING
            and line.section not in _PLANS
            and has_words(line)
            and not _is_title(line)
            and not THIS_WORK.search(line.text)
        ):
            for told in _told_before(case, line) if _POINTS.search(line.text) else [line]:
                made = told.quote()
                if made and _tells(told.text):
                    found.append((not SOURCE.search(told.text), line.relation, made))
    found.sort(key=lambda row: (row[0], row[1], row[2].document.path, row[2].start))
    return [row[2] for row in found]


def _is_plan(title: str) -> bool:
    """Whether a title is that of a plan; what was asked about priorities is none."""
    return bool(_PLANNED.search(title)) and not is_research(title)


def _weigh(text: str) -> int:
    """Return how much a finding says of a problem: nothing without a trouble, more with a source."""
    troubled = says_bad(text) and not THIS_WORK.search(text)
    return 1 + bool(SOURCE.search(text) or FOUND.search(text)) if troubled and _tells(text) else 0


def _is_title(line: Line) -> bool:
    """Whether a line is a link or bold as a whole, and says of no trouble: what a meeting or a page is called."""
    raw = line.document.text[line.start : line.end]
    return line.is_link or (bool(TITLE.match(raw)) and not tells_trouble(line.text))


def _told_before(case: Case, line: Line) -> list[Line]:
    """Return the lines around an initiative that stand right before one of its own."""
    around = case.evidence.of(Relation.NEAR)
    return [one for one in around if one.document.id == line.document.id and 0 <= line.start - one.end < _SHORTLY]


def _tells(text: str) -> bool:
    """Whether a text has data, a source or a trouble in it, and not only the plan to look for them."""
    if announced_before(ANNOUNCED, text):
        return False
    cells = [cell for cell in text.split(" | ") if _SAYS_MORE.search(cell)]
    says_what = len(text.split()) >= SAYS_WHAT
    return counts(" | ".join(cells)) or bool(says_what and (SOURCE.search(text) or tells_trouble(text)))


def _similar_research(case: Case) -> list[Quote]:
    """Return sentences of problem documents that are about the same thing, by meaning and by words."""
    near = case.index.candidates(case.gist, query_terms(case.name), [Kind.PROBLEMS], 20)
    found = []
    for candidate in sorted(near, key=lambda c: (-c.sentence, c.place.shard, c.place.row))[:8]:
        document = case.index.passage(candidate.place)[1]
        if _is_plan(document.title) or _proposes(case, document):
            continue
        for start, end, cosine in case.index.sentence_scores(case.gist, candidate.place):
            text = plain(document.text[start:end])
            if not is_only_link(document.text[start:end]) and _tells_problem(case, text, cosine):
                found.append((-cosine, quote(document, start, end)))
    found.sort(key=lambda row: row[0])
    return [made for _, made in found if made is not None][:2]


def _tells_problem(case: Case, text: str, cosine: float) -> bool:
    """Whether a sentence of the problem documents is about the same thing, by its name or by what is said of it."""
    if THIS_WORK.search(text):
        return False
    if cosine >= NEAR_PROBLEM and case.share_of_name(text) >= HALF:
        return _tells(text)
    told = tells_trouble(text) or UNABLE.search(text)
    return cosine >= SAME_FIELD and bool(told) and counts(text) and _shares_words(case, text)


def _shares_words(case: Case, text: str) -> bool:
    """Whether a text has two telling words of one line that says what the initiative is for."""
    there = stems(text)
    for line in case.intent:
        words = {unit for unit in units(line.text) if is_telling(unit) and case.catalogue.weight(unit) >= RARE}
        if sum(holds(there, unit) for unit in words) >= SHARED:
            return True
    return False
