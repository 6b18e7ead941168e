"""The real clients of each kind against a server on this machine that plays every part."""

from collections.abc import Iterator
from time import monotonic

import pytest

from assistant.errors import ModelError
from assistant.model_mode.language_model import LanguageModel
from assistant.settings import Client, ModelSettings
from tests.model_server import ModelServer, Part, imported, serving

SECONDS = 9.0
"""More than it ever takes: what tests time has a deadline of its own."""


@pytest.fixture
def server() -> Iterator[ModelServer]:
    yield from serving()


@pytest.fixture(params=list(Client))
def client(request: pytest.FixtureRequest) -> Client:
    kind: Client = request.param
    return kind


def model(server: ModelServer, client: Client, **more: object) -> LanguageModel:
    settings = {"client": client, "name": "tiny", "url": server.url_for(client), "seconds": SECONDS, **more}
    return LanguageModel(ModelSettings.model_validate(settings))


@pytest.fixture(scope="module", autouse=True)
def _clients() -> None:
    imported()


def heard(model: LanguageModel, seconds: float = SECONDS) -> list[str]:
    return [piece for piece in model.stream("Be brief.", "Who?", monotonic() + seconds) if piece]


def failure(model: LanguageModel, seconds: float = SECONDS) -> str:
    with pytest.raises(ModelError) as caught:
        heard(model, seconds)
    return str(caught.value)


def test_what_a_model_writes_comes_piece_by_piece(server: ModelServer, client: Client) -> None:
    server.parts = [Part(("Ada ", "leads. [1]\n"), ends="hangs")]
    pieces = model(server, client).stream("Be brief.", "Who?", monotonic() + SECONDS)
    # The server is still writing.
    assert [next(pieces), next(pieces)] == ["Ada ", "leads. [1]\n"]
    assert server.prompt == "Who?"
    assert server.asked[-1]["model"] == "tiny"
    pieces.close()


def test_the_key_of_the_settings_is_the_one_that_is_sent(
    server: ModelServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OLLAMA_API_KEY"):
        monkeypatch.setenv(name, "another")
    server.parts = [Part(("Ada. [1]",))]
    heard(model(server, client, api_key="of-the-settings"))
    sent = [value for name, value in server.headers[-1].items() if name in ("authorization", "x-api-key")]
    assert "of-the-settings" in "".join(sent)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part(status=401), "refused the key"),
        (Part(status=404), "knows no language model tiny"),
        (Part(status=400), "failed (400)"),
        (Part(status=429, retry_after="60"), "no more questions"),
        (Part(("Ada",), ends="dies"), "in the middle"),
        (Part(("Ada",), ends="early"), "in the middle"),
        (Part(("Ada",), ends="declines"), "declined"),
    ],
)
def test_each_failure_has_its_line(server: ModelServer, client: Client, part: Part, said: str) -> None:
    server.parts = [part]
    line = failure(model(server, client))
    assert said in line or (client is Client.OLLAMA and part.status == 429)
    assert "\n" not in line


def test_a_page_that_is_no_answer_is_no_answer(server: ModelServer, client: Client) -> None:
    server.parts = [Part(body=b"<html>Welcome</html>")]
    if client is Client.OLLAMA:
        assert "no answer" in failure(model(server, client))
    else:  # to these clients it is a stream without an event
        assert heard(model(server, client)) == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(server: ModelServer, client: Client, status: int) -> None:
    server.parts = [Part(status=status), Part(("Ada leads. [1]",))]
    assert heard(model(server, client)) == ["Ada leads. [1]"]
    assert len(server.asked) == 2


def test_what_has_begun_is_not_asked_again(server: ModelServer, client: Client) -> None:
    server.parts = [Part(("Ada",), ends="dies")]
    failure(model(server, client))
    assert len(server.asked) == 1


@pytest.mark.parametrize("part", [Part(ends="hangs"), Part(("Ada ",), ends="hangs")])
def test_a_server_that_hangs_is_left_when_the_time_is_up(server: ModelServer, client: Client, part: Part) -> None:
    server.parts = [part]
    began = monotonic()
    assert "did not answer within 9 seconds" in failure(model(server, client), 0.3)
    assert monotonic() - began < 2.5


def test_trying_again_never_outlasts_the_time(server: ModelServer, client: Client) -> None:
    server.parts = [Part(status=503)]
    began = monotonic()
    assert "503" in failure(model(server, client), 1.2)
    assert (monotonic() - began < 2.5, len(server.asked)) == (True, 1)


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(server: ModelServer, client: Client) -> None:
    gone = model(server, client, url="http://127.0.0.1:9")
    assert "cannot be reached" in failure(gone)


def test_half_of_the_time_is_left_at_least(server: ModelServer) -> None:
    slow = model(server, Client.OPENAI)
    now = monotonic()
    assert slow.deadline(now) == pytest.approx(now + SECONDS, abs=0.2)
    assert slow.deadline(now - 100) == pytest.approx(now + SECONDS / 2, abs=0.2)
