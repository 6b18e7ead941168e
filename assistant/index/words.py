"""The words of a shard, in tantivy: the one file that knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import tantivy

_BOOSTS = {"text": 1.0, "title": 0.4}
_WORD = re.compile(r"\w+(?:['’]\w+)?", re.UNICODE)
_STOP = frozenset(
    """
    a an and are as at be been but by can could did do does for from had has have how i if in into is it
    its me my of on or our shall should so than that the their them then there these they this those to
    was we were what when where which who whom whose why will with would you your
    """.split()
)
_FOREIGN = (
    frozenset(
        """
        aber als am an auf aus bei bis das dass dem den der des die ein eine einem einen einer es für gegen gibt hat
        haben ich ihr im in ist kann mit nach nicht ob oder sein seine sich sie sind und unsere unserer von vom vor
        wann warum was welche welchem welchen welcher welches wem wen wer werden wie wieviel wir wird wo zu zum zur über
        """.split()
    ),
    frozenset(
        """
        al como con cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo de del desde donde dónde el en entre es está
        están fue ha hasta hay la las los me nos nuestra nuestro para pero por porque qué que quién quiénes se ser si
        sin son su sus tiene un una y ya
        """.split()
    ),
)
"""The small words of German and of Spanish: two of one of them make a question one in that language."""
_FEW = 2


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", stored=True)
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("title", stored=False, tokenizer_name="en_stem", index_option="freq")
    return builder.build()


def build_words(folder: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Build the word index of a shard from (title and headings, text) of each passage, in row order."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for row, (title, text) in enumerate(rows):
        writer.add_document(tantivy.Document(row=row, title=title, text=text))
    writer.commit()
    writer.wait_merging_threads()


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def stems(text: str) -> list[str]:
    """Return the words of a text as the index knows them: lower case, English stems, in order."""
    return list(_analyzer().analyze(text))


def query_terms(question: str) -> list[str]:
    """Return the words of a question that can find something, in order, each once."""
    words = [word.lower() for word in _WORD.findall(question)]
    small = _STOP | small_words(question)
    kept = [word for word in words if word not in small] or words
    return list(dict.fromkeys(kept))


def small_words(question: str) -> frozenset[str]:
    """Return the small words of the language that a question is in, none where it is in English."""
    words = {word.lower() for word in _WORD.findall(question)} - _STOP
    return max((small for small in _FOREIGN if len(words & small) >= _FEW), key=len, default=frozenset())


def says_something(question: str) -> bool:
    """Tell whether a question has a word of its own beside the ones that every question has."""
    return any(word.lower() not in _STOP for word in _WORD.findall(question))


class Words:
    """A shard's words, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the index."""
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """Return the number of passages in it."""
        return int(self._searcher.num_docs)

    def frequency(self, stem: str) -> int:
        """Return in how many passages a stem occurs."""
        return int(self._searcher.doc_freq("text", stem))

    def search(self, terms: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Return (row, BM25 score) of the best passages for any of the terms, best first."""
        wanted = dict.fromkeys(stem for term in terms for stem in stems(term))
        if not wanted or not self.count:
            return []
        # Terms, not the query language: a question may hold any sign.
        clauses = [(tantivy.Occur.Should, self._clause(field, stem)) for stem in wanted for field in _BOOSTS]
        query = tantivy.Query.boolean_query(clauses)
        hits = self._searcher.search(query, limit=min(limit, self.count), count=False).hits
        found = [(int(self._searcher.doc(address)["row"][0]), float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _clause(self, field: str, stem: str) -> tantivy.Query:
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._index.schema, field, stem), _BOOSTS[field])
