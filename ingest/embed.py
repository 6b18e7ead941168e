"""Vectors for fresh documents: from the run's cache or the live generation where the same text was embedded before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np

from assistant.encoder.embedding import Embedder, TextVectors
from assistant.encoder.token_codes import load_codebook
from assistant.index.cache import Cache
from assistant.index.vectors import PassageVectors
from assistant.index.words import stem_codes
from ingest.pieces import unpack_pieces
from ingest.split import Piece
from ingest.stock import Item, Live

_BATCH = 256
"""Passages after which what was done is on disk."""
_WINDOW = 16 * _BATCH
"""Passages that are sorted by length together, so that little is computed for padding."""


def embed(items: Sequence[Item], embedder: Embedder, cache: Cache, live: Live, progress: Callable[[int], None]) -> None:
    """Put the vectors of fresh items into the cache, but for those that the live generation has."""
    missing = _missing(items, cache, live, progress)
    while window := list(islice(missing, _WINDOW)):
        window.sort(key=lambda one: len(one[1].embedded))
        for start in range(0, len(window), _BATCH):
            batch = window[start : start + _BATCH]
            texts, parts = [piece.embedded for _, piece in batch], [piece.parts for _, piece in batch]
            kept = embedder.encode_parts(texts, parts)
            cache.keep_vectors((key, kept[n]) for n, (key, _) in enumerate(batch))
            progress(len(batch))


def _missing(
    items: Sequence[Item], cache: Cache, live: Live, progress: Callable[[int], None]
) -> Iterator[tuple[bytes, Piece]]:
    """Yield each text that has no vectors yet, once, with its key."""
    seen: set[bytes] = set()
    for item in items:
        wanted = [at for at, key in enumerate(item.keys) if not (key in seen or cache.holds(key) or live.holds(key))]
        progress(len(item.keys) - len(wanted))
        pieces = unpack_pieces(item.pieces) if wanted else []
        for at in wanted:
            if item.keys[at] in seen:  # the same words stand in one document twice
                progress(1)
                continue
            seen.add(item.keys[at])
            yield item.keys[at], pieces[at]


def vectors_of(item: Item, pieces: Sequence[Piece], cache: Cache, live: Live, dimension: int) -> PassageVectors:
    """Return the vectors of a fresh item that was embedded, as a shard stores them."""
    kept = [_vectors(key, cache, live) for key in item.keys]
    said = [stem_codes(piece.title, [piece.embedded[a:b] for a, b in piece.parts]) for piece in pieces]
    spans = [span for piece in pieces for span in piece.sentences]
    counts = [
        (len(piece.sentences), len(one.tokens), len(stems))
        for piece, one, stems in zip(pieces, kept, said, strict=True)
    ]
    return PassageVectors(
        passages=np.array([one.whole for one in kept], dtype=np.float32).reshape(len(kept), dimension),
        sentences=np.concatenate([np.zeros((0, dimension)), *(one.parts for one in kept)]).astype(np.float16),
        tokens=np.concatenate([load_codebook().nothing(0), *(one.tokens for one in kept)]),
        stems=np.concatenate([np.zeros(0, dtype=np.uint32), *said]),
        counts=np.array(counts, dtype=np.int64).reshape(len(counts), 3),
        spans=np.array(spans, dtype=np.int32).reshape(len(spans), 2),
        keys=np.frombuffer(b"".join(item.keys), dtype=np.uint8).reshape(len(item.keys), 16),
    )


def _vectors(key: bytes, cache: Cache, live: Live) -> TextVectors:
    found = cache.vectors(key) or live.vectors_of(key)
    if found is None:
        raise LookupError("a passage was not embedded")  # `embed` comes first
    return found
