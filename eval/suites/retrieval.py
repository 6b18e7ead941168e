"""Does a search find what is relevant? The BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

The corpus is written out as text files and indexed by a night like any organisation's documents, so that what is
measured is the product: its parser, splitter, index and search. A corpus row is a document. Where the judgements name
documents whose rows are pages (`report.pdf` of the row `report.pdf:3`), a document holds its pages and is judged as a
whole; the rows of a ranking are then its pages, the best page of each document first.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from assistant.encoder.embedding import load_embedder
from assistant.index.reader import Place, open_index
from assistant.search.retrieval import Retriever
from assistant.settings import Settings
from eval.labelled import Row, read_judgements, read_rows
from eval.metrics import difference, mean, ndcg, recall, reciprocal_rank
from eval.plain_methods import METHODS, rankings
from eval.report import OURS, Case, Figure, Report
from ingest.night import Night

_DEPTH = 100
_MEASURES = ("ndcg@10", "recall@5", "recall@10", "mrr@10")
_FOLDER = "other"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The rows of a corpus by the file that holds them: where each row begins, in order, and its id."""

    starts: dict[str, list[int]]
    rows: dict[str, list[str]]
    texts: dict[str, str]
    paged: bool

    def row_at(self, path: str, offset: int) -> str:
        """Return the id of the row that holds a character of a document."""
        return self.rows[path][bisect_right(self.starts[path], offset) - 1]

    def judged(self, rows: Iterable[str]) -> list[str]:
        """Return what the judgements speak of, each once: the rows, or the documents that they are pages of."""
        return list(dict.fromkeys(_document_of(row) if self.paged else row for row in rows))


@dataclass(slots=True)
class _Scores:
    """The measures of each system, query by query."""

    values: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def add(self, system: str, ranked: Sequence[str], relevant: Mapping[str, int]) -> None:
        measured = (
            ndcg(ranked, relevant),
            recall(ranked, relevant, 5),
            recall(ranked, relevant, 10),
            reciprocal_rank(ranked, relevant),
        )
        for name, value in zip(_MEASURES, measured, strict=True):
            self.values.setdefault((system, name), []).append(value)


def run(folder: Path, index: Path | None = None) -> Report:
    """Index the corpus (into `index`, or a folder kept between runs), search every judged query, and score."""
    judged = read_judgements(folder / "qrels" / "test.tsv")
    queries = {str(row["_id"]): str(row["text"]) for row in read_rows(folder / "queries.jsonl", "_id", "text")}
    corpus = _corpus(read_rows(folder / "corpus.jsonl", "_id", "text"), judged)
    index = index or _kept(folder)
    _build(corpus, index)
    scores, cases = _Scores(), []
    with open_index(index) as opened:
        retriever = Retriever(opened, load_embedder())
        for query, relevant in judged.items():
            if query in queries:
                cases.append(_case(query, queries[query], relevant, retriever, corpus, scores))
    return Report("retrieval", str(folder), tuple(cases), tuple(_figures(scores)))


def _kept(folder: Path) -> Path:
    """Return where the index of a set is kept, so that a second run need not embed it again."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"bearing-eval-{name}"


def _corpus(rows: list[Row], judged: Mapping[str, Mapping[str, int]]) -> Corpus:
    ids = {str(row["_id"]) for row in rows}
    named = {document for relevant in judged.values() for document in relevant}
    paged = ids.isdisjoint(named) and not {_document_of(row) for row in ids}.isdisjoint(named)
    numbers: dict[str, str] = {}
    corpus = Corpus({}, {}, {}, paged)
    for row in rows:
        name = _document_of(str(row["_id"])) if paged else str(row["_id"])
        path = numbers.setdefault(name, f"{_FOLDER}/{len(numbers):07d}.txt")
        before = corpus.texts.get(path, "")
        corpus.starts.setdefault(path, []).append(len(before))
        corpus.rows.setdefault(path, []).append(str(row["_id"]))
        corpus.texts[path] = before + _section(row)
    return corpus


def _section(row: Row) -> str:
    """Return a row as text under its title."""
    title = " ".join(str(row.get("title") or "").split())
    heading = f"{title}\n{'=' * max(4, len(title))}\n\n" if title else ""
    body = "\n".join(str(row["text"]).splitlines())
    return f"{heading}{body}\n\n"


def _document_of(row: str) -> str:
    return row.rpartition(":")[0] or row


def _build(corpus: Corpus, index: Path) -> None:
    """Bring the index of a corpus up to date; a night that finds nothing changed does nothing."""
    sources = index / "corpus"
    (sources / _FOLDER).mkdir(parents=True, exist_ok=True)
    for path, text in corpus.texts.items():
        file = sources / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    Night(sources, index, Settings()).run()


def _case(
    query: str, text: str, relevant: dict[str, int], retriever: Retriever, corpus: Corpus, scores: _Scores
) -> Case:
    question = retriever.question(text)
    found = [row.candidate.place for row in retriever.find(question, _DEPTH)]
    systems = {OURS: found, **rankings(retriever, question)}
    ranked = {name: _ranked(places, retriever, corpus) for name, places in systems.items()}
    for name, rows in ranked.items():
        scores.add(name, corpus.judged(rows), relevant)
    best = recall(corpus.judged(ranked[OURS]), relevant, 10)
    fault = None if best > 0 else f"nothing relevant among the first ten for: {text}"
    return Case(query, {"query_id": query, "ranked": ranked[OURS][:_DEPTH]}, fault)


def _ranked(places: Iterable[Place], retriever: Retriever, corpus: Corpus) -> list[str]:
    """Return the rows that hold the passages, each once; of paged documents the best page of each comes first."""
    rows = []
    for place in places:
        passage, document = retriever.index.passage(place)
        rows.append(corpus.row_at(document.path, passage.start))
    rows = list(dict.fromkeys(rows))
    if not corpus.paged:
        return rows
    first = {_document_of(row): row for row in reversed(rows)}
    leads = [row for row in rows if first[_document_of(row)] == row]
    return leads + [row for row in rows if first[_document_of(row)] != row]


def _figures(scores: _Scores) -> Iterable[Figure]:
    for name in _MEASURES:
        mine = scores.values.get((OURS, name), [])
        yield Figure(name, mean(mine))
        for system in METHODS:
            theirs = scores.values.get((system, name), [])
            yield Figure(name, mean(theirs), system, difference(mine, theirs))
