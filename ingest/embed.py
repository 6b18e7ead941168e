"""Vectors for pieces: from the cache where the same text was embedded before, else from the embedder in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.embedding import Embedder, Vectors
from assistant.index.cache import Cache, vector_key
from assistant.index.vectors import ShardVectors
from ingest.split import Piece

_BATCH = 256


def embed(
    pieces: Sequence[Piece], embedder: Embedder, cache: Cache, progress: Callable[[int], None]
) -> list[tuple[Vectors, Vectors]]:
    """Return (passage vector, sentence vectors) of each piece, in order; `progress` gets the number just done."""
    keys = [vector_key(embedder.name, piece.embedded, piece.parts) for piece in pieces]
    found = cache.vectors(keys)
    progress(sum(pair is not None for pair in found))
    missing = [at for at, pair in enumerate(found) if pair is None]
    # Neighbours in length share a batch, so that little is computed for padding.
    missing.sort(key=lambda at: len(pieces[at].embedded))
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        wholes, parts = embedder.encode_parts([pieces[at].embedded for at in batch], [pieces[at].parts for at in batch])
        cache.keep_vectors((keys[at], wholes[n], parts[n]) for n, at in enumerate(batch))
        for n, at in enumerate(batch):
            # As the cache gives them back, so that a first night and a later one index the same numbers.
            found[at] = wholes[n], parts[n].astype(np.float16).astype(np.float32)
        progress(len(batch))
    return [pair for pair in found if pair is not None]


def shard_vectors(pieces: Sequence[Piece], pairs: Sequence[tuple[Vectors, Vectors]], dimension: int) -> ShardVectors:
    """Stack the vectors of a shard's pieces as they are stored."""
    counts = [len(piece.sentences) for piece in pieces]
    spans = [span for piece in pieces for span in piece.sentences]
    passages = np.stack([whole for whole, _ in pairs]) if pairs else np.zeros((0, dimension), dtype=np.float32)
    sentences = np.concatenate([parts for _, parts in pairs]) if pairs else np.zeros((0, dimension), dtype=np.float32)
    return ShardVectors(
        passages=passages,
        sentences=sentences.astype(np.float16),
        bounds=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        spans=np.array(spans, dtype=np.int32).reshape(len(spans), 2),
    )
