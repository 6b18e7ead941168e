"""Who holds a post: "Who is our Head of Product?", by what stands right beside the post: a row, a label, an apposition.

A post that somebody held before, or elsewhere, is no answer, nor is one that only stands in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Answer, Block, Document, Kind, Quote, Role
from assistant.evidence_mode.answering import BESIDE, words_of
from assistant.findings.people import people_in
from assistant.index.reader import Index
from assistant.quotes import quote
from assistant.text.places import is_retired_place
from assistant.text.plain import plain
from assistant.text.sentences import block_sentences

_POST = (
    r"(?:(?:[\w&-]+ ){0,3}(?:officer|director|manager|president|chair(?:man|woman|person)?|secretary|treasurer"
    r"|architect|controller|commissioner|chief executive|chief of staff)"
    r"|(?:[\w&-]+ ){0,2}(?:head|vp|vice president|director|chief) of (?:[\w&-]+ ){0,2}[\w&-]+|(?:[\w&-]+ ){1,3}lead"
    r"|c[a-z]{1,2}o|product owner|scrum master)"
)
_ASKED = re.compile(
    rf"^(?:who(?:'s| is| are)|what(?:'s| is) the name of|what is) (?:currently )?(?:our|the|your) (?P<post>{_POST})"
    r"(?: (?:at|of|for|in) (?:us|(?:our|the|this) (?:company|organi[sz]ation|agency|firm|team)))?"
    r"(?: (?:now|today|currently|right now))?(?:'s name)?$",
    re.IGNORECASE,
)
_CHIEFS = {
    "ceo": "chief executive(?: officer)?",
    "cfo": "chief financ(?:e|ial) officer",
    "coo": "chief operati(?:ng|ons) officer",
    "cto": "chief technology officer",
    "cpo": "chief product officer",
    "cio": "chief information officer",
    "cmo": "chief marketing officer",
    "ciso": "chief information security officer",
}
_BESIDE = re.compile(
    r"\W*(?:(?:is|as|was appointed|has been appointed|becomes|became|joins|joined)\b)?(?: as)?"
    r"(?:\s*\b(?:the|our|a|an|new|its)\b)*\W*",
    re.IGNORECASE,
)
"""All that may stand between a name and a post."""
_NOT_THE_POST = re.compile(
    r"(?:\b(?:ex|former(?:ly)?|previous(?:ly)?|past|deputy|vice|assistant|associate|interim)|\b(?:to|with|by|from|for|of)"
    r"(?: the| our)?)[\s-]*$",
    re.IGNORECASE,
)
_MOST = 3


def asks_who_holds(question: str) -> str | None:
    """Return the post whose holder is asked for, None where none is."""
    match = _ASKED.match(" ".join(question.split()).rstrip(" ?.!").replace("’", "'"))
    return match["post"] if match else None


def holder_of(post: str, question: str, index: Index) -> Answer:
    """Return who holds a post, the newest document first; where none says it, that."""
    named = re.compile(rf"(?<![\w-]){_spellings(post)}(?![\w-])", re.IGNORECASE)
    found: dict[str, Quote] = {}
    saying = {one.id: one for words in _in_words(post) for one in index.documents_with([words])}.values()
    documents = [one for one in saying if one.kind is not Kind.CUSTOMERS and not is_retired_place(one.path)]
    documents.sort(key=lambda one: one.path)
    documents.sort(key=lambda one: str(one.date or ""), reverse=True)
    for document in documents:
        for name, made in _holders(document, named):
            found.setdefault(name, made)
    if not found:
        return Answer(question, index.generation, reason=BESIDE)
    rows = [(_said(name, made), [made]) for name, made in list(found.items())[:_MOST]]
    return Answer.of(question, index.generation, rows)


def _spellings(post: str) -> str:
    words, other = r"\s+".join(map(re.escape, post.lower().split())), _other(post)
    return rf"(?:{words}|{other})" if other else words


def _other(post: str) -> str | None:
    """Return the pattern of what the post is called besides: a CFO is a chief financial officer."""
    return _CHIEFS.get(post.lower()) or next(
        (short for short, long in _CHIEFS.items() if re.fullmatch(long, post, re.IGNORECASE)), None
    )


def _in_words(post: str) -> tuple[str, ...]:
    """Return, for each spelling of a post, words that a passage which names it has all of."""
    other = _other(post)
    return (post, "chief" if "chief" in other else other) if other else (post,)


def _holders(document: Document, named: re.Pattern[str]) -> Iterator[tuple[str, Quote]]:
    """Yield who a document says holds a post, with the place."""
    if document.record is not None:
        for block in document.blocks:
            is_post = block.role is Role.FIELD and named.fullmatch(document.text[block.start : block.end].strip())
            made = quote(document, block.start, block.end) if is_post else None
            if made and any(True for _ in people_in(document.record.title)):
                yield document.record.title, made
        return
    for block in document.blocks:
        if block.role is not Role.HEADING and named.search(plain(document.text[block.start : block.end])):
            yield from _in_block(document, block, named)


def _in_block(document: Document, block: Block, named: re.Pattern[str]) -> Iterator[tuple[str, Quote]]:
    if block.role is Role.ROW:
        cells = [cell.strip() for cell in plain(document.text[block.start : block.end]).split(" | ")]
        people = [cell for cell in cells if any(one.group() == cell for one in people_in(cell))]
        made = quote(document, block.start, block.end)
        if people and made and any(map(named.fullmatch, cells)):
            yield people[0], made
        return
    for start, end in block_sentences(document.text, block):
        name = _beside(plain(document.text[start:end]), named)
        made = quote(document, start, end) if name else None
        if name and made:
            yield name, made


def _beside(text: str, named: re.Pattern[str]) -> str | None:
    """Return the person whose name stands right before or behind a post."""
    people = list(people_in(text))
    for post in named.finditer(text):
        if _NOT_THE_POST.search(text[: post.start()]):
            continue
        for person in people:
            before = person.end() <= post.start() and _BESIDE.fullmatch(text, person.end(), post.start())
            behind = post.end() <= person.start() and _BESIDE.fullmatch(text, post.end(), person.start())
            if before or behind:
                return person.group()
    return None


def _said(name: str, made: Quote) -> str:
    words = words_of(made)
    return words if name in words else f"{name}: {words}"
