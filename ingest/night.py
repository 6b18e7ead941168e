"""One night: discover, plan, parse, split, embed, build, check, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from assistant.domain import ParsedFile
from assistant.encoder.embedding import Embedder, load_embedder, stamp
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
from assistant.index.presence import Present, is_noted, note
from assistant.settings import Settings
from ingest.build import ShardBuilder, by_audience, finish, new_generation, shard_of
from ingest.check import CheckFromOutside
from ingest.drift import drift
from ingest.embed import embed
from ingest.guards import shrunken, unlisted_sources
from ingest.parse.children import parse_many
from ingest.parse.files import PARSER_VERSION
from ingest.plan import Entry, Plan, entry_of, identities, plan, read_ledger
from ingest.prepare import Preparer, repeated
from ingest.receipt import Problem, Receipt, counts_of, keep_receipt
from ingest.sources import Listing, SourceFile, digests, discover
from ingest.split import SPLITTER
from ingest.stock import Item, Live

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
    """What discovery knows: the listing, the entries of before and now, and their difference."""

    listing: Listing
    before: Mapping[str, Entry]
    now: Mapping[str, Entry]
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Read:
    """What parsing gave: the entries with what became of each file, the documents, and whether any file was read."""

    entries: Mapping[str, Entry]
    items: list[Item]
    news: bool


class Night:
    """One run over one index."""

    def __init__(
        self,
        sources: Path,
        index: Path,
        settings: Settings,
        watcher: Watcher | None = None,
        load: Callable[[str], Embedder] = load_embedder,
    ) -> None:
        """Prepare a run; nothing is read yet. `load` returns the embedder of a name when one is needed."""
        self._sources = sources
        self._index = index
        self._settings = settings
        self._watcher = watcher or Silent()
        self._load = load
        self._seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self._warnings: list[Problem] = []
        self._started = datetime.now(UTC).isoformat(timespec="microseconds")

    def preview(self) -> Receipt:
        """Return what a run would do, without writing anything."""
        live = live_generation(self._index)
        found = self._discover(live)
        self._warnings += [Problem(".", f"{line}: a run would refuse to publish that") for line in self._losses(found)]
        return replace(self._receipt(found.now, found, live, None, published=False), plan=found.plan)

    def run(self, rebuild: bool = False, accept_shrink: bool = False) -> Receipt:
        """Bring the index up to date with the sources.

        Raises:
            LockedError: another run is writing.
            PublishRefusedError: a source shrank or could not be listed (unless `accept_shrink`), or the new generation
                failed its check.
            UsageError: the sources folder or the settings are wrong.
        """
        with writing(self._index):
            live = live_generation(self._index)
            found = self._discover(live)
            try:
                receipt = self._work(found, live, rebuild, accept_shrink)
            except PublishRefusedError as error:
                self._warnings.append(Problem(".", str(error)))
                page = keep_receipt(self._index, self._receipt(found.now, found, live, None, published=False))
                raise PublishRefusedError(f"{error} (receipt: {page})") from error
            keep_receipt(self._index, receipt)
            return receipt

    def _discover(self, live: str | None) -> _Found:
        with self._timed("discover"):
            before = read_ledger(self._index, live)
            known = {entry.source for entry in before.values()}
            listing = discover(self._sources, self._settings, known)
            self._warnings += [Problem(path, reason) for path, reason in listing.warnings]
            advance = self._watcher.stage("discover", len(listing.files))
            now: dict[str, Entry] = {}
            for file, (digest, reason) in zip(listing.files, digests(listing.files), strict=True):
                now[file.path] = self._entry(file, digest, reason, before)
                advance(1)
            # What could not be listed is not gone.
            now |= {path: entry for path, entry in before.items() if path not in now and listing.is_unlisted(path)}
            done = plan(before, now)
            named = identities(before, now, done.renamed)
            now = {path: replace(entry, identity=named[path]) for path, entry in now.items()}
            return _Found(listing, before, now, done)

    @staticmethod
    def _entry(file: SourceFile, digest: str, reason: str | None, before: Mapping[str, Entry]) -> Entry:
        """Return the entry of a file; one that cannot be read now keeps what was read of it before."""
        entry = entry_of(file, digest, reason)
        old = before.get(file.path)
        if reason and old and old.sha256 and old.audience == entry.audience:
            return replace(entry, sha256=old.sha256)
        return entry

    def _losses(self, found: _Found, entries: Mapping[str, Entry] | None = None) -> list[str]:
        """Return why this night should not be published; from the files alone where nothing was parsed yet."""
        if entries is None:
            known = {path: found.before[path].documents for path in found.plan.unchanged}
            entries = {path: replace(entry, documents=known.get(path, 1)) for path, entry in found.now.items()}
            before = {path: replace(entry, documents=min(1, entry.documents)) for path, entry in found.before.items()}
            return unlisted_sources(found.listing, before) + shrunken(before, entries, found.plan)
        return unlisted_sources(found.listing, found.before) + shrunken(found.before, entries, found.plan)

    def _work(self, found: _Found, live: str | None, rebuild: bool, accept_shrink: bool) -> Receipt:
        manifest = self._manifest(live)
        stands = not rebuild and manifest is not None and self._stands(manifest)
        cache = Cache(self._index / "cache")
        base = self._live(None if rebuild else manifest, keeps=stands)
        try:
            preparer = Preparer(base, lambda: self._load(self._settings.embedder))
            read = self._read(found, base, preparer, cache)
            if not accept_shrink and (losses := self._losses(found, read.entries)):
                raise PublishRefusedError(
                    f"{'; '.join(losses)}: nothing was published, the old index stays; look at the sources, "
                    "then run again with --accept-shrink if this is right"
                )
            if stands and found.plan.is_empty and not read.news:
                self._note(str(live), read.items)
                return self._receipt(read.entries, found, live, manifest, published=False)
            self._embed(read, preparer, base, cache)
            with CheckFromOutside(self._index) as outside:
                name, manifest = self._build(read, preparer, base, cache)
                with self._timed("check"):
                    advance = self._watcher.stage("check", 1)
                    outside.check(name, live if stands else None)
                    advance(1)
                    publish(self._index, name)
        finally:
            base.close()
            cache.close()
        cache.throw_away()
        remove_old_generations(self._index, keep=name)
        self._note(name, read.items)
        return self._receipt(read.entries, found, name, manifest, published=True)

    def _manifest(self, live: str | None) -> Manifest | None:
        try:
            return read_manifest(self._index, live) if live else None
        except IndexUnusableError:
            return None

    def _stands(self, manifest: Manifest) -> bool:
        """Whether what the live generation was built by still holds."""
        built_by = (manifest.embedder, manifest.splitter, manifest.schema, manifest.sources)
        return built_by == (stamp(self._settings.embedder), _splitter_stamp(), SCHEMA, str(self._sources.resolve()))

    def _live(self, manifest: Manifest | None, *, keeps: bool) -> Live:
        with suppress(IndexUnusableError):
            return Live(self._index, manifest, keeps=keeps)
        return Live(self._index, None, keeps=False)

    def _read(self, found: _Found, base: Live, preparer: Preparer, cache: Cache) -> _Read:
        """Take over what did not change; parse, or take from the cache, what did, and what failed before."""
        with self._timed("parse"):
            files = {file.path: file for file in found.listing.files}
            advance = self._watcher.stage("parse", len(found.now))
            entries, items = dict(found.now), []
            waiting: dict[Path, SourceFile] = {}
            same = set(found.plan.unchanged)
            news = False
            for path, entry in found.now.items():
                old = found.before.get(path)
                stays = old is not None and path in same and not self._is_retried(old, entry, files)
                kept = base.of_file(path) if stays else []
                # A file that holds no document (the plan of an export, a table without rows) is not read again either.
                if old and stays and (kept or (base.keeps and not old.documents and not old.failure)):
                    items += kept
                    entries[path] = replace(old, failure=entry.failure, source=entry.source)
                    advance(1)
                elif entry.failure or path not in files:
                    advance(1)
                elif (parsed := cache.parsed(_parse_key(files[path], entry))) is not None:
                    news = True
                    items += preparer.items(files[path], entry.identity, parsed)
                    entries[path] = self._parsed_entry(entry, parsed, found)
                    advance(1)
                else:
                    waiting[files[path].file] = files[path]
            for file, result in self._parsed(waiting):
                entry = entries[file.path]
                if isinstance(result, DocumentError):
                    entries[file.path] = replace(entry, failure=str(result))
                else:
                    news = True
                    cache.keep_parsed(_parse_key(file, entry), result)
                    items += preparer.items(file, entry.identity, result)
                    entries[file.path] = self._parsed_entry(entry, result, found)
                advance(1)
            return _Read(entries, items, news)

    @staticmethod
    def _is_retried(old: Entry, entry: Entry, files: Mapping[str, SourceFile]) -> bool:
        """Whether a file that failed before is tried again: the reason may have been the machine's, not the file's."""
        return old.failure is not None and entry.failure is None and entry.path in files

    def _parsed(self, files: Mapping[Path, SourceFile]) -> Iterator[tuple[SourceFile, ParsedFile | DocumentError]]:
        settings = self._settings
        results = parse_many(
            list(files),
            workers=settings.workers or None,
            seconds=settings.parse_seconds,
            memory=settings.parse_memory_mb * 1024 * 1024,
            passwords=settings.passwords,
            mappings={path: file.source.records for path, file in files.items() if file.source.records},
        )
        return ((files[path], result) for path, result in results)

    def _parsed_entry(self, entry: Entry, parsed: ParsedFile, found: _Found) -> Entry:
        """Return the entry of a file that was parsed; says which columns of an export changed since the last night."""
        warnings = (*parsed.warnings, *repeated(parsed))
        old = found.before.get(found.plan.renamed.get(entry.path, entry.path))
        if old and old.columns and parsed.columns:
            self._warnings += [Problem(entry.path, line) for line in drift(old.columns, parsed.columns)]
        return replace(entry, documents=len(parsed.documents), columns=parsed.columns, warnings=warnings)

    def _embed(self, read: _Read, preparer: Preparer, base: Live, cache: Cache) -> None:
        embedder = preparer.embedder
        with self._timed("embed"):
            fresh = [item for item in read.items if item.number is None]
            embed(fresh, embedder, cache, base, self._watcher.stage("embed", sum(item.passages for item in fresh)))

    def _build(self, read: _Read, preparer: Preparer, base: Live, cache: Cache) -> tuple[str, Manifest]:
        embedder = preparer.embedder
        with self._timed("build"):
            name = new_generation(self._index)
            sorted_items = by_audience(read.items)
            advance = self._watcher.stage("build", len(sorted_items))
            shards = {}
            for audience, items in sorted_items.items():
                shards[audience] = ShardBuilder(items, embedder, cache, base).write(
                    shard_of(self._index, name, audience)
                )
                advance(1)
            entries = list(read.entries.values())
            return name, finish(self._index, name, self._sources, embedder.name, _splitter_stamp(), shards, entries)

    def _note(self, generation: str, items: Iterable[Item]) -> None:
        """Note which documents there are now, for who traces an old citation; a failure to do so stops no night."""
        try:
            if not is_noted(self._index, generation):
                present = (Present(one.audience, one.id, one.path, one.key, one.fingerprint) for one in items)
                note(self._index, generation, present)
        except IndexUnusableError as error:
            self._warnings.append(Problem(".", f"{error}; until then an old citation cannot be dated"))

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] += time.perf_counter() - begun

    def _receipt(
        self,
        entries: Mapping[str, Entry],
        found: _Found,
        generation: str | None,
        manifest: Manifest | None,
        *,
        published: bool,
    ) -> Receipt:
        warnings = {*self._warnings, *(Problem(e.path, line) for e in entries.values() for line in e.warnings)}
        return Receipt(
            generation=generation,
            published=published,
            sources=counts_of(found.listing, found.plan, found.before, entries),
            documents=manifest.documents if manifest else 0,
            passages=manifest.passages if manifest else 0,
            failures=tuple(Problem(e.path, e.failure) for e in sorted(entries.values(), key=_path) if e.failure),
            warnings=tuple(sorted(warnings, key=lambda problem: (problem.path, problem.reason))),
            renamed=tuple(sorted((old, new) for new, old in found.plan.renamed.items())),
            seconds=self._seconds,
            started=self._started,
        )


def _path(entry: Entry) -> str:
    return entry.path


def _splitter_stamp() -> str:
    """Return what the passages depend on besides the sources: how files are parsed and cut."""
    return f"{SPLITTER}/{PARSER_VERSION}"


def _parse_key(file: SourceFile, entry: Entry) -> str:
    # The name is part of it: titles, dates and the guess at a text's format come from there too.
    return f"{PARSER_VERSION}:{entry.sha256}:{file.file.name}:{entry.mapping or ''}"
