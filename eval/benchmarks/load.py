"""Many people asking at once: `python -m eval.benchmarks.load [--people 20] [--rounds 3] [--index DIR]`.

The page is started as `bearing chat` starts it, on an index of the sample organisation (built where none is named).
Each person is a session of its own that speaks the page's protocol over its websocket: all open the page, then all ask
at the same moment, a question of their own in each round. Printed are the 50th and 95th percentile of the seconds from
asking until the first claim (or the refusal) is sent, and until the page is whole; and how often a session was sent
another's question, or a citation that its own answer does not have, which must be never.
"""

from __future__ import annotations

import asyncio
import html as markup
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assistant.assistant import Assistant
from assistant.conversations.context import Turn, standalone
from assistant.index.layout import live_generation
from assistant.settings import load_settings
from eval.casebook import read_cases
from eval.running_app import app
from eval.suites.sample import ORGANISATION
from ingest.night import Night

_FINISHED = 120.0
"""Seconds to wait for a run of the page to end."""
_KINDS = ("fact", "number", "list", "why", "unanswerable")
_QUESTION = re.compile(r'class="b-question">(.*?)</h2>', re.DOTALL)
_SAID = re.compile(r'^<(?:p class="b-claim"|div class="b-refusal")')


@dataclass(slots=True)
class Seen:
    """What a session was sent in one run of the page: when it first said something, when it was whole, the HTML."""

    begun: float
    question: str = ""
    asked: bool = False
    first: float | None = None
    whole: float = 0.0
    html: list[str] = field(default_factory=list)
    chat_input: str = ""

    def take(self, message: ForwardMsg) -> bool:
        """Take a message; tell whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "chat_input":
                self.chat_input = element.chat_input.id
            elif element.WhichOneof("type") == "html":
                self._read(element.html.body)
        self.whole = time.perf_counter() - self.begun
        return kind == "script_finished"

    def _read(self, html: str) -> None:
        """Read a piece of the page; what stands below the question of now answers it."""
        self.html.append(html)
        self.asked = self.asked or (
            bool(self.question) and _plain(self.question) in map(_plain, _QUESTION.findall(html))
        )
        if self.first is None and self.asked and _SAID.match(html):
            self.first = time.perf_counter() - self.begun


class Session:
    """One person's page."""

    def __init__(self, socket_: Any) -> None:  # noqa: ANN401 - the client of websockets has no narrower public type
        """Speak over an open websocket."""
        self._socket = socket_
        self._input = ""

    async def open(self) -> Seen:
        """Run the page for the first time."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        seen = await self._run(message)
        self._input = seen.chat_input
        return seen

    async def ask(self, question: str) -> Seen:
        """Type a question and press Enter."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._input
        state.chat_input_value.data = question
        return await self._run(message, question)

    async def _run(self, message: BackMsg, question: str = "") -> Seen:
        seen = Seen(time.perf_counter(), question)
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(_FINISHED):
            while True:
                if seen.take(ForwardMsg.FromString(await self._socket.recv())):
                    return seen


@asynccontextmanager
async def session(host: str) -> AsyncIterator[Session]:
    """Connect as a browser does."""
    from websockets.asyncio.client import connect
    from websockets.typing import Origin, Subprotocol

    address, origin = f"ws://{host}/_stcore/stream", Origin(f"http://{host}")
    async with connect(address, subprotocols=[Subprotocol("streamlit")], origin=origin, max_size=None) as opened:
        yield Session(opened)


async def crowd(host: str, questions: Sequence[Sequence[str]]) -> list[list[Seen]]:
    """Let each person ask their questions, all persons at once; return what each was sent, round by round."""
    async with asyncio.TaskGroup() as group, _all(host, len(questions)) as sessions:
        for one in sessions:  # one after the other, as people come
            await one.open()
        rounds = []
        for number in range(len(questions[0])):
            tasks = [group.create_task(one.ask(mine[number])) for one, mine in zip(sessions, questions, strict=True)]
            rounds.append(await asyncio.gather(*tasks))
    return [list(mine) for mine in zip(*rounds, strict=True)]


@asynccontextmanager
async def _all(host: str, people: int) -> AsyncIterator[list[Session]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(session(host)) for _ in range(people)]


def foreign(seen: Seen, mine: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the questions that a session was shown and that are not its own."""
    shown = {_plain(text) for html in seen.html for text in _QUESTION.findall(html)}
    return sorted(shown & ({*map(_plain, others)} - {*map(_plain, mine)}))


def _plain(text: str) -> str:
    return " ".join(markup.unescape(text).split())


def unlike(seen: Seen, expected: str) -> bool:
    """Whether a session was sent another answer than the one that its question gets when nobody else asks."""
    said = _plain(re.sub(r"<[^>]+>", " ", " ".join(seen.html)))
    return any(_plain(line) not in said for line in expected.splitlines())


def alone(assistant: Assistant, questions: Sequence[str]) -> list[str]:
    """Return the answers of a conversation that nobody else holds, a claim a line."""
    turns: list[Turn] = []
    said = []
    for question in questions:
        answer = assistant.ask(question, (), turns)
        turns.append(Turn(standalone(question, turns), answer))
        said.append("\n".join(claim.text for claim in answer.claims) or (answer.reason or ""))
    return said


def main(people: int, rounds: int, index: Path | None) -> None:
    """Build what is missing, let them ask, and print what was measured."""
    every = [str(case.question) for case in read_cases() if case.question and not case.groups and case.kind in _KINDS]
    every = every[: people * rounds]
    rounds = len(every) // people
    questions = [every[at * rounds : (at + 1) * rounds] for at in range(people)]
    with tempfile.TemporaryDirectory(prefix="bearing-load-") as folder:
        place = index or Path(folder) / "index"
        if live_generation(place) is None:
            Night(ORGANISATION, place, load_settings(ORGANISATION)).run()
        with app(place.resolve()) as address:
            seen = asyncio.run(crowd(urlsplit(address).netloc, questions))
        assistant = Assistant.open(place, ())
        expected = [alone(assistant, mine) for mine in questions]
    rows = [one for mine in seen for one in mine]
    leaked = sum(bool(foreign(one, mine, every)) for mine, sent in zip(questions, seen, strict=True) for one in sent)
    wrong = sum(
        unlike(one, said)
        for sent, mine in zip(seen, expected, strict=True)
        for one, said in zip(sent, mine, strict=True)
    )
    print(f"{people} people, {rounds} questions each, all at once")
    for name, times in (
        ("first claim ", [one.first if one.first is not None else one.whole for one in rows]),
        ("whole page  ", [one.whole for one in rows]),
    ):
        middle, most = np.quantile(times, [0.5, 0.95])
        print(f"{name} p50 {middle:5.2f} s   p95 {most:5.2f} s   longest {max(times):5.2f} s")
    print(f"shown another's question: {leaked} of {len(rows)}; another answer than when asked alone: {wrong}")
    if leaked or wrong:
        sys.exit(1)


def _option(name: str, default: str) -> str:
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


if __name__ == "__main__":
    named = _option("--index", "")
    main(int(_option("--people", "20")), int(_option("--rounds", "3")), Path(named) if named else None)
