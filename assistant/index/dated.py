"""A reader's index of which only what is dated since a day is searched; what has no date is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Kind
from assistant.index.reader import Index, Place, Shard


class DatedIndex(Index):
    """Reads the open shards of another index, which stays responsible for closing them."""

    def __init__(self, index: Index, since: date) -> None:
        """Leave out what is older than a day."""
        super().__init__(index.manifest, index.shards, index.groups, ExitStack())
        self._since = since.isoformat()

    def _among(self, shard: Shard, kinds: Sequence[Kind]) -> NDArray[np.int64]:
        dated, wanted = shard.documents.rows_since(self._since), super()._among(shard, kinds)
        return dated if wanted is None else np.intersect1d(dated, wanted, assume_unique=True)

    def _spoken(
        self, shard: Shard, terms: Sequence[str], limit: int, kinds: Sequence[Kind], among: NDArray[np.int64] | None
    ) -> dict[int, float]:
        # The words of a shard know no dates: all that have them are found, and the best of those that count are kept.
        allowed = set(among.tolist()) if among is not None else set()
        found = super()._spoken(shard, terms, shard.words.count, kinds, None)
        return dict([(row, score) for row, score in found.items() if row in allowed][:limit])

    def places_of(self, key: str) -> list[Place]:
        """Return the passages of the records of a key, as far as they are dated since."""
        found = super().places_of(key)
        dated = [set(shard.documents.rows_since(self._since).tolist()) for shard in self.shards]
        return [place for place in found if place.row in dated[place.shard]]

    def documents(self, kinds: Iterable[Kind] = ()) -> Iterator[Document]:
        """Yield the documents that are dated since, of some kinds or of all."""
        yield from filter(self._is_since, super().documents(kinds))

    def documents_with(self, terms: Iterable[str], kinds: Iterable[Kind] = ()) -> Iterator[Document]:
        """Yield those of them of which one passage, with the headings above it, has every word of some terms."""
        yield from filter(self._is_since, super().documents_with(terms, kinds))

    def _is_since(self, document: Document) -> bool:
        return (document.date or "")[:10] >= self._since
