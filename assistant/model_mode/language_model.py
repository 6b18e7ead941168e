"""The language models that may write an answer, through LlamaIndex's clients: the one file that knows these.

A client is imported with the first question that goes to it: evidence mode never pays for it. What a server does wrong
ends as a `ModelError`, whose message a reader can understand.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING
from weakref import finalize

from assistant.errors import ModelError
from assistant.settings import KEY_NAME, Client, ModelSettings

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.core.llms import LLM

_URLS = {
    Client.OPENAI: "https://api.openai.com/v1",
    Client.ANTHROPIC: "https://api.anthropic.com",
    Client.OLLAMA: "http://localhost:11434",
}
_MOST_TOKENS, _CONTEXT = 1024, 16384
_TRY_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_PAUSES = (0.5, 1.5)
"""Seconds before each further try, where the server names none."""
_LEAST_LEFT = 1.0
"""Seconds that must be left after a pause for a further try to make sense."""
_DECLINED = frozenset({"content_filter", "refusal", "safety"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ended:
    """The end of a stream: the server's own word for why, None where the connection just ended, or what went wrong."""

    why: str | None = None
    error: Exception | None = None


_Mail = SimpleQueue["str | _Ended"]


class LanguageModel:
    """A model on a server; one value may answer many readers at once."""

    def __init__(self, settings: ModelSettings) -> None:
        """Speak to the model of these settings; nothing is imported or opened yet."""
        self.settings = settings
        self._lock = Lock()

    def warm(self) -> None:
        """Import the client in the background, so that the first question does not wait for it."""
        Thread(target=self.load, daemon=True).start()

    def deadline(self, since: float) -> float:
        """Return when an answer must be there that somebody waits for since then: half of its time is left at least.

        Times are those of `time.monotonic`.
        """
        seconds = self.settings.seconds
        return max(since + seconds, monotonic() + seconds / 2)

    def stream(self, system: str, prompt: str, deadline: float) -> Iterator[str]:
        """Yield what the model writes, piece by piece; `deadline` is a time of `time.monotonic`.

        Raises:
            ModelError: it did not answer in time, declined, or did not get to the end.
        """
        mail: _Mail = SimpleQueue()
        stop = Event()
        # A thread of its own: a server that sends a byte now and then would outlast every time-out of a client.
        Thread(target=self._read, args=(system, prompt, deadline, mail, stop), daemon=True).start()
        begun = False
        try:
            while not isinstance(piece := self._next(mail, deadline), _Ended):
                begun = begun or bool(piece.strip())
                yield piece
        finally:
            stop.set()
        self._judge(piece, begun)

    def _next(self, mail: _Mail, deadline: float) -> str | _Ended:
        try:
            return mail.get(timeout=max(0.0, deadline - monotonic()))
        except Empty:
            raise ModelError(self._late()) from None

    def _judge(self, ended: _Ended, begun: bool) -> None:
        """Raise where a stream did not end well."""
        if ended.error is not None:
            _log.info("the language model failed", exc_info=ended.error)
            raise ModelError(self._reason(ended.error, begun)) from ended.error
        if ended.why in _DECLINED:
            raise ModelError(f"The language model {self.settings.name} declined to answer.")
        if ended.why is None and begun:
            raise ModelError(self._broken())

    def _read(self, system: str, prompt: str, deadline: float, mail: _Mail, stop: Event) -> None:
        """Post what the server sends; try again where that may help and nothing has come yet."""
        begun = False
        for pause in (*_PAUSES, None):
            try:
                why = None
                for chunk in self._chunks(system, prompt):
                    if stop.is_set():
                        return
                    why = _stop_reason(chunk) or why
                    begun = True
                    mail.put(chunk.delta or "")
                mail.put(_Ended(why))
                return
            except Exception as error:  # noqa: BLE001 - the boundary of a server: any answer of it may break its client
                wait = None if begun or pause is None else _wait(error, pause)
                if wait is None or monotonic() + wait + _LEAST_LEFT > deadline or stop.wait(wait):
                    mail.put(_Ended(error=error))
                    return

    def _chunks(self, system: str, prompt: str) -> Iterator[ChatResponse]:
        client = self.load()
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        messages = [ChatMessage(role=MessageRole.SYSTEM, content=system), ChatMessage(role="user", content=prompt)]
        yield from client.stream_chat(messages)

    def load(self) -> LLM:
        """Return the client, imported with the first call: that takes seconds, which no question's time should pay."""
        with self._lock:
            return self._client

    @cached_property
    def _client(self) -> LLM:
        # Key and address are always given, so that no client looks for others in the environment.
        url = self.settings.url or _URLS[self.settings.client]
        key = self.settings.api_key.get_secret_value() if self.settings.api_key else "none"
        return _CLIENTS[self.settings.client](self.settings, url, key)

    def _reason(self, error: Exception, begun: bool) -> str:
        """Return in a line why a server gave no answer, and what may be done about it."""
        name, status = self.settings.name, _status(error)
        if "Timeout" in type(error).__name__:
            return self._late()
        if begun:
            return self._broken()
        if status == 429:
            return f"The server of the language model {name} takes no more questions for the moment (429)."
        if status in (401, 403):
            return f"The server of the language model {name} refused the key ({status}): check {KEY_NAME}."
        if status == 404:
            return f"The server knows no language model {name} (404): check name and url of [model]."
        if status is not None:
            return f"The server of the language model {name} failed ({status})."
        if isinstance(error, ConnectionError) or "Connect" in type(error).__name__:
            return f"The server of the language model {name} cannot be reached: check url of [model]."
        return f"The server of the language model {name} answered with something that is no answer."

    def _late(self) -> str:
        return f"The language model {self.settings.name} did not answer within {self.settings.seconds:g} seconds."

    def _broken(self) -> str:
        return f"The language model {self.settings.name} stopped in the middle of its answer."


def _openai(settings: ModelSettings, url: str, key: str) -> LLM:
    import openai.resources.chat  # else the client does it when the first question waits
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.name,
        api_base=url,
        api_key=key,
        timeout=settings.seconds,
        max_retries=0,
        is_chat_model=True,
        context_window=_CONTEXT,
        # Some models take no temperature but their own.
        additional_kwargs={"temperature": openai.NOT_GIVEN if settings.temperature is None else settings.temperature},
    )


def _anthropic(settings: ModelSettings, url: str, key: str) -> LLM:
    from anthropic import NOT_GIVEN
    from llama_index.core.base.llms.types import LLMMetadata
    from llama_index.llms.anthropic import Anthropic

    class AnyModel(Anthropic):
        """The client as it is, also for models that are newer than its list of them."""

        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(context_window=_CONTEXT, num_output=_MOST_TOKENS, is_chat_model=True)

    return AnyModel(
        model=settings.name,
        base_url=url,
        api_key=key,
        timeout=settings.seconds,
        max_retries=0,
        max_tokens=_MOST_TOKENS,
        additional_kwargs={"temperature": NOT_GIVEN if settings.temperature is None else settings.temperature},
    )


def _ollama(settings: ModelSettings, url: str, key: str) -> LLM:
    from llama_index.llms.ollama import Ollama

    model = Ollama(
        model=settings.name,
        base_url=url,
        temperature=settings.temperature,
        request_timeout=settings.seconds,
        context_window=_CONTEXT,
        additional_kwargs={"num_predict": _MOST_TOKENS},
        headers={"Authorization": f"Bearer {key}"} if settings.api_key else None,
    )
    finalize(model, model.client.close)  # the others close their connections themselves when nobody holds them
    return model


_CLIENTS = {Client.OPENAI: _openai, Client.ANTHROPIC: _anthropic, Client.OLLAMA: _ollama}


def _status(error: Exception) -> int | None:
    """Return the HTTP status that an error of any of the clients carries."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status >= 400 else None


def _wait(error: Exception, pause: float) -> float | None:
    """Return the seconds after which another try makes sense, None where it does not."""
    if _status(error) not in _TRY_AGAIN:
        return None
    asked = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    return float(asked) if re.fullmatch(r"\d+(?:\.\d+)?", asked) else pause


def _stop_reason(chunk: ChatResponse) -> str | None:
    """Return why the model stopped, where a chunk says so: each kind of server has a place of its own for it."""
    raw = chunk.raw
    if isinstance(raw, dict):  # Ollama, Anthropic
        if raw.get("done"):
            return str(raw.get("done_reason") or "stop")
        said = chunk.message.additional_kwargs.get("stop_reason")
        return str(said) if said else None
    choices = getattr(raw, "choices", None) or ()
    said = next((choice.finish_reason for choice in choices if choice.finish_reason), None)
    return str(said) if said else None
