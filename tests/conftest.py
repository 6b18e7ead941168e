"""What every test may use: a small organisation, one embedder, and no network."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

# Two workers on two cores: each test, and each process that it starts, computes on one.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"

from assistant.encoder.embedding import Embedder, load_embedder, packaged_encoder
from assistant.index.layout import live_generation
from assistant.settings import Settings, load_settings
from eval.benchmarks.nights import in_this_process
from ingest.night import Night
from ingest.receipt import Receipt

SAMPLE = Path(__file__).resolve().parent.parent / "eval" / "organisation"

_LONGEST = (
    "journey app_browser browser_conversations browser_sign_in browser_portfolio browser_adding night browser_axe eval"
    " pages_ask pages_states gates bearing children portfolio model_mode sequences verbatim deploy peers"
).split()
"""The files that take longest, longest first: begun first, so that no worker is left alone with one at the end."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    rank = {f"test_{name}": at for at, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="module")
def _nights_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let nights parse and check in this process, which is seconds quicker; not where the processes are the point."""
    with nullcontext() if request.node.get_closest_marker("processes") else in_this_process():
        yield


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def in_float32(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read in float32, as learning does, on processors with bfloat16, too."""
    monkeypatch.setattr("assistant.encoder.embedding._has_bfloat16", lambda: False)
    packaged_encoder.cache_clear()
    yield
    packaged_encoder.cache_clear()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files below a sources folder and return it."""

    def put(files: Mapping[str, str | bytes]) -> Path:
        sources = tmp_path / "sources"
        for name, content in files.items():
            file = sources / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return sources

    return put


@pytest.fixture
def ingest(tmp_path: Path) -> Callable[[Path], Receipt]:
    """Run a night over a sources folder into `tmp_path / "index"`."""

    def run(sources: Path, settings: Settings | None = None) -> Receipt:
        return Night(sources, tmp_path / "index", settings or load_settings(sources)).run()

    return run


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample organisation, built once for all workers; a test that changes it takes a copy."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if live_generation(shared / "sample") is None:
            Night(SAMPLE, shared / "sample", load_settings(SAMPLE)).run()
    return shared / "sample"
