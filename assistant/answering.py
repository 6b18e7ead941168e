"""Evidence mode: an answer composed of checked quotes, or a refusal where the documents do not carry one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.checker import seen
from assistant.checking import Detail, mismatches
from assistant.disagreement import disagrees
from assistant.domain import Answer, Assessment, Block, Claim, Kind, Quote, Role
from assistant.index.words import says_something
from assistant.listed import LISTS_READ, list_of, wants_list
from assistant.plain import plain
from assistant.quotes import quote
from assistant.retrieval import Retriever
from assistant.sentence_evidence import Evidence, differs, sentence_evidence, widened

REFUSAL = "The documents that you may read do not answer this."
"""How every refusal begins."""
SILENT = f"{REFUSAL} Nothing in them comes near to it."
BESIDE = f"{REFUSAL} They touch on it and leave open what you ask."
UNCLEAR = f"{REFUSAL} What is it about? Name an initiative, a team, a customer or a measure."

_PASSAGES = 8
_CLAIMS, _SUPPORT_MARGIN = 3, 0.05
_LISTED_CLAIMS, _LISTED_MARGIN = 5, 0.12
"""Of a question for several things to which no list stands ready."""
_NEAR, ENOUGH = 0.45, 0.55
"""From these scores on the best sentence is about what was asked, and taken for an answer.

Set on the labelled questions of one organisation: none of its ten unanswerable questions reaches the second.
"""
_FRAGMENT_WORDS = 7


def answer(question: str, retriever: Retriever, kinds: Iterable[Kind] = ()) -> Answer:
    """Answer a question from what the reader may see; abstain where no sentence carries an answer."""
    asked = retriever.question(question)
    listing = wants_list(question)
    found = retriever.find(asked, LISTS_READ if listing else _PASSAGES, kinds)
    generation = retriever.index.generation
    listed = list_of(asked, found) if listing else []
    if listed:
        return compose(question, generation, listed)
    if not says_something(question):
        return Answer(question, generation, reason=UNCLEAR)
    evidence = sentence_evidence(asked, found, retriever)
    if not evidence or evidence[0].score < _NEAR:
        return Answer(question, generation, reason=SILENT)
    if evidence[0].score < ENOUGH:
        return Answer(question, generation, reason=BESIDE)
    return _spoken(question, generation, evidence, listing)


def _spoken(question: str, generation: str, evidence: Sequence[Evidence], listing: bool) -> Answer:
    """Say the best sentence, then what supports it, then what says otherwise."""
    chosen = _chosen(evidence, *((_LISTED_CLAIMS, _LISTED_MARGIN) if listing else (_CLAIMS, _SUPPORT_MARGIN)))
    against = [piece for piece in chosen[1:] if _opposed(piece, chosen[0])]
    ordered = [piece for piece in chosen if piece not in against]
    made = compose(question, generation, [*ordered, *against])
    claims = list(made.claims)
    for at, piece in enumerate(against, start=len(ordered)):
        if at < len(claims):
            claims[at] = Claim(f"{plain(piece.document.title)} says otherwise: {claims[at].text}", claims[at].citations)
    return Answer(question, generation, tuple(claims), made.quotes, made.reason)


def _chosen(evidence: Sequence[Evidence], most: int, margin: float) -> list[Evidence]:
    """Keep the best piece, widened by what belongs to it, and others that are nearly as good and say something else."""
    kept: list[Evidence] = []
    for piece in evidence:
        if len(kept) == most or piece.score < evidence[0].score - margin:
            break
        if all(differs(piece, other) or _opposed(piece, other) for other in kept):
            kept.append(piece)
    return [widened(piece, evidence) for piece in _newest_first(kept)]


def _opposed(piece: Evidence, other: Evidence) -> bool:
    """Tell whether two documents say different things of one matter."""
    return piece.document.id != other.document.id and disagrees(other.words, piece.words)


def _newest_first(kept: list[Evidence]) -> list[Evidence]:
    """Put what a newer document says instead of the best piece before it."""
    newer = [p for p in kept[1:] if (p.document.date or "") > (kept[0].document.date or "") and _opposed(p, kept[0])]
    if not newer:
        return kept
    first = max(newer, key=lambda piece: piece.document.date or "")
    return [first, *(piece for piece in kept if piece is not first)]


def compose(question: str, generation: str, evidence: Iterable[Evidence]) -> Answer:
    """Make a claim of each piece of evidence; what cannot be quoted is left out, and nothing left is a refusal."""
    claims: list[Claim] = []
    quotes: list[Quote] = []
    for piece in evidence:
        made = quote(piece.document, piece.start, piece.end)
        said = claim_text(made, piece.block) if made else ""
        if made is not None and carried(said, made, piece.block):
            quotes.append(made)
            claims.append(Claim(said, (len(quotes),)))
    if not claims:
        return Answer(question, generation, reason=SILENT)
    return Answer(question, generation, tuple(claims), tuple(quotes))


def carried(claim: str, made: Quote, block: Block) -> bool:
    """Tell whether every number, unit, date and name of a claim stands in its quote or in what heads it."""
    # A negation is in the claim as it is in the quote, whose words it repeats.
    return all(one.detail is Detail.NEGATION for one in mismatches(claim, seen(made, block)))


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
