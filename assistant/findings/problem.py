"""Does it stand on a problem that is known, and on what can be checked?"""

from __future__ import annotations

import re

from assistant.domain import Dimension, Finding, Kind, Level, Role
from assistant.findings.bookkeeping import is_bookkeeping
from assistant.findings.case import Case, called, finding
from assistant.findings.outcome_or_output import FOUND, TITLE, hints_outcome, states_outcome, tells_present
from assistant.findings.problem_pages import of_problem_pages
from assistant.findings.shown_by import TROUBLE, showing
from assistant.findings.sources import ANNOUNCED, SAYS_WHAT, SOURCE, THIS_WORK, announced_before, counts, names_source
from assistant.findings.trouble import LACKS, says_bad, tells_trouble, troubled_now
from assistant.gathering.lines import Line, Relation
from assistant.text.measures import find_date, reports_completion
from assistant.text.sections import Section, section_of
from assistant.text.stated import is_imprint
from assistant.text.surface import is_work

PROBLEM = Dimension.PROBLEM_EVIDENCE
_WILL_ASK = re.compile(
    r"\b(?:will|shall|going to)\b[^.]{0,40}\b(?:research|study|interview|survey|investigate|explore)\w*\b|"
    r"\b(?:research|study|interview|survey) (?:plan|guide|script|protocol)\b",
    re.IGNORECASE,
)
_SHORT_LABEL = 4
"""Words."""
_DATED_FACT = re.compile(
    r"\b(?:prior to|since|in (?:FY ?)?20\d\d|last (?:fiscal )?year|over the (?:past|last)|between 20\d\d and)\b"
    r"[^.]{0,90}\b(?:was|were|had|has been|have been|took|provided|accumulated|rose|fell|grew|received|reported|"
    r"increased|decreased|dropped|lost|missed|waited|returned|failed)\b",
    re.IGNORECASE,
)
"""What was so, and when: with an amount it is data, whoever wrote it down."""
_WANT = re.compile(
    r"\b(?:lack(?:s|ing)?\b(?! of (?:time|staff|money|budget|capacity|people))|"
    r"(?:we|customers?|users?) (?:need|want|do not have|don'?t have)\b(?! (?:to|a \w+ to|(?:[\w,-]+ ){1,12}?to) \w+)|"
    r"missing\b(?! (?:from|on|in)\b)|no (?:portal|app|tool|dashboard|system|platform)|for want of|"
    r"competitors?\b[^.]{0,30}\b(?:has|have|offers?)|"
    r"\w+ (?:has|have|had) (?:it|one|them)\b)", re.IGNORECASE
)  # fmt: skip
_ANECDOTE = re.compile(
    r"\b(?:one (?:interview|customer|driver|user|call)|everybody|everyone knows|obviously|i believe|"
    r"we believe|feels? like|somebody said|anecdot\w+|apparently)\b|[\"“„][^\"”]{10,}[\"”]",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:by law|law (?:requires|from|on)|statut\w+|directive|regulat(?:ion|or)|lease|gesetz|"
    r"(?:out|end)[- ]of[- ](?:support|life))\b",
    re.IGNORECASE,
)
"""What has to be done whoever wants it: with its date it is a fact that can be checked."""


_SETTING = re.compile(
    r"^[\W\d]*(?:(?:the|project|business|further|more|general|strategic|historical|current) )?"
    r"(?:background|context|setting|situation|introduction)\W*$",
    re.IGNORECASE,
)
"""Headings above what is so, of which a problem is only a part."""
_ADDRESS = re.compile(r"https?://\S+")
_METHOD = re.compile(
    r"^\W*(?:we|(?:the|our) (?:[\w-]+ ){0,2}team)(?: also| then| first| have| had)? "
    r"(?:sampled|tested|measured|ran(?! (?:out|into|late|short|over)\b)|held(?! (?:up|back)\b)|recruited|conducted|"
    r"invited|set up|carried out|piloted)\b"
    r"(?!.*\b(?:found|finds?|said|say|told|show\w*|reveal\w*|learn\w*|saw|heard|report\w*|confirm\w*|that)\b)"
    r"(?!.*\d\s?%)",
    re.IGNORECASE | re.DOTALL,
)
"""How a sentence tells how something was found out, and nothing of what."""
_STEP = re.compile(r"^\W*(?:week|day|phase|step|sprint|month) \d+\W+(?=[A-Z])", re.IGNORECASE)
_AHEAD = re.compile(r"\bnext (?:\w+ )?(?:steps?|weeks?|months?|years?)\b|\bfuture\b", re.IGNORECASE)
"""A heading above what is to come, also where it stands below the motivation."""


def judge_problem(case: Case) -> Finding:
    """Return the finding: a source that can be checked, else the problem as stated, else none."""
    own = [
        line
        for line in case.evidence.own
        if line.section is not Section.EXCLUDED
        and not line.is_in_parts
        and not _is_label(line)
        and not is_bookkeeping(line)
        and not (_METHOD.match(line.text) and not tells_trouble(line.text))
        and not _only_points(line)
        and not (line.text.rstrip("*_ ").endswith("?") and line.role is Role.HEADING)
        and not announced_before(_WILL_ASK, line.text)
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
    sourced = sorted(showing(sourced, TROUBLE), key=_tells_of_source, reverse=True)
    research = showing(of_problem_pages(case), TROUBLE)
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
        or (tells_present(line) and (tells_trouble(line.text) or LACKS.search(line.text)))
        or (
            tells_trouble(line.text)
            and line.relation is Relation.OWN
            and line.statement.neither > 0.4
            and not hints_outcome(line)
        )
    ]
    bad = {(line.document.id, line.start) for line in own if _is_plainly_bad(line)}
    bad |= {(line.document.id, line.start) for line in showing(stated, TROUBLE)}
    stated = [line for line in own if (line.document.id, line.start) in bad]
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


def _is_plainly_bad(line: Line) -> bool:
    """Whether a line says what is bad today, or what has to be done by law, whatever else it tells."""
    return bool(_MUST.search(line.text)) or (line.relation is Relation.OWN and troubled_now(line.text))


def _is_ahead(line: Line) -> bool:
    """Whether a line stands right below a heading that announces what is to come."""
    block = line.document.block_at(line.start)
    return block is not None and bool(block.trail) and bool(_AHEAD.search(block.trail[-1]))


def _is_told(line: Line) -> bool:
    """Whether a line stands below what announces a problem or a finding, or tells of one.

    What stands below "Context" may be anything: there a line tells of a problem by what it says.
    """
    if line.section is Section.PROBLEM and not (_SETTING.match(line.heading) and line.role is not Role.FIELD):
        return True
    told = line.section is Section.PROBLEM and (says_bad(line.text) or counts(line.text))
    return told or bool(FOUND.search(line.text))


def _only_points(line: Line) -> bool:
    """Whether a line has addresses and hardly a word beside them ("Open issues: https://...")."""
    rest = _ADDRESS.sub(" ", line.text)
    return rest != line.text and len(rest.split()) < SAYS_WHAT - 1


def _is_label(line: Line) -> bool:
    """Whether a line is no more than the label of a section."""
    text = line.text.rstrip(" :")
    return len(text.split()) <= _SHORT_LABEL and ":" not in text and section_of(text) is not None


def _tells_of_source(line: Line) -> int:
    """Return how much of a line makes it the one to quote: it stands below the problem, names a source, says what.

    What came out of a source or is bad tells more than how many were asked.
    """
    said_in_words = len(line.text.split()) >= SAYS_WHAT
    came_out = bool(FOUND.search(line.text)) + tells_trouble(line.text)
    return (line.section is Section.PROBLEM) + bool(SOURCE.search(line.text)) + said_in_words + came_out


def _without_name(text: str, name: str) -> str:
    """Return a text without the numbers that belong to the initiative's name ("accounts inactive for 180 days")."""
    for number in re.findall(r"\d+", name):
        text = re.sub(rf"\b{number}\b", " ", text)
    return text


def _is_sourced(line: Line, name: str) -> bool:
    if not (
        SOURCE.search(line.text)
        or FOUND.search(line.text)
        or _DATED_FACT.search(line.text)
        or names_source(line.text)
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
    counted = counts(_without_name(line.text, name)) or found or due
    if (
        (states_outcome(line) and not found and not names_source(line.text))
        or (line.section in (Section.OUTCOME, Section.MEASURE, Section.LINK) and not (found and line.role is Role.TEXT))
        or reports_completion(line.text)
    ):
        return False
    return (
        bool(counted)
        and line.document.kind in (Kind.STRATEGY, Kind.PROBLEMS, Kind.WORK, Kind.OTHER)
        and (line.statement.output < 0.75 or line.section is Section.PROBLEM or names_source(line.text))
        and not THIS_WORK.search(line.text)
    )


def _is_step(text: str) -> bool:
    """Whether a text is a step of a plan: it names its week, or opens with the verb of what is to be done."""
    step = _STEP.match(text)
    words = re.findall(r"[a-z]+", text.lower())
    return bool(step) or (bool(words) and is_work(words[0]) and bool(ANNOUNCED.search(f"to {text}")))
