"""Whether a line says what will be different for somebody, or what will be made and done."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.catalogue.numbered_plan import is_result
from assistant.domain import Kind, Role
from assistant.findings.about_people import about_people
from assistant.findings.told_on_the_way import (
    aims_at_less,
    argues_for_idea,
    is_hoped,
    is_to_see,
    is_wished,
    tells_inquiry,
    tells_worry,
)
from assistant.findings.what_people_do import counts_usage, is_only_possible, says_it_will_help, says_what_people_can
from assistant.gathering.lines import Line, bare
from assistant.text.measures import find_date, is_field_of_measure, names_metric, parse_measure, reports_completion
from assistant.text.names import holds, is_generic, units
from assistant.text.sections import Section
from assistant.text.surface import ARTEFACT, is_change, is_work, without_label

GOAL_PHRASE = re.compile(
    r"\b(?:we want|what we want|so that|success(?: is| means| looks| would)|(?:the |our )?(?:goal|aim|"
    r"outcome|objective|purpose)s? (?:is|are|was|of)\b|aims? to|in order to|intended to|"
    r"(?:which |that |this |it )?(?:will|would|should|can) (?:help|enable|allow|reduce|improve|"
    r"increase|let|make|mean)|we (?:get|let|hope|expect|believe)\b|"
    r"to (?:help|aid|aide|reduce|improve|increase|lower|raise|cut|make|ensure)\b|differently|"
    r"no longer|stops? \w+ing|instead of|wir wollen|damit)\b|\b(?:it is |is )?done (?:when|=|means)",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:best[- ]in[- ]class|world[- ]class|state[- ]of[- ]the[- ]art|cutting[- ]edge|"
    r"next[- ]generation|leading|modern|better (?:insight|experience|quality)|"
    r"improved (?:user )?experience)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:fewer|less|more|no longer|without|sooner|faster|earlier|easier|easily|instead of|"
    r"stops? \w+ing|halve[sd]?|double[sd]?)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:better|improved?|higher|lower|faster|easier|simpler|safer|greater|stronger)\b", re.IGNORECASE
)
_ONLY_BETTER = re.compile(r"^\W*(?:better|improved|enhanced|increased|greater|higher|stronger) \w+", re.IGNORECASE)
"""How a result begins that says no more than that something gets better."""
_TICKET = re.compile(r"^\W*(?:\[|#\d|\w+ ?[:/] ?#\d|spike\b|bug\b|as an? [\w /-]{2,40},? i\b)", re.IGNORECASE)
_BENEFIT = re.compile(
    r"\b(?:so that|enabl\w+|help(?:s|ing)?|allow(?:s|ing)?|lets?|letting|aid(?:e|s|ing)?|"
    r"mak\w+ it (?:easier|simpler|possible) for|easier for|successful in|ensur(?:e|es|ing))\s+(?:\w+\s){0,3}?"
    r"(?:[A-Z]{2,6}s?\b|users?|customers?|people|staff|teams?|personas?|folks|"
    r"[a-z]+(?:ers|ors|ees|ists|ants|ients|ians)\b|them|plants|families|tribes|states|citizens|patients|students|"
    r"downloading|finding|using)|"
    r"\bbetter (?:serv(?:e[sd]?|ing)|meets?|meeting|supports?|supporting|explains?|explaining|informs?|suits?)\b"
    r"[^.;]{2,60}\b(?:users?|customers?|people|staff|those who|citizens|"
    r"[a-z]{3,}(?:ers|ors|ees|ists|ants|ients|ians))\b|"
    r"\b(?:[Tt]o|will) (?:aide?|help|assist) (?:with|in) \w+ing\b|"
    r"\b[a-z]+(?:ers|ors|ees|ists|ants|ents|ients|ians|users|people|staff|teams)\b(?: (?:who|that|with|"
    r"in)\b[^,.;]{2,40})? (?:will|would|can) (?:then )?be able to \w+|"
    r"\b(?:reduce|lower|ease|relieve|improve|address)s?\s+(?:the |their |its )?(?:\w+\s){0,2}(?:pain|"
    r"complexity|friction|duplication|rework|workload|uncertainty|burden|confusion|frustration|effort|waiting|errors?|accuracy|quality|understanding|satisfaction|safety|trust)",
)
"""A benefit for somebody, however loosely said."""
_RELIEVED = re.compile(
    r"\bwithout (?:having to|needing to|the need (?:to|for)|(?:having )?to wait|waiting (?:for|on|until)|"
    r"(?:being )?block(?:ed|ing) (?:by|on)|(?:first )?asking|depending on|going through)\b",
    re.IGNORECASE,
)
"""What somebody is spared: "publish without waiting for a release"."""
_WE_MAKE = re.compile(
    r"\bwe(?: will|['’]ll| shall| are going to| plan to| want to| aim to) (?:\w+ly )?(?:build|create|develop|deliver|"
    r"implement|launch|ship|hire|set up|write|publish|introduce|establish|design|roll out)\b",
    re.IGNORECASE,
)
_WHEN_THEY_CAN = re.compile(
    r"\b(?:success\w*|done|finished|complete)\b[^.;]{0,20}\b(?:once|when|if|as soon as) "
    r"(?:(?:any|every|each|all|an?|our|the|most) )?(?:[\w-]+ ){0,2}?"
    r"(?:[a-z]{3,}(?:ers?|ors?|ists?|ants?|ians?|ees?)|people|staff|teams?|anyone|everyone) can (?!be\b)\w+",
    re.IGNORECASE,
)
"""How success is said by what somebody can do: "a success once any clerk can change the text"."""
_BECAUSE = re.compile(r"^\W*(?:because|since|given that|as)\b", re.IGNORECASE)
"""How a sentence begins that gives a reason, below a problem no change: "Because we expect more orders, ..."."""
_PREPARES = re.compile(
    r"\b(?:refin\w+|groom\w*|writ\w+|draft\w*|prepar\w+|plan(?:ning)?|research|design)\b(?: \w+|"
    r" &){0,4} (?:tickets?|stories|issues)\b",
    re.IGNORECASE,
)
"""Work on tickets about the initiative says nothing of the initiative."""
_REVIEWED = re.compile(
    r"^\W*(?:it is |this is |we )?(?:review(?:ed)?|check(?:ed)?|measured?|watch(?:ed)?|look(?:ed)? at|track(?:ed)?|"
    r"report(?:ed)?|discuss(?:ed)?|count(?:ed)?)\b[^.]*"
    r"\b(?:every|each|daily|weekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
"""When something is looked at: no work that is done for it."""
_HAPPENS = re.compile(
    r"^\W*(?:we|they|users|customers|people|teams?|there) (?:get|gets|receive|receives|have|has|hear|see|is|are)\b",
    re.IGNORECASE,
)
"""What is so, and no work: "We get a report a week"."""
_GIVEN_UP = re.compile(
    r"\b(?:was|were|is|are|been|be) (?:stopped|dropped|cancell?ed|abandoned|rejected|withdrawn|discontinued|shelved)\b|"
    r"\b(?:agreed|decided|voted|resolved) to (?:shelve|stop|drop|park|cancel|end|abandon|retire|discontinue)\b|"
    r"\bclosed (?:out )?(?:as|because|since|due)\b|\binfeasib\w+",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\b(?:stud(?:y|ies)|analys[ei]s|audits?|reviews?|surveys?|interviews?|research|evaluations?|data|"
    r"investigations?|assessments?|tests?|feedback|"
    r"records?|statistics|figures|logs?|census|polls?|focus groups?|questionnaires?|benchmarks?|"
    r"(?:web |site |usage )?analytics)\b"
    r"(?:(?!\b(?:if|whether|unless)\b)[^.]){0,60}"
    r"\b(?:found|finds|shows?(?! up\b)|showed|suggests?|suggested|reveals?|revealed|indicates?|"
    r"indicated|confirm\w*|cited|tells? us|told us|named|names|said|mentioned|answered)\b"
    r"|\bof (?:the )?\d+ [\w -]{2,40}\b(?:interviewed|surveyed|asked|sampled|observed)\b"
    r"|\b(?:found|finds|showed|reveal(?:s|ed)) that\b"
    r"|\d\s?% of (?:the |our )?(?:\w+ ){0,2}?(?:users|respondents|participants|people|customers|visitors|members|"
    r"staff) (?:rated|said|told|reported|answered|agreed|preferred)\b"
    r"|\b(?:cited|reported|found) by\b|\bhas cited\b|\baccording to\b",
    re.IGNORECASE,
)
"""A source and what it says: checkable without a number."""
_LED_BY = re.compile(
    r"^\W*(?:[\w'’-]+ ){1,6}(?:is|are|was|will be) (?:led|owned|headed|managed|coordinated|sponsored) by\b[^.;]*\W*$",
    re.IGNORECASE,
)
"""A sentence that says who leads a thing, and nothing else."""
_TROUBLED = re.compile(r"\b(?:unable|difficult|struggl\w+|confusing|skeptical|not (?:able|help))\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"^\W*(?:today|currently|presently|at present|right now|as of today|to date|"
    r"the (?:current|existing|present)(?! (?:plan|proposal|idea|intention|thinking)\b))\b|"
    r"\b(?:says?|said|told us|tells? us|reports?|reported|complain(?:s|ed)?|found|finds?|shows?|showed|"
    r"suggests?) that\b",
    re.IGNORECASE,
)
"""How a sentence begins that says how things are, or who says so."""
_SUCCEEDED = re.compile(
    r"\b(?:was|were|is|has been) (?:a |an )?(?:\w+ )?success(?:ful)?\s*[:–—]\s|"
    r"\bwhether (?:the |our )?\w+ (?:would|could|can|will|are|were) (?:be )?(?:able|successful|succeed)\b",
    re.IGNORECASE,
)
"""What is called a success, or is tested as one: "a success: each ward sent its data", "whether nurses can"."""
_AHEAD = re.compile(
    r"\b(?:will|should|want|goal|target|aim)\b|\bfrom\b.{1,60}\bto\b|→|->|\bby (?:the )?(?:end|q[1-4]|fy|20\d\d|\d)",
    re.IGNORECASE,
)
_VALUE_OR_DAY = re.compile(r"^[\s\d.,%€$£kK–-]*$")
_TARGET_SHARE = re.compile(r"(?:[<>≥≤]\s?|at least |over |to )\d+(?:\.\d+)?\s?%\s+of\b", re.IGNORECASE)
_TAKEN_UP = re.compile(
    r"\b\d[\d,.]*\+?%?\s(?:of (?:the |our |all )?)?(?:[\w-]+ ){0,3}?[a-z]+s (?:who |that |are |now )*"
    r"(?:us(?:e|es|ing)|rely(?:ing)? on|choos(?:e|es|ing)|prefer(?:ring)?|pay(?:ing)? for|com(?:e|ing) back)\b",
    re.IGNORECASE,
)
"""How many use a thing: "50 customers using the integration" is what they do, whoever made it."""
_SHALL_HAVE = re.compile(
    r"\b(?:should|must|shall)(?: never| no longer| not)? "
    r"(?:be able|have to|get|receive|see|find|know|feel|need|wait)\b",
    re.IGNORECASE,
)
"""How a motivation says what shall be otherwise for somebody."""
TITLE = re.compile(r"\W*(?P<mark>\*\*|__)[^*_]+(?P=mark)\W*$")
"""What is bold as a whole, as a title is."""
PLAINLY_OUTPUT = 0.9
"""Chance of an output from which a line tells of nothing else."""
FEWEST_SAID = 3
"""Words of a line that can prove anything."""
_VERSION = re.compile(r"^v?\d+$")
_WORD = re.compile(r"[^\W\d_]{3}")


def is_telling(unit: tuple[str, ...]) -> bool:
    """Whether a word of a name says what the thing is about: no "project", no number, no version."""
    return not is_generic(unit) and not _VERSION.match(unit[0])


def is_goal_context(line: Line) -> bool:
    """Whether a line stands or speaks as what the initiative is for."""
    return line.section in (Section.OUTCOME, Section.MEASURE) or bool(GOAL_PHRASE.search(line.text))


def tells_present(line: Line) -> bool:
    """Whether a line says how things are now, and nothing of what shall be."""
    return bool(_PRESENT.match(line.text)) and not _AHEAD.search(line.text)


def states_outcome(line: Line) -> bool:
    """Whether a line states a change, plainly enough to be quoted as one."""
    told = line.statement
    if is_taken_up(line) or is_used_more(line):
        return True
    if wants_less(line):
        return not _is_no_statement(line)
    if is_only_possible(line.text):
        return False
    if told.lean < 0.4 and not _SUCCEEDED.search(line.text):
        return False
    if _is_no_statement(line):
        return False
    if _TARGET_SHARE.search(line.text) and about_people(line.text) and told.lean >= 0.4:
        return True
    if _SUCCEEDED.search(line.text) and about_people(line.text):
        return True
    if told.lean < 0.6:
        return False
    return told.outcome >= 0.3 if is_goal_context(line) else told.outcome >= 0.5 and moves(line.text)


def is_used_more(line: Line) -> bool:
    """Whether a line among goals or measures says that people use a thing more, stay, or leave less."""
    return line.section in (Section.OUTCOME, Section.MEASURE) and counts_usage(line.text)


def is_what_people_can(line: Line) -> bool:
    """Whether a line among goals says what people can do, or a page says outright what will help them."""
    is_able = line.section is Section.OUTCOME and says_what_people_can(line.text)
    helped = line.section is not Section.DELIVERABLES and says_it_will_help(line.text) and _BENEFIT.search(line.text)
    return bool(is_able or helped) and line.statement.output < PLAINLY_OUTPUT


def wants_less(line: Line) -> bool:
    """Whether a line says that the goal is less of something: "Our goal is to reduce the number of calls"."""
    return aims_at_less(line.text) and line.section is not Section.DELIVERABLES


def is_taken_up(line: Line) -> bool:
    """Whether a line sets as success how many people use a thing."""
    return (
        is_goal_context(line)
        and line.section is not Section.DELIVERABLES
        and bool(_TAKEN_UP.search(line.text) and about_people(line.text))
        and not reports_completion(line.text)
    )


def is_ticket(line: Line) -> bool:
    """Whether a line is a ticket's title, or a link, rather than a sentence about the initiative."""
    if is_result(line.text):  # "KR: more clerks use the search", with a link to where it is followed
        return False
    return (line.is_link or bool(_TICKET.match(line.text))) and "so that" not in line.text


def has_words(line: Line) -> bool:
    """Whether a line has a word, which a cell with a mark or a value has not ("4.0 / P3")."""
    return bool(_WORD.search(line.text))


def says_something(line: Line) -> bool:
    """Whether a line is a statement, and neither a heading nor a title nor a word or two."""
    raw = line.document.text[line.start : line.end]
    return line.role is not Role.HEADING and len(line.text.split()) >= FEWEST_SAID and not TITLE.match(raw)


def _only_makes(text: str) -> bool:
    """Whether a sentence says that something will be made, and nothing of what that moves."""
    made = _WE_MAKE.search(text)
    return made is not None and not (moves(text[made.end() :]) or _BENEFIT.search(text) or "so that" in text.lower())


def _is_no_statement(line: Line) -> bool:
    """Whether a line cannot state a change: a ticket, how much is done, a deliverable, self-praise."""
    return bool(
        not has_words(line)
        or is_ticket(line)
        or line.text.rstrip("*_ ").endswith(("?", ":"))
        or tells_present(line)
        or is_bare_target(line)
        or _only_makes(line.text)
        or _is_milestone(line)
        or tells_worry(line.text)
        or tells_inquiry(line.text)
        or argues_for_idea(line)
        or reports_completion(line.text)
        or line.section is Section.DELIVERABLES
        or (line.section is Section.PROBLEM and _BECAUSE.match(line.text))
        or (PRAISE.search(line.text) and not any(c.isdigit() for c in line.text))
    )


def _is_milestone(line: Line) -> bool:
    """Whether a row is a milestone: a few words, a day, and how much is done by then."""
    parts = [part.strip() for part in line.text.split(" | ")]
    if line.role is not Role.ROW or len(parts) < 2:
        return False
    rest = [part for part in parts[1:] if not _VALUE_OR_DAY.match(part.replace(find_date(part) or "\0", ""))]
    return (
        any(find_date(part) for part in parts[1:]) and not rest and not moves(parts[0]) and not names_metric(parts[0])
    )


def is_bare_target(line: Line) -> bool:
    """Whether a line is a value and a date without a word on what is measured ("Target: 100 % by 11 December")."""
    text = without_label(line.text)
    rest = text.replace(find_date(text) or "\0", " ")
    return any(c.isdigit() for c in rest) and sum(unit[0].isalpha() for unit in units(rest)) < 2 and not line.cells


def moves(text: str) -> bool:
    """Whether a text says that something moves: a verb of change, a value from and to, less or more of something."""
    measure = parse_measure(text)
    return (
        measure.baseline is not None
        or bool(_MOVES.search(text))
        or any(is_change(word) for word in re.findall(r"[a-z]+", text.lower()))
    )


def hints_outcome(line: Line) -> bool:
    """Whether a line leans towards a change without stating it plainly."""
    told = line.statement
    is_success = line.section is Section.OUTCOME and line.is_told_by_column
    if is_success and _BETTER.search(line.text) and told.output < 0.6:
        return True
    if is_change_among_deliverables(line):
        return True
    if _is_no_statement(line) or PRAISE.search(line.text):
        return False
    if _BENEFIT.search(line.text) and told.output < 0.72 and not _TROUBLED.search(line.text):
        return True
    if is_what_people_can(line):
        return True
    if told.lean >= 0.8 and told.outcome >= 0.3 and moves(line.text) and names_metric(line.text):
        return True
    if is_wished(line.text) and line.section is not Section.PROBLEM and line.document.kind is not Kind.PROBLEMS:
        return told.output < 0.6
    if is_hoped(line.text) and told.output < PLAINLY_OUTPUT and line.section is not Section.PROBLEM:
        return True
    if _WHEN_THEY_CAN.search(line.text) and not reports_completion(line.text):
        return True
    if _RELIEVED.search(line.text) and told.lean >= 0.3 and about_people(line.text):
        return True
    if _TARGET_SHARE.search(line.text) and told.lean >= 0.4:
        return True
    if _SHALL_HAVE.search(line.text) and told.lean >= 0.6 and about_people(line.text):
        return True
    plainly = told.lean >= 0.8 and told.outcome >= 0.5 and not any(c.isdigit() for c in line.text)
    loosely = told.lean >= 0.45 and told.outcome >= 0.12 and is_goal_context(line)
    return (plainly or loosely) and about_people(line.text)


def is_change_among_deliverables(line: Line) -> bool:
    """Whether an entry of a list of milestones or tasks plainly says what people do or get: "clerks need less time"."""
    told = line.statement
    plainly = told.outcome >= 0.6 and told.lean >= 0.8 and line.section is Section.DELIVERABLES
    says_it = plainly and line.role in (Role.ITEM, Role.ROW, Role.TEXT) and about_people(line.text)
    announces = line.text.rstrip("*_ ").endswith((":", "?"))
    return says_it and not (announces or is_ticket(line) or reports_completion(line.text))


def is_benefit(line: Line) -> bool:
    """Whether a line names a benefit for somebody, however loosely."""
    return bool(_BENEFIT.search(line.text)) and not _TROUBLED.search(line.text) and not _is_no_statement(line)


def says_more_than(line: Line, name: Iterable[tuple[str, ...]]) -> bool:
    """Whether a line says something of its own about a thing, beside its name."""
    known = frozenset(spelling for unit in name for spelling in unit)
    own = [unit for unit in units(bare(line.text)) if is_telling(unit) and not holds(known, unit)]
    return states_outcome(line) or (len(own) >= 3 and not _PREPARES.search(line.text))


def states_output(line: Line) -> bool:
    """Whether a line names a deliverable, an activity or how much of it is done."""
    if reports_completion(line.text):
        return True
    if is_taken_up(line) or wants_less(line) or is_used_more(line):
        return False
    if line.section is Section.OUTCOME and says_what_people_can(line.text) and is_what_people_can(line):
        return False
    if (line.section is Section.PROBLEM and not GOAL_PHRASE.search(line.text)) or _PREPARES.search(line.text):
        return False
    if is_field_of_measure(line.text) or _LED_BY.match(line.text):
        return False
    words = re.findall(r"[a-z]+", bare(line.text).lower())
    if (
        len(bare(line.text).split()) < 3 or len(words) < 3 or line.text.rstrip("*_ ").endswith(":")
    ):  # what announces a list says nothing itself
        return False
    if (
        _REVIEWED.match(line.text)
        or _GIVEN_UP.search(line.text)
        or _HAPPENS.match(line.text)
        or FOUND.search(line.text)
        or tells_inquiry(line.text)
        or is_to_see(line.text)
    ):
        return False
    made = any(is_work(word) or word in ARTEFACT for word in words)
    is_success = line.section is Section.OUTCOME and line.is_told_by_column  # all of it is called success there
    told = line.statement
    if is_work(words[0]) and told.outcome < 0.3 and told.lean < 0.5:
        return True
    return (made or is_success) and told.output >= 0.42 and told.lean < 0.4


def is_concrete(line: Line) -> bool:
    """Whether a change names people or a number, and is not only "better"."""
    if _ONLY_BETTER.match(line.text) and not any(letter.isdigit() for letter in line.text):
        return False
    return about_people(line.text) or is_used_more(line) or any(letter.isdigit() for letter in line.text)
