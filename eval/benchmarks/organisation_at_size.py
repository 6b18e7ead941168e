"""An organisation of any size, for benchmarks of asking: real sentences, dealt out again and again.

Their vectors and tokens are those of the packaged model, computed once a sentence, so that searching, reading closely
and composing an answer have the work that they have on real text; a rare word in each sentence keeps them apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from assistant.encoder.embedding import PackagedMiniLM, QuestionVectors, Span, TextVectors, Vectors
from assistant.encoder.token_codes import Codes, load_codebook
from assistant.settings import Settings, SourceSettings
from eval.labelled import read_rows

NAME = "dealt-out"
PER_DOCUMENT, _PER_PASSAGE = 20, 6
AUDIENCES = (("everyone", 14), ("leads", 4), ("board", 2))
"""Who may read a document, of twenty."""
KINDS = ("strategy", "problems", "work", "collaboration")
_SAMPLE = Path(__file__).resolve().parents[1] / "organisation"
_STATEMENTS = Path(__file__).resolve().parents[1] / "training" / "statements.jsonl"
_SENTENCE = re.compile(r"[A-Z][^\n|<>{}\[\]()#*]{40,220}?[.](?=\s)")
_APART = re.compile(r" ref \w+\.$")
_SYLLABLES = "ba be di do ka ki lo lu ma mi no nu ra ro sa so ta te va vi".split()


def sentences() -> list[str]:
    """Return the sentences of the sample organisation's plain files and of the training statements."""
    files = sorted(file for ending in ("md", "txt", "html") for file in _SAMPLE.rglob(f"*.{ending}"))
    text = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    stated = (str(row["text"]) for row in read_rows(_STATEMENTS, "text"))
    found = [*_SENTENCE.findall(text), *(f"{one.rstrip(chr(46))}." for one in stated if 40 < len(one) < 220)]
    return list(dict.fromkeys(" ".join(one.split()) for one in found))


def write_organisation(folder: Path, passages: int, seed: int = 1) -> Settings:
    """Write Markdown documents of about `PER_DOCUMENT` passages each; return the settings that say who reads what."""
    chance, known = random.Random(seed), sentences()
    audiences = [audience for audience, share in AUDIENCES for _ in range(share)]
    for number in range(passages // PER_DOCUMENT):
        audience, kind = audiences[number % len(audiences)], KINDS[number // len(audiences) % len(KINDS)]
        target = folder / f"{audience} {kind}"
        target.mkdir(parents=True, exist_ok=True)
        sections = [_section(chance, known) for _ in range(PER_DOCUMENT)]
        (target / f"note {number}.md").write_text(
            f"# {_heading(chance, known)}\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8"
        )
    sources = [SourceSettings(path=f"{who} {kind}", kind=kind, audience=who) for who, _ in AUDIENCES for kind in KINDS]
    return Settings(sources=tuple(sources), embedder=NAME)


def _heading(chance: random.Random, known: Sequence[str]) -> str:
    return " ".join(chance.choice(known).split()[:6]).rstrip(".,;:")


def _section(chance: random.Random, known: Sequence[str]) -> str:
    said = (
        f"{one[:-1]} ref {''.join(chance.choices(_SYLLABLES, k=4))}." for one in chance.choices(known, k=_PER_PASSAGE)
    )
    return f"## {_heading(chance, known)}\n\n" + " ".join(said)


class DealtOut:
    """The packaged model for questions; for passages, what it said once of each of their sentences."""

    name = NAME
    dimension = 384
    max_tokens = 256

    def __init__(self) -> None:
        """Load the packaged model."""
        self._model = PackagedMiniLM()

    @cache  # noqa: B019 - one embedder a process
    def _known(self) -> dict[str, TextVectors]:
        known = sentences()
        return dict(zip(known, self._model.encode_parts(known, [()] * len(known)), strict=True))

    def count_tokens(self, text: str) -> int:
        """Return about how many word pieces there are."""
        return len(text) // 5

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text."""
        return self._model.encode(texts)

    def encode_question(self, text: str) -> QuestionVectors:
        """Return a question as the packaged model reads it."""
        return self._model.encode_question(text)

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[TextVectors]:
        """Return what is known of the sentences of each text, put together."""
        return [self._joined(text, spans) for text, spans in zip(texts, parts, strict=True)]

    def _joined(self, text: str, spans: Sequence[Span]) -> TextVectors:
        nothing = TextVectors(
            np.full(384, 1e-3, dtype=np.float32), np.zeros((0, 384), dtype=np.float32), load_codebook().nothing(0)
        )
        said = [self._known().get(_APART.sub(".", text[start:end]), nothing) for start, end in spans]
        rows = np.array([one.whole for one in said], dtype=np.float32).reshape(-1, self.dimension)
        whole = rows.sum(axis=0) + np.random.default_rng(len(text)).normal(0, 0.02, self.dimension)
        tokens = [_numbered(one.tokens, at) for at, one in enumerate(said, start=1)]
        unit = (whole / np.linalg.norm(whole)).astype(np.float32)
        return replace(nothing, whole=unit, parts=rows, tokens=np.concatenate([nothing.tokens, *tokens]))


def _numbered(tokens: Codes, part: int) -> Codes:
    """Return tokens as those of a part."""
    moved = tokens.copy()
    moved[:, 0] = min(part, 255)
    return moved


def load(name: str) -> DealtOut:
    """Return the embedder, whatever the settings name."""
    return DealtOut()
