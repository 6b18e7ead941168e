"""The conversation of one open page: its turns, the question that is on its way, and what is kept of them.

No Streamlit here: what a page does to a conversation is one call, so that a rerun never finds it half done.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from assistant.conversations.context import Turn, standalone
from assistant.conversations.store import Conversations, KeptTurn
from assistant.domain import Scope
from assistant.errors import BearingError
from assistant.index.ages import age_of
from assistant.pages.ask.asking import Asking, Suggesting
from assistant.pages.ask.turns import Shown
from assistant.pages.shelf import Shelf
from assistant.pages.sign_in.person import Person
from assistant.pages.source.source_view import Opened

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Talk:
    """A conversation of a person; `id` is its name where it is kept, None before the first question.

    `editing` says that the last question is being edited, `kept` under which name an answer is kept, `rated` what the
    person thought of one, `thanked` what they were told for it, `suggesting` what to ask next, `unkept` that the
    conversation could not be written down, `wanted` what was asked by a button and is not yet on its way, and whether
    in place of the last question; `notice` says why there is no other conversation here;
    `generation` is the one as of which the turns are shown.
    """

    shelf: Shelf
    person: Person
    id: str | None = None
    turns: list[Shown] = field(default_factory=list)
    asking: Asking | None = None
    opened: Opened | None = None
    editing: bool = False
    kept: dict[int, str] = field(default_factory=dict)
    rated: dict[int, bool] = field(default_factory=dict)
    thanked: dict[int, str] = field(default_factory=dict)
    suggesting: Suggesting | None = None
    unkept: bool = False
    wanted: tuple[str, bool] | None = None
    notice: str = ""
    generation: str = ""

    @classmethod
    def reopened(cls, shelf: Shelf, person: Person, name: str) -> Talk | None:
        """Return a kept conversation as it stands now, None where this person has none of that name.

        Raises:
            IndexUnusableError: it cannot be read.
        """
        kept = Conversations(shelf.index, person.key).turns(name)
        if kept is None:
            return None
        talk, lost = cls(shelf, person, name), False
        for turn in kept:
            shown = _shown(shelf, person, turn, lost=lost)
            lost = lost or bool(shown.gone)
            talk.turns.append(shown)
        return talk

    def follow(self, live: str) -> None:
        """Show the turns as they stand in the generation that is read now, when it is another than before."""
        if live == self.generation or self.asking is not None:
            return
        before, self.generation = self.generation, live
        if before and self.id is not None and not self.unkept:
            found = Talk.reopened(self.shelf, self.person, self.id)
            self.turns = found.turns if found else []
            if any(shown.gone for shown in self.turns):
                self.opened = None  # the citations after one that is gone have other numbers

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.turns and self.asking is None

    @property
    def asked(self) -> list[str]:
        """Return the questions so far."""
        return [shown.asked for shown in self.turns]

    def ask(self, question: str, scope: Scope, *, again: bool = False) -> None:
        """Let a question be answered: the next one, or one in place of the last; what is on its way is stopped."""
        self.stop()
        self.notice = ""
        number = max(0, len(self.turns) - 1) if again else len(self.turns)
        self._forget_from(number)
        before = self._before(number)
        self.asking = Asking(question, scope, number)
        if self._replaced(self.asking) is None:
            self._keep(number, Shown(question, scope, stopped=True), standalone(question, before))
        self.asking.begin(partial(self.shelf.write, self.person.groups, question, scope, before))

    def stop(self) -> None:
        """Stop what is being answered; what there is of it stays."""
        if self.asking is not None:
            self.asking.stop()
            self.settle()

    def settle(self) -> Shown | None:
        """Make a turn of a question that has come to its end; None while it has not."""
        asking = self.asking
        if asking is None or not asking.ended:
            return None
        understood = standalone(asking.question, self._before(asking.number))
        before = self._replaced(asking)
        shown = _outcome(asking, understood)
        if asking.stopped and shown.turn is None and before is not None:
            shown = before
        self.turns[asking.number :] = [shown]
        self.asking = None
        if shown is not before:
            self._keep(asking.number, shown, understood)
        return shown

    def suggest(self, number: int) -> Suggesting | None:
        """Return what could be asked after the last turn, begun at the first call; None where nothing leads on."""
        turn = self.turns[number].turn
        if turn is None or self.asking is not None:
            return None
        if self.suggesting is None or self.suggesting.number != number:
            self.suggesting = Suggesting(number)
            find = partial(self.shelf.next_questions, self.person.groups, turn, self.asked)
            self.suggesting.begin(find)
        return self.suggesting

    def _replaced(self, asking: Asking) -> Shown | None:
        """Return the turn with the same question that a new answer is to replace."""
        there = self.turns[asking.number] if asking.number < len(self.turns) else None
        return there if there is not None and there.asked == asking.question else None

    def _before(self, number: int) -> list[Turn]:
        return [shown.turn for shown in self.turns[:number] if shown.turn is not None]

    def _forget_from(self, number: int) -> None:
        """Forget what belongs to answers that are about to be replaced."""
        self.editing = False
        if self.opened is not None and self.opened.turn >= number:
            self.opened = None
        if self.suggesting is not None:
            self.suggesting.stop()
            self.suggesting = None
        for known in (self.kept, self.rated, self.thanked):
            for at in [at for at in known if at >= number]:
                del known[at]

    def _keep(self, number: int, shown: Shown, understood: str) -> None:
        """Write a turn down; a conversation that cannot be kept goes on nonetheless."""
        turn = KeptTurn(
            shown.asked,
            shown.scope,
            self.person.groups,
            understood,
            json.dumps(shown.turn.answer.as_json(), ensure_ascii=False) if shown.turn else None,
            shown.error,
            shown.stopped,
        )
        conversations = Conversations(self.shelf.index, self.person.key)
        try:
            if self.id is None:
                self.id = conversations.start(turn)
            else:
                conversations.put(self.id, number, turn)
            self.unkept = False
        except BearingError:
            _log.exception("the conversation could not be kept")
            self.unkept = True


def _outcome(asking: Asking, understood: str) -> Shown:
    """Return what came of a question: its answer, what there was of it when it was stopped, or what went wrong."""
    answer = asking.answer
    if answer is None and asking.sofar is not None and not asking.error:
        answer = replace(asking.sofar, age=age_of(asking.sofar.quotes, date.today()))
    turn = Turn(understood, answer) if answer is not None else None
    return Shown(asking.question, asking.scope, turn, asking.error, stopped=asking.stopped)


def _shown(shelf: Shelf, person: Person, kept: KeptTurn, *, lost: bool) -> Shown:
    """Return a kept turn as it stands now.

    `lost` says that a claim before it is gone: then how the question was understood may name what is gone, too.
    """
    restored = shelf.restore(person.groups, kept)
    if restored is None:
        return Shown(kept.asked, kept.scope, None, kept.error, stopped=not kept.error)
    understood = kept.asked if lost or restored.gone else kept.understood
    turn = Turn(understood, restored.answer)
    return Shown(
        kept.asked, kept.scope, turn, kept.error, stopped=kept.stopped, changed=restored.changed, gone=restored.gone
    )
