"""Assess every initiative of the live generation for a circle of readers, once, and keep what was found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from assistant.assessing.assessment import Assessor
from assistant.assessing.first_reading import keep_assessor, made_by
from assistant.encoder.embedding import Embedder
from assistant.index.reader import Index
from assistant.nights.history import keep_night, maker_of, night_of
from assistant.nights.night import Night, night_now


class Reader(Protocol):
    """What is open for one reader; the assessor reads every document, and so only once it is asked for."""

    @property
    def index(self) -> Index:
        """Return the live generation as the reader has it."""

    @property
    def embedder(self) -> Embedder:
        """Return what embeds."""

    @property
    def assessor(self) -> Assessor:
        """Return what assesses."""


def record_night(index: Path, groups: Iterable[str], reader: Reader) -> Night:
    """Assess every initiative of the live generation for a circle and keep the result; again is a look-up.

    What other software or another embedder found is found anew.

    Raises:
        IndexUnusableError: there is no usable index, or the history cannot be written.
    """
    circle = tuple(sorted(groups))
    maker = made_by(reader.embedder.name)
    known = night_of(index, reader.index.generation, circle)
    if known is not None and maker_of(index, known.generation, circle) == maker:
        return known
    night = night_now(reader.assessor)
    keep_night(index, circle, night, maker)
    keep_assessor(index, reader.assessor)
    return night
