"""What keeps a night from publishing a loss: a source that cannot be listed, or that shrank more than it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ingest.plan import Entry, Plan
from ingest.sources import Listing

_SHRINK = 1 / 3
"""A source may lose this share of its files or documents in a night; one alone it may always lose."""


def unlisted_sources(listing: Listing, before: Mapping[str, Entry]) -> list[str]:
    """Return what is wrong with the listing, a line for each place that held something and cannot be listed now."""
    places = [place for place in listing.unlisted if any(_is_below(path, place) for path in before)]
    return [f"{place} cannot be listed" for place in places]


def _is_below(path: str, place: str) -> bool:
    return place == "." or path == place or path.startswith(f"{place}/")


def shrunken(before: Mapping[str, Entry], now: Mapping[str, Entry], plan: Plan) -> list[str]:
    """Return a line for each source that lost more than it should, in files or in documents (records of an export).

    What moved to another source by a rename is not lost; a file that fails now is reported as a failure.
    """
    moved = set(plan.renamed.values())
    stayed = [entry for path, entry in before.items() if path not in moved and not (path in now and now[path].failure)]
    found = []
    for source in sorted({entry.source for entry in stayed}):
        mine = [entry for entry in stayed if entry.source == source]
        then = Counter(files=len(mine), documents=sum(entry.documents for entry in mine))
        after = _now_of(source, mine, now)
        for unit in ("files", "documents"):
            lost = then[unit] - after[unit]
            if lost > max(1, then[unit] * _SHRINK):
                found.append(f"{source} shrank from {then[unit]} to {after[unit]} {unit}")
                break
    return found


def _now_of(source: str, before: Iterable[Entry], now: Mapping[str, Entry]) -> Counter[str]:
    """Count what a source has now: of its files of before wherever they went, and its new files."""
    paths = {entry.path for entry in before}
    mine = [entry for path, entry in now.items() if path in paths or entry.source == source]
    return Counter(files=len(mine), documents=sum(entry.documents for entry in mine))
