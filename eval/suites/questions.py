"""Are questions answered from the right lines, and the others refused? Rows `{id, question, answerable, gold}`.

`gold` and, where more places say the same, `also_in` are lists of `{file, line_start, line_end, quote}`. A row may name
the groups of its reader (`as`).

hit@k and mrr@10    of the passages that `bearing search` returns, over the answerable questions
answered            share of the answerable questions that got an answer
first_right         share of those answers whose first citation is a right one
citation_precision  share of right citations among those of answers to answerable questions
citation_recall     share of the answerable questions' gold places that an answer cites
abstention_recall   share of the unanswerable questions that were refused
abstention_precision  share of the refusals that were right
verbatim            share of all citations whose words stand in their document at their place
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.assistant import Assistant
from assistant.domain import Answer, Document, Locator
from assistant.encoder.embedding import load_embedder
from assistant.index.reader import Place
from eval.asks import Ask, about_answer, shown_of_answer
from eval.carrying import carried
from eval.judge import Judge
from eval.labelled import Row, read_rows
from eval.metrics import difference, mean, reciprocal_rank
from eval.plain_methods import METHODS, rankings
from eval.report import OURS, Case, Figure, Report

_RANKED = 10
_SAME_WORDS = 0.8
_WORD = re.compile(r"\w+")
_HIT = "gold"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document, as labelled or as cited; lines are None where the format has none."""

    file: str
    line_start: int | None
    line_end: int | None
    quote: str

    def agrees(self, gold: Stretch) -> bool:
        """Whether this is the labelled place: the same file, and the same lines or, without lines, the same words."""
        if self.file != gold.file and not self.file.endswith(f"/{gold.file}"):
            return False
        if None not in (self.line_start, self.line_end, gold.line_start):
            last = gold.line_end or gold.line_start
            return bool(self.line_start <= last and gold.line_start <= self.line_end)  # type: ignore[operator]
        mine, theirs = set(_WORD.findall(self.quote.lower())), set(_WORD.findall(gold.quote.lower()))
        return len(mine & theirs) >= _SAME_WORDS * max(1, min(len(mine), len(theirs)))

    def as_json(self) -> Row:
        """Return the stretch as the contract has it; without lines where the format has none."""
        lines = {} if self.line_start is None else {"line_start": self.line_start, "line_end": self.line_end}
        return {"file": self.file, **lines, "quote": self.quote}


@dataclass(slots=True)
class _Tally:
    """What was measured, question by question."""

    ranks: dict[str, list[list[str]]] = field(default_factory=lambda: {name: [] for name in (OURS, *METHODS)})
    answered: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    cited: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    verbatim: list[float] = field(default_factory=list)
    asks: list[Ask | None] = field(default_factory=list)


def run(data: Path, index: Path, groups: Sequence[str] = (), judge: Judge | None = None) -> Report:
    """Ask every question and hold the citations against the labelled lines; a judging model has its say beside that."""
    rows = read_rows(data, "id", "question", "answerable")
    embedder, tally = load_embedder(), _Tally()

    @cache
    def assistant(reader: tuple[str, ...]) -> Assistant:
        return Assistant.open(index, reader, embedder)

    cases = tuple(_case(row, assistant(_groups(row, groups)), tally) for row in rows)
    judgement = judge.judge(tally.asks) if judge else None
    return Report("questions", str(data), cases, tuple(_figures(tally)), judgement=judgement)


def _groups(row: Row, groups: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(row.get("as", groups))))


def _case(row: Row, assistant: Assistant, tally: _Tally) -> Case:
    answer = assistant.ask(str(row["question"]))
    hits = assistant.search(str(row["question"]), _RANKED)
    ranked = [_stretch(hit.document, hit.locator, hit.text) for hit in hits]
    cited = [_stretch(quote.document, quote.locator, quote.text) for quote in answer.quotes]
    gold, places = _places(row, "gold"), [*_places(row, "gold"), *_places(row, "also_in")]
    right = [any(one.agrees(place) for place in places) for one in cited]
    tally.verbatim += [float(_stands(quote.document, quote.start, quote.end, quote.text)) for quote in answer.quotes]
    if row["answerable"]:
        _count_answerable(row, answer, right, tally)
        tally.found += [float(any(one.agrees(place) for one in cited)) for place in gold]
        tally.ranks[OURS].append(_marks(ranked, places))
        plain = rankings(assistant.retriever, assistant.retriever.question(str(row["question"])))
        for name, found in plain.items():
            tally.ranks[name].append(_marks([_at(assistant, place) for place in found[:_RANKED]], places))
    else:
        tally.refused.append(float(answer.abstained))
    is_right = bool(row["answerable"]) and any(right)
    shown = shown_of_answer(answer)
    tally.asks.append(about_answer(str(row["id"]), answer.question, shown, is_right, carried(answer)))
    said = {"id": row["id"], "abstained": answer.abstained, "citations": [one.as_json() for one in cited]}
    return Case(str(row["id"]), {**said, "ranked": [one.as_json() for one in ranked]}, _fault(row, answer, right))


def _count_answerable(row: Row, answer: Answer, right: list[bool], tally: _Tally) -> None:
    tally.answered.append(float(not answer.abstained))
    tally.cited += [float(one) for one in right]
    if right:
        tally.first.append(float(right[0]))


def _fault(row: Row, answer: Answer, right: list[bool]) -> str | None:
    if not row["answerable"]:
        return None if answer.abstained else f"answered what the documents do not say: {answer.claims[0].text}"
    if answer.abstained:
        return f"refused what the documents say: {answer.reason}"
    return None if any(right) else f"cites none of the labelled places: {answer.claims[0].text}"


def _places(row: Row, name: str) -> list[Stretch]:
    listed = (place for place in row.get(name) or () if place.get("file"))
    return [Stretch(p["file"], p.get("line_start"), p.get("line_end"), p.get("quote", "")) for p in listed]


def _stretch(document: Document, locator: Locator, text: str) -> Stretch:
    return Stretch(document.path, locator.line_start, locator.line_end, text)


def _at(assistant: Assistant, place: Place) -> Stretch:
    passage, document = assistant.index.passage(place)
    text = document.text[passage.start : passage.end]
    return _stretch(document, document.locate(passage.start, passage.end), text)


def _stands(document: Document, start: int, end: int, words: str) -> bool:
    return document.text[start:end] == words and bool(words.strip())


def _marks(ranked: list[Stretch], places: list[Stretch]) -> list[str]:
    return [_HIT if any(one.agrees(place) for place in places) else "" for one in ranked]


def _figures(tally: _Tally) -> list[Figure]:
    figures = []
    for name, depth in (("hit@1", 1), ("hit@5", 5), ("mrr@10", _RANKED)):
        mine = [_rank_score(ranked, depth) for ranked in tally.ranks[OURS]]
        figures.append(Figure(name, mean(mine)))
        for system in METHODS:
            theirs = [_rank_score(ranked, depth) for ranked in tally.ranks[system]]
            figures.append(Figure(name, mean(theirs), system, difference(mine, theirs)))
    refused = sum(tally.refused)
    wrongly = len(tally.answered) - sum(tally.answered)
    return [
        *figures,
        Figure("answered", mean(tally.answered)),
        Figure("first_right", mean(tally.first)),
        Figure("citation_precision", mean(tally.cited)),
        Figure("citation_recall", mean(tally.found)),
        Figure("abstention_recall", mean(tally.refused)),
        Figure("abstention_precision", refused / (refused + wrongly) if refused + wrongly else 0.0),
        Figure("verbatim", mean(tally.verbatim)),
    ]


def _rank_score(ranked: list[str], depth: int) -> float:
    if depth == _RANKED:
        return reciprocal_rank(ranked, {_HIT})
    return float(_HIT in ranked[:depth])
