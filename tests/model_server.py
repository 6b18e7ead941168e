"""A server on this machine that plays a language model's, for each kind of client: what it says, and how it fails."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.model_mode.language_model import LanguageModel
from assistant.settings import Client, ModelSettings


@dataclass
class Part:
    """What the server does with one request: it sends the pieces, then ends well, or as `ends` says.

    `ends`: "well", "declines" (the server's own word for a refusal), "dies" (in the middle of a chunk), "early" (as if
    all were said, without the word that it is the end), "hangs" (until it is let go).
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    ends: str = "well"
    body: bytes = b""
    retry_after: str | None = None


@dataclass
class ModelServer:
    """Plays one part a request, the last one again and again; keeps what it was asked and with which headers."""

    parts: list[Part] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def next_part(self) -> Part:
        return self.parts.pop(0) if len(self.parts) > 1 else self.parts[0]

    def url_for(self, client: Client) -> str:
        return self.url + ("/v1" if client is Client.OPENAI else "")

    @property
    def prompt(self) -> str:
        """The last message that the model was sent."""
        said = self.asked[-1]["messages"][-1]["content"]
        return said if isinstance(said, str) else "".join(piece["text"] for piece in said)


def imported() -> None:
    """Import every client, which may take longer than any time-out of a test."""
    for client in Client:
        LanguageModel(ModelSettings(client=client, name="tiny")).load()


def serving() -> Iterator[ModelServer]:
    """Serve on a free port until the test is over."""
    played = ModelServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(played))
    server.daemon_threads = True
    played.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield played
    played.let_go.set()
    server.shutdown()
    server.server_close()
    thread.join()


def _handler(played: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.close_connection = True
            row = json.loads(self.rfile.read(int(self.headers["content-length"])))
            played.asked.append(row)
            played.headers.append({name.lower(): value for name, value in self.headers.items()})
            part = played.next_part()
            if part.status != 200 or part.body:
                self._plain(part)
                return
            self.send_response(200)
            streamed = "application/x-ndjson" if self.path.startswith("/api") else "text/event-stream"
            self.send_header("content-type", streamed)
            self.send_header("transfer-encoding", "chunked")
            self.send_header("connection", "close")
            self.end_headers()
            self._play(part, _SPOKEN[self.path.split("?")[0]])

        def _plain(self, part: Part) -> None:
            body = part.body or b'{"error": {"type": "error", "message": "no"}}'
            self.send_response(part.status)
            self.send_header("content-type", "application/json" if body.startswith(b"{") else "text/html")
            self.send_header("content-length", str(len(body)))
            # A client that is not told would send its next request into a connection that is being closed.
            self.send_header("connection", "close")
            if part.retry_after:
                self.send_header("retry-after", part.retry_after)
            self.end_headers()
            self.wfile.write(body)

        def _play(self, part: Part, spoken: Spoken) -> None:
            for piece in (*spoken.opening, *map(spoken.piece, part.pieces)):
                self._chunk(piece)
            if part.ends == "hangs":
                played.let_go.wait(20)
            elif part.ends == "dies":
                self.wfile.write(b"fff\r\nhalf of")
            else:
                if part.ends != "early":
                    for piece in spoken.ending("declines" if part.ends == "declines" else "well"):
                        self._chunk(piece)
                self.wfile.write(b"0\r\n\r\n")

        def _chunk(self, text: str) -> None:
            data = text.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


class Spoken:
    """How a kind of server words a stream."""

    opening: tuple[str, ...] = ()

    def piece(self, text: str) -> str:
        raise NotImplementedError

    def ending(self, how: str) -> tuple[str, ...]:
        raise NotImplementedError


class OpenAI(Spoken):
    def _chunk(self, delta: dict[str, str], why: str | None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": why}
        row = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        return f"data: {json.dumps(row)}\n\n"

    def piece(self, text: str) -> str:
        return self._chunk({"role": "assistant", "content": text}, None)

    def ending(self, how: str) -> tuple[str, ...]:
        return self._chunk({}, {"well": "stop", "declines": "content_filter"}[how]), "data: [DONE]\n\n"


class Anthropic(Spoken):
    opening = (
        'event: message_start\ndata: {"type": "message_start", "message": {"id": "m", "type": "message",'
        ' "role": "assistant", "content": [], "model": "m", "stop_reason": null, "stop_sequence": null,'
        ' "usage": {"input_tokens": 1, "output_tokens": 1}}}\n\n',
        'event: content_block_start\ndata: {"type": "content_block_start", "index": 0,'
        ' "content_block": {"type": "text", "text": ""}}\n\n',
    )

    def piece(self, text: str) -> str:
        row = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
        return f"event: content_block_delta\ndata: {json.dumps(row)}\n\n"

    def ending(self, how: str) -> tuple[str, ...]:
        why = {"well": "end_turn", "declines": "refusal"}[how]
        delta = {"stop_reason": why, "stop_sequence": None}
        said = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 2}}
        return (
            'event: content_block_stop\ndata: {"type": "content_block_stop", "index": 0}\n\n',
            f"event: message_delta\ndata: {json.dumps(said)}\n\n",
            'event: message_stop\ndata: {"type": "message_stop"}\n\n',
        )


class Ollama(Spoken):
    def piece(self, text: str) -> str:
        return json.dumps({"model": "m", "message": {"role": "assistant", "content": text}, "done": False}) + "\n"

    def ending(self, how: str) -> tuple[str, ...]:
        why = {"well": "stop", "declines": "content_filter"}[how]
        row = {"model": "m", "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": why}
        return (json.dumps(row) + "\n",)


_SPOKEN = {"/v1/chat/completions": OpenAI(), "/v1/messages": Anthropic(), "/api/chat": Ollama()}
