"""How the passages of a shard are parted into leaves: by the identities of their documents, as evenly as hashes are.

The parting is a function of the documents alone, so that an index that grew night by night has the leaves of one that
was built at once. A leaf is halved while it holds too much; a change touches the leaf of its document and no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from assistant.index.vectors import Leaf
from ingest.stock import Item

LARGEST = 4_000
"""Passages of a leaf: the fewer, the less a small change builds; the more, the fewer a search must ask."""
_BITS = 64
"""Of a document's identity; a leaf that they cannot halve is one document, or a few, and stays whole."""


def leaves_of(items: Sequence[Item]) -> list[Leaf]:
    """Return the leaves of a shard's documents, given in row order."""
    counts = np.array([item.passages for item in items], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    hashes = np.array([int(item.id, 16) for item in items], dtype=np.uint64)
    parted = _parted(np.flatnonzero(counts), hashes, counts, "", LARGEST)
    return [_leaf(prefix, members, items, first) for prefix, members in parted]


def _parted(
    members: NDArray[np.int64], hashes: NDArray[np.uint64], counts: NDArray[np.int64], prefix: str, largest: int
) -> list[tuple[str, NDArray[np.int64]]]:
    if not len(members):
        return []
    if counts[members].sum() <= largest or len(members) == 1 or len(prefix) == _BITS:
        return [(prefix, members)]
    high = (hashes[members] >> np.uint64(_BITS - 1 - len(prefix))) & np.uint64(1) == 1
    return [
        *_parted(members[~high], hashes, counts, prefix + "0", largest),
        *_parted(members[high], hashes, counts, prefix + "1", largest),
    ]


def _leaf(prefix: str, members: NDArray[np.int64], items: Sequence[Item], first: NDArray[np.int64]) -> Leaf:
    content = blake2b(digest_size=12)
    for at in members.tolist():
        content.update(items[at].id.encode() + items[at].vectors)
    rows = np.concatenate([np.arange(first[at], first[at + 1]) for at in members.tolist()])
    return Leaf(f"{prefix or 'all'}-{content.hexdigest()}", rows)
