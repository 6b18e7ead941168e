"""Goals that are headings of their own: each stands below one that says no more than that goals follow."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from assistant.catalogue.numbered_plan import is_only_section, statement_below
from assistant.catalogue.periods import period_of
from assistant.domain import Block, Document, Role
from assistant.text.names import units
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences
from assistant.text.spoken_numbers import WHOLE, whole_of
from assistant.text.surface import is_change
from assistant.text.walk import headings_above

LONGEST = 14
"""Words of a heading that is a goal."""
_ANNOUNCES = re.compile(
    r"(?:(?:list of|measurable|time[- ]bound|our|the|key|main|major|top|big|core|current|strategic|"
    r"company|corporate|organi[sz]ation(?:al)?|"
    r"products?|services?|program(?:me)?s?|platform|business|"
    r"team|annual|yearly|quarterly|high[- ]level|long[- ]term|mid[- ]term|short[- ]term|overarching|"
    r"community|engineering|marketing|sales|growth|people|hiring|finance|operations?|partner(?:ship)?s?|developer|"
    r"experience|customer|member|patient|clinical|digital|regional|accessibility|sustainability|diversity|inclusion|"
    r"communications?|education|public|city|council|campus|"
    r"shared|global|national|two|three|four|five|six|seven|expanded|and|for) )*"
    r"(?:goals?|objectives?|outcomes?|pillars?|priorit(?:y|ies)|themes?|ambitions?|aims?|strategic directions?|"
    r"focus areas?|okrs?)(?: (?:and|&) (?:key results?|objectives?|goals?|priorities|outcomes?|themes?|pillars?))?"
    r"(?: (?:expanded|in detail|explained|in full))?"
)
"""A heading that says no more than that goals follow, without its period: "Our strategic goals"."""
_OF_SOMEBODY = re.compile(r"\b(?:OKRs?|[Gg]oals|[Oo]bjectives)(?: (?:and|&) [Kk]ey [Rr]esults)?\W*$")
"""How a page is called that has the goals of a team, period by period: "Workshop Team OKRs"."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = re.compile(
    rf"\b(?:in |for |of |from |to |until |by |through )?{_MONTH}\.? (?:20)?\d\d\b|"
    r"\b(?:in |for |of |from |to |until |by |through )?(?:(?:FY|CY) ?)?'?(?:20)?\d\d\+?(?!\w)|"
    r"\b(?:in |for |of |from |during )?(?:FY|[QH][1-4])\b",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[^\w' &-]+")
_MARKED = re.compile(r"\s*\([^()]*\)\W*$")
_CALLED = re.compile(
    r"^(?:OKR|(?:[Ss]trategic )?(?:[Gg]oal|[Oo]bjective|[Tt]heme|[Pp]illar|[Pp]riority|[Pp]rinciple|[Aa]im|[Aa]mbition|"
    r"[Oo]utcome|[Pp]romise))(?: \d+)?\s*[:–—-]\s+"
)
"""What a heading says it is before its name: "OKR: Riders return"."""
_ASKS = re.compile(r"^\W*(?:how|what|why|who|when|where|which|whose)\b|\?\W*$", re.IGNORECASE)
_CHAPTER = re.compile(
    r"\b(?:introduction|overview|about|summary|table of contents|contents|next|previous|template|example|instructions?|"
    r"process|planning|review|principles|values|definitions?|glossary|links|see also|how[- ]to|changelog|history|"
    r"examples|faq|tips|scor(?:e|es|ing)|conclusions?|more information|further reading|updates?|"
    r"get in touch|contact us|feedback|stay tuned)\b",
    re.IGNORECASE,
)
"""What stands as a heading beside goals and is none."""
_PRINCIPLE = re.compile(
    r"(?:(?:[Ss]trategic|[Kk]ey|[Oo]ur) )?(?:[Pp]rinciple|[Aa]im|[Aa]mbition|[Gg]oal|[Oo]bjective|[Oo]utcome|"
    r"[Pp]riority|[Tt]heme|[Pp]illar|[Pp]romise)(?: \d+)?\s*[:–—-]\s+(?P<verb>[A-Z][a-z]+)\b"
)
"""A heading that says it is an aim and begins it with a verb: "Principle: Increase the number of riders"."""
_RESULTS = re.compile(
    r"(?:(?:our|the|main|proposed|expected) )?(?:key results?|krs?|success (?:metrics?|measures?|criteria|indicators?)|"
    r"(?:measures?|indicators?) of success|key performance indicators?|kpis?|"
    r"how (?:do |will )?we(?:'ll|’ll)? (?:will )?"
    r"(?:measure|know)\b.{0,40})(?: (?:for|of) (?:this |the )?(?:goal|objective|outcome|aim|priority)(?: \d+)?)?",
    re.IGNORECASE,
)
"""A heading right below a goal that says that its key results follow."""
_KEY_RESULTS = re.compile(r"\bkey results?\b|\bkrs?\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<count>{WHOLE})\s+(?:(?:strategic|key|main|big|core|company|clear|long-term"
    r"|shared|overarching)\s+)*(?:goals|objectives|outcomes|pillars|priorities|themes|ambitions|aims)\b",
    re.IGNORECASE,
)
"""How a paragraph says how many goals follow it: "Our strategy rests on three pillars"."""
_OF_GOALS = re.compile(r"\b(?:goals?|objectives?|okrs?|outcomes?|priorities|ambitions?|aims)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitledGoal:
    """A heading that is a goal: `block` is its number, `statement` the span of the sentence right below it."""

    block: int
    name: str
    statement: tuple[int, int] | None


def titled_goals(document: Document) -> Iterator[TitledGoal]:
    """Yield the headings right below one that announces goals, where there are several or it announces just one.

    Where none does, those that have key results below a heading of their own.
    Headings of a period between the two are passed over: "Objectives", "Second quarter 2026", "Riders return".
    """
    below = defaultdict[tuple[str, ...], list[int]](list)
    counted = _counted(document)
    for number, block in enumerate(document.blocks):
        if block.role is not Role.HEADING:
            continue
        if above := _announced(block.trail) or _titled(document, number):
            below[above].append(number)
        elif block.trail in counted:
            below[block.trail].append(number)
    found = []
    for above, numbers in below.items():
        named = [number for number in numbers if _goal_named(document, number)]
        if len(named) > 1 or (named and len(numbers) == 1 and _is_of_one(above[-1])):
            found += named
    for number in sorted(found) or _with_results(document) or _labelled(document):
        yield TitledGoal(number, _named(document, number), statement_below(document, number))


def _counted(document: Document) -> frozenset[tuple[str, ...]]:
    """Return the headings below which as many stand as a paragraph there says that goals follow."""
    headings = Counter(block.trail for block in document.blocks if block.role is Role.HEADING)
    told = (
        (block.trail, whole_of(match["count"]))
        for block in document.blocks
        if block.role is Role.TEXT and headings[block.trail] > 1
        for match in _COUNTED.finditer(plain(document.text[block.start : block.end]))
    )
    return frozenset(trail for trail, count in told if headings[trail] == count)


def _labelled(document: Document) -> list[int]:
    """Return the headings that a page calls its aims or principles one by one, where some say what shall change."""
    said = {
        number: match["verb"].lower()
        for number, block in enumerate(document.blocks)
        if block.role is Role.HEADING and (match := _PRINCIPLE.match(_text(document, number))) is not None
    }
    return [number for number in said if _named(document, number)] if sum(map(is_change, said.values())) > 1 else []


def _with_results(document: Document) -> list[int]:
    """Return the headings of a page that have key results below a heading of their own, where it has several.

    Below "KPIs" or "Success metrics" a feature may stand as well: there the page has to be called goals.
    """
    of_goals = bool(_OF_GOALS.search(document.title))
    own = {
        tuple(block.trail)
        for block in document.blocks
        if block.role is Role.HEADING
        and _is_results(document, block)
        and (of_goals or _KEY_RESULTS.search(document.text[block.start : block.end]))
    }
    found = [
        number
        for number, block in enumerate(document.blocks)
        if block.role is Role.HEADING
        and (*block.trail, document.text[block.start : block.end].strip("# \n")) in own
        and _named(document, number)
    ]
    return found if len(found) > 1 else []


def _is_results(document: Document, block: Block) -> bool:
    return bool(_RESULTS.fullmatch(plain(document.text[block.start : block.end]).strip("#*_: \n")))


def results_below(document: Document, heading: int) -> Iterator[tuple[int, int]]:
    """Yield what is listed below the key results of a heading, which measures its aim."""
    depth = len(document.blocks[heading].trail)
    inner = takewhile(lambda one: len(one.trail) > depth, document.blocks[heading + 1 :])
    is_result, outer = False, depth
    for block in inner:
        if block.role is Role.HEADING and not (is_result and len(block.trail) > outer):
            is_result, outer = _is_results(document, block), len(block.trail)
        elif is_result and block.role in (Role.ITEM, Role.ROW, Role.HEADING):
            yield block.start, block.end


def told_below(document: Document, heading: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences right below a heading, which may say how its aim is measured."""
    for block in takewhile(lambda one: one.role is Role.TEXT, document.blocks[heading + 1 :]):
        yield from block_sentences(document.text, block)


def _titled(document: Document, number: int) -> tuple[str, ...]:
    """Return the title of a page that says no more than that the goals of a time follow, above its outermost headings.

    A heading of the page itself stands in its trail; a title from elsewhere, such as front matter, does not.
    """
    title = document.title
    is_outermost = not document.blocks[number].trail and plain(title) != _text(document, number)
    return (title,) if is_outermost and period_of(title) is not None and announces_goals(title) else ()


def _text(document: Document, number: int) -> str:
    block = document.blocks[number]
    return plain(document.text[block.start : block.end]).strip("# \n")


def _announced(trail: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the headings down to the one that announces goals, nothing where the nearest one does not."""
    above = list(trail)
    while above and is_period(above[-1]):
        above.pop()
    if not above:
        return ()
    of_period = len(above) < len(trail) and bool(_OF_SOMEBODY.search(plain(above[-1])))
    return tuple(above) if of_period or announces_goals(above[-1]) else ()


def announces_goals(heading: str) -> bool:
    """Whether a heading says no more than that goals follow, and perhaps of when."""
    said = _NO_LETTERS.sub(" ", _TIME.sub(" ", plain(heading))).strip(" -'&").lower()
    return bool(_ANNOUNCES.fullmatch(" ".join(said.split())))


def is_page_of_goals(document: Document) -> bool:
    """Whether a page is called the goals of somebody for a time, or no more than goals: "Ferry team 2026 goals"."""
    title = plain(document.title)
    of_time = bool(_OF_SOMEBODY.search(_TIME.sub("", title))) and period_of(title) is not None
    return (of_time or announces_goals(title)) and not (_ASKS.search(title) or _CHAPTER.search(title))


def is_period(heading: str) -> bool:
    """Whether a heading is a stretch of time and nothing else."""
    rest = re.sub(r"\b(?:first|second|third|fourth|half|quarter|year|h[12]|q[1-4])\b", " ", plain(heading).lower())
    is_time = period_of(heading) is not None or bool(re.search(r"\b[QH][1-4]\b", heading))
    return is_time and not re.search(r"[^\W\d_]{3}", _TIME.sub(" ", rest))


def _is_of_one(heading: str) -> bool:
    """Whether a heading announces a single goal."""
    return not re.search(
        r"s\W*$|s\b(?=\W*(?:\(|for|in|of|from))", _TIME.sub("", _MARKED.sub("", plain(heading))).strip()
    )


def _goal_named(document: Document, number: int) -> str:
    """Return the words of a heading that can be a goal; nothing for what can be a chapter as well."""
    name = _named(document, number)
    return "" if _CHAPTER.search(name) else name


def _named(document: Document, number: int) -> str:
    """Return the words of a heading that can be a goal or a chapter; nothing for a question, a section or a period."""
    block = document.blocks[number]
    title = _text(document, number)
    name = _MARKED.sub("", title).strip(" *_:.–—-")
    name = _CALLED.sub("", re.sub(r"^(?:[^\w\"“']|\d{1,2}[.)] )+", "", name))
    if not name or len(name.split()) > LONGEST or not units(name) or not re.search(r"[^\W\d_]{3}", name):
        return ""
    if _ASKS.search(title) or is_period(title) or is_only_section(name):
        return ""
    return "" if len(headings_above(document, number)) != len(block.trail) else name
