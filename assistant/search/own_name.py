"""The name that an organisation has in its own documents: they say "we" where a question says the name."""

from __future__ import annotations

import re

from assistant.index.reader import Index
from assistant.index.words import stems

_OWN_SHARE, _FEWEST_PASSAGES = 0.25, 100
"""Share of all passages that have an organisation's own name; of fewer passages than that a share says little."""
_NAME = r"(?P<name>[A-ZÀ-Þ][\w&-]*[^\W\ds])"
_DOES = re.compile(rf"\b(?P<verb>[Dd]oes|[Dd]id|[Hh]as|[Ww]ill) {_NAME}(?= [a-z])")
_HIS = re.compile(rf"\b{_NAME}['’]s\b")
_WE = {"does": "do", "Does": "Do", "has": "have", "Has": "Have"}


def in_first_person(question: str, index: Index) -> str:
    """Return a question as the organisation itself would ask it: in Raft, "What does Raft do?" is "What do we do?"."""

    def does(match: re.Match[str]) -> str:
        verb = _WE.get(match["verb"], match["verb"])
        return f"{verb} we" if is_own_name(match["name"], index) else match.group()

    def his(match: re.Match[str]) -> str:
        return "our" if is_own_name(match["name"], index) else match.group()

    return _HIS.sub(his, _DOES.sub(does, question))


def is_own_name(name: str, index: Index) -> bool:
    """Tell whether a name stands so often in what a reader may see that it tells its documents from no other."""
    passages, found = sum(shard.words.count for shard in index.shards), stems(name)
    enough = passages >= _FEWEST_PASSAGES and bool(found)
    return enough and all(index.frequency(stem) >= _OWN_SHARE * passages for stem in found)
