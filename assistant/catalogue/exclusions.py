"""Read what a strategy says that the organisation will not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.catalogue.own_pages import is_about_one, is_specification
from assistant.domain import Document, Quote, Role
from assistant.quotes import quote
from assistant.text.names import KEY, units
from assistant.text.plain import plain
from assistant.text.sections import Section, section_of, section_of_block
from assistant.text.sentences import block_sentences
from assistant.text.unfilled import is_bracketed, is_instruction

_SAYS_NO = re.compile(
    r"\b(?:we will not|we won'?t|will not be|not before|(?:we are|we['’]re) not (?:going|doing|working on|"
    r"building|pursuing)|(?:this|our|the) (?:\w+ )?(?:strategy|plan|programme|program|roadmap) (?:is not about|"
    r"does not (?:cover|include))|(?:is|are|was|were) (?:retired|stopped|out of scope|no longer)|"
    r"(?<!\d )(?<!\ba )(?<!\bat )(?<!\bof )(?<!\bthe )(?<!\ball )stops\b(?! \w+ing))",
    re.IGNORECASE,
)
_GIVES_UP = re.compile(
    r"\b(?:we|the (?:council|board|company|organi[sz]ation|agency|trust|committee|cabinet|executive|leadership"
    r"|management|director)s?)(?: are|'re| have|'ve| has| will)? (?:now |also |therefore )?"
    r"(?:(?:stop|drop)(?:ping|ped)?|park(?:ing|ed)?|(?:shelv|retir|paus|discontinu)(?:ing|ed?)"
    r"|(?:cancel|abandon|halt|end)(?:l?ing|l?ed)?|(?:winding|wound) (?:down|up))\b"
    r"(?! (?:\w+(?:ing|ed)|to|from|by|at|in|on|with|for|below|above|(?:the|this|last|a) (?:year|month|week|day))\b)",
    re.IGNORECASE,
)
"""Who says what is given up: "We are parking night trains"."""
_ONLY_IF = re.compile(r"\b(?:if|unless|until|when|whether|should|without|before)\b", re.IGNORECASE)
"""What makes it a rule, or leaves it open."""
SUPPOSES = re.compile(r"^\W*(?:if|unless|whenever|in case|in the event)\b", re.IGNORECASE)
"""How a sentence begins that tells what holds in a case: "If not, the file will not be passed on"."""
_REFUSES = re.compile(
    r"\b(?:will|shall)(?: \w+)? (?:not|stop|drop|cease|end)\b(?! change)|\bwon['’]t\b(?! change)"
    r"|\bwe (?:are not|aren['’]t|do not|don['’]t|no longer|stop|drop|(?:are|have) (?:stopp|dropp|end)(?:ing|ed))\b"
    r"(?! (?:yet|know|have|only|just|want|need)\b)",
    re.IGNORECASE,
)
"""What a line with a colon says of the list below it."""
_AFTER_NAME = re.compile(r":\s+|\s[–—-]\s")
LONGEST_NAME = 10


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that the organisation says it will not do."""

    document: Document
    start: int
    end: int
    text: str
    name: str = ""
    """What is called so before a colon: "Night trains: too dear" excludes night trains, whatever the reason is."""

    scoped: bool = False
    """Whether the page specifies one thing and only says what is no part of that."""

    listed: bool = False
    """Whether it is an entry of a list of what is not done."""

    @property
    def subject(self) -> str:
        """Return what is excluded: its name where it has one, else all that is said."""
        return self.name or self.text

    def quote(self) -> Quote | None:
        """Return the words of the exclusion."""
        return quote(self.document, self.start, self.end)


def exclusions_of(document: Document) -> Iterator[Exclusion]:
    """Yield what a page of the strategy rules out, in its order."""
    if is_about_one(document):
        return  # what one initiative leaves out is its own business
    about = f"{document.title} {document.path.rsplit('/', 1)[-1]}"
    whole = section_of(document.title) is Section.EXCLUDED or re.search(
        r"not doing|won'?t do|non-?goals", about, re.IGNORECASE
    )
    refused, scoped = _refused(document), is_specification(document)
    for block in document.blocks:
        if block.role is Role.HEADING and section_of_block(block) is Section.EXCLUDED:
            text = plain(document.text[block.start : block.end])
            if section_of(text) is None and len(units(KEY.sub(" ", text))) >= 2:
                yield Exclusion(document, block.start, block.end, text, scoped=scoped)
        if block.role in (Role.HEADING, Role.HEADER):
            continue
        below = bool(whole) or section_of_block(block) is Section.EXCLUDED or block.start in refused
        listed = below and block.role in (Role.ITEM, Role.ROW)
        for at, (start, end) in enumerate(block_sentences(document.text, block)):
            text = plain(document.text[start:end])
            opens = listed and at == 0  # what follows in an item says why
            if text.endswith(":") or is_bracketed(text) or is_instruction(document.text[start:end]):
                continue
            if (opens or _says_no(text)) and len(units(KEY.sub(" ", text))) >= 2:
                yield Exclusion(document, start, end, text, _name_before(text) if opens else "", scoped, opens)


def _says_no(text: str) -> bool:
    """Whether a sentence says that something will not be done, or is given up without a condition."""
    given_up = _GIVES_UP.search(text)
    if SUPPOSES.match(text):
        return False
    return bool(_SAYS_NO.search(text)) or (given_up is not None and not _ONLY_IF.search(text))


def _refused(document: Document) -> frozenset[int]:
    """Return where the items of lists begin that a line with a colon introduces as what will not be done."""
    found: list[int] = []
    refuses = False
    for block in document.blocks:
        text = document.text[block.start : block.end].rstrip()
        if block.role is not Role.ITEM:
            said = plain(text).rsplit(". ", 1)[-1]
            refuses = said.endswith(":") and _announces(said)
        elif refuses:
            found.append(block.start)
    return frozenset(found)


def _announces(line: str) -> bool:
    """Whether a line with a colon says, or is called so, that what it lists is not done."""
    says = bool(_REFUSES.search(line)) and not _ONLY_IF.search(line)
    return says or section_of(line.rstrip(":")) is Section.EXCLUDED


def _name_before(text: str) -> str:
    """Return the name that an item opens with, before a colon or a dash; empty where it has none."""
    head = _AFTER_NAME.split(text, maxsplit=1)[0]
    return head if head != text and 0 < len(units(head)) <= LONGEST_NAME else ""
