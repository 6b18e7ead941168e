"""How each topic of the organisation as a whole is read: which headings, which sentences, in which documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from assistant.catalogue.led_in import led_in, tells_others
from assistant.catalogue.periods import period_of
from assistant.catalogue.strategy import Strategy
from assistant.domain import Document, Kind, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, entries, is_of_one, pages, parts, said, sentences_with
from assistant.routes.organisation.questions import Topic
from assistant.text.names import stems


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that ignores case."""
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a topic is read: the headings of its parts, the sentences that state it, and in which documents.

    `of_one` says that what pages about one initiative say counts too, `sentences_first` that no part is read
    where a sentence states it. `most` is read out in all, `each` of one document. `elsewhere` are the kinds whose
    sentences count where `kinds` state nothing. `names` says that what is listed are names, so that sentences beside
    a list and rules for them do not count, and a page for all is read to its end; `asks` that they are questions.
    """

    headings: re.Pattern[str]
    sentences: re.Pattern[str] | None
    kinds: tuple[Kind, ...]
    of_one: bool = False
    sentences_first: bool = False
    most: int = 8
    each: int = 3
    elsewhere: tuple[Kind, ...] = ()
    names: bool = False
    asks: bool = False


_MADE = (Kind.STRATEGY, Kind.WORK, Kind.COLLABORATION, Kind.OTHER)
_TOLD_IN = (*_MADE, Kind.PLAYERS)
_EVERY = (*_MADE, Kind.PROBLEMS, Kind.PLAYERS)
_BODY = r"(?:organi[sz]ation|company|agency|department|business|firm|charity|foundation|council|[A-Z][\w&.'’-]*)"
_OUR_BODY = rf"(?-i:(?:our|[Tt]he) (?:\w+ )?{_BODY}|{_BODY}(?: [A-Z(][\w&.'’)-]*)*)"
_ONE_THING = (
    r"(?:the |our )?(?:[\w&.'’-]+ ){0,4}(?:project|initiative|working group|task force|tool|library|feature|page)\b"
)
"""What has a mission of its own, which is not that of the whole."""
DECIDER = (
    r"(?:councils?|committees?|boards?|cabinet|teams?|leads?|leadership|directors?|officers?|owners?|managers?|heads?"
    r"|executives?|C[EPT]O|secretary|steering group)"
)
_DECIDED = (
    r"(?:what (?:we|to|is|gets?|goes|comes)|which (?:\w+ ){1,3}(?:we|to|is|are|get|gets)|priorit(?:y|ies)|road ?map"
    r"|initiatives?|proposals?|bets|backlog|strategy)\b"
)
_FINISHED = r"(?:shipped|launched|delivered|released|completed|accomplished|merged|closed|done|deployed)"
READINGS: Mapping[Topic, Reading] = {
    Topic.MISSION: Reading(
        pattern(
            r"^\W*(?:our |the )?(?:[\w.&'’-]+ ){0,2}(?:mission|purpose|mandate)(?: statement)?\W*$"
            r"|^\W*why (?:(?:do |are )?we (?:exist|are here)|does .{2,40} exist|.{2,40} exists)\b"
            r"|^\W*our reason for being"
        ),
        pattern(
            r"\bour (?!(?:ongoing|current|next|first) )(?:\w+ )?(?:mission|purpose|mandate)(?: statement)?"
            r"(?: is\b|:| (?:has )?remains? )"
            rf"|\b(?:mission|mandate) of (?!{_ONE_THING}){_OUR_BODY}(?: [^.;:]{{0,60}}?)?(?: is|:| was)(?: to\b|\s\S)"
            rf"|\bwe exist (?:to|for|because|so that)\b|^{_OUR_BODY} exists? (?:to|for|because|so that)\b"
        ),
        (Kind.STRATEGY, Kind.OTHER),
        sentences_first=True,
        most=3,
        each=2,
        elsewhere=(Kind.PROBLEMS, Kind.WORK, Kind.COLLABORATION),
    ),
    Topic.VISION: Reading(
        pattern(r"^\W*(?:our |the )?(?:[\w-]+ ){0,2}(?:vision|north star)(?: statement)?\b\W*(?:\(.*\))?$"),
        pattern(rf"\bour (?:[\w-]+ )?vision(?: is\b|:)|\bvision of {_OUR_BODY} is\b|\bwe envision\b"),
        (Kind.STRATEGY, Kind.OTHER),
        sentences_first=True,
        most=3,
        each=2,
    ),
    Topic.RISKS: Reading(
        pattern(
            r"\brisks?\b(?! (?:appetite|register$|management|assessment))(?!.*\blog\W*$)|\bthreats\b"
            r"|^\W*(?:our )?(?:concerns"
            r"|worries)\b"
            r"|\bwhat (?:could|might|can) go wrong\b|\bwhat worries us\b|\bpre-?mortem\b"
        ),
        pattern(
            r"\b(?:is|are|poses?|remains?|carries) (?:an? |the |our )?(?:\w+ )?(?:\w+ and )?risks?\b(?! (?:of"
            r"|that) (?:not )?no\b)"
            r"|\b(?:biggest|main|key|greatest|major) (?:\w+ and )?risks? (?:is|are|to|of|for)\b|\bwe risk\b"
            r"|\brisks? include\b"
        ),
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.LESSONS: Reading(
        pattern(
            r"\blessons(?: (?:learned|learnt))?\b|^\W*(?:our |key |main )*(?:learnings|takeaways)\b"
            r"|\bwhat (?:we|have we|did we)(?:['’]ve| have)? learn(?:ed|t)\b"
        ),
        pattern(
            r"\bwe(?:['’]ve| have)? (?:also |since |now )?learn(?:ed|t) (?:that|how|to\b|from\b.*\bthat)\b"
            r"|\b(?:lesson|learning)s?(?: (?:for us|here|we took|we learned))? (?:is|was|were|are)\b"
        ),
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.OPEN: Reading(
        pattern(r"\b(?:open|unanswered|unresolved) (?:questions?|points|issues)\b|\bunknowns\b"),
        None,
        _MADE,
        of_one=True,
        each=4,
        most=10,
        asks=True,
    ),
    Topic.BLOCKERS: Reading(
        pattern(
            r"\bblock(?:ers?|ed|ing)\b|\bimpediments?\b|\bobstacles\b|\bbottlenecks?\b"
            r"|\bwaiting (?:for|on)\b|\bin (?:the|our) way\b"
        ),
        pattern(
            r"\bblocked (?:by|on|until|because)\b|\b(?:is|are|been|was|were) blocking\b"
            r"|\b(?:remains?|is|are|have|has|faces?)\b[^.;]{0,60}\bblockers?\b"
            r"|\b(?:is|are|we['’]re|still) (?:still )?waiting (?:for|on)\b|\b(?:is|are) (?:stuck|held up)\b"
        ),
        _MADE,
        of_one=True,
        each=4,
        most=10,
    ),
    Topic.USERS: Reading(
        pattern(
            r"^\W*(?:our |the |target |primary |key |main |intended |current |proposed )*(?:users?|audiences?"
            r"|customers?"
            r"|clients?|personas?|user groups?|beneficiaries|icp)\W*(?:\(.*\))?$"
            r"|\bwho (?:do |are )?we (?:\w+ )?(?:build|building|serve|serving|help|work|working)\b"
            r"|^\W*(?:target|ideal) (?:audience|customer|users?|group)"
        ),
        pattern(
            r"\b(?:our|the) (?:primary |main |target |core |key )?(?:users|customers|audience|clients|beneficiaries)"
            r" (?:are|is|include)\b(?! (?:\w+ing|\w+ed|not|able|also able)\b)"
            r"|\bwe (?:\w+ ){0,4}?(?:serve|build for|are here for)\b(?! (?:as|up)\b)"
        ),
        (Kind.STRATEGY, Kind.PLAYERS, Kind.OTHER),
        most=6,
    ),
    Topic.PROBLEMS: Reading(
        pattern(
            r"^\W*(?:the |context and |our )?problems?(?: statements?)?\b(?:\W*| (?:to solve|we are solving|space))$"
        ),
        None,
        (Kind.STRATEGY, Kind.WORK, Kind.OTHER),
        of_one=True,
        each=1,
        most=12,
    ),
    Topic.MEASURES: Reading(
        pattern(
            r"^\W*(?:\w+ ){0,2}(?:key performance indicators|kpis?|metrics|measures of success|success (?:metrics"
            r"|measures"
            r"|criteria)|measuring success|how we(?:['’]ll| will)? measure success)\b\W*(?:\(\w+\)\W*)?$"
        ),
        None,
        _EVERY,
        of_one=True,
        each=3,
        most=12,
        names=True,
    ),
    Topic.DECIDES: Reading(
        pattern(r"^\W*(?:who (?:decides|makes (?:the )?decisions)|decision[- ](?:making|rights|makers))\b"),
        pattern(
            rf"\b{DECIDER} (?:(?:then|also|alone|always|together|will) ){{0,2}}(?:decides?|prioriti[sz]es?|approves?"
            rf"|signs? off|makes? (?:the )?decisions?)\b[^.;]*?\b{_DECIDED}"
            rf"|\b{DECIDER}\W{{1,5}}(?:(?:can|may|will|who) )?(?:decides?|selects?|chooses?|picks?|prioriti[sz]es?)"
            rf" (?:on )?(?:the )?(?:{_DECIDED}|(?:(?:highest|most|next)[\w -]{{0,25}} )?(?:work|things)"
            r" (?:to|that|for)\b)"
            rf"|\b{DECIDER} [^.;]{{0,25}}\b(?:has|have|makes?) the (?:final|last) (?:say|word|decisions?)\b"
            rf"|\b{_DECIDED}[^.;]{{0,60}}? (?:is|are|gets?|be) (?:\w+ )?(?:decided|prioriti[sz]ed|approved|chosen"
            rf"|made|taken)(?: \w+)? by (?:the |our )?(?:[\w&-]+ ){{0,3}}{DECIDER}\b"
        ),
        _TOLD_IN,
        sentences_first=True,
        most=5,
    ),
    Topic.STOPPED: Reading(
        pattern(
            r"\bwe(?:['’]ve| have)? (?:stopped|dropped|given up|ended|retired|discontinued)\b|\bstopped doing\b"
            r"|^\W*(?:sunset|retired|discontinued|decommissioned|cancelled|wound down|shut down)\b"
        ),
        pattern(
            r"\b(?:was|were|has been|have been|been|got) (?:\w+ly )?(?:decommissioned|retired|sunset(?:ted)?|shut down"
            r"|wound down|discontinued|cancell?ed|abandoned|shelved|phased out|closed down|switched off"
            r"|taken offline|de-?prioriti[sz]ed)\b"
            r"|\b(?:we|we['’]ve|the (?:board|council|team|company|organi[sz]ation|agency))(?: have| has|['’]ve)?"
            r"(?: also| now| since| therefore)? (?:(?:stopped|dropped|ended|cancell?ed|abandoned|shelved|discontinued"
            r"|de-?prioriti[sz]ed"
            r"|retired|sunset|decommissioned|paused)\b(?! (?:by|at|in|on|to|up|with)\b)|shut down|wound down|gave up"
            r"|given up"
            r"|had to (?:decommission|stop|shut|cancel|drop|retire|close))"
            r"|\b(?:is|are) no longer (?:offered|run|operated|developed|pursued)\b"
        ),
        _MADE,
        of_one=True,
        sentences_first=True,
    ),
    Topic.RESULTS: Reading(
        pattern(
            r"^\W*(?:our |key |main |latest |recent )*(?:results?|achievements?|accomplishments?|highlights|impact"
            r"|release notes|wins|what(?:['’]s new| we(?:['’]ve| have)? (?:shipped|launched|delivered|achieved"
            r"|released|done))"
            rf"|(?:recently )?{_FINISHED}(?:(?: ?[/&,] ?| and ){_FINISHED})*)\b\W*(?:\(.*\)|20\d\d)?\W*$"
        ),
        pattern(
            r"\b(?:we|we['’]ve|our (?:\w+ )?(?:teams?|products?|services?|organi[sz]ation|platforms?))(?: have| has"
            r"|['’]ve)?"
            r"(?: also| already| now| since| recently| successfully)*"
            r" (?:helped|launched|shipped|released|delivered|built(?! up\b)|rolled out|completed|reached(?! out\b)"
            r"|achieved|reduced|increased"
            r"|doubled|halved|cut|saved|served|processed|migrated|designed, built)\b"
            r"|\b(?:was|were|has been|have been) (?:successfully )?(?:launched|released|shipped|rolled out|delivered)\b"
            r"|\b(?:went|gone|is now|are now) live\b|\bsince (?:its |the |our )?(?:launch|launching|introducing"
            r"|going live)\b"
            r"|\bhas (?:now )?(?:helped|sent|served|reached|processed|supported) (?:over |more than |nearly |about )?\d"
        ),
        _TOLD_IN,
        of_one=True,
        sentences_first=True,
        each=2,
    ),
}
DEPENDENCIES = Reading(pattern(r"\bdependenc(?:y|ies)\b|\bdepends on\b"), None, _MADE, of_one=True, each=4, most=10)
_NOT_YET = pattern(r"\b(?:aspirational|future|proposed|potential|possible|candidate|examples?)\b")
"""A heading above what is not measured yet."""
_CONDITION = pattern(
    r"^\W*(?:if|when|once|until|after|before|unless)\b|\b(?:would|could|should|might|e\.g\.|for example)\b"
)
"""What makes a sentence a rule, a wish or an example."""


def told_of(reading: Reading, documents: Sequence[Document], today: date) -> Iterator[Told]:
    """Yield what documents tell: their parts that are called so, then the sentences that state it."""
    if not reading.sentences_first:
        yield from of_parts(reading, documents, today)
        yield from of_sentences(reading, documents)
        return
    stated = of_sentences(reading, documents)
    first = next(stated, None)
    yield from of_parts(reading, documents, today) if first is None else chain((first,), stated)


def of_parts(reading: Reading, documents: Iterable[Document], today: date) -> Iterator[Told]:
    """Yield what stands in the parts that are called so, those of a period that is long over left out."""
    for document in documents:
        rules = {block.start for block, line in led_in(document) if tells_others(line)} if reading.names else ()
        listed = [
            one
            for heading, blocks in parts(document, reading.headings)
            if not _is_past(heading, today)
            for one in entries(
                document, heading, [block for block in blocks if block.start not in rules], asks=reading.asks
            )
        ]
        if reading.names:
            listed = [one for one in listed if not any(map(_NOT_YET.search, one.block.trail))]
            listed = [one for one in listed if one.block.role is not Role.TEXT] or listed
        yield from listed[: reading.most if reading.names and not is_of_one(document) else reading.each]


def told_elsewhere(reading: Reading, index: Index, strategy: Strategy) -> Iterator[Told]:
    """Yield the sentences that state it in pages for all, of the kinds that are read where the others are silent."""
    documents = pages(index, reading.elsewhere, strategy.retired) if reading.elsewhere else []
    return of_sentences(reading, [one for one in documents if not is_of_one(one)])


def of_sentences(reading: Reading, documents: Iterable[Document]) -> Iterator[Told]:
    """Yield the sentences that state it, without a condition."""
    for document in documents:
        stated = sentences_with(document, reading.sentences) if reading.sentences is not None else ()
        yield from [one for one in stated if not is_conditional(one.words)][: reading.each]


def is_conditional(words: str) -> bool:
    """Tell whether a sentence is a rule, a wish or an example."""
    return bool(_CONDITION.search(words))


def rows_of(told: Iterable[Told], most: int, *, of_whole: bool = True) -> Rows:
    """Return what is told, each once."""
    rows: dict[frozenset[str], Rows] = {}
    for one in told:
        if (row := said(one, of_whole=of_whole)) is not None:
            rows.setdefault(stems(one.words), [row])
        if len(rows) == most:
            break
    return [row for kept in rows.values() for row in kept]


def _is_past(heading: str, today: date) -> bool:
    """Tell whether a heading names a period that ended more than a year ago."""
    period = period_of(heading)
    return period is not None and period.end < 12 * (today.year - 1) + today.month - 1
