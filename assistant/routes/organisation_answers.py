"""Answers of the organisation as a whole, from the parts of its documents that are called so and the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from assistant.catalogue.numbered_plan import is_result
from assistant.catalogue.periods import Period, period_of
from assistant.catalogue.players import Sort
from assistant.catalogue.problems import is_study, tells_of_trouble
from assistant.catalogue.strategy import Strategy
from assistant.domain import Answer, Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.names import stems
from assistant.plain import plain
from assistant.reached import is_report
from assistant.reading_back import read_quotes
from assistant.records.facts import Rows
from assistant.routes.organisation_parts import (
    Told,
    entries,
    is_of_one,
    pages,
    parts,
    said,
    sentences_with,
    tells,
)
from assistant.routes.organisation_questions import OrganisationQuestion, Topic
from assistant.sentences import block_sentences


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a topic is read: the headings of its parts, the sentences that state it, and in which documents.

    `of_one` says that what pages about one initiative say counts too, `sentences_first` that a sentence which states
    it tells more than a part that is called so.
    """

    headings: re.Pattern[str]
    sentences: re.Pattern[str] | None
    kinds: tuple[Kind, ...]
    of_one: bool = False
    sentences_first: bool = False
    most: int = 8
    each: int = 3


_MADE = (Kind.STRATEGY, Kind.WORK, Kind.COLLABORATION, Kind.OTHER)
_TOLD_IN = (*_MADE, Kind.PLAYERS)
_EVERY = (*_MADE, Kind.PROBLEMS, Kind.PLAYERS)
_BODY = r"(?:organi[sz]ation|company|agency|department|business|firm|charity|foundation|council|[A-Z][\w&.'’-]*)"
_OUR_BODY = rf"(?-i:(?:our|[Tt]he) (?:\w+ )?{_BODY}|{_BODY}(?: [A-Z(][\w&.'’)-]*)*)"
_READINGS: Mapping[Topic, _Reading] = {
    Topic.MISSION: _Reading(
        _pattern(
            r"^\W*(?:our |the )?(?:\w+ )?(?:mission|purpose|mandate)(?: statement)?\W*$"
            r"|^\W*why (?:(?:do |are )?we (?:exist|are here)|does .{2,40} exist|.{2,40} exists)\b|^\W*our reason for being"
        ),
        _pattern(
            r"\bour (?:\w+ )?(?:mission|purpose|mandate)(?: statement)?(?: is\b|:| (?:has )?remains? )"
            rf"|\b(?:mission|mandate) of {_OUR_BODY}(?: [^.;:]{{0,60}}?)?(?: is|:| was)(?: to\b|\s\S)"
            rf"|\bwe (?:exist|are here) (?:to|for|because|so that)\b|^{_OUR_BODY} exists? (?:to|for|because|so that)\b"
        ),
        (Kind.STRATEGY, Kind.OTHER),
        sentences_first=True,
        most=3,
        each=2,
    ),
    Topic.VISION: _Reading(
        _pattern(r"^\W*(?:our |the )?(?:[\w-]+ ){0,2}(?:vision|north star)(?: statement)?\b\W*(?:\(.*\))?$"),
        _pattern(rf"\bour (?:[\w-]+ )?vision(?: is\b|:)|\bvision of {_OUR_BODY} is\b|\bwe envision\b"),
        (Kind.STRATEGY, Kind.OTHER),
        sentences_first=True,
        most=3,
        each=2,
    ),
    Topic.RISKS: _Reading(
        _pattern(
            r"\brisks?\b(?! (?:appetite|register$|management|assessment))|\bthreats\b|^\W*(?:our )?(?:concerns|worries)\b"
            r"|\bwhat (?:could|might|can) go wrong\b|\bwhat worries us\b|\bpre-?mortem\b"
        ),
        _pattern(
            r"\b(?:is|are|poses?|remains?|carries) (?:an? |the |our )?(?:\w+ )?(?:\w+ and )?risks?\b(?! (?:of|that) (?:not )?no\b)"
            r"|\b(?:biggest|main|key|greatest|major) (?:\w+ and )?risks? (?:is|are|to|of|for)\b|\bwe risk\b|\brisks? include\b"
        ),
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.OPEN: _Reading(
        _pattern(r"\b(?:open|unanswered|unresolved) (?:questions?|points|issues)\b|\bunknowns\b"),
        None,
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.BLOCKERS: _Reading(
        _pattern(
            r"\bblock(?:ers?|ed|ing)\b|\bimpediments?\b|\bobstacles\b|\bbottlenecks?\b"
            r"|\bwaiting (?:for|on)\b|\bin (?:the|our) way\b"
        ),
        _pattern(
            r"\bblocked (?:by|on|until|because)\b|\b(?:is|are|been|was|were) blocking\b|\bblockers\b"
            r"|\b(?:is|are|we['’]re|still) (?:still )?waiting (?:for|on)\b|\b(?:is|are) (?:stuck|held up)\b"
        ),
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.USERS: _Reading(
        _pattern(
            r"^\W*(?:our |the |target |primary |key |main |intended |current |proposed )*(?:users?|audiences?|customers?"
            r"|clients?|personas?|user groups?|beneficiaries|icp)\W*(?:\(.*\))?$"
            r"|\bwho (?:do |are )?we (?:\w+ )?(?:build|building|serve|serving|help|work|working)\b"
            r"|^\W*(?:target|ideal) (?:audience|customer|users?|group)"
        ),
        _pattern(
            r"\b(?:our|the) (?:primary |main |target |core |key )?(?:users|customers|audience|clients|beneficiaries)"
            r" (?:are|is|include)\b(?! (?:\w+ing|\w+ed|not|able|also able)\b)"
            r"|\bwe (?:\w+ ){0,4}?(?:serve|build for|are here for)\b(?! (?:as|up)\b)"
        ),
        (Kind.STRATEGY, Kind.PLAYERS, Kind.OTHER),
        most=6,
    ),
    Topic.PROBLEMS: _Reading(
        _pattern(
            r"^\W*(?:the |context and |our )?problems?(?: statements?)?\b(?:\W*| (?:to solve|we are solving|space))$"
        ),
        None,
        (Kind.STRATEGY, Kind.WORK, Kind.OTHER),
        of_one=True,
        each=1,
        most=12,
    ),
    Topic.MEASURES: _Reading(
        _pattern(
            r"^\W*(?:\w+ ){0,2}(?:key performance indicators|kpis?|metrics|measures of success|success (?:metrics|measures"
            r"|criteria)|measuring success|how we(?:['’]ll| will)? measure success)\b\W*(?:\(\w+\)\W*)?$"
        ),
        None,
        _EVERY,
        of_one=True,
        each=3,
        most=12,
    ),
    Topic.STOPPED: _Reading(
        _pattern(
            r"\bwe(?:['’]ve| have)? (?:stopped|dropped|given up|ended|retired|discontinued)\b|\bstopped doing\b"
            r"|^\W*(?:sunset|retired|discontinued|decommissioned|cancelled|wound down|shut down)\b"
        ),
        _pattern(
            r"\b(?:was|were|has been|have been|been|got) (?:\w+ly )?(?:decommissioned|retired|sunset(?:ted)?|shut down"
            r"|wound down|discontinued|cancell?ed|abandoned|shelved|phased out|closed down|switched off|taken offline)\b"
            r"|\b(?:we|we['’]ve|the (?:board|council|team|company|organi[sz]ation|agency))(?: have| has|['’]ve)?"
            r"(?: also| now| since| therefore)? (?:(?:stopped|dropped|ended|cancell?ed|abandoned|shelved|discontinued"
            r"|retired|sunset|decommissioned|paused)\b(?! (?:by|at|in|on|to|up|with)\b)|shut down|wound down|gave up|given up"
            r"|had to (?:decommission|stop|shut|cancel|drop|retire|close))"
            r"|\b(?:is|are) no longer (?:offered|run|operated|developed|pursued)\b"
        ),
        _MADE,
        of_one=True,
        sentences_first=True,
    ),
    Topic.RESULTS: _Reading(
        _pattern(
            r"^\W*(?:our |key |main |latest |recent )*(?:results?|achievements?|accomplishments?|highlights|impact"
            r"|release notes|wins|what(?:['’]s new| we(?:['’]ve| have)? (?:shipped|launched|delivered|achieved|released|done))"
            r"|(?:recently )?(?:shipped|launched|delivered|released|completed|accomplished|merged|closed|done))\b\W*(?:\(.*\)|20\d\d)?\W*$"
        ),
        _pattern(
            r"\b(?:we|we['’]ve|our (?:\w+ )?(?:teams?|products?|services?|organi[sz]ation|platforms?))(?: have| has|['’]ve)?"
            r"(?: also| already| now| since| recently| successfully)*"
            r" (?:helped|launched|shipped|released|delivered|built|rolled out|completed|reached|achieved|reduced|increased"
            r"|doubled|halved|cut|saved|served|processed|migrated|designed, built)\b"
            r"|\b(?:was|were|has been|have been) (?:successfully )?(?:launched|released|shipped|rolled out|delivered)\b"
            r"|\b(?:went|gone|is now|are now) live\b|\bsince (?:its |the |our )?(?:launch|launching|introducing|going live)\b"
            r"|\bhas (?:now )?(?:helped|sent|served|reached|processed|supported) (?:over |more than |nearly |about )?\d"
        ),
        _TOLD_IN,
        of_one=True,
        sentences_first=True,
        each=2,
    ),
}
_DONE = _pattern(
    r"\b(?:shipped|launched|delivered|released|completed|accomplish\w+|achieve\w*|merged|closed|done|release notes)\b"
)
_DEPENDENCIES = _Reading(_pattern(r"\bdependenc(?:y|ies)\b|\bdepends on\b"), None, _MADE, of_one=True, each=4, most=10)
_NEEDED = _pattern(
    r"\b(?:needs? to|needed|must|depend\w*|requir\w*|approv\w*|(?:a)?wait\w*|until|before|procure\w*|in place|complet\w*)\b"
)
"""What is said of a dependency where assumptions stand beside it."""
_STANDS = timedelta(days=45)
"""How long what blocks is taken to stand after the day on which it was written."""
_RELEASED = _pattern(
    r"^\W*(?:\w+ )?status\W+(?:released|launched|live|shipped|done|completed?|delivered|closed)\b[^.]{0,40}$"
)
"""A label that says that something is out."""
_ASIDE = _pattern(
    r"\b(?:the|an?|this|that|these|those|how|what|why|whether|which|where|when|whatever)(?: \w+){0,2} (?:we|our)\b|\bwhether\b"
    r"|\b(?:summary|notes?|document|page|report|minutes|meetings?|stand-?ups?|calls?)\b(?: [\w-]+){0,4}? (?:was|were|has been|have been)\b"
)
"""What only says which thing is meant, or tells of papers and meetings."""
_CONDITION = _pattern(
    r"^\W*(?:if|when|once|until|after|before|unless)\b|\b(?:would|could|should|might|e\.g\.|for example)\b"
)
_STOPS = _pattern(
    r"\bstops?\b|\b(?:stopped|stopping|retired?|retiring|discontinu\w+|shelv\w+|parked|parking|dropped|cancell?ed|abandon\w*"
    r"|wound down|winding down|shut down|phas\w+ out|folded back)\b"
)
"""What the strategy says of a thing that was begun and is ended."""
_OF_PAPER = _pattern(r"^\W*this (?:document|strategy|page|plan|version|paper)\b")
_ENDS = _pattern(
    r"^(?:\W|initiative|brief|project|epic|proposal)*(?:sunsetting|decommissioning|winding down|shutting down|retiring"
    r"|phasing out|discontinuing)\b"
)
_FOR_ALL = _pattern(
    r"\bpriorit(?:y|ies)\b|\bobjectives?\b|\bgoals?\b|\bfocus(?: areas?)?\b|\bokrs?\b|\bwhat we(?:['’]re| are) working on\b"
)
_LACKS = _pattern(
    r"\b(?:do|does|is|are|have|has|can|did|was|were)(?:n['’]t| not)\b|\b(?:only|limited|insufficient|inconsistent\w*|outdated"
    r"|frustrat\w*|duplicat\w*|no way)\b"
)
_PRIORITIES = _pattern(
    rf"^\W*(?:[\w&'’-]+ ){{0,4}}?(?:{_FOR_ALL.pattern})(?: (?:supported|for|in|of|this) ?[\w -]*)?\W*(?:\(.*\)|[\w ]*20\d\d)?\W*$"
)
_LEADS_IN = _pattern(
    r"\bour (?:\w+ ){0,2}(?:priorit(?:y|ies)|focus(?: areas?)?)(?: (?:for|in|this|over) [^.:;]{2,40}?)?(?: is| are| will be|:)"
    r"|^(?:in|for|during|over) (?:20\d\d(?:\W\d+)?|FY ?\d+|Q[1-4] 20\d\d|this (?:year|quarter)|the coming (?:year|months))\b"
    r"[^.:;]{0,30}?\bwe(?:['’]ll| will| are| plan| want)\b"
    r"|\bwe(?: are|['’]re| will be) (?:now |currently )?(?:focus\w*|concentrat\w*) on\b"
)
"""A line that announces what is aimed at in a period."""
_AIM_WORDS, _END = 3, 8
_NO_AIM = _pattern(
    r"\b(?:research|learning|interview|study|meeting|session|non-?|anti-?|de)[ -]?(?:goals?|objectives?|priorit)"
)
_STUDIED = _pattern(
    r"\b(?:interview(?:s|ed|ees?)|participants?|respondents?|survey(?:s|ed)?|usability|focus groups?"
    r"|we (?:spoke|talked) (?:with|to)|user research)\b"
)
_FINDINGS = _pattern(
    r"\bfindings?\b|\binsights?\b|\btakeaways?\b|\blearnings\b|\bthemes\b|\bpain points?\b|^\W*(?:\d+ )?quotes\W*$"
    r"|\bwhat (?:we|i|users|customers|participants|people|they)(?:['’]ve| have)? (?:now )?(?:learn(?:ed|t)|hear[d]?|found|said|told|saw"
    r"|know|take)\b|\bthings? (?:that )?we (?:now |already )?(?:know|learn(?:ed|t)|saw|heard)\b"
    r"|\bwas (?:wir|uns) (?:\w+ )?(?:gesehen|gehört|gelernt|gesagt|erzählt)\b"
)
_NO_FINDING = _pattern(
    r"\b(?:questions?|method\w*|agenda|goals?|objectives?|assumptions?|next steps|recommendations?|hypothes[ei]s"
    r"|who we|contents|appendix)\b"
)
_NUMBERED_FINDING = _pattern(r"^\W*(?:key )?(?:finding|insight|theme|takeaway)s?\s*#?\d+\s*[:.—–-]+\s*\w")
_NO_LIST = _pattern(r"\?\W*$|\b(?:from|with|of|for)\W*$")
_SPOKEN = re.compile(r"[\"“„«][^\"”“»]{30,}[\"”»]")
_OF_STUDY, _OF_STUDIES, _FEWEST_STUDIED, _OF_PART = 6, 12, 2, 3
_SENTENCE = 7
_LONGEST_LABEL = 9
"""Words from which a heading is a finding and no label, and up to which one announces findings."""
_MOST_PRIORITIES = 15
_TEAM = _pattern(r"\b(?:team|squad|tribe|department|division)\b")
_TEAMS = _pattern(r"(?:\b|_)(?:teams|squads|tribes|departments|divisions|org(?:ani[sz]ation)? ?chart)(?:\b|_)")
_COUNT = _pattern(
    r"\b(?:we (?:now |currently )?(?:have|are|run|work in)|our|there are)\b[^.;]{0,25}?"
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty) (?:[\w-]+ ){0,2}(?:teams|squads|departments|divisions)\b"
)
OLDER = (
    "The documents that you may read do not say that this is of the period that runs now; it is the newest they have."
)
OF_ONE = "The documents that you may read say this of single initiatives, each named, and not of the organisation as a whole."
_OF_THE_WHOLE = (Topic.RISKS, Topic.OPEN, Topic.MEASURES)
DEPENDENCIES_ONLY = (
    "The documents that you may read name nothing that blocks; this is what they say that the work depends on."
)
UNDATED = "The documents that you may read do not tell which of it falls into that period."


def answer_of_organisation(
    asked: OrganisationQuestion,
    question: str,
    index: Index,
    strategy: Strategy,
    players: Sequence[Mapping[str, Any]],
    today: date,
) -> Answer | None:
    """Answer what is asked of the organisation as a whole; None where no part is called so and no sentence says it."""
    rules: dict[Topic, Callable[[], tuple[Rows, str | None]]] = {
        Topic.PROBLEMS: lambda: (_problems(index, strategy), None),
        Topic.PRIORITIES: lambda: _priorities(index, strategy, today, now=asked.now),
        Topic.HEARD: lambda: (_heard(index, strategy, spoken=asked.spoken), None),
        Topic.RESULTS: lambda: _results(index, strategy, today, now=asked.now),
        Topic.STOPPED: lambda: (_stopped(index, strategy), None),
        Topic.BLOCKERS: lambda: _blockers(index, strategy),
        Topic.TEAMS: lambda: (_teams(index, strategy, players), None),
    }
    rows, left_open = rules[asked.topic]() if asked.topic in rules else (_read(asked.topic, index, strategy), None)
    if rows and asked.topic in _OF_THE_WHOLE and all(is_of_one(made.document) for _, quotes in rows for made in quotes):
        left_open = OF_ONE
    return Answer.of(question, index.generation, rows, left_open) if rows else None


def _read(topic: Topic, index: Index, strategy: Strategy) -> Rows:
    reading = _READINGS[topic]
    documents = [one for one in pages(index, reading.kinds, strategy.retired) if reading.of_one or not is_of_one(one)]
    several = len(documents) > 1 and reading.of_one
    return _rows(_told(reading, documents), reading.most, of_whole=not several)


def _told(reading: _Reading, documents: Sequence[Document]) -> Iterator[Told]:
    """Yield what documents tell: of each its parts and its sentences, in the order of the reading."""
    found = [list(_of_parts(reading, documents)), list(_of_sentences(reading, documents))]
    for told in reversed(found) if reading.sentences_first else found:
        yield from told


def _of_parts(reading: _Reading, documents: Iterable[Document]) -> Iterator[Told]:
    for document in documents:
        listed = [
            one for heading, blocks in parts(document, reading.headings) for one in entries(document, heading, blocks)
        ]
        yield from listed[: reading.each]


def _is_past(heading: str) -> bool:
    """Tell whether a heading names a period that ended more than a year ago."""
    period, today = period_of(heading), date.today()
    return period is not None and period.end < 12 * (today.year - 1) + today.month


def _of_sentences(reading: _Reading, documents: Iterable[Document]) -> Iterator[Told]:
    for document in documents:
        stated = sentences_with(document, reading.sentences) if reading.sentences is not None else ()
        found = [one for one in stated if not _CONDITION.search(one.words)]
        yield from found[: reading.each]


def _blockers(index: Index, strategy: Strategy) -> tuple[Rows, str | None]:
    """Return what is said to block the work; where nothing is, what it is said to depend on."""
    reading = _READINGS[Topic.BLOCKERS]
    if blocked := _latest(list(_told(reading, pages(index, reading.kinds, strategy.retired)))):
        return _rows(blocked, reading.most, of_whole=False), None
    documents = pages(index, _DEPENDENCIES.kinds, strategy.retired)
    told = [
        one
        for one in _of_parts(_DEPENDENCIES, documents)
        if "assumption" not in one.heading.lower() or _NEEDED.search(one.words)
    ]
    return _rows(told, _DEPENDENCIES.most, of_whole=False), DEPENDENCIES_ONLY if told else None


def _latest(told: Sequence[Told]) -> list[Told]:
    """Return what the newest documents tell, and what stands within weeks of them; all of it where nothing is dated."""
    days = [day for one in told if (day := _day(one.document)) is not None]
    if not days:
        return list(told)
    return [one for one in told if (day := _day(one.document)) is not None and day >= max(days) - _STANDS]


def _day(document: Document) -> date | None:
    try:
        return date.fromisoformat(str(document.date or "")[:10])
    except ValueError:
        return None


def _problems(index: Index, strategy: Strategy) -> Rows:
    """Return what each page says that it solves, in the first sentence of that part which tells of trouble."""
    reading = _READINGS[Topic.PROBLEMS]
    told: list[Told] = []
    for document in pages(index, reading.kinds, strategy.retired):
        found = [
            one
            for heading, blocks in parts(document, reading.headings)
            for one in entries(document, heading, blocks, 6)
        ]
        told += [one for one in found if tells_of_trouble(one.words) or _LACKS.search(one.words)][:1]
    return _rows(told, reading.most, of_whole=False)


def _rows(told: Iterable[Told], most: int, *, of_whole: bool = True) -> Rows:
    """Return what is told, each once."""
    rows: dict[frozenset[str], tuple[str, list[Any]]] = {}
    for one in told:
        if len(rows) < most and (row := said(one, of_whole=of_whole)) is not None:
            rows.setdefault(stems(one.words), row)
    return list(rows.values())


def _priorities(index: Index, strategy: Strategy, today: date, *, now: bool) -> tuple[Rows, str | None]:
    """Return the lists of priorities of the newest period that documents name, each entry below its heading."""
    lists: list[tuple[Period | None, str, list[Told]]] = []
    for document in pages(index, (Kind.STRATEGY, Kind.OTHER, Kind.COLLABORATION), strategy.retired):
        if is_of_one(document):
            continue
        for heading, listed in _listed_aims(document):
            period = period_of(heading) or period_of(f"{document.path.rsplit('/', 1)[-1]} {document.title}")
            lists.append((period, heading, listed))
    newest = max((period for period, _, _ in lists if period is not None), default=None)
    chosen = [(heading, listed) for period, heading, listed in lists if period == newest]
    each = max(2, _MOST_PRIORITIES // max(len(chosen), 1))
    rows: Rows = []
    for heading, listed in chosen:
        for told in listed[:each]:
            if (made := told.quote()) is not None:
                title = plain(told.document.title)
                if not told.heading:
                    rows.append((told.words, [made]))
                    continue
                place = title if title.lower() == heading.lower() or len(chosen) == 1 else f"{title}, {heading}"
                place = heading if period_of(heading) and len(chosen) == 1 else place
                rows.append((f"{place}: {told.words}", [made]))
    ends = newest.end if newest is not None else None
    month = 12 * today.year + today.month - 1
    stale = now and (ends is None or ends < month)
    return rows[:_MOST_PRIORITIES], OLDER if rows and stale else None


def _listed_aims(document: Document) -> Iterator[tuple[str, list[Told]]]:
    """Yield each heading of priorities with what it lists: the headings right below it, else the items of its list."""
    for at, block in enumerate(document.blocks):
        heading = plain(document.text[block.start : block.end]) if block.role is Role.HEADING else ""
        if not heading or not _PRIORITIES.search(heading) or _NO_AIM.search(heading):
            continue
        depth, below = len(block.trail), list[Block]()
        for other in document.blocks[at + 1 :]:
            if other.role is Role.HEADING and len(other.trail) <= depth:
                break
            below.append(other)
        heads = [one for one in below if one.role is Role.HEADING and len(one.trail) == depth + 1]
        if len([one for one in heads if _says_what(document, one)]) > len(heads) / 2 and len(heads) > 1:
            yield heading, [Told(document, one, (one.start, one.end), heading) for one in heads]
            continue
        listed = entries(document, heading, [one for one in below if one.role in (Role.ITEM, Role.ROW)])
        if len(listed) > 1:
            yield heading, listed
    yield from _led_in(document)


def _says_what(document: Document, heading: Block) -> bool:
    """Tell whether a heading says what is aimed at, and is no mere name."""
    words = plain(document.text[heading.start : heading.end]).split()
    return len(words) >= _AIM_WORDS and any(word.islower() for word in words)


def _led_in(document: Document) -> Iterator[tuple[str, list[Told]]]:
    """Yield the sentences that say what is aimed at in a period or now, each with the list that it introduces."""
    for at, block in enumerate(document.blocks):
        for span in block_sentences(document.text, block) if block.role is Role.TEXT else ():
            line = plain(document.text[slice(*span)])
            if not _LEADS_IN.search(line) or line.endswith("?") or _CONDITION.search(line):
                continue
            items = list(takewhile(lambda one: one.role is Role.ITEM, document.blocks[at + 1 :]))
            listed = entries(document, line, items) if line.endswith(":") and span[1] >= block.end - _END else []
            yield line, listed or [Told(document, block, span, "")]


def _heard(index: Index, strategy: Strategy, *, spoken: bool) -> Rows:
    """Return what studies found and, where people's own words are wanted, what was said in them."""
    studies: list[list[Told]] = []
    for document in pages(index, (Kind.PROBLEMS, Kind.COLLABORATION, Kind.PLAYERS, Kind.OTHER), strategy.retired):
        if not _is_study(document):
            continue
        findings = list(_findings(document))
        quotes = [
            Told(document, block, (block.start, block.end))
            for block in document.blocks
            if block.role in (Role.TEXT, Role.ITEM) and _SPOKEN.search(document.text, block.start, block.end)
        ]
        studies.append([*findings[: _OF_STUDY - 1], *quotes[:2]] if spoken else findings[:_OF_STUDY])
    each = max(3, _OF_STUDIES // max(sum(map(bool, studies)), 1))
    told = [one for study in studies for one in study[:each]]
    numbered = {id(one): one.heading for one in told if _NUMBERED_FINDING.search(one.heading)}
    return [
        (f"{plain(one.document.title)}: {numbered[id(one)]}: {one.words}", row[1]) if id(one) in numbered else row
        for one in told[:_OF_STUDIES]
        if (row := said(one, of_whole=False)) is not None
    ]


def _is_study(document: Document) -> bool:
    """Tell whether a page tells of people who were asked or watched."""
    words = set(map(str.lower, _STUDIED.findall(document.text)))
    if document.kind is Kind.PROBLEMS:
        return bool(words) or is_study(f"{document.path.rsplit('.', 1)[0]} {plain(document.title)}")
    return len(words) >= _FEWEST_STUDIED


def _findings(document: Document) -> Iterator[Told]:
    """Yield what a study found: where it numbers its findings these, else their list and the headings that are sentences."""
    numbered = [at for at, block in enumerate(document.blocks) if _is_heading(document, block, _NUMBERED_FINDING)]
    for at in numbered:
        heading = document.blocks[at]
        below = list(takewhile(lambda one: one.role is not Role.HEADING, document.blocks[at + 1 :]))
        title = plain(document.text[heading.start : heading.end])
        told = entries(document, title, [one for one in below if one.role is Role.TEXT], 1)
        yield from told or [Told(document, heading, (heading.start, heading.end))]
    if numbered:
        return
    for called, blocks in parts(document, _FINDINGS):
        label = plain(called)
        right_below = [block for block in blocks if block.trail[-1] == called]
        if len(label.split()) <= _LONGEST_LABEL and not _NO_LIST.search(label) and label != plain(document.title):
            yield from entries(document, "", right_below or blocks)[:_OF_PART]
    for block in document.blocks:
        words = plain(document.text[block.start : block.end]) if block.role is Role.HEADING and block.trail else ""
        is_sentence = len(words.split()) >= _SENTENCE and not words.endswith("?") and not _NO_FINDING.search(words)
        if is_sentence and words != plain(document.title):
            yield Told(document, block, (block.start, block.end))


def _is_heading(document: Document, block: Block, pattern: re.Pattern[str]) -> bool:
    return block.role is Role.HEADING and bool(pattern.search(plain(document.text[block.start : block.end])))


def _results(index: Index, strategy: Strategy, today: date, *, now: bool) -> tuple[Rows, str | None]:
    """Return what came about, the newest first; of this year only, where the documents tell and that is asked."""
    reading = _READINGS[Topic.RESULTS]
    told: list[Told] = []
    for document in pages(index, reading.kinds, strategy.retired):
        listed = (
            []
            if is_of_one(document)
            else [one for one in _of_parts(reading, [document]) if _is_result(one) or _DONE.search(one.heading)]
        )
        stated = [one for one in _of_sentences(reading, [document]) if _is_result(one)]
        out = [one for block in document.blocks if (one := _released(document, block))]
        stated.sort(key=lambda one: not re.search(r"\d", one.words))
        told += [*listed, *stated, *out[:4]] if listed or stated or out else []
    this_year = [one for one in told if str(today.year) in f"{one.document.date or ''} {one.words}"]
    chosen = this_year if now and this_year else told
    told_open = UNDATED if now and chosen and not this_year else None
    rows: Rows = []
    seen: set[frozenset[str]] = set()
    for one in chosen:
        row = said(one, of_whole=False)
        if row is None or (stems(one.words) in seen and not _RELEASED.search(one.words)):
            continue
        seen.add(stems(one.words))
        if _RELEASED.search(one.words) and one.block.trail:
            row = (f"{plain(one.block.trail[-1])}: {one.words}", row[1])
        rows.append(row)
    return rows[:12], told_open


def _is_result(told: Told) -> bool:
    """Tell whether a sentence reports in its own clause what came about."""
    in_plan = is_of_one(told.document)
    return (
        not _ASIDE.search(told.words)
        and is_report(told.words, told.heads, in_plan=in_plan)
        and not is_result(told.words)
    )


def _released(document: Document, block: Block) -> Told | None:
    """Return a label that says that what stands above it is out."""
    if block.role not in (Role.ITEM, Role.TEXT, Role.ROW) or not block.trail:
        return None
    span = next(iter(block_sentences(document.text, block)), None)
    words = plain(document.text[slice(*span)]) if span else ""
    return Told(document, block, span) if span and _RELEASED.search(words) else None


def _stopped(index: Index, strategy: Strategy) -> Rows:
    """Return what was given up: what is said so, and the pages whose title says that they end something."""
    reading = _READINGS[Topic.STOPPED]
    documents = pages(index, reading.kinds, strategy.retired)
    whole = [one for one in documents if not is_of_one(one)]
    ending = [
        Told(document, block, (block.start, block.end))
        for document in documents
        for block in document.blocks[:1]
        if block.role is Role.HEADING and _ENDS.search(plain(document.text[block.start : block.end]))
    ]
    stated = [one for one in _of_sentences(reading, documents) if not _ASIDE.search(one.words)]
    ruled_out = _rows([*_given_up(strategy), *_of_parts(reading, whole)], reading.most)
    return [*ruled_out, *_rows([*stated, *ending], reading.most, of_whole=False)][: reading.most]


def _given_up(strategy: Strategy) -> Iterator[Told]:
    """Yield what the strategy that holds says to be given up, and not only never to be done."""
    for one in strategy.exclusions:
        block = one.document.block_at(one.start)
        if (
            block is not None
            and not one.scoped
            and one.document.id not in strategy.retired
            and _STOPS.search(one.text)
            and not _OF_PAPER.search(one.text)
        ):
            yield Told(one.document, block, (one.start, one.end))


def _is_team(name: str, page: Document) -> bool:
    """Tell whether somebody is a team: called so, or on a page of several; those on the page of one are its members."""
    return bool(_TEAM.search(name) or _TEAMS.search(f"{plain(page.title)} {page.path.rsplit('/', 1)[-1]}"))


def _teams(index: Index, strategy: Strategy, players: Sequence[Mapping[str, Any]]) -> Rows:
    """Return how many teams there are: what is said of us, else the teams that the documents list."""
    kinds = (Kind.STRATEGY, Kind.PLAYERS, Kind.OTHER)
    stated = [one for document in pages(index, kinds, strategy.retired) for one in sentences_with(document, _COUNT)]
    if stated:
        return _rows(stated, 3)
    teams = [(one["name"], list(read_quotes(one["quotes"][:1], index))) for one in players if one["sort"] == Sort.TEAM]
    named = [(name, quotes) for name, quotes in teams if quotes and _is_team(name, quotes[0].document)]
    if len(named) < 2:
        return []
    return [
        (
            f"The documents name {len(named)} teams: {'; '.join(name for name, _ in named)}.",
            [q for _, qs in named for q in qs],
        )
    ]
