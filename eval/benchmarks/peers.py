"""What a user would take instead: `python -m eval.benchmarks.peers [--pdf FOLDER] [--out FILE]` (`make peers` first).

The same documents of the sample organisation (those that everyone may read, as text), the same MiniLM, the same
questions (all labelled ones of a reader without groups that need no computing over records), one process for each
system. A piece is right where it has the labelled words of a labelled file, or is a part of them. "Pages per second" is
a folder of PDF documents read, cut, embedded and stored by each with its own reader: those of the sample organisation,
or `--pdf`. The table is printed, and with `--out` written, as Markdown; in parentheses stands Bearing's figure over
that of the peer.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.encoder.embedding import load_embedder
from assistant.index.reader import Index, open_index
from assistant.settings import load_settings
from eval.benchmarks.peer_systems import SYSTEMS, TOP, System
from eval.benchmarks.scripted import Piece, Said
from eval.casebook import Labelled, read_cases
from eval.observe import answer_of
from eval.suites.sample import ORGANISATION
from ingest.night import Night

OURS = "Bearing"
_CORES, _WARM, _AT = 2, 5, 5


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of the table: its key, its head, how it is written, and whether less of it is better."""

    key: str
    head: str
    form: str
    less: bool = False


COLUMNS = (
    Column("hit", f"hit@{_AT}", ".3f"),
    Column("mrr", f"MRR@{TOP}", ".3f"),
    Column("found", "answered with a right citation", ".3f"),
    Column("precision", "citations that are right", ".3f"),
    Column("words", "words a citation", ".0f", less=True),
    Column("refused", "refused of what has no answer", ".3f"),
    Column("rate", "PDF pages a second", ".1f"),
    Column("search", "search, p95 ms", ".0f", less=True),
    Column("answer", "answer, p95 ms", ".0f", less=True),
    Column("memory", "peak memory, MB", ".0f", less=True),
)


class Bearing:
    """Bearing, asked as everyone."""

    def read(self, texts: Sequence[Piece], folder: Path) -> int:
        """Run the first night on the files themselves."""
        receipt = Night(ORGANISATION, folder / "index", load_settings(ORGANISATION)).run()
        self.assistant = Assistant(open_index(folder / "index"), load_embedder())
        return receipt.passages

    def search(self, question: str) -> list[Piece]:
        """Search."""
        return [Piece(hit.document.path, hit.text) for hit in self.assistant.search(question, TOP)]

    def answer(self, question: str) -> Said:
        """Answer in evidence mode."""
        said = answer_of(self.assistant, question)
        return Said(said.text, tuple(Piece(made.document.path, made.text) for made in said.quotes))

    def night(self, sources: Path, folder: Path) -> None:
        """Run a first night on a folder."""
        Night(sources, folder / "index", load_settings(sources)).run()


def questions() -> list[Labelled]:
    """Return the cases that are asked."""
    return [
        case
        for case in read_cases()
        if case.question and not case.groups and case.answer is None and (case.gold or not case.answerable)
    ]


def holds(piece: Piece, case: Labelled) -> bool:
    """Whether a piece has the words of a labelled place, or is a part of them."""
    said = _spaced(piece.text)
    return any(
        place.file == piece.path and (_spaced(place.quote) in said or said in _spaced(place.quote))
        for place in case.gold
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def measure(name: str, pdf: Path, texts: Path) -> dict[str, float]:
    """Let one system read, search and answer; return its figures by the keys of `COLUMNS`.

    `texts` is the file of the documents: Bearing, which reads the sample organisation itself, writes it for the others.
    """
    import torch

    torch.set_num_threads(_CORES)
    with tempfile.TemporaryDirectory(prefix="bearing-peers-") as folder:
        system: System | Bearing = Bearing() if name == OURS else SYSTEMS[name]()
        pieces = system.read(read_texts(texts) if name != OURS else (), Path(folder))
        rows = asked(system)
        if isinstance(system, Bearing):
            write_texts(system.assistant.index, texts)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pieces": float(pieces), **rows, "memory": memory, "rate": rate(name, pdf)}


def asked(system: System | Bearing) -> dict[str, float]:
    """Return what comes of all questions: quality, and times in milliseconds."""
    cases = questions()
    for case in cases[:_WARM]:
        system.search(str(case.question))
        system.answer(str(case.question))
    labelled = [case for case in cases if case.gold]
    ranks = []
    found, search_times = _timed(labelled, system.search)
    for case, rows in zip(labelled, found, strict=True):
        ranks.append(next((at for at, piece in enumerate(rows, start=1) if holds(piece, case)), 0))
    said, answer_times = _timed(cases, system.answer)
    shown = [(case, answer) for case, answer in zip(cases, said, strict=True) if case.gold]
    cited = [(piece, case) for case, answer in shown for piece in answer.pieces]
    right = [any(holds(piece, case) for piece in answer.pieces) for case, answer in shown]
    unanswerable = [not answer.pieces for case, answer in zip(cases, said, strict=True) if not case.answerable]
    return {
        "hit": float(np.mean([0 < rank <= _AT for rank in ranks])),
        "mrr": float(np.mean([1 / rank if rank else 0.0 for rank in ranks])),
        "found": float(np.mean(right)),
        "precision": float(np.mean([holds(piece, case) for piece, case in cited])) if cited else 0.0,
        "words": float(np.median([len(piece.text.split()) for piece, _ in cited])) if cited else 0.0,
        "refused": float(np.mean(unanswerable)),
        "search": float(np.quantile(search_times, 0.95)),
        "answer": float(np.quantile(answer_times, 0.95)),
    }


def _timed(cases: Sequence[Labelled], ask: Callable[[str], Any]) -> tuple[list[Any], list[float]]:
    answers, times = [], []
    for case in cases:
        begun = time.perf_counter()
        answers.append(ask(str(case.question)))
        times.append(1000 * (time.perf_counter() - begun))
    return answers, times


def write_texts(index: Index, file: Path) -> None:
    """Write the documents that everyone may read, each as the text that Bearing reads of it."""
    rows = [[document.path, document.text] for document in index.documents()]
    file.write_text(json.dumps(rows), encoding="utf-8")


def read_texts(file: Path) -> list[Piece]:
    """Return the documents of `write_texts`."""
    return [Piece(path, text) for path, text in json.loads(file.read_text(encoding="utf-8"))]


def rate(name: str, pdf: Path) -> float:
    """Return how many PDF pages a second a system reads, cuts, embeds and stores."""
    from pypdf import PdfReader

    files = sorted(pdf.rglob("*.pdf"))
    pages = sum(len(PdfReader(file).pages) for file in files)
    with tempfile.TemporaryDirectory(prefix="bearing-peers-") as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        for number, file in enumerate(files):
            shutil.copy(file, sources / f"{number:04d}.pdf")
        begun = time.perf_counter()
        if name == OURS:
            Bearing().night(sources, Path(folder))
        else:
            system = SYSTEMS[name]()
            system.read(system.pages(sources), Path(folder))
        return pages / (time.perf_counter() - begun)


def table(rows: dict[str, dict[str, float]]) -> str:
    """Return the figures as a table in Markdown, with the ratios to the first row."""
    lines = [
        "| | " + " | ".join(column.head for column in COLUMNS) + " |",
        "|---|" + "---:|" * len(COLUMNS),
    ]
    ours = rows[OURS]
    for name, row in rows.items():
        cells = []
        for column in COLUMNS:
            ratio = f" ({ours[column.key] / row[column.key]:.2f}×)" if name != OURS and row[column.key] else ""
            cells.append(f"{row[column.key]:{column.form}}{ratio}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main(pdf: Path, out: Path | None) -> None:
    """Measure each system in a process of its own, and print the table."""
    rows = {}
    with tempfile.TemporaryDirectory(prefix="bearing-peers-") as folder:
        for name in (OURS, *SYSTEMS):
            options = ["--one", name, "--pdf", str(pdf), "--texts", str(Path(folder) / "texts.json")]
            command = [sys.executable, "-m", "eval.benchmarks.peers", *options]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            rows[name] = json.loads(done.stdout.strip().splitlines()[-1])
            print(f"{name}: measured", file=sys.stderr, flush=True)
    written = table(rows)
    print(written)
    if out:
        out.write_text(written, encoding="utf-8")


def _option(name: str) -> str | None:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


if __name__ == "__main__":
    corpus = Path(_option("--pdf") or ORGANISATION)
    one = _option("--one")
    if one:
        print(json.dumps(measure(one, corpus, Path(str(_option("--texts"))))))
    else:
        target = _option("--out")
        main(corpus, Path(target) if target else None)
