"""A question of the organisation as a whole, however it is worded, as the question that the routes know.

A softmax regression on the packaged embedding tells what is asked, "none" of it among the rest. A question with a word
that none of the known questions has names something in particular and is hardly taken for one of the whole. The weights
come from `python -m eval.training.train_known_questions`, which says how often they are right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.encoder.embedding import PackagedMiniLM, Vectors, packaged_encoder
from assistant.encoder.trained_weights import FOLDER, checked
from assistant.index.words import stems
from assistant.routes.wording.asks_records import sort_asked_for

CANONICAL = {
    "mission": "What is our mission?",
    "vision": "What is our vision?",
    "priorities": "What are our priorities?",
    "outcomes": "What are our outcomes?",
    "problems": "What problems are we solving?",
    "measures": "How do we measure success?",
    "users": "Who are our users?",
    "competitors": "Who are our competitors?",
    "heard": "What did customers tell us?",
    "complaints": "What do customers complain about?",
    "lessons": "What have we learned?",
    "risks": "What are our biggest risks?",
    "open": "What are the open questions?",
    "blockers": "What blocks us?",
    "results": "What have we achieved?",
    "shipped": "What did we ship{period}?",
    "stopped": "What have we stopped?",
    "not_doing": "What are we not doing?",
    "teams": "Which teams do we have?",
    "decides": "Who decides what we build?",
    "initiatives": "Which initiatives do we have?",
    "on_track": "Are we on track?",
    "behind": "Which outcomes are behind?",
    "not_aligned": "Which initiatives are not aligned?",
    "aligned": "Which initiatives are aligned?",
    "output_driven": "Which initiatives are output-driven?",
    "no_measure": "Which initiatives have no measure?",
    "no_owner": "Which initiatives have no owner?",
    "stop": "Which initiatives should I stop?",
    "worry": "Which initiatives should I worry about?",
    "over_budget": "Which initiatives are over budget?",
    "spend": "How much do we spend?",
    "customers_at_risk": "Which customers are at risk?",
    "lost_deals": "Why do we lose deals?",
    "churn": "Why do customers leave?",
    "overdue": "Which issues are overdue?",
    "changed": "What has changed{period}?",
    "contradictions": "What contradicts itself?",
    "agree": "Do strategy and Jira agree?",
    "unserved_problems": "Which problems does nobody work on?",
    "unserved_outcomes": "Which outcomes have no initiative?",
    "next": "What is planned next?",
    "strategy": "What is our strategy?",
    "ways": "How do we work?",
}
"""What is asked, and the question of it that the routes answer; some go on with the period that is named."""
_SPEAKS_OF = {
    "overdue": frozenset({"work"}),
    "lost_deals": frozenset({"deal"}),
    "churn": frozenset({"renewal"}),
    "measures": frozenset({"key result"}),
    "outcomes": frozenset({"key result"}),
    "behind": frozenset({"key result"}),
    "blockers": frozenset({"work"}),
    "shipped": frozenset({"work"}),
    "results": frozenset({"work", "key result"}),
    "next": frozenset({"work"}),
    "initiatives": frozenset({"epic"}),
    "no_owner": frozenset({"epic"}),
    "over_budget": frozenset({"epic"}),
    "changed": frozenset({"work", "epic", "deal"}),
    "complaints": frozenset({"case", "work"}),
    "heard": frozenset({"case", "work", "renewal"}),
    "problems": frozenset({"case", "work"}),
}
"""The sorts of records that a topic is about: "which epics are late?" is not read as a question about all issues."""
_NOT = re.compile(r"\b(?:not|never|except|excluding|other than|no longer)\b|n['’]t\b", re.IGNORECASE)
"""Turns a question about issues into one about all the others."""
_STANDS = re.compile(
    r"\b(?:on hold|paused|parked|blocked|stuck|late|overdue|delayed|behind|done|finished|completed|closed|cancell?ed"
    r"|stopped"
    r"|started|open|new|past|passed|missed|due)\b",
    re.IGNORECASE,
)
"""How some initiatives stand, so that not all of them are asked for."""
_WITHIN = re.compile(r"\b(?:less|under|below|within|half|left|remaining|fewer)\b", re.IGNORECASE)
"""Asks who keeps to a budget, and not who is over it."""
NONE = "none"
READ_AS = "The question was read as “{question}”."
FILE, RECEIPT = "known_questions.npz", "known_questions.json"
_REMEMBERED = 256
"""Questions whose reading is kept: that of one is asked for before it is answered, and after."""
SURELY, PERHAPS, ONE_UNKNOWN = 0.6, 0.5, 0.85
"""How likely a topic must be: before a search is made, after one that finds nothing, with a word that is unknown."""
_WEIGHTS = FOLDER
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LEAST, _LONG = 5, 8
"""Letters of a word that may be misspelt, and of one in which two letters may be wrong."""
_ASKING = tuple(
    (re.compile(rf"^\W*(?:and |so |but )?(?:{words})\b", re.IGNORECASE), frozenset(topics.split()))
    for words, topics in (
        (r"whom?", "users competitors teams decides no_owner over_budget customers_at_risk"),
        (r"when (?:do|did|does|is|are|was|were|will|would|should|can|must|has|have)|how (?:often|long|old)", ""),
        (r"how (?:could|should|might) (?:we|i|one)|whose|how (?:do|can) (?:i|you)\b", ""),
        (
            r"(?:and |but )?what (?:if|(?:happens|would happen|will happen) (?:if|when))\b"
            r"|which owners? (?:is|are|has|have)\b",
            "",
        ),
        (r"(?:which|what) (?:part|half|side|bit|share|version|step|page)s? of", ""),
        (r"(?:which|what) (?:[\w-]+ ){0,2}(?:roles?|posts?|positions?|jobs?|vacanc(?:y|ies))", ""),
        (r"how many", "teams initiatives"),
        (r"how much", "spend"),
        (r"why", "mission lost_deals churn blockers"),
        (r"[^?]*\b(?:ruled? out|decided? against|will we not|won['’]t we)", "not_doing stopped"),
    )
)
"""What may be asked with such words; a day, a length, a part or one person is no answer of the whole."""
_CHOICE = re.compile(
    r"^\W*(?:what|which|who|why|how|where|when|is|are|do|does|did|has|have)\b[^:?]*:[^?]*\w or \w"
    r"|^\W*(?:is|are|do|does|did|has|have|will|should|can) (?:we|our|the|they|it)\b[^?]*?\b\w+ing\b[^?]* or \w+ing\b"
    r"|,? (?:by|per) (?:profession|occupation|age|gender|country|region|industry|sector|size|role|segment|type)\W*$",
    re.IGNORECASE,
)
"""What goes on to name what to choose from, or by what to divide: "Why do we lose deals: price or time?"."""
_OF_NOW = re.compile(
    r"\b(?:so far|to date|until now|up to now|this (?:year|quarter|month|week)|(?:right )?now|today|currently"
    r"|at present|at the moment|these days|recently|lately)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:since|(?:in|over|during|within|for|from)(?= the (?:last|past|previous|next|coming)\b))\b[^?.!,;]*"
    r"|\b(?:in|for|by|until|before|after) (?:the )?(?:spring|summer|autumn|fall|winter|[A-Z][a-z]+(?: 20\d\d)?)\b"
    r"|\b(?:the )?(?:last|past|previous|next|coming) (?:\w+ )?(?:days?|weeks?|months?|quarters?|half|years?|sprints?)\b"
    r"|\byesterday\b|\btomorrow\b|\b20\d\d\b|\bQ[1-4]\b"
)
_DEFAULT = {"shipped": " this year", "changed": ""}
"""The periods that are meant where none is named."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which topics there are, the regression on unit vectors, and every word of the questions that it was made from."""

    topics: tuple[str, ...]
    weights: Vectors
    intercepts: Vectors
    words: frozenset[str]
    stems: frozenset[str]

    def likely(self, vectors: Vectors) -> Vectors:
        """Return how likely each topic is for each question, shape (questions, topics)."""
        scores = vectors @ self.weights + self.intercepts
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """What a question asks of the organisation as a whole, in the words of the routes; `surely` as far as is known."""

    topic: str
    question: str
    surely: bool


@cache
def model() -> Model:
    """Return the weights that ship with the project.

    Raises:
        UsageError: they are missing or not the ones whose SHA-256 is recorded.
    """
    file = checked(_WEIGHTS / FILE, "eval.training.train_known_questions")
    with np.load(file, allow_pickle=False) as kept:
        words = frozenset(map(str, kept["words"]))
        return Model(
            tuple(map(str, kept["topics"])),
            kept["weights"].astype(np.float32),
            kept["intercepts"].astype(np.float32),
            words,
            frozenset(stem for word in words for stem in stems(word)),
        )


@cache
def _embedder() -> PackagedMiniLM:
    return PackagedMiniLM()


@lru_cache(maxsize=_REMEMBERED)
def known_question(question: str) -> KnownQuestion | None:
    """Return what a question asks of the organisation as a whole, None where it asks something else."""
    topic, least = read_topics([question], model(), _embedder())[0]
    if topic is None or _CHOICE.search(question):
        return None
    if topic == "over_budget" and _WITHIN.search(question):
        return None
    sort = sort_asked_for(question)
    if topic == "initiatives" and _STANDS.search(question):
        return None
    if sort not in (None, "account", "initiative") and (sort not in _SPEAKS_OF.get(topic, ()) or _NOT.search(question)):
        return None
    period = _PERIOD.search(_OF_NOW.sub(" ", question))
    if period and topic not in _DEFAULT:
        return None
    named = f" {period[0].strip()}" if period else _DEFAULT.get(topic, "")
    return KnownQuestion(topic, CANONICAL[topic].format(period=named), least >= SURELY)


def read_topics(questions: Sequence[str], by: Model, embedder: PackagedMiniLM) -> list[tuple[str | None, float]]:
    """Return what each question asks of the whole and how likely that is; None where it is too unlikely or of none."""
    mended = [_spelled(question, by.words) for question in questions]
    likely = by.likely(np.array([embedder.encode_question(as_asked(text)).whole for text in mended]))
    read: list[tuple[str | None, float]] = []
    for text, row in zip(mended, likely, strict=True):
        best = int(row.argmax())
        topic, fits = by.topics[best], all(by.topics[best] in may for words, may in _ASKING if words.match(text))
        known = topic != NONE and fits and float(row[best]) >= _least(text, by)
        read.append((topic if known else None, float(row[best])))
    return read


def as_asked(question: str) -> str:
    """Return a question with one mark at its end, whichever it was typed with."""
    return f"{question.strip().rstrip(' ?!.')}?"


def _least(question: str, by: Model) -> float:
    """Return how likely a question has to be: more, the more it has of words that no known question has."""
    unknown = [stem for stem in stems(question) if stem not in by.stems]
    named = any(word[0].isupper() and not by.stems.issuperset(stems(word)) for word in _WORD.findall(question)[1:])
    return PERHAPS if not unknown else ONE_UNKNOWN if len(unknown) == 1 and not named else np.inf


def _spelled(question: str, words: frozenset[str]) -> str:
    """Return a question with each misspelt word as the known one that it is nearest to."""
    for word in _WORD.findall(question):
        low = word.lower()
        is_word = low in words or packaged_encoder()[1].token_to_id(low) is not None
        if len(low) >= _LEAST and low.isalpha() and low == word and not is_word:
            room = 1 if len(low) < _LONG else 2
            near = [other for other in words if other[0] == low[0] and abs(len(other) - len(low)) <= room]
            if found := process.extractOne(low, sorted(near), scorer=OSA.distance, score_cutoff=room):
                question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", found[0], question)
    return question
