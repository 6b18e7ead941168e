"""What takes a while, in a thread of its own, so that a page can be left meanwhile: an answer, what to ask next."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Event, Thread

from assistant.domain import Answer, Scope
from assistant.errors import BearingError
from assistant.model_mode.answering import Steps

FAILED = "Something went wrong while answering. Ask again, or start a new conversation."
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Asking:
    """A question on its way: `number` is the turn that it will be, `sofar` what there is of its answer.

    When `ended` is true it has come to its end: with `answer`, with `error` in words, or stopped, with neither.
    """

    question: str
    scope: Scope
    number: int
    sofar: Answer | None = None
    answer: Answer | None = None
    error: str = ""
    ended: bool = False
    _stopped: Event = field(default_factory=Event)
    _news: Condition = field(default_factory=Condition)

    def begin(self, write: Callable[[], Steps]) -> None:
        """Let it be answered; `write` gives the steps of the answer."""
        Thread(target=self._run, args=(write,), name="asking", daemon=True).start()

    def stop(self) -> None:
        """End it now; what is still being worked out is dropped when it comes."""
        self._stopped.set()
        self._tell(ended=True)

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before its answer was there."""
        return self._stopped.is_set() and self.answer is None and not self.error

    def wait(self, seconds: float, known: Answer | None) -> None:
        """Return when it has ended or has more than is known, at the latest after some seconds."""
        with self._news:
            self._news.wait_for(lambda: self.ended or self.sofar is not known, seconds)

    def _run(self, write: Callable[[], Steps]) -> None:
        try:
            steps = write()
            while not self._stopped.is_set():
                self._tell(sofar=next(steps))
            steps.close()
        except StopIteration as ended:
            if not self._stopped.is_set():
                self._tell(answer=ended.value, ended=True)
        except BearingError as error:
            self._tell(error=f"{error}", ended=True)
        except Exception:  # noqa: BLE001 - the boundary of the page: the log has the traceback, the person has words
            _log.exception("the question could not be answered")
            self._tell(error=FAILED, ended=True)

    def _tell(
        self, *, sofar: Answer | None = None, answer: Answer | None = None, error: str = "", ended: bool = False
    ) -> None:
        with self._news:
            if not self.ended:
                self.sofar, self.answer = sofar or self.sofar, answer
                self.error, self.ended = error, ended
            self._news.notify_all()


@dataclass(slots=True)
class Suggesting:
    """What could be asked next after a turn, while it is tried whether it has answers."""

    number: int
    questions: list[str] = field(default_factory=list)
    _ended: Event = field(default_factory=Event)
    _stopped: Event = field(default_factory=Event)

    def begin(self, find: Callable[[], Iterator[str | None]]) -> None:
        """Let questions be found; None is one that was tried in vain."""
        Thread(target=self._run, args=(find,), name="suggesting", daemon=True).start()

    def stop(self) -> None:
        """Look for no more."""
        self._stopped.set()

    @property
    def ended(self) -> bool:
        """Whether all that will be found is there."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> None:
        """Return when it has ended, at the latest after some seconds."""
        self._ended.wait(seconds)

    def _run(self, find: Callable[[], Iterator[str | None]]) -> None:
        try:
            for question in find():
                if question is not None:
                    self.questions.append(question)
                if self._stopped.is_set():
                    break
        except Exception:  # noqa: BLE001 - suggestions are a courtesy: without them the answer is still the answer
            _log.exception("what to ask next could not be tried")
        finally:
            self._ended.set()
