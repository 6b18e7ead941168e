"""Run the app and a browser, for pictures, load tests and tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

PROJECT = Path(__file__).resolve().parent.parent
_OFF = ("gpu", "background-networking", "component-update", "sync")
_FLAGS = ("--no-sandbox", *(f"--disable-{name}" for name in _OFF))
_START_SECONDS = 60


@contextmanager
def browser_of(playwright: Playwright) -> Iterator[Browser]:
    """Start the Chromium that the environment names, the system's, or playwright's own."""
    path = os.environ.get("BEARING_CHROMIUM") or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
    yield browser
    browser.close()


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


@contextmanager
def app(
    index: Path, port: int = 0, secrets: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run `bearing chat` on a port (0: a free one) and give its address; `secrets` is the file that sets up sign-in."""
    port = port or free_port()
    command = [sys.executable, str(PROJECT / "bearing.py"), "chat", "--port", str(port), "--index", str(index)]
    command += ["--secrets", str(secrets)] if secrets else []
    quiet = subprocess.DEVNULL
    variables = {**os.environ, **(environment or {})}
    process = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=quiet, stderr=quiet)
    try:
        wait_until_healthy(f"http://localhost:{port}/_stcore/health", process)
        yield f"http://localhost:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the app answers.

    Raises:
        RuntimeError: it ended, or does not answer in time.
    """
    for _ in range(_START_SECONDS * 5):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:  # it does not listen yet, or takes connections that it cannot answer yet
            try:
                process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("the app has ended: run `bearing chat` to see why") from None
        else:
            return
    raise RuntimeError("the app does not answer")
