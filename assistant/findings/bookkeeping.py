"""What a page says of itself rather than of what is meant: whom to ask, its status, its ticket, its dates."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.domain import Block, Document, Kind, Role
from assistant.gathering.lines import Line
from assistant.text.plain import plain
from assistant.text.sections import LABEL, Section, section_of

LABEL_AND_VALUE = 2
"""Columns of a table that says of a page what it is."""
LONGEST_VALUE = 15
"""Words behind a label of such a table; a longer text says something."""
FEWEST_ROWS = 2
_BOOKS = (Kind.COLLABORATION, Kind.FINANCE, Kind.CUSTOMERS)
_STAMP = re.compile(
    r"^\W*(?:last (?:updated|edited|modified|reviewed)|updated (?:on|for)|table of contents|contents|"
    r"back to top|see also|author|version)\b"
    r"[^.]{0,60}$",
    re.IGNORECASE,
)
_ABOUT_PAGE = re.compile(
    r"(?:short |long |full )?(?:title|name)|(?:main |primary |point of )?contacts?|(?:\w+ )?pocs?|"
    r"(?:(?:tracking|github|gitlab|jira|related|linked|parent) )?"
    r"(?:issue|ticket|epic|pr|pull request|merge request|rfc)|"
    r"(?:\w+ )?(?:channel|mailing list|chat|forum|repository|repo)|tag|label|keyword|"
    r"(?:(?:start|end|creation|publication|review|effective|last) )?date|"
    r"(?:last )?(?:created|updated|edited|modified|published|reviewed)(?: (?:on|at|by))?|"
    r"(?:document |page )?(?:status|state|version|type|category|id|number)|"
    r"(?:\w+ )?(?:owner|lead|champion|author|editor|reviewer|approver|contributor|member|participant|assignee|reporter|"
    r"team)|url|link|metadata|field",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^\W*(?P<label>[A-Za-z][\w ]{1,24}?)\W*:\s+\S")
FEWEST_FIELDS = 3
"""Lines of a card that a page opens with, below no table."""
_MORE_THAN_ONE = re.compile(r"\(s\)$|(?<=[a-z])s$")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_MANY = 3
"""Entries of a list in a cell from which its row is a list of things, and says nothing of the one."""
_ONLY_ADDRESS = re.compile(r"(?:\s*(?:@[\w./-]+|https?://\S+|[,;:|&<>()]|\band\b))+\s*$")
"""Handles and addresses, and nothing said of them."""
_BYLINE = re.compile(
    r"^[^·|]{2,60}(?:\s·\s[^·]{1,24}){2,}(?:\s*(?:labels?|tags?):.{0,120})?$", re.IGNORECASE | re.DOTALL
)
"""Who wrote when, or which ticket it is and how that stands: "dana · comment · 2026-03-02"."""
_PENDING = re.compile(
    r"^\W*(?:coming soon|to (?:come|follow)|to be (?:written|added|completed|filled in)|work in progress|"
    r"under construction)(?:\W*[,:;(–—][^.]{0,60})?\W*$",
    re.IGNORECASE,
)
"""What stands where something is still to be written."""
_COURTESY = re.compile(
    r"\b(?:hats off|kudos|shout-?outs?|(?:many|huge|big|special) thanks?|thank you|thanks for|"
    r"grateful (?:to|for)|would (?:love|like) to (?:thank|work with|hear)|feel free to)\b",
    re.IGNORECASE,
)
"""How somebody is thanked or invited, which says nothing of the work."""
_TO_READERS = re.compile(
    r"^\W*(?:we|i) hope (?:that )?(?:you\b|by following|(?:this|these|our|the) (?:\w+ (?:(?:and|or) \w+ )?){0,3}?"
    r"(?:research|methods?|findings?|information|guides?|pages?|posts?|site|documentation|articles?|resources?|"
    r"learnings?|lessons?|examples?|playbook|notes?|story|templates?)\b[^.;]{0,40}\b"
    r"(?:useful|helpful|interesting|inspir\w+|informative|helps? (?:you|others)))"
    r"|^\W*(?:on|in) (?:this|these) (?:site|pages?|documents?|posts?|sections?),? (?:you|we)(?:['’]ll)? (?:will |can )?"
    r"(?:find|see|learn|read)\b|^\W*here,? (?:you|we)(?:['’]ll| will| can)? (?:find|see|learn|read)\b",
    re.IGNORECASE,
)
"""What a page tells its readers of itself, and hopes for them."""
_RULES = re.compile(
    r"^\W*(?:(?:our|the|key|core|design|guiding|project|working|operating|engineering|product) )*"
    r"(?:principles|axioms|tenets|maxims|ground rules|guidelines|conventions)\W*$",
    re.IGNORECASE,
)
"""Headings above what holds for any choice on the way, and is nothing that the work is to achieve."""


def is_bookkeeping(line: Line) -> bool:
    """Whether a line is a row of a budget, says what its page is or thanks somebody, or is no statement at all."""
    raw = line.document.text[line.start : line.end]
    return (
        bool(_STAMP.match(line.text))
        or (line.role is Role.ROW and line.document.kind in _BOOKS)
        or len(line.text) < 4
        or bool(_ONLY_ADDRESS.match(raw) or _PENDING.match(line.text))
        or bool(_BYLINE.match(line.text.strip()) or _COURTESY.search(line.text) or _TO_READERS.match(line.text))
        or (line.role is Role.ROW and raw.count("<li>") >= _MANY)
        or _tells_of_page(line)
    )


def is_rule_of_work(line: Line) -> bool:
    """Whether a line stands below a heading for principles, which say how choices are made and not what for."""
    block = line.document.block_at(line.start)
    return block is not None and any(_RULES.match(plain(heading)) for heading in block.trail[1:])


def is_about_page(label: str) -> bool:
    """Whether a label announces something of the page itself: "Point of contact", "Tracking issue", "Owner(s)"."""
    bare = _BRACKETED.sub("", label).strip(" *_:")
    return any(_ABOUT_PAGE.fullmatch(one) for one in (bare, _MORE_THAN_ONE.sub("", bare)))


def _tells_of_page(line: Line) -> bool:
    """Whether a line is a label and a value that tell of the page, or a row among such rows."""
    if line.role is Role.ROW:
        block = line.document.block_at(line.start)
        row = _label_and_value(line.document, block) if block is not None else None
        return row is not None and (is_about_page(row[0]) or _is_among_such(line, row[0]))
    if line.role in (Role.TEXT, Role.ITEM) and _is_card(line.document.text[line.start : line.end]):
        return True
    match = LABEL.match(line.text) if line.role in (Role.TEXT, Role.ITEM) else None
    if match is None or not is_about_page(match["label"]):
        return False
    return len(line.text[match.end() :].split()) <= LONGEST_VALUE or _is_of_card(line)


def _is_card(text: str) -> bool:
    """Whether a text is nothing but labels and values line by line, of which some tell of the page."""
    labels = [match and match["label"] for match in map(_FIELD.match, text.strip().splitlines())]
    return len(labels) >= FEWEST_FIELDS and all(labels) and sum(map(is_about_page, filter(None, labels))) >= FEWEST_ROWS


def _is_of_card(line: Line) -> bool:
    """Whether a line is one of a card, whose title may be as long as it likes."""
    block = line.document.block_at(line.start)
    return block is not None and _is_card(line.document.text[block.start : block.end])


def _is_among_such(line: Line, label: str) -> bool:
    """Whether a row whose label announces no part of a brief stands in a table that tells of its page."""
    if section_of(label) not in (None, Section.STATUS, Section.OWNER, Section.ASIDE):
        return False
    rows = (_label_and_value(line.document, block) for block in _table_of(line))
    return sum(row is not None and is_about_page(row[0]) for row in rows) >= FEWEST_ROWS


def _table_of(line: Line) -> list[Block]:
    """Return the rows of the table in which a line stands."""
    blocks = line.document.blocks
    at = max(0, bisect_right(blocks, line.start, key=lambda block: block.start) - 1)
    first, last = at, at + 1
    while first and blocks[first - 1].role is Role.ROW and blocks[first - 1].columns == blocks[at].columns:
        first -= 1
    while last < len(blocks) and blocks[last].role is Role.ROW and blocks[last].columns == blocks[at].columns:
        last += 1
    return list(blocks[first:last])


def _label_and_value(document: Document, block: Block) -> tuple[str, str] | None:
    """Return both cells of a row of two, where the second is short."""
    cells = [plain(cell) for cell in document.text[block.start : block.end].strip().strip("|").split("|")]
    if block.role is not Role.ROW or len(cells) != LABEL_AND_VALUE or len(cells[1].split()) > LONGEST_VALUE:
        return None
    return cells[0].strip(), cells[1].strip()
