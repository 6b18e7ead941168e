"""From parsed files to items: each document gets its identity; what it said before is taken over, the rest is split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from assistant.domain import Document, Parsed, ParsedFile, document_id
from assistant.encoder.embedding import Embedder
from assistant.index.cache import vector_key
from ingest.sources import SourceFile
from ingest.split import Splitter
from ingest.stock import Item, Live, fresh_item, packed


class Preparer:
    """Turns parsed files into items; the embedder is loaded when the first document must be split."""

    def __init__(self, live: Live, load: Callable[[], Embedder]) -> None:
        """Take over from `live` what is the same."""
        self._live = live
        self._load = load

    @cached_property
    def embedder(self) -> Embedder:
        """Return the embedder, loaded once."""
        return self._load()

    @cached_property
    def _splitter(self) -> Splitter:
        return Splitter(self.embedder)

    def items(self, file: SourceFile, identity: str, parsed: ParsedFile) -> list[Item]:
        """Return the documents of a file; `identity` is what their identities are made from."""
        return [self._item(file.path, document) for document in _documents(file, identity, parsed)]

    def _item(self, path: str, document: Document) -> Item:
        data = packed(document)
        if same := self._live.same(document, data):
            return same
        pieces = self._splitter.split(document)
        keys = tuple(vector_key(self.embedder.name, piece.embedded, piece.parts) for piece in pieces)
        return fresh_item(document, path, data, pieces, keys)


def repeated(parsed: ParsedFile) -> list[str]:
    """Return a warning for each key that a file has more than once."""
    times = Counter((one.member, one.key) for one in parsed.documents)
    return [f"{key or member or 'a document'} is there more than once" for (member, key), n in times.items() if n > 1]


def _documents(file: SourceFile, identity: str, parsed: ParsedFile) -> Iterator[Document]:
    times: Counter[tuple[str | None, str | None]] = Counter()
    for one in parsed.documents:
        times[one.member, one.key] += 1
        again = f"#{times[one.member, one.key]}" if times[one.member, one.key] > 1 else ""
        place = f"{identity}/{one.member}" if one.member else identity
        yield _document(file, document_id(place, (one.key or "") + again or None), one)


def _document(file: SourceFile, identity: str, parsed: Parsed) -> Document:
    return Document(
        id=identity,
        path=f"{file.path}/{parsed.member}" if parsed.member else file.path,
        title=parsed.title,
        kind=file.source.kind,
        audience=file.source.audience,
        text=parsed.text,
        blocks=parsed.blocks,
        media=parsed.media,
        key=parsed.key,
        date=parsed.date,
        lines=parsed.lines,
        metadata=parsed.metadata,
        record=parsed.record,
    )
