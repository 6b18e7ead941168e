"""Bearing's search as a LlamaIndex retriever, so that any LlamaIndex program can ask what a reader may see."""

from __future__ import annotations

from collections.abc import Iterable

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.domain import Hit, Kind
from assistant.search.retrieval import Retriever


class BearingRetriever(BaseRetriever):
    """Returns the passages that `bearing search` returns, each as a node whose metadata says where it stands."""

    def __init__(self, retriever: Retriever, top: int = 10, kinds: Iterable[Kind] = ()) -> None:
        """Search with a reader's retriever; documents of some kinds only where `kinds` names any."""
        self._retriever = retriever
        self._top = top
        self._kinds = tuple(kinds)
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._retriever.search(query_bundle.query_str, self._top, self._kinds)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


def _node(hit: Hit) -> TextNode:
    """Return a passage verbatim; its metadata is for citing, and neither embedded nor shown to a model."""
    place = {f"locator_{name}": value for name, value in hit.locator.as_json().items()}
    metadata = {**hit.document.as_json(), **place}
    return TextNode(
        id_=f"{hit.document.id}:{hit.passage.start}-{hit.passage.end}",
        text=hit.text,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
    )
