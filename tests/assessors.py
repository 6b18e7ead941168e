"""An assessor of a test's organisation, and what it finds of one initiative."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.assessing.assessment import Assessor
from assistant.domain import Dimension, Finding
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import load_statements
from assistant.index.reader import open_index
from tests.built_once import built_once


@contextmanager
def assessor_of(files: Mapping[str, str], folder: Path, embedder: Embedder) -> Iterator[Assessor]:
    """Open the assessor of an organisation's files, by their paths; they are indexed in `folder` once a run."""
    with open_index(built_once(files, folder)) as index:
        yield Assessor.open(index, load_statements(), embedder)


def finding_of(assessor: Assessor, name: str, dimension: Dimension) -> Finding:
    """Return what is found of an initiative in a dimension."""
    assessment = assessor.assess(name)
    assert assessment.found, name
    return next(finding for finding in assessment.findings if finding.dimension is dimension)
