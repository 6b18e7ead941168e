"""Evidence mode: an answer composed of checked quotes, or a refusal where the documents do not carry one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.catalogue.own_pages import is_about_one
from assistant.checking.checker import seen
from assistant.checking.details import Detail, mismatches
from assistant.checking.disagreement import disagrees
from assistant.domain import Answer, Assessment, Block, Claim, Kind, Quote, Role
from assistant.evidence_mode.answerability import judge, threshold
from assistant.evidence_mode.asked_before import asked_before
from assistant.evidence_mode.expected_kinds import of_expected_kind
from assistant.evidence_mode.grounds import share_of, wants_reason
from assistant.evidence_mode.introductions import with_what_is_introduced
from assistant.evidence_mode.listed import LISTS_READ, list_of, wants_list
from assistant.evidence_mode.sentence_evidence import Evidence, differs, sentence_evidence, widened
from assistant.index.words import stems
from assistant.quotes import quote
from assistant.search.retrieval import Found, Question, Retriever
from assistant.text.names import says_all, units
from assistant.text.plain import plain
from assistant.text.reached import asks_what_came, is_only_planned
from assistant.text.small_words import says_something
from assistant.text.walk import label_above

REFUSAL = "The documents that you may read do not answer this."
"""How every refusal begins."""
SILENT = f"{REFUSAL} Nothing in them comes near to it."
BESIDE = f"{REFUSAL[:-1]} in so many words."
CONFLICT = "The documents disagree, and their dates do not tell which of them holds."
"""What stands beside an answer whose sources conflict: each of them is quoted."""
UNCLEAR = f"{REFUSAL} What is it about? Name an initiative, a team, a customer or a measure."

PASSAGES = 8
_CLAIMS, _SUPPORT_MARGIN = 3, 0.05
_OPPOSED_MARGIN = 0.12
"""How much less well what answers too agrees with the question, and is told where it says otherwise."""
_LISTED_CLAIMS, _LISTED_MARGIN = 5, 0.12
"""Of a question for several things to which no list stands ready."""
_EACH, _LISTED_EACH = 2, 5
"""Pieces of one passage that may be said."""
_TOUCHED = 0.6
"""Share of a question, its rare words counting more, from which what was found touches on it."""
_PLAINLY = 2.0
"""Log-odds above the threshold at which a sentence answers why, though no word of it announces a reason."""
_A_REASON = 8
"""Words of a sentence that says something and why; a shorter one only says again what was asked."""
_NEAREST, _NEAR = 4, 0.4
"""Places that are shown where none of them answers, and the score from which one comes near.

Of 70 questions that documents of five organisations answer and that were refused, one of these places is the answer of
34; of 40 that they do not answer, 28 show one.
"""
_SAYS_LITTLE = frozenset(
    stems(
        "actually again already anyway basically currently even ever exactly just lately maybe nowadays now perhaps"
        " please presently really simply still supposed today too trying yet"
    )
)
"""What a question says of itself or of the day on which it is asked, and no document need say."""
_FRAGMENT_WORDS = 7
_COUNTS = re.compile(
    r"\b(?:how (?:many|much)|what (?:share|percentage|number)|wie ?viele?|cuánt[oa]s?)\b", re.IGNORECASE
)
_ASKS_OF_PLANS = re.compile(
    r"\b(?:want\w*|goals?|aims?|targets?|objectives?|outcomes?|plan\w*|should|shall|will|would|intend\w*|hop(?:e|es|ing)"
    r"|achieve\w*|chang\w+|differen\w+|improv\w+|priorit\w+|key results?|ziele?|soll\w*|objetivos?)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"^\W*(?:do|did) (?:we|you|they) (?:have|own|run|use) (?:an? |any |the )?(?P<what>[^?,]+?)\W*$", re.I)
"""Whether there is something: a sentence that does not name it, whatever stands above it, does not say so."""
_TITLES = frozenset({"summary", "title", "name", "subject"})
"""Fields that say what a record is called."""
_COUNTS_ROWS = frozenset({"#", "no", "nr"})
"""Columns that number the rows of a table."""


def answer(question: str, retriever: Retriever, kinds: Iterable[Kind] = ()) -> Answer:
    """Answer a question from what the reader may see; abstain where no sentence carries an answer."""
    asked = retriever.question(question)
    listing = wants_list(question)
    found = retriever.find(asked, LISTS_READ if listing else PASSAGES, kinds)
    generation = retriever.index.generation
    if known := asked_before(question, found):
        return Answer.of(question, generation, known)
    listed = list_of(asked, found) if listing else []
    if listed:
        return compose(question, generation, listed)
    if not says_something(question):
        return Answer(question, generation, reason=UNCLEAR)
    evidence = sentence_evidence(asked, found, retriever)
    fit = of_expected_kind(question, [piece for piece in evidence if _fits(asked, piece)])
    judged = judge(asked, found, fit, _LISTED_EACH if listing else _EACH)
    if judged and judged[0].odds >= threshold():
        return _spoken(question, generation, with_what_is_introduced(judged, fit), fit, listing)
    near, touches = judged if len(fit) == len(evidence) else judge(asked, found, evidence), _touch(found, asked)
    if touches and not fit and wants_reason(asked) and near and answers_plainly(near[0]):
        return _spoken(question, generation, near, evidence, listing)
    nearest = _nearest([*near[:touches], *(piece for piece in near[touches:] if piece.score >= _NEAR)])
    return Answer(question, generation, reason=BESIDE if nearest else SILENT, nearest=nearest)


def answers_plainly(piece: Evidence) -> bool:
    """Tell whether a sentence is so sure an answer that it gives a reason without a word that announces one."""
    says_more = piece.block.role is not Role.FIELD and len(piece.words.split()) >= _A_REASON
    return says_more and piece.odds >= threshold() + _PLAINLY


def _fits(asked: Question, piece: Evidence) -> bool:
    """Tell whether a piece is of the kind that was asked for: a reason, or what came about and not what was planned."""
    if wants_reason(asked) and not (piece.grounds is not None and piece.grounds.answers(piece.alone)):
        return False
    block = piece.block
    if (has := _HAS.match(asked.text)) and not says_all(piece.words, units(has["what"])):
        return False
    if not asks_what_came(asked.text):
        return True
    heads = (*filter(None, [label_above(piece.document, block)]), *reversed(block.trail), piece.document.title)
    return not is_only_planned(piece.words, heads, (*filter(None, [block.locator.field]), *block.columns))


def _touch(found: Sequence[Found], asked: Question) -> bool:
    """Tell whether what was found speaks of what the question is about."""
    said = {stem for row in found for stem in stems(plain(f"{row.hit.document.title} {row.hit.text}"))}
    matter = {stem: value for stem, value in asked.rarity.items() if stem not in _SAYS_LITTLE}
    return share_of(said, matter or asked.rarity) >= _TOUCHED


def _nearest(judged: Sequence[Evidence]) -> tuple[Quote, ...]:
    """Return the places that come nearest to an answer, one of a passage."""
    best: dict[int, Evidence] = {}
    for piece in judged:
        best.setdefault(id(piece.found), piece)
    made = (quote(piece.document, piece.start, piece.end) for piece in best.values())
    return tuple(filter(None, made))[:_NEAREST]


def _spoken(
    question: str, generation: str, judged: Sequence[Evidence], evidence: Sequence[Evidence], listing: bool
) -> Answer:
    """Say what answers best, then what supports it, then what says otherwise."""
    kept = _chosen(judged, *((_LISTED_CLAIMS, _LISTED_MARGIN) if listing else (_CLAIMS, _SUPPORT_MARGIN)))
    chosen = _apart([widened(piece, evidence) for piece in _newest_first(kept)])
    against = [piece for piece in chosen[1:] if _opposed(piece, chosen[0])]
    facts_first = chosen if _ASKS_OF_PLANS.search(question) else sorted(chosen, key=_tells_a_wish)
    rows = [_placed(question, row, piece) for piece in facts_first if piece not in against and (row := said_of(piece))]
    for piece in against:
        if row := said_of(piece):
            rows.append((f"{plain(piece.document.title)} says otherwise: {row[0]}", row[1]))
    if not rows:
        return Answer(question, generation, reason=SILENT)
    undecided = any(not _newer(chosen[0], piece) for piece in against)
    return Answer.of(question, generation, rows, CONFLICT if undecided else None)


def _tells_a_wish(piece: Evidence) -> bool:
    return _is_wish(piece.words, piece.block)


def _is_wish(words: str, block: Block) -> bool:
    """Tell whether what is said is wished and only its heading says so, as below "What we want to be different"."""
    head = plain(block.trail[-1]) if block.trail[1:] else ""
    return bool(head) and is_only_planned(words, [head]) and not is_only_planned(words, [])


def _newer(piece: Evidence, other: Evidence) -> bool:
    """Tell whether one document is known to be newer than the other."""
    return bool(piece.document.date and other.document.date) and str(piece.document.date) > str(other.document.date)


def _chosen(judged: Sequence[Evidence], most: int, margin: float) -> list[Evidence]:
    """Keep the best piece, and of those that agree nearly as well what answers too or says otherwise."""
    best, kept = judged[0], list[Evidence]()
    for piece in judged:
        answers, near = piece.odds >= threshold(), piece.score >= best.score - margin
        if len(kept) == most or not (near or (answers and piece.score >= best.score - _OPPOSED_MARGIN)):
            continue
        another = near and answers and all(differs(piece, other) for other in kept)
        if piece is best or another or _opposed(piece, best):
            kept.append(piece)
    return kept


def _apart(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Leave out what stands within what is said before it, as an item does below its own."""
    apart: list[Evidence] = []
    for piece in chosen:
        if not any(
            one.document.id == piece.document.id and one.start <= piece.start and piece.end <= one.end for one in apart
        ):
            apart.append(piece)
    return apart


def _opposed(piece: Evidence, other: Evidence) -> bool:
    """Tell whether two documents say different things of one matter."""
    return piece.document.id != other.document.id and disagrees(other.words, piece.words)


def _newest_first(kept: list[Evidence]) -> list[Evidence]:
    """Put what a newer document says instead of the best piece before it."""
    newer = [piece for piece in kept[1:] if _newer(piece, kept[0]) and _opposed(piece, kept[0])]
    if not newer:
        return kept
    first = max(newer, key=lambda piece: piece.document.date or "")
    return [first, *(piece for piece in kept if piece is not first)]


def compose(question: str, generation: str, evidence: Iterable[Evidence]) -> Answer:
    """Make a claim of each piece of evidence; what cannot be quoted is left out, and nothing left is a refusal."""
    rows = [_placed(question, row, piece) for piece in evidence if (row := said_of(piece))]
    return Answer.of(question, generation, rows, None if rows else SILENT)


def _placed(question: str, row: tuple[str, list[Quote]], piece: Evidence) -> tuple[str, list[Quote]]:
    """Return what is said with the page that says it, where that is about one thing that the question does not name.

    A number from the notes of one meeting, and a list from the brief of one initiative, hold for that alone.
    """
    title = plain(piece.document.title)
    partial = is_about_one(piece.document) if piece.block.role is Role.ITEM else _is_of_notes(question, piece)
    if not partial or piece.document.record is not None or row[0].startswith(title) or says_all(question, units(title)):
        return row
    return f"{title}: {row[0]}", row[1]


def _is_of_notes(question: str, piece: Evidence) -> bool:
    """Tell whether a number is asked for, and is told by notes of a meeting or of a customer."""
    return piece.document.kind in (Kind.COLLABORATION, Kind.CUSTOMERS) and bool(_COUNTS.search(question))


def said_of(piece: Evidence) -> tuple[str, list[Quote]] | None:
    """Return a piece of evidence as a sentence with its quote, None where the quote does not carry the sentence."""
    made = quote(piece.document, piece.start, piece.end)
    said = claim_text(made, piece.block) if made else ""
    return (said, [made]) if made is not None and carried(said, made, piece.block) else None


def carried(claim: str, made: Quote, block: Block) -> bool:
    """Tell whether every number, unit, date and name of a claim stands in its quote or in what heads it."""
    # A negation is in the claim as it is in the quote, whose words it repeats.
    return all(one.detail is Detail.NEGATION for one in mismatches(claim, seen(made, block)))


_NAMES_NONE = "No document that you may read names"


def answer_from_assessment(question: str, assessment: Assessment) -> Answer:
    """Say an assessment as claims: the verdict on what decided it, then each finding that has quotes."""
    if not assessment.found or assessment.verdict is None:
        nearest = f" The nearest names are: {'; '.join(assessment.nearest)}." if assessment.nearest else ""
        there = "Documents that you may read have the words, but none names" if assessment.mentioned else _NAMES_NONE
        reason = f"{there} an initiative {assessment.initiative!r}.{nearest}"
        return Answer(question, assessment.generation, reason=reason, assessment=assessment)
    verdict = str(assessment.verdict).replace("_", " ")
    rows = []
    for finding in assessment.findings:
        if finding.quotes:
            name, level = (str(word).replace("_", " ") for word in (finding.dimension, finding.level))
            rows.append((f"{name.capitalize()}: {level}. {finding.reason}", list(finding.quotes)))
    silent = None if rows else f"The documents name {assessment.initiative} and say nothing that can be assessed."
    made = Answer.of(question, assessment.generation, rows, silent)
    first = [Claim(f"{assessment.initiative}: {verdict}.", claim.citations) for claim in made.claims[:1]]
    return replace(made, claims=(*first, *made.claims), assessment=assessment)


def speaks_of(what: str, made: Quote) -> bool:
    """Tell whether a quote, or what heads it, says every word that something is called by."""
    block = made.document.block_at(made.start)
    heads = " ".join((made.document.title, *(block.trail if block else ())))
    return says_all(f"{plain(heads)} {plain(made.text)}", units(what))


def words_of(made: Quote) -> str:
    """Return a quote as plain words; the cells of a row under their columns, without its running number."""
    cells = [one for one in cells_of(made) if not (one[0].lower().strip(" .") in _COUNTS_ROWS and one[1].isdigit())]
    return "; ".join(f"{column}: {cell}" if column else cell for column, cell in cells) or plain(made.text)


def cells_of(made: Quote) -> list[tuple[str, str]]:
    """Return the cells of a row that say something, each with its column, in plain words; none of what is no row."""
    block = made.document.block_at(made.start)
    if block is None or block.role is not Role.ROW:
        return []
    cells = made.text.strip().strip("|").split("|")
    if len(cells) != len(block.columns):  # the last cell may be empty
        cells = made.text.strip().split("|")
    if len(cells) != len(block.columns):
        return []
    named = zip(block.columns, cells, strict=True)
    return [(plain(column), plain(cell)) for column, cell in named if plain(cell)]


def claim_text(made: Quote, block: Block) -> str:
    """Return a quote as a sentence to read: plain words, and where they stand if they say little alone."""
    words = words_of(made)
    if block.role == Role.FIELD and (block.locator.field or "").lower() in _TITLES and words in made.document.title:
        return made.document.title
    if block.role == Role.FIELD and block.locator.field:
        return (
            f"{made.document.title}: {block.locator.field} is {words}"
            if len(words) < 80
            else f"{made.document.title}: {words}"
        )
    lead = plain(block.trail[-1]) if block.trail else made.document.title
    alone = block.role not in (Role.ROW, Role.ITEM) and len(words.split()) >= _FRAGMENT_WORDS
    return words if (alone and not _is_wish(words, block)) or words.startswith(lead) else f"{lead}: {words}"
