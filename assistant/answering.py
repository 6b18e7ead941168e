"""Evidence mode: an answer composed of checked quotes, or a refusal where the documents do not carry one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.domain import Answer, Assessment, Block, Claim, Document, Kind, Quote, Role
from assistant.expectation import expected
from assistant.index.words import stems
from assistant.plain import plain
from assistant.quotes import quote
from assistant.retrieval import Found, Question, Retriever

REFUSAL = "The documents that you may read do not answer this."
"""The one sentence of every refusal."""

ENOUGH = 0.55
"""The least score of the best sentence (its cosine, and 0.3 for all of the question's words): below it, a refusal.

Set on the labelled questions of two organisations, where it separates better than the passage's own score.
"""
_PASSAGES = 8
_CLAIMS = 3
_SUPPORT_MARGIN = 0.08
_NEIGHBOUR_MARGIN = 0.05
_LISTED = 12
_LISTS_READ = 24
_RANKING = frozenset(stems("current main key major top biggest largest most important today latest new"))
_HEADING_NAMES, _LIST_NAMED = 0.35, 0.7
"""How much of a list question its heading must name, and its heading and document title together."""
_NEWS = 1
"""Words that a sentence must have besides the question's own."""
_UNASKED_FIELD = 0.2
_SHORT_FIELD = 80
_HEADED = 0.8
"""What a question's word is worth that stands in the heading above and not in the sentence."""
_LINK_WORDS = 8
_LIST = re.compile(
    r"^\s*(?:list|name|enumerate)\b|\b(?:what|which)\s+(?:are|were)\b|\b(?:what|which)\s+(?:\w+\s+){0,3}?"
    r"(?:problems|outcomes|goals|objectives|initiatives|risks|teams|customers|competitors|personas|measures|priorities|steps"
    r"|reasons|features|segments|insights|recommendations|decisions)\b",
    re.IGNORECASE,
)
_FRAGMENT_WORDS = 7


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a document that bears on the question, and how well (higher is better)."""

    document: Document
    block: Block
    start: int
    end: int
    score: float


def answer(question: str, retriever: Retriever, kinds: Iterable[Kind] = ()) -> Answer:
    """Answer a question from what the reader may see; abstain where no sentence comes near to one."""
    asked = retriever.question(question)
    wants_list = bool(_LIST.search(question))
    found = retriever.find(asked, _LISTS_READ if wants_list else _PASSAGES, kinds)
    generation = retriever.index.generation
    listed = _list_of(asked, found) if wants_list else []
    if listed:
        return compose(question, generation, listed)
    evidence = _evidence(asked, found[:_PASSAGES], retriever)
    if not evidence or evidence[0].score < ENOUGH:
        return Answer(question, generation, reason=REFUSAL)
    return compose(question, generation, _chosen(evidence))


def compose(question: str, generation: str, evidence: Iterable[Evidence]) -> Answer:
    """Make a claim of each piece of evidence; what cannot be quoted is left out, and nothing left is a refusal."""
    claims: list[Claim] = []
    quotes: list[Quote] = []
    for piece in evidence:
        made = quote(piece.document, piece.start, piece.end)
        if made is not None:
            quotes.append(made)
            claims.append(Claim(claim_text(made, piece.block), (len(quotes),)))
    if not claims:
        return Answer(question, generation, reason=REFUSAL)
    return Answer(question, generation, tuple(claims), tuple(quotes))


def answer_from_assessment(question: str, assessment: Assessment) -> Answer:
    """Say an assessment as claims: the verdict on what decided it, then each finding that has quotes."""
    if not assessment.found or assessment.verdict is None:
        nearest = f" The nearest names are: {'; '.join(assessment.nearest)}." if assessment.nearest else ""
        reason = f"No document that you may read names {assessment.initiative!r}.{nearest}"
        return Answer(question, assessment.generation, reason=reason, assessment=assessment)
    quotes: list[Quote] = []
    claims: list[Claim] = []
    verdict = str(assessment.verdict).replace("_", " ")
    for finding in assessment.findings:
        if finding.quotes:
            numbers = tuple(range(len(quotes) + 1, len(quotes) + 1 + len(finding.quotes)))
            quotes += finding.quotes
            name, level = (str(word).replace("_", " ") for word in (finding.dimension, finding.level))
            claims.append(Claim(f"{name.capitalize()}: {level}. {finding.reason}", numbers))
    if claims:
        claims.insert(0, Claim(f"{assessment.initiative}: {verdict}.", claims[0].citations))
    silent = None if claims else f"The documents name {assessment.initiative} and say nothing that can be assessed."
    return Answer(question, assessment.generation, tuple(claims), tuple(quotes), silent, assessment)


def claim_text(made: Quote, block: Block) -> str:
    """Return a quote as a sentence to read: plain words, and where they stand if they say little alone."""
    words = plain(made.text)
    if block.role == Role.ROW and block.columns:
        cells = [cell.strip() for cell in made.text.strip().strip("|").split("|")]
        if len(cells) == len(block.columns):
            named = zip(block.columns, cells, strict=True)
            words = "; ".join(f"{plain(n)}: {plain(c)}" if plain(n) else plain(c) for n, c in named if plain(c))
    if block.role == Role.FIELD and block.locator.field:
        return (
            f"{made.document.title}: {block.locator.field} is {words}"
            if len(words) < 80
            else f"{made.document.title}: {words}"
        )
    lead = plain(block.trail[-1]) if block.trail else made.document.title
    alone = block.role not in (Role.ROW, Role.ITEM) and len(words.split()) >= _FRAGMENT_WORDS
    return words if alone or words.startswith(lead) else f"{lead}: {words}"


def _evidence(asked: Question, found: list[Found], retriever: Retriever) -> list[Evidence]:
    """Return the sentences of the found passages, best first."""
    best = found[0].hit.score if found else 0.0
    rows = []
    shown = expected(asked.text)
    for row in found:
        document = row.hit.document
        for start, end, cosine in retriever.index.sentence_scores(asked.vector, row.candidate.place):
            block = document.block_at(start)
            if block is None or block.role in (Role.HEADING, Role.HEADER) or _leads_nowhere(document.text[start:end]):
                continue
            said = set(stems(f"{block.locator.field or ''} {plain(document.text[start:end])}"))
            if len(said - asked.rarity.keys()) < _NEWS and block.role != Role.FIELD:
                continue  # it repeats the question
            if shown and not shown.search(plain(document.text[start:end])):
                continue
            # Under the heading "Mission" a sentence need not say "mission"; in a list the heading is what it is of.
            led = said | set(stems(plain(" ".join(block.trail[-1:]))))
            worth = 1.0 if block.role in (Role.ITEM, Role.ROW) else _HEADED
            covered = max(_share(said, asked), worth * _share(led, asked))
            score = cosine + 0.3 * covered - 0.06 * (best - row.hit.score)
            if block.role == Role.FIELD and not asked.rarity.keys() & set(stems(block.locator.field or "")):
                score -= _UNASKED_FIELD if end - start < _SHORT_FIELD else 0.0
            rows.append(Evidence(document, block, start, end, score))
    return sorted(rows, key=lambda piece: (-piece.score, piece.document.path, piece.start))


def _share(said: set[str], asked: Question) -> float:
    """Return how much of a question a sentence takes up, its rare words counting more: 0 to 1."""
    return sum(value for stem, value in asked.rarity.items() if stem in said) / (sum(asked.rarity.values()) or 1.0)


def _leads_nowhere(text: str) -> bool:
    """Tell whether a sentence states nothing: a link to elsewhere, a line that announces a list, a question."""
    last = text.rstrip(" \n*_>)]\"”’'")[-1:]
    return last in (":", "?") or "](#" in text or ("](" in text and len(plain(text).split()) <= _LINK_WORDS)


def _chosen(evidence: list[Evidence]) -> list[Evidence]:
    """Keep the best piece, widened by what belongs to it, and others that are nearly as good and say something else."""
    kept: list[Evidence] = []
    for piece in evidence:
        if len(kept) == _CLAIMS or piece.score < evidence[0].score - _SUPPORT_MARGIN:
            break
        if all(_differs(piece, other) for other in kept):
            kept.append(piece)
    return [_widened(piece, evidence) for piece in kept]


def _differs(piece: Evidence, other: Evidence) -> bool:
    if piece.document.id == other.document.id and piece.block == other.block:
        return False
    mine, theirs = (set(stems(plain(e.document.text[e.start : e.end]))) for e in (piece, other))
    return len(mine & theirs) < 0.7 * max(1, min(len(mine), len(theirs)))


def _widened(piece: Evidence, evidence: list[Evidence]) -> Evidence:
    """Add the sentence before or after in the same block where it scores nearly as well."""
    start, end = piece.start, piece.end
    for other in evidence:
        same = other.document.id == piece.document.id and other.block == piece.block
        gap = min(abs(other.start - end), abs(start - other.end))
        if same and gap <= 2 and other.score >= piece.score - _NEIGHBOUR_MARGIN and end - start < 400:
            start, end = min(start, other.start), max(end, other.end)
    return Evidence(piece.document, piece.block, start, end, piece.score)


def _list_of(asked: Question, found: list[Found]) -> list[Evidence]:
    """Return the list that stands under the heading and title that were asked for; of equal ones the newest."""
    best: tuple[float, str, list[Block], Document] | None = None
    asked = replace(asked, rarity={stem: value for stem, value in asked.rarity.items() if stem not in _RANKING})
    for document in {row.hit.document.id: row.hit.document for row in found}.values():
        title = set(stems(f"{plain(document.title)} {document.path} {document.kind}"))
        for blocks in _lists(document):
            heading = set(stems(plain(" ".join(blocks[0].trail[-1:]))))
            named = _share(heading | title, asked)
            if _share(heading, asked) < _HEADING_NAMES or named < _LIST_NAMED:
                continue
            if best is None or (named, document.date or "") > best[:2]:
                best = (named, document.date or "", blocks, document)
    return [Evidence(best[3], block, block.start, block.end, best[0]) for block in best[2]] if best else []


def _lists(document: Document) -> list[list[Block]]:
    """Return the runs of items or rows of a document that are short enough to be read out."""
    runs: list[list[Block]] = []
    for block in document.blocks:
        if block.role not in (Role.ITEM, Role.ROW):
            runs.append([])
        elif runs and runs[-1] and _same_list(runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [run for run in runs if 1 < len(run) <= _LISTED and run[0].trail]


def _same_list(block: Block, other: Block) -> bool:
    return block.role == other.role and block.trail == other.trail and block.columns == other.columns
