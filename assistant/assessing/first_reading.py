"""What an assessor reads of a whole generation, kept beside it for each circle: the next one opens in a moment.

<index>/generations/<name>/read/<circle>.npz

It goes when its generation goes, holds what the shards of the circle hold, and is of exactly the code, the weights and
the embedder that made it: what others made is not looked at, and everything is read and kept again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import get_ident
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.assessing.assessment import Assessor
from assistant.catalogue.exclusions import Exclusion
from assistant.catalogue.goals import Goal
from assistant.catalogue.initiatives import Catalogue
from assistant.catalogue.named_places import Entry, Place, Places
from assistant.catalogue.strategy import Strategy
from assistant.domain import Document
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.index.layout import generation_folder
from assistant.index.reader import Index

Arrays = dict[str, NDArray[Any]]
_NOWHERE = -1
_PLACES = tuple(Place)
_log = logging.getLogger(__name__)


def open_assessor(folder: Path | None, index: Index, statements: Statements, embedder: Embedder) -> Assessor:
    """Return the assessor of a generation, from what is kept of it in an index directory or by reading it."""
    file = _file(folder, index) if folder is not None else None
    if folder is None or file is None or not file.is_file():
        return Assessor.open(index, statements, embedder)
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            if str(kept["made_by"]) == made_by(embedder.name):
                return _unpacked(dict(kept), index, statements, embedder)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        _log.exception("what was read before cannot be used: everything is read again")
    made = Assessor.open(index, statements, embedder)
    keep_assessor(folder, made)
    return made


def keep_assessor(folder: Path, assessor: Assessor) -> None:
    """Keep what an assessor has read; where that cannot be written, the next one reads everything again."""
    file = _file(folder, assessor.index)
    half = file.with_suffix(f".{os.getpid()}-{get_ident()}")
    try:
        file.parent.mkdir(exist_ok=True)
        with half.open("wb") as made:
            np.savez(made, allow_pickle=False, **_packed(assessor))
        os.replace(half, file)
    except OSError:
        half.unlink(missing_ok=True)
        _log.warning("what was read of %s cannot be kept", folder, exc_info=True)


def _file(folder: Path, index: Index) -> Path:
    circle = json.dumps(sorted(shard.audience for shard in index.shards))
    name = hashlib.sha256(circle.encode()).hexdigest()[:16]
    return generation_folder(folder, index.generation) / "read" / f"{name}.npz"


@cache
def made_by(embedder: str) -> str:
    """Return a fingerprint of the code and weights here, and of the embedder of this name."""
    here, seen = Path(__file__).parents[1], hashlib.sha256(embedder.encode())
    for file in sorted([*here.rglob("*.py"), *here.glob("weights/*.json")]):
        seen.update(file.read_bytes())
    return seen.hexdigest()


def _packed(assessor: Assessor) -> Arrays:
    places, strategy = assessor.catalogue.places, assessor.strategy
    documents = {identity: at for at, identity in enumerate(dict.fromkeys(entry.document for entry in places.entries))}
    entries = (
        (documents[one.document], _NOWHERE if one.block is None else one.block, _PLACES.index(one.place))
        for one in places.entries
    )
    told = {
        "documents": list(documents),
        "names": [one.name for one in places.entries],
        "stems": list(places.by_stem),
        "called": list(places.by_name),
        "children": places.children,
        "announced": {identity: sorted(said) for identity, said in places.announced.items()},
        "projects": places.projects,
        "folders": places.folders,
        "listed": assessor.catalogue.names(),
        "goals": [_row(goal) for goal in strategy.goals],
        "exclusions": [_row(one) for one in strategy.exclusions],
        "endings": [_row(one) for one in strategy.endings],
        "searched": strategy.searched,
        "retired": sorted(strategy.retired),
        "followed": sorted(strategy.followed),
        "players": assessor.players,
        "accounts": [account.id for account in assessor.accounts],
        "lost": {reason: [one.id for one in found] for reason, found in assessor.loss_reasons.items()},
        "today": assessor.today,
    }
    return {
        "made_by": np.array(made_by(assessor.embedder.name)),
        "told": np.frombuffer(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"), dtype=np.uint8),
        "entries": np.array(list(entries), dtype=np.int32).reshape(-1, 3),
        **_joined("by_stem", places.by_stem.values()),
        **_joined("by_name", places.by_name.values()),
        "goal_vectors": strategy.goal_vectors,
        "exclusion_vectors": strategy.exclusion_vectors,
    }


def _row(said: Goal | Exclusion) -> dict[str, Any]:
    """Return what a strategy says, with its document by identity."""
    return {one.name: getattr(said, one.name) for one in fields(said)} | {"document": said.document.id}


def _joined(name: str, lists: Iterable[array[int]]) -> Arrays:
    """Return lists of places as one array, and where each of them ends."""
    every = list(lists)
    joined = np.concatenate([np.zeros(0, dtype=np.uint32), *(np.asarray(one, dtype=np.uint32) for one in every)])
    return {name: joined, f"{name}_ends": np.cumsum([len(one) for one in every], dtype=np.int64)}


def _unpacked(kept: Arrays, index: Index, statements: Statements, embedder: Embedder) -> Assessor:
    told = json.loads(kept["told"].tobytes().decode("utf-8", "surrogatepass"))

    def document(identity: str) -> Document:
        found = index.document(identity)
        if found is None:
            raise KeyError(identity)
        return found

    def said(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        return ({**row, "document": document(row["document"])} for row in rows)

    strategy = Strategy(
        tuple(Goal(**row | {"measured": tuple(map(tuple, row["measured"]))}) for row in said(told["goals"])),
        tuple(Exclusion(**row) for row in said(told["exclusions"])),
        kept["goal_vectors"],
        kept["exclusion_vectors"],
        tuple(told["searched"]),
        tuple(Exclusion(**row) for row in said(told["endings"])),
        frozenset(told["retired"]),
        frozenset(told["followed"]),
    )
    return Assessor(
        index,
        statements,
        embedder,
        Catalogue(index, _places(told, kept), tuple(told["listed"])),
        strategy,
        tuple((name, [tuple(unit) for unit in words]) for name, words in told["players"]),
        tuple(document(identity) for identity in told["accounts"]),
        {reason: [document(identity) for identity in found] for reason, found in told["lost"].items()},
        told["today"],
    )


def _places(told: dict[str, Any], kept: Arrays) -> Places:
    """Return the places; where each stands, what it is called and by which stems it is found."""
    documents, entries = told["documents"], zip(kept["entries"].tolist(), told["names"], strict=True)
    return Places(
        [
            Entry(documents[at], None if block == _NOWHERE else block, _PLACES[sort], name)
            for (at, block, sort), name in entries
        ],
        dict(zip(told["stems"], _apart("by_stem", kept), strict=True)),
        dict(zip(map(tuple, told["called"]), _apart("by_name", kept), strict=True)),
        told["children"],
        {identity: frozenset(said) for identity, said in told["announced"].items()},
        told["projects"],
        told["folders"],
    )


def _apart(name: str, kept: Arrays) -> Iterator[array[int]]:
    """Yield the lists of `_joined`."""
    joined = kept[name]
    for start, end in pairwise([0, *kept[f"{name}_ends"].tolist()]):
        one = array("I")
        one.frombytes(joined[start:end].tobytes())
        yield one
