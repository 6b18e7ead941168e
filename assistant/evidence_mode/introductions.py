"""A heading or a line that only introduces what follows is no answer: what stands below it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Block, Role
from assistant.evidence_mode.answerability import threshold
from assistant.evidence_mode.sentence_evidence import Evidence, listed_below
from assistant.text.plain import plain

_SAYS = re.compile(
    r"\b(?:is|are|was|were|been|has|have|had|do|does|did|can|could|will|would|shall|should|(?-i:may)|might|must|we|they|it|he"
    r"|she|you)\b|n['’]t\b|['’](?:re|ve|ll)\b",
    re.IGNORECASE,
)
"""Without any of these words a line names something, and says nothing of it."""


def with_what_is_introduced(judged: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what was judged of the evidence, best first, so that what a line only introduces comes before it.

    A heading that names something goes where something below it answers; a line above a table stays behind its row.
    """
    if not judged or _SAYS.search(judged[0].words):
        return list(judged)
    first, rest = judged[0], list(judged[1:])
    answering = [one for one in rest if one.odds >= threshold()]
    if first.block.role is Role.HEADING:
        below = next((one for one in answering if _below_heading(first, one)), None)
        return [below, *(one for one in rest if one is not below)] if below else [first, *rest]
    listed = listed_below(first.document, first.block, first.end)
    # The only row of a table is what its line introduces, however little of the question it says itself.
    rows = evidence if len(listed) == 1 else answering
    below = next((one for one in rows if _is_one_of(listed, first, one)), None)
    return [below, first, *(one for one in rest if one.block != below.block)] if below else [first, *rest]


def _below_heading(heading: Evidence, other: Evidence) -> bool:
    """Tell whether a piece stands somewhere below a heading."""
    later = other.document.id == heading.document.id and other.start >= heading.end
    return later and heading.words in map(plain, other.block.trail)


def _is_one_of(listed: Sequence[Block], line: Evidence, other: Evidence) -> bool:
    return other.document.id == line.document.id and other.block in listed
