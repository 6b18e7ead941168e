"""Tell what a page says itself that it is about: "In this post, we share how we rebuilt the ticket counter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.domain import Document, Kind, Role
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences

_PAGE = (
    r"(?:blog ?(?:post)?|post|page|article|report|write-?up|case study|story|paper|document|entry|piece|"
    r"retrospective|series)"
)
_TELLS = (
    r"(?:outlin|describ|cover|walk|shar|explain|tell|break|look(?:s|ed)? (?:back )?at|detail|present|summari[sz]|"
    r"document|recount|reflect|discuss|introduc|recap|show|take)"
)
_ANNOUNCES = re.compile(
    rf"\b(?:in|throughout|with) (?:this|our) (?:[\w-]+ ){{0,2}}?{_PAGE}\b[^.;?!]{{0,60}}?\b(?:we|i|you)\b"
    rf"[^.;?!]{{0,12}}?\b{_TELLS}\w*\b|"
    rf"\b(?:this|our) (?:[\w-]+ ){{0,2}}?{_PAGE} (?:will |also )?{_TELLS}\w*\b|"
    rf"\bthis (?:[\w-]+ ){{0,2}}?{_PAGE} is (?:about|the story of)\b",
    re.IGNORECASE,
)
"""How a page says what it tells."""
_OF_MANY = re.compile(
    r"\b(?:goals|objectives|priorities|plans|initiatives|projects|highlights|updates?|news|round-?up|digest|newsletter|"
    r"minutes|meetings?|roadmap|strateg(?:y|ies)|okrs?|retro(?:spective)?s?|reflections?|themes|faqs?|glossary)\b|"
    r"\bwhat(?: i|')s new\b|\b(?:q[1-4]|quarter(?:ly)?|monthly|weekly|annual|year) (?:review|report|summary)\b",
    re.IGNORECASE,
)
"""What a page is called that tells of more than one thing."""
_SUMMARIES = ("excerpt", "description", "summary", "abstract", "subtitle", "lead", "teaser")
"""Keys of front matter below which a page is summed up."""
_MAY_TELL = (Kind.STRATEGY, Kind.WORK, Kind.PROBLEMS, Kind.OTHER)
_OPENING = 2
"""Blocks of text in which a page says what it is about."""


def announcement(document: Document) -> str:
    """Return the words in which a page says what it alone is about, after its title; nothing where it does not."""
    if document.record is not None or document.kind not in _MAY_TELL or _OF_MANY.search(document.title):
        return ""
    said = next((text for text in _openings(document) if _ANNOUNCES.search(text)), "")
    return f"{document.title}. {said}" if said else ""


def _openings(document: Document) -> Iterator[str]:
    """Yield the texts that may announce: the summary in the front matter, then each opening sentence with its last."""
    known = {name.lower(): value for name, value in document.metadata.items()}
    yield from (plain(known[name]) for name in _SUMMARIES if known.get(name))
    said = (block for block in document.blocks if block.role is Role.TEXT)
    for block in islice(said, _OPENING):
        sentences = [plain(document.text[start:end]) for start, end in block_sentences(document.text, block)]
        for at, sentence in enumerate(sentences):
            yield " ".join((*sentences[max(0, at - 1) : at], sentence))
