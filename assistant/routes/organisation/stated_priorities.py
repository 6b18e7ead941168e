"""What an organisation wants most now: its lists of priorities and goals, those of the newest period that one names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from assistant.catalogue.led_in import tells_others
from assistant.catalogue.periods import Period, period_of
from assistant.catalogue.strategy import Strategy
from assistant.domain import Block, Document, Kind, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.organisation.parts import Told, entries, is_of_one, pages
from assistant.routes.organisation.readings import is_conditional, pattern
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of
from assistant.text.sentences import block_sentences
from assistant.text.walk import label_above

_FOR_ALL = pattern(
    r"\bpriorit(?:y|ies)\b|\bobjectives?\b|\bgoals?\b|\bfocus(?: areas?)?\b|\bokrs?\b"
    r"|\b(?:strategic|big|our) (?:bets|rocks|pillars)\b|\bwhat we(?:['’]re"
    r"| are) working on\b"
)
_PRIORITIES = pattern(
    rf"^\W*(?:[\w&'’-]+ ){{0,4}}?(?:{_FOR_ALL.pattern})(?: (?:supported|for|in|of|this) ?[\w -]*)?\W*(?:\(.*\)"
    rf"|[\w ]*20\d\d)?\W*$"
)
_LEADS_IN = pattern(
    r"\bour (?:\w+ ){0,2}(?:priorit(?:y|ies)|focus(?: areas?)?)(?: (?:for|in|this|over) [^.:;]{2,40}?)?(?: is| are"
    r"| will be|:)"
    r"|^(?:in|for|during|over) (?:20\d\d(?:\W\d+)?|FY ?\d+|Q[1-4] 20\d\d|this (?:year|quarter)|the coming (?:year"
    r"|months))\b"
    r"[^.:;]{0,30}?\bwe(?:['’]ll| will| are| plan| want)\b"
    r"|\bwe(?: are|['’]re| will be) (?:now |currently )?(?:focus\w*|concentrat\w*) on\b"
)
"""A line that announces what is aimed at in a period."""
_AIM_WORDS, _END = 3, 8
NO_AIM = pattern(
    r"\b(?:research|learning|interview|study|meeting|session|non-?|anti-?|de)[ -]?(?:goals?|objectives?|priorit)"
    r"|^\W*what (?:is|are|makes?) (?:an?|good) |\bdifference between\b"
    r"|\b(?:goal|objective|priority|priorities) (?:levels?|criteria|matrix|setting|templates?)\b"
)
_OF_MEETINGS = pattern(r"\b(?:agendas?|minutes|meetings?|stand-?ups?|sync|retros?(?:pectives?)?|weekly|notes)\b")
"""What a page is called on which "Focus" is a point of the day."""
_PUT_OFF = pattern(
    r"\b(?:de-?scoped|out of scope|de-?prioriti[sz]ed|postponed|put off|on hold|paused|parked)\b"
    r"|\bnot (?:(?:in|for|planned for|a (?:focus|priority)(?: in| for)?) )?"
    r"(?:this (?:quarter|year|half)|Q[1-4]|20\d\d)\b"
)
_MOST_PRIORITIES = 15
OLDER = (
    "The documents that you may read do not say that this is of the period that runs now; it is the newest they have."
)


def priorities(index: Index, strategy: Strategy, today: date, *, now: bool) -> tuple[Rows, str | None]:
    """Return the lists of priorities of the newest period that documents name, each entry below its heading."""
    excluded = {(one.document.id, one.start) for one in strategy.exclusions}
    lists: list[tuple[Period | None, str, list[Told]]] = []
    for document in pages(index, (Kind.STRATEGY, Kind.OTHER, Kind.COLLABORATION), strategy.retired):
        if is_of_one(document) or _OF_MEETINGS.search(f"{document.title} {document.path.rsplit('/', 1)[-1]}"):
            continue
        for heading, every in _listed_aims(document):
            listed = [one for one in every if (document.id, one.block.start) not in excluded and not _left_out(one)]
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
                same = title.lower() == heading.lower()
                rows.append((f"{title if same else f'{title}, {heading}'}: {told.words}", [made]))
    ends = newest.end if newest is not None else None
    month = 12 * today.year + today.month - 1
    stale = now and (ends is None or ends < month)
    return rows[:_MOST_PRIORITIES], OLDER if rows and stale else None


def _left_out(told: Told) -> bool:
    """Tell whether an entry is put off or ruled out, by its own words or by what stands above it."""
    if _PUT_OFF.search(told.words):
        return True
    above = [*told.block.trail, label_above(told.document, told.block) or ""]
    return any(section_of(plain(name)) is Section.EXCLUDED or _PUT_OFF.search(name) for name in above if name)


def _listed_aims(document: Document) -> Iterator[tuple[str, list[Told]]]:
    """Yield each heading of priorities with what it lists: the headings right below it, else the items of its list."""
    for at, block in enumerate(document.blocks):
        heading = plain(document.text[block.start : block.end]) if block.role is Role.HEADING else ""
        if not heading or not _PRIORITIES.search(heading) or NO_AIM.search(heading):
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
        about_aims = block.role is Role.TEXT and not any(map(NO_AIM.search, block.trail))
        for span in block_sentences(document.text, block) if about_aims else ():
            line = plain(document.text[slice(*span)])
            if not _LEADS_IN.search(line) or line.endswith("?") or is_conditional(line) or tells_others(line):
                continue
            items = list(takewhile(lambda one: one.role is Role.ITEM, document.blocks[at + 1 :]))
            listed = entries(document, line, items) if line.endswith(":") and span[1] >= block.end - _END else []
            yield line, listed or [Told(document, block, span, "")]
