"""Model mode: a language model writes claims from numbered sentences, and only what the checker lets pass is shown."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.checking.checker import stands
from assistant.domain import Answer, Claim, Kind, Quote
from assistant.errors import ModelError
from assistant.evidence_mode.answering import BESIDE, REFUSAL, SILENT, UNCLEAR, claim_text
from assistant.model_mode.language_model import LanguageModel
from assistant.model_mode.prompts import NO_ANSWER, SYSTEM, evidence_element, request
from assistant.model_mode.written_claims import WrittenClaim, written_claims
from assistant.quotes import quote
from assistant.search.retrieval import Found, Retriever
from assistant.text.small_words import says_something

UNCARRIED = f"{REFUSAL} What the language model wrote does not stand on their words."
INSTEAD = "These are the documents' own words instead."
"""How a note ends."""
Steps = Generator[Answer, None, Answer]
"""Yields the answer so far, a checked claim more each time; returns the whole."""
_PASSAGES = 10
_ROOM = 16_000
"""Characters of evidence: about 4,000 tokens, so that a small model on this machine can read them in time too."""
_MOST_CLAIMS, _LONGEST_ANSWER = 8, 20_000
_UNMARKED = "The language model {name} did not say what its answer stands on."
_EMPTY = "The language model {name} gave an empty answer."


@dataclass(frozen=True, slots=True)
class Brief:
    """What a model may write from: the question as it was asked and as it was understood, and numbered quotes.

    Sentence n of the prompt is `quotes[n - 1]`.
    """

    question: str
    understood: str
    generation: str
    quotes: tuple[Quote, ...]


def brief_of(question: str, understood: str, retriever: Retriever, kinds: Iterable[Kind] = ()) -> Brief | Answer:
    """Gather what bears on a question from what the reader may see; refuse where there is nothing."""
    generation = retriever.index.generation
    if not says_something(understood):
        return Answer(question, generation, reason=UNCLEAR)
    quotes = tuple(within(_ROOM, _quotes(retriever, retriever.find(retriever.question(understood), _PASSAGES, kinds))))
    return Brief(question, understood, generation, quotes) if quotes else Answer(question, generation, reason=SILENT)


def _quotes(retriever: Retriever, found: Iterable[Found]) -> Iterator[Quote]:
    for row in found:
        for start, end in retriever.index.sentence_spans(row.candidate.place):
            made = quote(row.hit.document, start, end)
            if made is not None:
                yield made


def within(room: int, quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Yield each quote once, as many as there is room for."""
    taken = set()
    for made in quotes:
        place = (made.document.id, made.start, made.end)
        room -= 0 if place in taken else len(made.text)
        if room < 0:
            return
        if place not in taken:
            taken.add(place)
            yield made


def prompt_of(brief: Brief) -> str:
    """Return what the model is asked: the numbered sentences below where they stand, and the question."""
    return request(brief.understood, numbered_elements(brief.quotes))


def numbered_elements(quotes: Iterable[Quote]) -> list[str]:
    """Return quotes as the model reads them: numbered from 1, below the document and heading that they stand in."""
    return [
        evidence_element(title, heading, date, [(number, _words(made)) for number, made in rows])
        for (title, heading, date), rows in groupby(enumerate(quotes, start=1), key=lambda row: _place(row[1]))
    ]


def _place(made: Quote) -> tuple[str, str, str | None]:
    block = made.document.block_at(made.start)
    return made.document.title, " > ".join(block.trail) if block else "", made.document.date


def _words(made: Quote) -> str:
    block = made.document.block_at(made.start)
    return claim_text(made, block) if block else made.text


def whole(steps: Steps, show: Callable[[Answer], None] = lambda _: None) -> Answer:
    """Return the whole answer; `show` is given what there is of it each time that there is more."""
    try:
        while True:
            show(next(steps))
    except StopIteration as ended:
        answer: Answer = ended.value
        return answer


def written_answer(brief: Brief, model: LanguageModel, deadline: float, fall_back: Callable[[], Answer]) -> Steps:
    """Let a model write the answer, or fall back to one made of quotes, with a note that says why."""
    try:
        return (yield from _written(brief, model, deadline))
    except ModelError as error:
        return replace(fall_back(), note=f"{error} {INSTEAD}")


def _written(brief: Brief, model: LanguageModel, deadline: float) -> Steps:
    answer = Answer(brief.question, brief.generation)
    said: list[str] = []
    marked = False
    for line in written_claims(_heard(model.stream(SYSTEM, prompt_of(brief), deadline), said)):
        marked = True
        longer = _with_claim(answer, line, brief)
        if longer is not None:
            answer = longer
            yield answer
            if len(answer.claims) == _MOST_CLAIMS:
                break
    if answer.claims:
        return answer
    return replace(answer, reason=UNCARRIED if marked else _silence("".join(said), model.settings.name))


def _heard(pieces: Iterable[str], said: list[str]) -> Iterator[str]:
    """Pass on what a model writes, remember it, and stop listening to one that does not stop."""
    length = 0
    for piece in pieces:
        said.append(piece)
        length += len(piece)
        yield piece
        if length > _LONGEST_ANSWER:
            return


def _silence(said: str, name: str) -> str:
    """Return the reason of a refusal where a model said that there is no answer.

    Raises:
        ModelError: it did not say that either.
    """
    words = said.rpartition("</think>")[2].strip(" \n\t*_`.\"'")
    if words.upper() == NO_ANSWER:
        return BESIDE
    raise ModelError((_UNMARKED if words else _EMPTY).format(name=name))


def _with_claim(answer: Answer, line: WrittenClaim, brief: Brief) -> Answer | None:
    """Return the answer with one more claim; None where the claim is not new or does not stand."""
    quotes = [brief.quotes[number - 1] for number in line.numbers if 0 < number <= len(brief.quotes)]
    if any(claim.text == line.text for claim in answer.claims) or not stands(line.text, quotes):
        return None
    cited = list(answer.quotes)
    cited += [made for made in quotes if made not in cited]
    claim = Claim(line.text, tuple(cited.index(made) + 1 for made in quotes))
    return replace(answer, claims=(*answer.claims, claim), quotes=tuple(cited))
