"""The pieces of a document as a generation keeps them, so that the next night need not split it again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from assistant.index.words import SpokenPassage
from ingest.split import Piece, Span


def pack_pieces(pieces: Sequence[Piece]) -> bytes:
    """Return the pieces of a document as bytes."""
    rows = [
        (piece.start, piece.end, piece.title, piece.embedded, _flat(piece.parts), _flat(piece.sentences))
        for piece in pieces
    ]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 1)


def unpack_pieces(data: bytes) -> list[Piece]:
    """Return the pieces of `pack_pieces`."""
    return [
        Piece(start, end, title, embedded, _pairs(parts), _pairs(sentences))
        for start, end, title, embedded, parts, sentences in json.loads(zlib.decompress(data))
    ]


def words_of(data: bytes, kind: str) -> list[SpokenPassage]:
    """Return each packed piece of a document of a kind as its words are indexed."""
    rows = json.loads(zlib.decompress(data))
    return [SpokenPassage(title, embedded[len(title) :], kind) for _, _, title, embedded, _, _ in rows]


def _flat(spans: Sequence[Span]) -> list[int]:
    return [offset for span in spans for offset in span]


def _pairs(offsets: Sequence[int]) -> tuple[Span, ...]:
    return tuple(zip(offsets[::2], offsets[1::2], strict=True))
