"""What went well, what went wrong, what to do better and what was agreed: from the page that looks back on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.catalogue.initiatives import Catalogue
from assistant.domain import Answer, Block, Document, Role
from assistant.index.reader import Index
from assistant.records.facts import Rows
from assistant.routes.documents.named_sections import first_of, quoted
from assistant.search.question_words import number_match, numbered
from assistant.text.names import is_generic, says_all, units
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import openings
from assistant.text.unfilled import is_instruction, italic_words


class Side(StrEnum):
    """What a look back tells."""

    WRONG = "wrong"
    WELL = "well"
    BETTER = "better"
    LEARNT = "learnt"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class LookingBack:
    """Which side of a look back a question asks for, and on what ("" is: on the last that was looked back on)."""

    side: Side
    about: str


_WE = r"(?:we|they|you|the team|our team)"
_TROUBLE = r"(?:challenges?|problems?|difficult(?:y|ies)|obstacles?|issues?|trouble|pain points?)"
_ON = r"(?:\s+(?:in|with|during|of|from|at|after|about|on|by|while|when)\s+(?P<about>[^?]+?))?$"
_NOT = r"(?:did not|didn['’]?t|does not|doesn['’]?t)"
_SHALL = r"(?:should|could|can|will|would|shall|must)"
_ASKED = tuple(
    (re.compile(rf"^(?:and |so )?(?:{pattern}){_ON}", re.IGNORECASE), side)
    for side, pattern in (
        (Side.WRONG, r"what (?:has |had )?(?:went|gone|goes) (?:so )?(?:wrong|badly)"),
        (Side.WRONG, rf"what {_NOT} (?:go|work)(?: so)?(?: well| out)?"),
        (Side.WRONG, rf"(?:what|which) were (?:the |our )?(?:main |biggest |key )?{_TROUBLE}"),
        (Side.WRONG, rf"(?:what|which) {_TROUBLE} did {_WE} (?:have|face|meet|see|run into)"),
        (Side.WELL, r"what (?:has |had )?(?:went|gone|worked|works) (?:so |really |very )?(?:well|right)|what worked"),
        (Side.WELL, rf"what did {_WE} do well"),
        (
            Side.BETTER,
            rf"what {_SHALL} {_WE} (?:do|have done|try|change) (?:better|differently)(?: next time)?",
        ),
        (Side.BETTER, rf"what (?:{_SHALL}|did|do) {_WE} (?:want to |need to )?improve"),
        (Side.BETTER, r"what (?:needs|has) to (?:improve|be improved|change|be done differently)"),
        (
            Side.LEARNT,
            r"what (?:are|were) (?:the |our )?(?:main |key |biggest |most important )?lessons(?: learn(?:ed|t))?",
        ),
        (Side.LEARNT, rf"what (?:did|have) {_WE} learn(?:ed|t)?"),
        (Side.AGREED, r"(?:what|which) (?:were|are) the (?:action items?|action points?|actions|follow[- ]?ups)"),
        (
            Side.AGREED,
            r"(?:what|which) (?:action items?|action points?|actions|follow[- ]?ups) "
            rf"(?:did {_WE} (?:agree(?: on)?|take|set)|(?:were|was) (?:agreed|taken|set)|came(?: out)?)",
        ),
        (Side.AGREED, rf"what did {_WE} (?:agree|decide|promise) to (?:do|change)(?: differently| better)?"),
    )
)
_HEADINGS = (
    (
        Side.WRONG,
        r"\bwent (?:wrong|badly)\b|\bless well\b|\b(?:could|can) (?:have )?(?:be(?:en)?|gone|go) (?:better|improved)\b|"
        r"\bchallenges?\b|\bdifficult|\bpain points?\b|\bstruggl|\bfrustrat|\bmad\b|\bsad\b|\bobstacles?\b|"
        r"\bnegatives?\b|^\W*(?:the )?(?:bad|minus|problems|issues|impediments)\W*$|👎|🙁|😞|😢",
    ),
    (
        Side.WELL,
        r"\b(?:went|go|goes|gone|going|work(?:ed|s|ing)?|do|did)\b.*\b(?:well|right|out)\b|\bworked\W*$|"
        r"(?:\bnot|n['’]t) work\W*$|\bwhat works\b|\bglad\b|\bwins?\b|\bsuccess(?:es)?\b|\bpositives?\b|"
        r"\bhighlights?\b|\bproud\b|\bstrengths\b|^\W*(?:the |not )?(?:so )?(?:good|plus|keep)\b(?! to\b)|👍|🙂|😀",
    ),
    (
        Side.BETTER,
        r"\bimprove\w*|\bdifferently\b|\bto try\b|^\W*try\b|\bstart doing\b|\bstop doing\b|\bchange\b|"
        r"\bbetter next\b|\brecommend\w+|\bsuggestions\b|\bnext time\b",
    ),
    (Side.LEARNT, r"\blessons?\b|\blearn(?:ed|t|ings?)\b|\btake ?aways\b"),
    (Side.AGREED, r"\bactions?\b|\bnext steps\b|\bto[- ]?dos?\b|\bfollow[- ]?ups?\b|\bcommitments\b|\bagreed\b"),
)
_SIDES = tuple((side, re.compile(words, re.IGNORECASE)) for side, words in _HEADINGS)
"""What each side is headed, the first that fits."""
_WORDS = {
    Side.WRONG: "wrong badly well work good better improved challenge difficulty pain struggle frustration mad sad"
    " obstacle negative bad minus problem issue impediment",
    Side.WELL: "well right worked works glad win success positive highlight proud strength good plus keep",
    Side.BETTER: "improve improvement differently try start stop change better recommendation suggestion next",
    Side.LEARNT: "lesson learned learning takeaway",
    Side.AGREED: "action next todo follow commitment agreed",
}
"""Words of which such a heading has one, to find its page by."""
_DENIED = re.compile(r"\b(?:not|no|nothing|didn['’]?t|doesn['’]?t|wasn['’]?t)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:retro(?:spective)?s?|post[- ]?mortems?|lessons|look(?:ing|s)?[- ]back|after[- ]action|debrief(?:ing)?|"
    r"reviews?|evaluation|wrap[- ]?up|close[- ]?out|final report|learnings?|incident)\b",
    re.IGNORECASE,
)
"""How a page is called that looks back."""
_NO_NAME = re.compile(
    r"^(?:(?:the|our|this|that|it|last|latest|past|previous|recent|most|whole|way|we|work(?:ed|ing|s)?|time|run(?:ning)?|"
    r"retro\w*|project|team|things?|together|so|far|did|do|done|doing)\b\W*)*$",
    re.IGNORECASE,
)
"""What calls nothing by a name: "the project", "the way we worked"."""
_SHORTEST = 2


def looks_back(question: str) -> LookingBack | None:
    """Return which side of a look back a question asks for, None where it asks for none."""
    text = " ".join(question.split()).rstrip(" ?.!")
    for pattern, side in _ASKED:
        if match := pattern.match(text):
            if side is Side.LEARNT and match["about"] is None:
                return None  # that is asked of the organisation as a whole
            about = (match["about"] or "").strip(" ,'\"")
            return LookingBack(side, "" if _NO_NAME.match(about) else about)
    return None


def answer_looking_back(asked: LookingBack, question: str, index: Index, catalogue: Catalogue) -> Answer | None:
    """Answer from the newest page that looks back on what is asked about; None where none does.

    The page is called so, or has a heading for what went well and one for what did not.
    """
    found = map(index.document, catalogue.headings_with_any(_WORDS[asked.side].split()))
    pages = [one for one in found if one is not None and one.record is None and not is_retired_place(one.path)]
    told = (one for one in pages if _is_of(asked.about, one))
    for document in sorted(told, key=lambda one: (str(one.date or ""), one.path), reverse=True):
        if rows := _rows(document, _sides(document).get(asked.side, ())):
            return Answer.of(question, index.generation, rows)
    return None


def _sides(document: Document) -> dict[Side, list[Block]]:
    """Return what stands below the headings for each side, where the page looks back."""
    known: dict[str, Side | None] = {}
    found: dict[Side, list[Block]] = {}
    for block in document.blocks:
        heading = block.trail[-1] if block.trail[1:] and block.role not in (Role.HEADING, Role.HEADER) else ""
        if heading and heading not in known:
            known[heading] = side_of_heading(plain(heading))
        if heading and (side := known[heading]) is not None:
            found.setdefault(side, []).append(block)
    both = Side.WELL in found and Side.WRONG in found
    return found if both or _LOOKS_BACK.search(_called(document)) else {}


def side_of_heading(heading: str) -> Side | None:
    """Return the side of a look back that stands below a heading, None where it is another."""
    side = next((side for side, words in _SIDES if words.search(heading)), None)
    return Side.WRONG if side is Side.WELL and _DENIED.search(heading) else side


def _called(document: Document) -> str:
    return f"{plain(document.title)} {re.sub(r'[-_/]', ' ', document.path)}"


def _is_of(about: str, document: Document) -> bool:
    """Whether a page looks back on what a question names, by a number or by its words."""
    if not about:
        return True
    if things := numbered(about):
        return number_match(things, _called(document)) > 0
    wanted = [unit for unit in units(about) if not is_generic(unit)]
    return bool(wanted) and says_all(_called(document), wanted)


def _is_prompt(text: str, block: Block) -> bool:
    """Whether a line only tells who fills the form in what to write; such lines are often in italics as a whole."""
    return italic_words(text) is not None or is_instruction(text, block.trail)


def _rows(document: Document, blocks: list[Block] | tuple[()]) -> Rows:
    filled = [block for block in blocks if not _is_prompt(document.text[block.start : block.end], block)]
    opened = openings(document.text, filled, _SHORTEST)
    told = ((block, (block.start, block.end) if block.role is Role.ITEM else span) for block, span in opened)
    title = plain(document.title)
    return first_of([(f"{title}: {said}", quotes) for said, quotes in quoted(document, told)], title)
