"""What a persona, a segment or a customer needs, fears or does, from the page that is about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import takewhile
from typing import Any

from assistant.catalogue.players import bold_name, lists_several, name_in
from assistant.domain import Answer, Block, Document, Role
from assistant.evidence_mode.answering import words_of
from assistant.index.reader import Index
from assistant.nights.reading_back import read_quotes
from assistant.quotes import quote
from assistant.records.facts import Rows
from assistant.text.names import in_order, units
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences, sentences


class About(StrEnum):
    """What is asked of a player."""

    NEEDS = "needs"
    TROUBLES = "troubles"
    DAY = "day"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class PlayerQuestion:
    """A player by name, and what is asked of them."""

    name: str
    about: About


_VERBS = (
    (About.NEEDS, r"need|want|expect|value|care about|look for|hope for|like|prefer|trust"),
    (About.TROUBLES, r"fear|worry about|struggle with|hate|dislike|complain about|suffer from|distrust"),
    (About.DAY, r"do(?: all day)?|do for a living"),
)
_NOUNS = (
    (About.NEEDS, r"needs?|wants?|goals?|wishes|expectations?|jobs?(?: to be done)?"),
    (About.TROUBLES, r"pains?(?: points?)?|fears?|worries|frustrations?|struggles|challenges"),
    (About.DAY, r"day|role|work|responsibilit\w+"),
)
_WHO = re.compile(r"^(?:who|what)(?:'s| is| are) (?:our |the )?(?P<name>[^,;]{2,60})$", re.IGNORECASE)
_OF = r"(?:the |our )?(?P<name>[^,;]{2,60}?)"
_PATTERNS = (
    *(
        (about, re.compile(pattern, re.IGNORECASE))
        for (about, verbs), (_, nouns) in zip(_VERBS, _NOUNS, strict=True)
        for pattern in (
            rf"^what (?:does|do|did|would|is|are) {_OF} (?:really |most )?(?:{verbs})(?:ing)?"
            r"(?: (?:from|of) us| most)?$",
            rf"^(?:what|which) (?:are|is) (?:the )?(?:main |biggest )?(?:{nouns}) of {_OF}$",
            rf"^what (?:are|is) {_OF}(?:'s|s'|') (?:main |biggest )?(?:{nouns})$",
        )
    ),
    (About.NEEDS, re.compile(rf"^what (?:matters|is important) (?:most )?to {_OF}$", re.IGNORECASE)),
    (About.TROUBLES, re.compile(rf"^what (?:bothers|annoys|frustrates|worries|hurts) {_OF}$", re.IGNORECASE)),
    (About.WHO, _WHO),
)
_LABELS = {
    About.NEEDS: re.compile(
        r"\b(?:wants?|needs?|goals?|cares?|motivat\w*|expects?|expectations?|jobs?|values?|would help|helps?|trusts?|"
        r"looks? for|wishes|success|bedürfnisse|ziele|necesita\w*|objetivos)\b",
        re.IGNORECASE,
    ),
    About.TROUBLES: re.compile(
        r"\b(?:fears?|pains?|worr\w+|frustrat\w*|struggl\w*|challenges?|problems?|hates?|distrusts?|obstacles?"
        r"|barriers?|"
        r"schmerz\w*|sorgen|dolor\w*|miedos?)\b",
        re.IGNORECASE,
    ),
    About.DAY: re.compile(
        r"\b(?:day|month|week|does|role|responsib\w*|job|work|tasks?|alltag|aufgaben|día|tareas)\b", re.IGNORECASE
    ),
}
"""Headings, and the bold words before a colon, below which it stands."""
_SAYS = {
    About.NEEDS: re.compile(
        r"\b(?:wants?|needs?|would (?:like|love|take|rather|help)|hopes?|expects?|wish(?:es)?|looks? for|prefers?"
        r"|cares? about"
        r"|must|has to|have to|trusts?)\b",
        re.IGNORECASE,
    ),
    About.TROUBLES: re.compile(
        r"\b(?:fears?|afraid|worr(?:y|ies|ied)|struggl\w+|hates?|frustrat\w+|difficult\w*|cannot|can'?t"
        r"|complains?|pain\w*"
        r"|distrusts?|los(?:es|ing)|too (?:late|many|much|long))\b",
        re.IGNORECASE,
    ),
}
_LABEL = re.compile(r"^\W*(?P<label>[^:*_.]{2,40})[:*_]+(?=\s|$)")
_NOBODY = re.compile(r"(?:we|you|they|i)\b", re.IGNORECASE)
"""How a name never begins: in "What are we working on?" there is none."""
_MOST, _SHORTEST, _OPENING = 6, 3, 3


def player_question(question: str) -> PlayerQuestion | None:
    """Return which player a question may be about and what it asks of them, None where it asks nothing of the kind."""
    text = " ".join(question.split()).rstrip(" ?.!").replace("’", "'")
    for about, pattern in _PATTERNS:
        if (match := pattern.match(text)) and not _NOBODY.match(match["name"].strip()):
            return PlayerQuestion(match["name"].strip(" '\""), about)
    return None


def answer_about_player(
    asked: PlayerQuestion, question: str, players: Iterable[Mapping[str, Any]], index: Index
) -> Answer | None:
    """Answer from the page, or the part of a page, that is about a player; None where there is none or it is silent."""
    player = _named(asked.name, players)
    opening = next(iter(read_quotes(player["quotes"], index)), None) if player else None
    if player is None or opening is None:
        return None
    document = opening.document
    if document.record is not None:
        known = asked.about in (About.WHO, About.DAY) and player["role"]
        return Answer.of(question, index.generation, [(f"{player['name']}: {known}", [opening])]) if known else None
    if asked.about is About.WHO:
        introduced = _rows(player["name"], document, [(opening.start, opening.end)])
        return Answer.of(question, index.generation, introduced) if introduced else None
    row = document.block_at(opening.start)
    in_table = row is not None and row.role is Role.ROW  # the other rows tell of others
    blocks = [row] if row is not None and in_table else list(_part(document, player["name"]))
    spans = _below_label(document, blocks, asked.about) or _saying(document, blocks, asked.about)
    if asked.about is About.DAY and in_table:
        spans = [(opening.start, opening.end)]
    elif asked.about is About.DAY and not spans:
        spans = [span for span in sentences(document) if span[0] >= opening.start][:_OPENING]
    rows = _rows(player["name"], document, spans[:_MOST])
    return Answer.of(question, index.generation, rows) if rows else None


def _named(name: str, players: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the player whose name a question says, or a part of it that no other player has."""
    said = units(name)
    fitting = [
        one
        for one in players
        if said and any(in_order(units(called), said) for called in (one["name"], *one["aliases"]))
    ]
    whole = [one for one in fitting if any(units(called) == said for called in (one["name"], *one["aliases"]))]
    chosen = whole or fitting
    return chosen[0] if len(chosen) == 1 else None


def _part(document: Document, name: str) -> Iterable[Block]:
    """Return the blocks below the heading that names a player; all of a page that is about nobody else."""
    for at, block in enumerate(document.blocks):
        if block.role is Role.HEADING and block.trail and name_in(_text(document, block)) == name:
            return takewhile(partial(_is_below, block), document.blocks[at + 1 :])
        if bold_name(document, block) == name:
            return [block]
    return () if lists_several(document) else document.blocks


def _is_below(heading: Block, block: Block) -> bool:
    return len(block.trail) > len(heading.trail)


def _below_label(document: Document, blocks: Sequence[Block], about: About) -> list[tuple[int, int]]:
    """Return what stands below a heading, or behind a label, that announces what is asked."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        if block.role in (Role.HEADING, Role.HEADER):
            continue
        label = _LABEL.match(document.text[block.start : block.end])
        headed = bool(block.trail[1:]) and _LABELS[about].search(plain(block.trail[-1]))
        if headed or (label and _LABELS[about].search(label["label"])):
            found += [(block.start, block.end)] if block.role is Role.ITEM else block_sentences(document.text, block)
    return found


def _saying(document: Document, blocks: Sequence[Block], about: About) -> list[tuple[int, int]]:
    """Return the sentences that say it in their own words."""
    says = _SAYS.get(about)
    return [
        span
        for block in blocks
        if says and block.role not in (Role.HEADING, Role.HEADER)
        for span in block_sentences(document.text, block)
        if says.search(plain(document.text[slice(*span)]))
    ]


def _rows(name: str, document: Document, spans: Iterable[tuple[int, int]]) -> Rows:
    rows: Rows = []
    for start, end in spans:
        block, made = document.block_at(start), quote(document, start, end)
        if block is None or made is None or len(made.text.split()) < _SHORTEST:
            continue
        said = words_of(made)
        rows.append((said if name.split()[0].casefold() in said.casefold() else f"{name}: {said}", [made]))
    return rows


def _text(document: Document, block: Block) -> str:
    return plain(document.text[block.start : block.end])
