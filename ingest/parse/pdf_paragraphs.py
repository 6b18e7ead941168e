"""The paragraphs of a page from its lines: what belongs together, what is an item, a row or a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain import Role
from ingest.parse.pdf_lines import BULLET, HYPHEN, Line

_CONTENTS_LINE = re.compile(r"(?:\s?[.\u2026]){5,}\s*\w{0,5}$")
"""How a line of a table of contents ends: dots that lead to a page number."""
_CONTENTS_END = 60
SOFT_HYPHEN = "\u00ad"
_LARGER = 1.15
"""A line so much larger than the body is a heading."""
# A number in large print is a figure that a slide shows, with the words for it beside or below.
_FIGURE = re.compile(
    r"\W*(?:(?:eur|usd|gbp|chf)\s?)?\d[\d.,'\u00a0 ]*\s?"
    r"(?:%|min(?:ute)?s?|sec(?:ond)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|km|kg|mn|bn|mio|million|billion|tonnes?|points?"
    r"|pts|eur|usd|gbp|chf|people|users|customers)?\.?\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*$")
_HYPHENS = (HYPHEN, "\u00ad", "-")
_LONGEST_WORD = 80
# Words that are always written with their hyphen, wherever a line ends.
_COMPOUND = re.compile(
    r"""(?: (?:long|short|medium|near|mid)-(?:term|run|range|standing|lasting)
          | (?:high|low|middle)-(?:income|level|quality|risk|cost|need|performing|priority)
          | (?:cost|evidence|data|outcome|community|place|needs|user|customer|results?|risk|rights|performance|test)-
            (?:effective|benefit|based|informed|driven|focused|oriented|led|centred|centered|adjusted|sharing)
          | (?:full|part|real|half)-time | well-(?:being|known|defined|established) | decision-mak | so-called
          | (?:first|third)-party | (?:cross|multi)-(?:cutting|functional|sector|agency|year) | policy-mak | face-to
          | self-(?:service|sufficien|employ|report|assess|determin|esteem|manag) | up-to-date | end-to-end | day-to-day
          | year-(?:over|on|to)- | non-(?:profit|government|financial|compliance|residen) | co-(?:operat|ordinat|creat)
        )""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTED = re.compile(r"([^\s\x02]*)[\x02\u00ad-]$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    role: Role

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.lines[0].y1

    @property
    def size(self) -> float:
        """Return the font size, a little more when it is bold: what ranks headings."""
        return round(self.lines[0].size, 1) + (0.05 if self.lines[0].bold else 0.0)

    def text(self, vocabulary: frozenset[str]) -> str:
        """Return the words, with those joined that a line end has parted."""
        joined = ""
        for line in self.lines:
            joined = _joined(joined, line.text, vocabulary)
        return joined.replace(HYPHEN, "-")


def is_contents_line(text: str) -> bool:
    """Whether a text ends as a line of a table of contents does."""
    return bool(_CONTENTS_LINE.search(text[-_CONTENTS_END:]))


def _joined(before: str, line: str, vocabulary: frozenset[str]) -> str:
    """Join two lines: a hyphen at the line end goes, unless the word is written with it elsewhere."""
    match = _PARTED.search(before[-_LONGEST_WORD:]) if before.endswith(_HYPHENS) else None
    if not match or not (match[1][-1:].isalpha() or match[0][-1] != "-"):
        return f"{before} {line}" if before else line
    head, tail = match[1], line.split(" ", 1)[0]
    written_so = _bare(f"{head}-{tail}") in vocabulary and _bare(head + tail) not in vocabulary
    usual = _bare(head + tail) not in vocabulary and _COMPOUND.match(f"{_bare(head)}-{tail}")
    stays = match[0][-1] != SOFT_HYPHEN and (written_so or usual or not tail[:1].islower())
    return before[:-1] + ("-" if stays else "") + line


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]\"'\u201c\u201d\u2019").lower()


def vocabulary_of(pages: Iterable[Sequence[Line]]) -> frozenset[str]:
    """Return the words of a document that stand inside a line, in lower case."""
    return frozenset(_bare(word) for lines in pages for line in lines for word in line.text.split(" ")[:-1])


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """Return the font size that most characters of a document have."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs, list items, headings and table rows of a page."""
    pitch = _pitch(lines)
    right = max((line.x1 for line in lines), default=0.0)
    current: Paragraph | None = None
    for line in lines:
        if current is not None and _goes_on(current, line, pitch, right):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = Paragraph([line], _role(line))
    if current is not None:
        yield current


def _role(line: Line) -> Role:
    if line.is_row:
        return Role.HEADER if line.is_header else Role.ROW
    return Role.ITEM if BULLET.match(line.text) else Role.TEXT


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of lines, in font sizes."""
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        step = (above.y0 - line.y0) / line.size
        if 0.8 < step < 2.2 and abs(above.size - line.size) < 0.5:
            steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.3


def _goes_on(paragraph: Paragraph, line: Line, pitch: float, right: float) -> bool:
    """Whether a line continues a paragraph: by font, distance, indent and how the line before it ends."""
    last = paragraph.lines[-1]
    if (
        paragraph.role in (Role.ROW, Role.HEADER)
        or line.is_row
        or last.bold != line.bold
        or abs(last.size - line.size) > 0.12 * last.size
    ):
        return False
    if is_contents_line(last.text):
        return False
    if BULLET.match(line.text) and not _is_number_in_text(paragraph, line):
        return False
    if line.y0 > last.y0 and line.x0 > last.x1:
        return line.text[:1].islower() and not _ends_sentence(last.text)
    if (
        not 0.5 < (last.y0 - line.y0) / line.size < 1.25 * pitch + 0.1
        or line.x0 > last.x1
        or line.x1 < paragraph.lines[0].x0
    ):
        return False
    return not _ended(paragraph, line, right) and not _is_indented(paragraph, line)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-8:]))


def _is_number_in_text(paragraph: Paragraph, line: Line) -> bool:
    """Whether what looks like the number of an item is the end of a sentence: "in fiscal year | 20. The ..."."""
    return paragraph.role is Role.TEXT and line.text[:1].isdigit() and not _ends_sentence(paragraph.lines[-1].text)


def _ended(paragraph: Paragraph, line: Line, right: float) -> bool:
    """Whether the last line ends a sentence well before the right edge of its column."""
    last = paragraph.lines[-1]
    if line.text[:1].islower() or not _ends_sentence(last.text):
        return False
    alone_in_page = right - last.x0 < 1.5 * (last.x1 - last.x0)
    edge = max(right if alone_in_page else last.x1, *(one.x1 for one in paragraph.lines))
    return last.x1 < edge - 6 * line.size and last.x1 < line.x1 - line.size


def _is_indented(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line begins further right, as a new paragraph does; below an item's mark that is its own text."""
    hangs = len(paragraph.lines) == 1 and (paragraph.role is Role.ITEM or line.text[:1].islower())
    return line.x0 > paragraph.lines[-1].x0 + 0.8 * line.size and not hangs


def is_heading(paragraph: Paragraph, text: str, body: float) -> bool:
    """Whether a paragraph is a heading: in larger print than the body, or one short bold line."""
    letters = sum(1 for char in text if char.isalpha())
    if (
        paragraph.role in (Role.ROW, Role.HEADER)
        or len(text) > 150
        or letters < 3
        or not text.lstrip("\"'\u201c")[:1].isalnum()
        or text[:1].islower()
        or paragraph.lines[0].stands
        or _FIGURE.fullmatch(text)
    ):
        return False
    if paragraph.lines[0].size > body * _LARGER and len(paragraph.lines) <= 4:
        return True
    bold = all(line.bold for line in paragraph.lines) and len(paragraph.lines) <= 2
    return bold and len(text.split()) <= 14 and not text.endswith((".", ",", ";"))
