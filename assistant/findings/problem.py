"""Does it stand on a problem that is known, and on what can be checked?"""

from __future__ import annotations

import re

from assistant.domain import Dimension, Finding, Kind, Level, Quote, Role
from assistant.findings.case import (
    FOUND,
    RARE,
    TITLE,
    Case,
    called,
    finding,
    has_words,
    hints_outcome,
    is_telling,
    states_outcome,
    tells_present,
)
from assistant.findings.research import learned
from assistant.index.words import query_terms
from assistant.lines import Line, Relation, is_only_link
from assistant.measures import find_date, reports_completion
from assistant.names import holds, stems, units
from assistant.plain import plain
from assistant.quotes import quote
from assistant.sections import Section, section_of
from assistant.stated import is_imprint
from assistant.surface import is_work

PROBLEM = Dimension.PROBLEM_EVIDENCE
NEAR_PROBLEM = 0.55
SAME_FIELD = 0.42
"""Cosine from which a sentence with data is about the same thing, where it also says it in the same words."""
HALF = 0.5
_SAYS_WHAT = 6
"""Words of a line that says what was found, and not only where."""
SHARED = 2
_SOURCE = re.compile(
    r"\b(?:interview\w*|survey\w*|audit\w*|tickets?|research|measured|measurement|sampl\w+|stud(?:y|"
    r"ies)|participants?|test(?:ed|ing|s)|analytics|log|data show\w*|exit (?:calls?|talks?|"
    r"interviews?)|lost deals?|"
    r"loss reasons?|closed[- ]lost|complain\w*|observ\w+|report(?:ed|s)? (?:by|that|from)|feedback|"
    r"(?:our|the|internal) data\b|\d+ (?:[a-z]+ )?(?:reports|complaints|cases|requests|tickets|visits)\b|records|"
    r"export|statistics|shadow(?:ed|ing)|poll(?:s|ed)?|diar(?:y|ies)|"
    r"(?:phone|customer|support|sales|service|user|exit) calls|calls (?:from|with)|incidents?|"
    r"\d+ of (?:the )?\d+ [a-z]{2,}|of \d+ (?:\w+ )?(?:users|customers|"
    r"plants|teams|people)|"
    r"law|statut\w+|directive|regulation|lease|end of support|end-of-life|gesetz)\b", re.IGNORECASE
)  # fmt: skip
_NUMBER = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]*[^\W\d_]{3,}[^()]*\)")
_NO_AMOUNT = re.compile(
    r"\[\^?\d{1,3}\]|^\W*\d{1,2}\s+(?=[\[A-Z])|\b24/7\b|\(\d{1,2}\)|\b\d{1,2}[.)]\s|#\d+|\b(?:version|release|phase|section|part|level|tier|form|priority|objective|"
    r"goal|kr|key result) \d[\d.]*"
    r"|\b\w*[A-Za-z]+[\w/]*-?\d[\w.-]*|\b[A-Z]\w+ \d+\.\d+(?:\.\d+)*\b|\b\d+:\w+|\b(?:19|20)\d\d(?:[-–/]\d{2,4})?\b",
    re.IGNORECASE,
)
"""Numbers that count nothing: of items, footnotes, versions, forms, years."""
_THIS_WORK = re.compile(r"\bthis (?:ticket|story|issue|epic|task|feature|project|work)\b", re.IGNORECASE)
"""What a sentence about the work itself says is no source for its problem."""
_ANNOUNCED = re.compile(
    r"\b(?:will|to|plans?|next)\b[^.]{0,40}\b(?:research|study|interview|survey|investigate|explore|test)\w*\b|"
    r"\b(?:research|study|interview|test|survey) (?:plan|guide|script|protocol|goals?|questions?)\b",
    re.IGNORECASE,
)
"""What is yet to be found out."""
_WILL_ASK = re.compile(
    r"\b(?:will|shall|going to)\b[^.]{0,40}\b(?:research|study|interview|survey|investigate|explore)\w*\b|"
    r"\b(?:research|study|interview|survey) (?:plan|guide|script|protocol)\b",
    re.IGNORECASE,
)
_CAME_OUT = re.compile(
    r"\b(?:identified|found|observed|learn(?:ed|t)|heard|raised|seen) (?:in|by|during|at|from)\b", re.I
)
_POINTS = re.compile(r"\b(?:can be|are|is) found (?:here|in|at|on|under)\b|^\W*see\b", re.IGNORECASE)
_SAYS_MORE = re.compile(r"[^\W\d_]{3}|%")
"""What a cell has that is more than a rank or a version."""
_SHORT_LABEL = 4
"""Words."""
_SHORTLY = 800
"""Characters."""
_DATED_FACT = re.compile(
    r"\b(?:prior to|since|in (?:FY ?)?20\d\d|last (?:fiscal )?year|over the (?:past|last)|between 20\d\d and)\b"
    r"[^.]{0,90}\b(?:was|were|had|has been|have been|took|provided|accumulated|rose|fell|grew|received|reported|"
    r"increased|decreased|dropped|lost|missed|waited|returned|failed)\b",
    re.IGNORECASE,
)
"""What was so, and when: with an amount it is data, whoever wrote it down."""
_WANT = re.compile(
    r"\b(?:lack(?:s|ing)?\b(?! of (?:time|staff|money|budget|capacity|people))|"
    r"(?:we|customers?|users?) (?:need|want|do not have|don'?t have)\b(?! (?:to|a \w+ to|(?:\w+ ){1,4}to) \w+)|"
    r"missing|no (?:portal|app|tool|dashboard|system|platform)|for want of|"
    r"competitors?\b[^.]{0,30}\b(?:has|have|offers?)|"
    r"\w+ (?:has|have|had) (?:it|one|them)\b)", re.IGNORECASE
)  # fmt: skip
_ANECDOTE = re.compile(
    r"\b(?:one (?:interview|customer|driver|user|call)|everybody|everyone knows|obviously|i believe|"
    r"we believe|feels? like|somebody said|anecdot\w+|apparently)\b|[\"“„][^\"”]{10,}[\"”]",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:problem|pain|struggl\w*|difficult\w*|cannot|can'?t|manual(?:ly)?|wait\w*|los(?:e|es|ing|t)|"
    r"delay\w*|error\w*|confus\w*|block\w*(?! (?:by|on|until)\b)|(?:out|end) of (?:support|life)|by law|slow|"
    r"burden\w*|risk|wrong|fail\w*|unable|issue with|because|reasoning|divert\w*|bloat\w*|cumbersome|tedious|"
    r"brittle|fragile|outdated|cluttered|overwhelm(?:s|ed|ing)|frustrat\w*|inconsisten\w*|not easy|hard (?:for|to)|"
    r"bottlenecks?|time[- ]consuming|labou?r[- ]intensive|error[- ]prone|"
    r"duplicat\w+ (?:of )?(?:work|effort)|unreliable)\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:not|no|nor|never|only|neither|hardly|few|little|without|none|nobody|limited|paper|by hand|unclear|"
    r"separate|different)\b|n't\b",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"\b(?:nobody|never|no longer|(?:do|does|did|could|was|were|is|are) not|not \w+ing)\b|n't\b", re.IGNORECASE
)
_MUST = re.compile(
    r"\b(?:by law|law (?:requires|from|on)|statut\w+|directive|regulat(?:ion|or)|lease|gesetz|"
    r"(?:out|end)[- ]of[- ](?:support|life))\b",
    re.IGNORECASE,
)
"""What has to be done whoever wants it: with its date it is a fact that can be checked."""


_PLANS = (Section.OUTCOME, Section.MEASURE, Section.DELIVERABLES)
"""What stands in these sections of a problems document is what shall be done about them."""
_STEP = re.compile(r"^\W*(?:week|day|phase|step|sprint|month) \d+\W+(?=[A-Z])", re.IGNORECASE)
_AHEAD = re.compile(r"\bnext (?:\w+ )?(?:steps?|weeks?|months?|years?)\b|\bfuture\b", re.IGNORECASE)
"""A heading above what is to come, also where it stands below the motivation."""
_PLANNED = re.compile(r"\b(?:okrs?|objectives?|key results?|road ?map|goals?|backlog|priorities)\b", re.IGNORECASE)
"""What the title of a document has that plans, wherever it is filed."""


def judge_problem(case: Case) -> Finding:
    """Return the finding: a source that can be checked, else the problem as stated, else none."""
    own = [
        line
        for line in case.evidence.own
        if line.section is not Section.EXCLUDED
        and not line.is_in_parts
        and not _is_label(line)
        and not _before(_WILL_ASK, line.text)
    ]
    sourced = [
        line
        for line in own
        if not line.is_link
        and _is_sourced(line, case.name)
        and (line.relation is Relation.OWN or line.document.kind is Kind.PROBLEMS or _is_told(line))
        and not _ANECDOTE.search(line.text)
        and not is_imprint(line.text)
        and not _is_ahead(line)
    ]
    sourced.sort(key=_tells_of_source, reverse=True)
    research = _research(case) or learned(case, _weigh) or _similar_research(case)
    if sourced:
        return finding(
            PROBLEM,
            Level.MET,
            "The problem stands on a source that can be checked, not on opinion.",
            [*sourced[:2], *research[:1]],
        )
    if research:
        return finding(
            PROBLEM,
            Level.MET,
            f"Research on the same problem is in the documents ({called(research[0].document)}).",
            research[:2],
        )
    stated = [
        line
        for line in own
        if (_is_told(line) and not TITLE.match(line.document.text[line.start : line.end]))
        or (tells_present(line) and (_TROUBLE.search(line.text) or _LACKS.search(line.text)))
        or (
            _TROUBLE.search(line.text)
            and line.relation is Relation.OWN
            and line.statement.neither > 0.4
            and not hints_outcome(line)
        )
        or _MUST.search(line.text)
    ]
    wanting = [
        line
        for line in own
        if _WANT.search(line.text)
        and not states_outcome(line)
        and (line.section is Section.PROBLEM or line.statement.output < 0.5)
    ]
    if wanting and not [line for line in stated if line not in wanting and not _ANECDOTE.search(line.text)]:
        return finding(
            PROBLEM, Level.NOT_MET, "The “problem” is the missing solution, or that somebody else has it.", wanting[:2]
        )
    if stated:
        return finding(
            PROBLEM, Level.PARTIAL, "The problem is stated, but without evidence, or by a single voice.", stated[:2]
        )
    return finding(PROBLEM, Level.NO_EVIDENCE, "No problem is stated and none is documented.", (), case.searched())


def _is_ahead(line: Line) -> bool:
    """Whether a line stands right below a heading that announces what is to come."""
    block = line.document.block_at(line.start)
    return block is not None and bool(block.trail) and bool(_AHEAD.search(block.trail[-1]))


def _is_told(line: Line) -> bool:
    """Whether a line stands below what announces a problem or a finding, or tells of one."""
    return line.section is Section.PROBLEM or bool(FOUND.search(line.text))


def _is_label(line: Line) -> bool:
    """Whether a line is no more than the label of a section."""
    text = line.text.rstrip(" :")
    return len(text.split()) <= _SHORT_LABEL and ":" not in text and section_of(text) is not None


def _tells_of_source(line: Line) -> int:
    """Return how much of a line makes it the one to quote: it stands below the problem, names a source, says what."""
    said_in_words = len(line.text.split()) >= _SAYS_WHAT
    return (line.section is Section.PROBLEM) + bool(_SOURCE.search(line.text)) + said_in_words


def _without_name(text: str, name: str) -> str:
    """Return a text without the numbers that belong to the initiative's name ("accounts inactive for 180 days")."""
    for number in re.findall(r"\d+", name):
        text = re.sub(rf"\b{number}\b", " ", text)
    return text


def _is_sourced(line: Line, name: str) -> bool:
    if not (
        _SOURCE.search(line.text)
        or FOUND.search(line.text)
        or _DATED_FACT.search(line.text)
        or _names_source(line.text)
        or line.section is Section.PROBLEM
    ) or line.section in (
        Section.SIGNAL,
        Section.OPTIONS,
        Section.STOP,
        Section.DELIVERABLES,
        Section.ASIDE,
    ):
        return False
    if _is_step(line.text):
        return False
    found = FOUND.search(line.text)
    due = _MUST.search(line.text) and find_date(line.text)
    counted = _counts(_without_name(line.text, name)) or found or due
    if (
        (states_outcome(line) and not found and not _names_source(line.text))
        or (line.section in (Section.OUTCOME, Section.MEASURE, Section.LINK) and not (found and line.role is Role.TEXT))
        or reports_completion(line.text)
    ):
        return False
    return (
        bool(counted)
        and line.document.kind in (Kind.STRATEGY, Kind.PROBLEMS, Kind.WORK, Kind.OTHER)
        and (line.statement.output < 0.75 or line.section is Section.PROBLEM or _names_source(line.text))
        and not _THIS_WORK.search(line.text)
    )


def _is_step(text: str) -> bool:
    """Whether a text is a step of a plan: it names its week, or opens with the verb of what is to be done."""
    step = _STEP.match(text)
    words = re.findall(r"[a-z]+", text.lower())
    return bool(step) or (bool(words) and is_work(words[0]) and bool(_ANNOUNCED.search(f"to {text}")))


def _names_source(text: str) -> bool:
    """Whether a text has an amount, and behind it where it comes from and of when ("(till log, May 2026)")."""
    return any(
        find_date(said.group().strip("()"))
        and len(units(said.group().replace(find_date(said.group()) or "\0", ""))) > 0
        and _counts(text[: said.start()])
        for said in _IN_BRACKETS.finditer(text)
    )


def _counts(text: str) -> bool:
    """Whether a text has an amount: a number that is no date and names nothing."""
    said = text
    while day := find_date(said):
        said = said.replace(day, "")
    return bool(_NUMBER.search(_NO_AMOUNT.sub(" ", said)))


def _research(case: Case) -> list[Quote]:
    """Return sentences of problem documents that name the initiative or its problem number, with data in them.

    Where the sentence that names it only points elsewhere, those before it are told of what it is for.
    """
    found = []
    for line in case.evidence.lines:
        if (
            line.document.kind is Kind.PROBLEMS
            and not _PLANNED.search(line.document.title)
            and line.relation <= Relation.MENTION
            and line.document.record is None
            and line.role is not Role.HEADING
            and line.section not in _PLANS
            and has_words(line)
            and not _is_title(line)
            and not _THIS_WORK.search(line.text)
        ):
            for told in _told_before(case, line) if _POINTS.search(line.text) else [line]:
                made = told.quote()
                if made and _tells(told.text):
                    found.append((not _SOURCE.search(told.text), line.relation, made))
    found.sort(key=lambda row: (row[0], row[1], row[2].document.path, row[2].start))
    return [row[2] for row in found]


def _weigh(text: str) -> int:
    """Return how much a finding says of a problem: nothing without a trouble, more with a source."""
    troubled = _TROUBLE.search(text) or _UNABLE.search(text) or _LACKS.search(text)
    return 1 + bool(_SOURCE.search(text) or FOUND.search(text)) if troubled and _tells(text) else 0


def _is_title(line: Line) -> bool:
    """Whether a line is a link or bold as a whole, and says of no trouble: what a meeting or a page is called."""
    raw = line.document.text[line.start : line.end]
    return line.is_link or (bool(TITLE.match(raw)) and not _TROUBLE.search(line.text))


def _told_before(case: Case, line: Line) -> list[Line]:
    """Return the lines around an initiative that stand right before one of its own."""
    around = case.evidence.of(Relation.NEAR)
    return [one for one in around if one.document.id == line.document.id and 0 <= line.start - one.end < _SHORTLY]


def _before(ahead: re.Pattern[str], text: str) -> bool:
    """Whether a text says what is still to be found out, before it says that something came out."""
    announced, came_out = ahead.search(text), _CAME_OUT.search(text)
    return announced is not None and not (came_out and came_out.start() < announced.start())


def _tells(text: str) -> bool:
    """Whether a text has data, a source or a trouble in it, and not only the plan to look for them."""
    if _before(_ANNOUNCED, text):
        return False
    cells = [cell for cell in text.split(" | ") if _SAYS_MORE.search(cell)]
    says_what = len(text.split()) >= _SAYS_WHAT
    return _counts(" | ".join(cells)) or bool(says_what and (_SOURCE.search(text) or _TROUBLE.search(text)))


def _similar_research(case: Case) -> list[Quote]:
    """Return sentences of problem documents that are about the same thing, by meaning and by words."""
    near = case.index.candidates(case.gist, query_terms(case.name), [Kind.PROBLEMS], 20)
    found = []
    for candidate in sorted(near, key=lambda c: (-c.sentence, c.place.shard, c.place.row))[:8]:
        document = case.index.passage(candidate.place)[1]
        if _PLANNED.search(document.title):
            continue
        for start, end, cosine in case.index.sentence_scores(case.gist, candidate.place):
            text = plain(document.text[start:end])
            if not is_only_link(document.text[start:end]) and _tells_problem(case, text, cosine):
                found.append((-cosine, quote(document, start, end)))
    found.sort(key=lambda row: row[0])
    return [made for _, made in found if made is not None][:2]


def _tells_problem(case: Case, text: str, cosine: float) -> bool:
    """Whether a sentence of the problem documents is about the same thing, by its name or by what is said of it."""
    if cosine >= NEAR_PROBLEM and case.share_of_name(text) >= HALF:
        return _tells(text)
    told = _TROUBLE.search(text) or _UNABLE.search(text)
    return cosine >= SAME_FIELD and bool(told) and _counts(text) and _shares_words(case, text)


def _shares_words(case: Case, text: str) -> bool:
    """Whether a text has two telling words of one line that says what the initiative is for."""
    there = stems(text)
    for line in case.intent:
        words = {unit for unit in units(line.text) if is_telling(unit) and case.catalogue.weight(unit) >= RARE}
        if sum(holds(there, unit) for unit in words) >= SHARED:
            return True
    return False
