"""One night: discover, plan, parse, split, embed, build, check, publish."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant.domain import Document, Parsed, ParsedFile, document_id
from assistant.embedding import load_embedder, stamp
from assistant.errors import DocumentError, IndexUnusableError, PublishRefusedError
from assistant.index.cache import Cache
from assistant.index.layout import (
    SCHEMA,
    Manifest,
    live_generation,
    publish,
    read_manifest,
    remove_old_generations,
    writing,
)
from assistant.settings import Settings
from ingest.build import build_shard, finish, new_generation, shard_of, stocks
from ingest.check import check_from_outside
from ingest.parse.children import parse_many
from ingest.parse.files import PARSER_VERSION
from ingest.plan import Entry, Plan, entry_of, plan, read_ledger
from ingest.receipt import Problem, Receipt, SourceCounts, keep_receipt
from ingest.sources import Listing, SourceFile, discover
from ingest.split import SPLITTER, Splitter

STAGES = ("discover", "parse", "embed", "build", "check")


class Watcher(Protocol):
    """Who is shown the progress of a run."""

    def stage(self, name: str, total: int | None) -> Callable[[int], None]:
        """Begin a stage of so many steps (None: unknown); what is returned is called with the number just done."""


class Silent:
    """Shows nothing."""

    def stage(self, name: str, total: int | None) -> Callable[[int], None]:
        """Ignore the stage."""
        return lambda done: None


@dataclass(frozen=True, slots=True)
class _Found:
    """What discovery knows: the listing, the digest of each file's content, the ledgers of before and now."""

    listing: Listing
    now: dict[str, Entry]
    before: dict[str, Entry]
    plan: Plan
    failures: tuple[Problem, ...]


class Night:
    """One run over one index."""

    def __init__(self, sources: Path, index: Path, settings: Settings, watcher: Watcher | None = None) -> None:
        """Prepare a run; nothing is read yet."""
        self._sources = sources
        self._index = index
        self._settings = settings
        self._watcher = watcher or Silent()
        self._seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self._warnings: list[Problem] = []
        self._started = datetime.now(UTC).isoformat(timespec="microseconds")

    def preview(self) -> Receipt:
        """Return what a run would do, without writing anything."""
        live = live_generation(self._index)
        found = self._discover(live)
        return self._receipt(found, live, None, published=False, failures=found.failures)

    def run(self, rebuild: bool = False) -> Receipt:
        """Bring the index up to date with the sources.

        Raises:
            LockedError: another run is writing.
            PublishRefusedError: the new generation failed its check.
            UsageError: the sources folder or the settings are wrong.
        """
        with writing(self._index):
            live = live_generation(self._index)
            standing = None if rebuild else self._standing(live)
            found = self._discover(live)
            try:
                receipt = self._unchanged(found, standing) or self._build(found)
            except PublishRefusedError as error:
                self._warnings.append(Problem(".", str(error)))
                keep_receipt(self._index, self._receipt(found, live, None, published=False, failures=found.failures))
                raise
            keep_receipt(self._index, receipt)
            return receipt

    def _standing(self, live: str | None) -> Manifest | None:
        """Return the live manifest if what it was built by still holds."""
        if live is None:
            return None
        try:
            manifest = read_manifest(self._index, live)
        except IndexUnusableError:
            return None
        built_by = (manifest.embedder, manifest.splitter, manifest.schema, manifest.sources)
        wanted = (stamp(self._settings.embedder), _splitter_stamp(), SCHEMA, str(self._sources.resolve()))
        return manifest if built_by == wanted else None

    def _discover(self, live: str | None) -> _Found:
        with self._timed("discover"):
            listing = discover(self._sources, self._settings)
            self._warnings += [Problem(path, reason) for path, reason in listing.warnings]
            advance = self._watcher.stage("discover", len(listing.files))
            now, failures = {}, []
            for file in listing.files:
                digest, reason = _digest(file)
                now[file.path] = entry_of(file, digest, reason)
                if reason:
                    failures.append(Problem(file.path, reason))
                advance(1)
            before = read_ledger(self._index, live)
            return _Found(listing, now, before, plan(before, now), tuple(failures))

    def _unchanged(self, found: _Found, standing: Manifest | None) -> Receipt | None:
        """Return the receipt of a night in which nothing changed, None when there is something to do."""
        done = found.plan
        if standing is None or done.added or done.changed or done.removed:
            return None
        # What failed before is tried again: the reason may have been the machine's, not the file's.
        failed = {file.file: file for file in found.listing.files if found.before[file.path].failure}
        results = [(failed[path].path, result) for path, result in self._parsed(list(failed.values()))]
        failures = [Problem(path, str(result)) for path, result in results if isinstance(result, DocumentError)]
        if len(failures) < len(failed):
            return None
        return self._receipt(found, standing.generation, standing, published=False, failures=_by_path(failures))

    def _build(self, found: _Found) -> Receipt:
        cache = Cache(self._index / "cache")
        try:
            documents, failures = self._parse(found, cache)
            name, manifest = self._write(documents, found, failures, cache)
            with self._timed("check"):
                advance = self._watcher.stage("check", 1)
                check_from_outside(self._index, name)
                advance(1)
                publish(self._index, name)
            cache.forget_untouched()
        finally:
            cache.close()
        remove_old_generations(self._index, keep=name)
        return self._receipt(found, name, manifest, published=True, failures=failures)

    def _parse(self, found: _Found, cache: Cache) -> tuple[list[Document], tuple[Problem, ...]]:
        """Return the documents of every file that can be read, from the cache where its content was parsed before."""
        with self._timed("parse"):
            files = {file.path: file for file in found.listing.files if not found.now[file.path].failure}
            advance = self._watcher.stage("parse", len(files))
            documents: list[Document] = []
            failures = list(found.failures)
            missing: dict[Path, SourceFile] = {}
            for file in files.values():
                parsed = cache.parsed(_parse_key(file, found.now[file.path]))
                if parsed is None:
                    missing[file.file] = file
                else:
                    documents += self._documents(file, parsed)
                    advance(1)
            for path, result in self._parsed(list(missing.values())):
                file = missing[path]
                if isinstance(result, DocumentError):
                    failures.append(Problem(file.path, str(result)))
                else:
                    cache.keep_parsed(_parse_key(file, found.now[file.path]), result)
                    documents += self._documents(file, result)
                advance(1)
            return documents, _by_path(failures)

    def _parsed(self, files: list[SourceFile]) -> Iterator[tuple[Path, ParsedFile | DocumentError]]:
        settings = self._settings
        return parse_many(
            [file.file for file in files],
            workers=settings.workers or None,
            seconds=settings.parse_seconds,
            memory=settings.parse_memory_mb * 1024 * 1024,
            passwords=settings.passwords,
            mappings={file.file: file.source.records for file in files if file.source.records},
        )

    def _documents(self, file: SourceFile, parsed: ParsedFile) -> Iterator[Document]:
        self._warnings += [Problem(file.path, warning) for warning in parsed.warnings]
        times: Counter[tuple[str, str | None]] = Counter()
        for one in parsed.documents:
            path = f"{file.path}/{one.member}" if one.member else file.path
            times[path, one.key] += 1
            if times[path, one.key] > 1:
                self._warnings.append(Problem(path, f"{one.key or 'a document'} is there more than once"))
            again = f"#{times[path, one.key]}" if times[path, one.key] > 1 else ""
            yield _identified(file, path, one, document_id(path, (one.key or "") + again or None))

    def _write(
        self, documents: list[Document], found: _Found, failures: tuple[Problem, ...], cache: Cache
    ) -> tuple[str, Manifest]:
        with self._timed("embed"):
            embedder = load_embedder(self._settings.embedder)
            sorted_by = stocks(documents, Splitter(embedder).split)
            advance = self._watcher.stage("embed", sum(len(g) for s in sorted_by.values() for g in s.pieces))
            name = new_generation(self._index)
            writers = {
                audience: build_shard(shard_of(self._index, name, audience), stock, embedder, cache, advance)
                for audience, stock in sorted_by.items()
            }
        with self._timed("build"):
            advance = self._watcher.stage("build", len(writers))
            shards = {}
            for audience, write in writers.items():
                shards[audience] = write()
                advance(1)
            reasons = {problem.path: problem.reason for problem in failures}
            entries = [
                entry_of(file, found.now[file.path].sha256, reasons.get(file.path)) for file in found.listing.files
            ]
            return name, finish(self._index, name, self._sources, embedder.name, _splitter_stamp(), shards, entries)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - begun

    def _receipt(
        self,
        found: _Found,
        generation: str | None,
        manifest: Manifest | None,
        *,
        published: bool,
        failures: tuple[Problem, ...],
    ) -> Receipt:
        return Receipt(
            generation=generation,
            published=published,
            sources=_counts(found, {problem.path for problem in failures}),
            documents=manifest.documents if manifest else 0,
            passages=manifest.passages if manifest else 0,
            failures=failures,
            warnings=tuple(sorted(set(self._warnings), key=lambda problem: (problem.path, problem.reason))),
            seconds=self._seconds,
            started=self._started,
        )


def _identified(file: SourceFile, path: str, parsed: Parsed, identity: str) -> Document:
    return Document(
        id=identity,
        path=path,
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


def _by_path(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.path))


def _splitter_stamp() -> str:
    """Return what the passages depend on besides the sources: how files are parsed and cut."""
    return f"{SPLITTER}/{PARSER_VERSION}"


def _parse_key(file: SourceFile, entry: Entry) -> str:
    # The name is part of it: titles, dates and the guess at a text's format come from there too.
    records = file.source.records
    return f"{PARSER_VERSION}:{entry.sha256}:{file.file.name}" + (f":{records.model_dump_json()}" if records else "")


def _digest(file: SourceFile) -> tuple[str, str | None]:
    try:
        with file.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), None
    except OSError as error:
        return "", f"cannot be read: {error.strerror or error}"


def _counts(found: _Found, failed: set[str]) -> tuple[SourceCounts, ...]:
    rows: dict[tuple[str, str, str], Counter[str]] = {
        (source.path, str(source.kind), source.audience): Counter() for source in found.listing.sources
    }
    sorts = {path: sort for sort in Plan.__slots__ for path in getattr(found.plan, sort)}
    for path, sort in sorts.items():
        entry = found.now.get(path) or found.before[path]
        row = rows.setdefault((entry.source, entry.kind, entry.audience), Counter())
        row[sort] += 1
        row["listed"] += path in found.now
        row["failed"] += path in failed
    return tuple(
        SourceCounts(*key, *(row[name] for name in ("listed", *Plan.__slots__, "failed"))) for key, row in rows.items()
    )
