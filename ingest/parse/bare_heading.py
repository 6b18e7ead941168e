"""Read a heading that has no blank after its marks ("##Why now"), as many older pages were written."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_BARE = re.compile(r"(?P<marks>#{2,6})(?P<said>[A-Z\d\"“‘'(*\[][^\n]*?)[ \t]*#*[ \t]*$")
"""Two marks at the least, because one before a word is a tag."""


def reads_bare_headings(parser: MarkdownIt) -> MarkdownIt:
    """Return the parser, which from now on takes such a line for a heading."""
    parser.block.ruler.before("paragraph", "bare_heading", _bare_heading, {"alt": ["paragraph", "blockquote"]})
    return parser


def _bare_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    found = _BARE.match(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if found is None:
        return False
    if silent:
        return True
    state.line = start + 1
    tag, at = f"h{len(found['marks'])}", [start, state.line]
    opened = state.push("heading_open", tag, 1)
    opened.markup, opened.map = found["marks"], at
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = found["said"], at, []
    state.push("heading_close", tag, -1).markup = found["marks"]
    return True
