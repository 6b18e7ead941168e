"""An optional second opinion on what was found: any sentence-transformers CrossEncoder, by name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.encoder.cores import all_threads
from assistant.encoder.embedding import Vectors
from assistant.errors import UsageError


class Reranker(Protocol):
    """What reads a question with a passage and says how well the passage answers: higher is better."""

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """Return a score a text."""


class NamedReranker:
    """A CrossEncoder by its name or folder."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises:
            UsageError: there is no such model on this machine or its hub.
        """
        from sentence_transformers import CrossEncoder

        try:
            here = Path(name).is_dir() or os.environ.get("HF_HUB_OFFLINE") == "1"
            self._model = CrossEncoder(name, local_files_only=here)
        except (OSError, ValueError) as error:
            raise UsageError(f"cannot load the reranker {name!r}: {str(error).splitlines()[0]}") from error

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """Return a score a text; of a model with several labels that of the last."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with all_threads():
            rows = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32).reshape(len(texts), -1)[:, -1]


@cache
def load_reranker(name: str | None) -> Reranker | None:
    """Return the reranker of a name, loaded once in a process; None for none."""
    return NamedReranker(name) if name else None
