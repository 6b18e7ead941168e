"""A conversation of an open page: stopped, asked again, edited, killed; at no point is a question or an answer lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from assistant.conversations.context import Turn
from assistant.conversations.restoring import Restored
from assistant.conversations.store import FILE, Conversations, KeptTurn
from assistant.domain import ANYWHERE, Answer, Block, Claim, Document, Kind, Scope
from assistant.errors import ModelError
from assistant.model_mode.answering import Steps
from assistant.pages.ask.asking import FAILED, Suggesting
from assistant.pages.ask.talk import Talk
from assistant.pages.sign_in.person import Person
from assistant.quotes import quote_words

ANA = Person("ana")
WORDS = "Atlas ends in June."
DOCUMENT = Document("d", "a.md", "Atlas plan", Kind.STRATEGY, "everyone", WORDS, (Block(0, len(WORDS)),), "text")
WAIT = 5.0


def answered(question: str, text: str = WORDS) -> Answer:
    quoted = quote_words(DOCUMENT, WORDS)
    assert quoted is not None
    return Answer(question, "g", (Claim(text, (1,)),), (quoted,))


@dataclass
class FakeShelf:
    """Answers as a test lets it: `go` is waited for before the end, `sofar` is shown before that."""

    index: Path
    go: Event = field(default_factory=Event)
    sofar: list[Answer] = field(default_factory=list)
    error: Exception | None = None
    asked: list[tuple[str, Scope, list[str]]] = field(default_factory=list)
    text: str = WORDS
    closed: Event = field(default_factory=Event)

    def write(self, groups: tuple[str, ...], question: str, scope: Scope, turns: Sequence[Turn]) -> Steps:
        self.asked.append((question, scope, [turn.question for turn in turns]))
        try:
            yield from self.sofar
            self.go.wait(WAIT)
            if self.error is not None:
                raise self.error
            return answered(question, self.text)
        finally:
            self.closed.set()

    def restore(self, groups: tuple[str, ...], turn: KeptTurn) -> Restored | None:
        return Restored(answered(turn.asked)) if turn.answer else None

    def next_questions(self, groups: tuple[str, ...], turn: Turn, asked: Sequence[str]) -> Iterator[str]:
        yield from ("One?", "Two?")


@pytest.fixture
def shelf(tmp_path: Path) -> FakeShelf:
    made = FakeShelf(tmp_path)
    made.go.set()
    return made


@pytest.fixture
def talk(shelf: FakeShelf) -> Talk:
    return Talk(shelf, ANA)  # type: ignore[arg-type]


def until(true: Callable[[], bool]) -> None:
    ends = monotonic() + WAIT
    while not true():
        assert monotonic() < ends, "it never came"
        sleep(0.005)


def ask(talk: Talk, question: str, **more: bool) -> None:
    talk.ask(question, ANYWHERE, **more)
    asking = talk.asking
    assert asking is not None
    until(lambda: asking.ended)
    assert talk.settle() is not None


def kept(talk: Talk) -> list[KeptTurn]:
    assert talk.id is not None
    return list(Conversations(talk.shelf.index, ANA.key).turns(talk.id) or ())


def test_a_question_is_kept_before_it_is_answered(talk: Talk, shelf: FakeShelf) -> None:
    shelf.go.clear()
    talk.ask("What is Atlas?", Scope((Kind.WORK,)))
    assert [(turn.asked, turn.scope, turn.answer) for turn in kept(talk)] == [
        ("What is Atlas?", Scope((Kind.WORK,)), None)
    ]
    reopened = Talk.reopened(talk.shelf, ANA, talk.id or "")
    assert reopened is not None
    assert [(shown.asked, shown.stopped) for shown in reopened.turns] == [("What is Atlas?", True)]
    shelf.go.set()


def test_an_answer_is_kept_and_follow_ups_know_the_turns_before(talk: Talk, shelf: FakeShelf) -> None:
    ask(talk, "When does Atlas end?")
    ask(talk, "and why?")
    assert shelf.asked[1][2] == ["When does Atlas end?"]
    assert [json.loads(turn.answer or "")["claims"][0]["text"] for turn in kept(talk)] == [WORDS, WORDS]
    assert kept(talk)[1].understood == "why (Atlas)?"
    assert [shown.turn.question for shown in talk.turns if shown.turn] == ["When does Atlas end?", "why (Atlas)?"]


def test_stopping_before_there_is_anything_keeps_the_question(talk: Talk, shelf: FakeShelf) -> None:
    shelf.go.clear()
    talk.ask("When does Atlas end?", ANYWHERE)
    asking = talk.asking
    assert asking is not None
    started = monotonic()
    talk.stop()
    assert monotonic() - started < 1
    assert [(shown.asked, shown.turn, shown.stopped) for shown in talk.turns] == [("When does Atlas end?", None, True)]
    assert kept(talk)[0].stopped
    shelf.go.set()
    shelf.closed.wait(WAIT)
    sleep(0.02)
    assert (asking.answer, asking.stopped) == (None, True), "what comes after the stop is dropped"
    assert talk.turns[0].turn is None
    ask(talk, "When does Atlas end?", again=True)
    assert [shown.turn is not None for shown in talk.turns] == [True]


def test_stopping_keeps_the_claims_that_were_shown_with_their_quotes(talk: Talk, shelf: FakeShelf) -> None:
    shelf.go.clear()
    shelf.sofar = [answered("?", "First claim.")]
    talk.ask("When does Atlas end?", ANYWHERE)
    asking = talk.asking
    assert asking is not None
    until(lambda: asking.sofar is not None)
    talk.stop()
    shown = talk.turns[0]
    assert shown.stopped
    assert shown.turn is not None
    assert shown.turn.answer.text == "First claim. [1]"
    assert json.loads(kept(talk)[0].answer or "")["claims"][0]["text"] == "First claim."
    shelf.go.set()


def test_an_answer_that_is_made_again_takes_the_place_of_the_last(talk: Talk, shelf: FakeShelf) -> None:
    ask(talk, "When does Atlas end?")
    shelf.text = "It ends later."
    ask(talk, "When does Atlas end?", again=True)
    assert [shown.turn.answer.claims[0].text for shown in talk.turns if shown.turn] == ["It ends later."]
    assert len(kept(talk)) == 1
    assert shelf.asked[1][2] == [], "the answer that is replaced is no turn before"


def test_stopping_an_answer_that_is_made_again_brings_the_last_one_back(talk: Talk, shelf: FakeShelf) -> None:
    ask(talk, "When does Atlas end?")
    shelf.go.clear()
    talk.ask("When does Atlas end?", ANYWHERE, again=True)
    assert kept(talk)[0].answer is not None, "a program that is killed now still has it"
    talk.stop()
    assert talk.turns[0].turn is not None
    assert not talk.turns[0].stopped
    assert kept(talk)[0].answer is not None
    shelf.go.set()


def test_an_edited_question_takes_the_place_of_the_last_and_what_belonged_to_it(talk: Talk, shelf: FakeShelf) -> None:
    ask(talk, "When does Atlas begin?")
    ask(talk, "And when does it end?")
    talk.rated, talk.kept, talk.editing = {0: True, 1: False}, {1: "name"}, True
    ask(talk, "When does Beacon end?", again=True)
    assert talk.asked == ["When does Atlas begin?", "When does Beacon end?"]
    assert [turn.asked for turn in kept(talk)] == talk.asked
    assert (talk.rated, talk.kept, talk.editing) == ({0: True}, {}, False)


def test_a_new_question_stops_the_one_on_its_way_and_loses_neither(talk: Talk, shelf: FakeShelf) -> None:
    shelf.go.clear()
    talk.ask("First?", ANYWHERE)
    talk.ask("Second?", ANYWHERE)
    shelf.go.set()
    asking = talk.asking
    assert asking is not None
    until(lambda: asking.ended)
    talk.settle()
    assert [(shown.asked, shown.stopped) for shown in talk.turns] == [("First?", True), ("Second?", False)]


@pytest.mark.parametrize(
    ("error", "words"), [(ModelError("The model is away."), "The model is away."), (ValueError("secret"), FAILED)]
)
def test_what_goes_wrong_is_said_in_words_and_kept(talk: Talk, shelf: FakeShelf, error: Exception, words: str) -> None:
    shelf.error = error
    ask(talk, "When does Atlas end?")
    assert (talk.turns[0].error, talk.turns[0].turn, talk.turns[0].stopped) == (words, None, False)
    assert kept(talk)[0].error == words


def test_an_open_page_follows_a_new_generation_and_lets_an_answer_be_finished(talk: Talk, shelf: FakeShelf) -> None:
    talk.follow("g1")
    ask(talk, "When does Atlas end?")
    shelf.restore = lambda groups, turn: Restored(answered(turn.asked, "As it is now."), gone=1)  # type: ignore[method-assign]
    talk.follow("g1")
    assert talk.turns[0].gone == 0
    talk.ask("and why?", ANYWHERE)
    talk.follow("g2")
    assert talk.turns[0].gone == 0
    asking = talk.asking
    assert asking is not None
    until(lambda: asking.ended)
    talk.settle()
    talk.follow("g2")
    assert [shown.gone for shown in talk.turns] == [1, 1]


def test_another_person_does_not_reopen_it(talk: Talk) -> None:
    ask(talk, "When does Atlas end?")
    assert Talk.reopened(talk.shelf, Person("ben"), talk.id or "") is None


def test_a_conversation_that_cannot_be_written_down_goes_on(talk: Talk, shelf: FakeShelf) -> None:
    (shelf.index / FILE).write_bytes(b"not a database" * 100)
    ask(talk, "When does Atlas end?")
    assert talk.unkept
    assert talk.turns[0].turn is not None


def test_how_a_question_was_understood_is_not_told_after_an_answer_that_is_gone(talk: Talk, shelf: FakeShelf) -> None:
    ask(talk, "When does it end?")
    ask(talk, "and why?")
    assert kept(talk)[1].understood == "why (Atlas plan)?"
    whole = shelf.restore
    shelf.restore = lambda groups, turn: Restored(answered(turn.asked), gone=1)  # type: ignore[method-assign]
    found = Talk.reopened(talk.shelf, ANA, talk.id or "")
    assert found is not None
    assert [shown.turn.question for shown in found.turns if shown.turn] == ["When does it end?", "and why?"]
    shelf.restore = whole  # type: ignore[method-assign]


def test_what_to_ask_next_is_looked_for_once_and_again_after_the_next_answer(talk: Talk) -> None:
    ask(talk, "When does Atlas end?")
    first = talk.suggest(0)
    assert first is not None
    until(lambda: first.ended)
    assert first.questions == ["One?", "Two?"]
    assert talk.suggest(0) is first
    ask(talk, "One?")
    assert talk.suggest(1) is not first


def test_what_was_tried_in_vain_is_not_suggested_and_nothing_is_tried_for_who_asked_on() -> None:
    tried: list[str | None] = []
    asked_on = Event()

    def find() -> Iterator[str | None]:
        for question in (None, "One?", None, "Two?"):
            tried.append(question)
            yield question
            if question:
                asked_on.wait(WAIT)

    suggesting = Suggesting(0)
    suggesting.begin(find)
    until(lambda: bool(suggesting.questions))
    suggesting.stop()
    asked_on.set()
    until(lambda: suggesting.ended)
    assert suggesting.questions == ["One?"]
    assert tried == [None, "One?", None]
