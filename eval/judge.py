"""A language model as a judge: optional, never needed, and no gate. It asks several cases at once, and ends in time.

What no judgement came of (a time-out, a refusal, a reply that is none) is counted as not judged, never as a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from assistant.errors import ModelError, UsageError
from assistant.index.layout import live_generation, read_manifest
from assistant.model_mode.language_model import LanguageModel
from assistant.settings import Client, ModelSettings, load_settings
from eval.asks import Ask, Said
from eval.judgement import Heard, Judgement

_AT_ONCE = 4
_MOST_FAILURES = 8
"""Cases in a row that a server gave no answer to, after which it is not asked any more."""
_ROOM = 24_000
"""Characters of a message: about 6,000 tokens, and more than any answer of a dozen quotes."""
_LONGEST_REPLY = 20_000
_TOO_LONG = "There is more to read than a judge is given at once."
_UNREADABLE = "What it wrote is no judgement."
_LATE = "The time for judging was up."
_GIVEN_UP = "It was not asked any more: its server had failed too often in a row."


class Judge:
    """A model that judges; `seconds` is for all cases together, each has what the settings give an answer."""

    def __init__(self, settings: ModelSettings, seconds: float) -> None:
        """Judge with the model of these settings; nothing is opened yet."""
        self.model = LanguageModel(settings)
        self.seconds = seconds

    def judge(self, asks: Iterable[Ask | None], advance: Callable[[int], None] = lambda _: None) -> Judgement:
        """Return what the model says of each case, in the order of the cases; None is nothing to judge."""
        given = [ask for ask in asks if ask is not None]
        self.model.load()  # which may take longer than a case has
        started = monotonic()
        round_ = _Round(self.model, started + self.seconds, advance)
        # A server on this machine answers one after the other, and the others' time would run out meanwhile.
        at_once = 1 if self.model.settings.client is Client.OLLAMA else _AT_ONCE
        with ThreadPoolExecutor(at_once) as pool:
            heard = tuple(pool.map(round_.hear, given))
        return Judgement(self.model.settings.name, heard, monotonic() - started)


class _Round:
    """One round of questions to a model, with the failures in a row that it has seen."""

    def __init__(self, model: LanguageModel, end: float, advance: Callable[[int], None]) -> None:
        self._model, self._end, self._advance = model, end, advance
        self._failures = 0

    def hear(self, ask: Ask) -> Heard:
        said, why = self._asked(ask)
        self._advance(1)
        return Heard(ask.case, ask.things, said, why)

    def _asked(self, ask: Ask) -> tuple[Said | None, str | None]:
        """Return what was said, or why nothing was."""
        now = monotonic()
        if len(ask.prompt) > _ROOM:
            return None, _TOO_LONG
        if now >= self._end:
            return None, _LATE
        if self._failures >= _MOST_FAILURES:
            return None, _GIVEN_UP
        try:
            reply = self._reply(ask, min(self._end, now + self._model.settings.seconds))
        except ModelError as error:
            self._failures += 1
            return None, str(error) if monotonic() < self._end else _LATE
        self._failures = 0
        said = ask.read(reply)
        return said, None if said is not None else _UNREADABLE

    def _reply(self, ask: Ask, deadline: float) -> str:
        reply = ""
        for piece in self._model.stream(ask.system, ask.prompt, deadline):
            reply += piece
            if len(reply) > _LONGEST_REPLY:
                break
        return reply


def judge_of(index: Path | None, minutes: float) -> Judge:
    """Return the judge that the settings name: those beside the sources of an index, else those of this folder.

    Raises:
        UsageError: they name no model.
    """
    live = live_generation(index) if index else None
    settings = load_settings(Path(read_manifest(index, live).sources) if index and live else Path()).model
    if settings is None:
        raise UsageError(
            "no model is set that could judge: set BEARING_MODEL_CLIENT and BEARING_MODEL_NAME, or write client and"
            " name below [model] in bearing.toml; or leave --judge out, nothing else needs it"
        )
    return Judge(settings, 60 * minutes)
