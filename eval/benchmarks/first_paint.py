"""How long a person waits for the page and for an answer: `python -m eval.benchmarks.first_paint [--index DIR]`.

In a real Chromium that is started beforehand, on an index of the sample organisation (built where none is named):
seconds from the start of `bearing chat` until the page Ask is drawn, which somebody sees who opens the page at once;
from opening the page of a server that has been opened before; and from pressing Enter to the first claim, to the
verdict or to the refusal, measured in the page itself. Each question is the first of its conversation.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.index.layout import live_generation
from assistant.settings import load_settings
from eval.casebook import read_cases
from eval.running_app import app, browser_of
from eval.screenshots import settle
from eval.suites.sample import ORGANISATION
from ingest.night import Night

_KINDS = ("fact", "number", "list", "why", "record", "initiative", "unanswerable")
_QUESTIONS, _OPENED = 20, 5
_DRAWN = 30_000
"""Milliseconds within which a page is drawn, or the benchmark gives up."""
_BOX = "[data-testid=stChatInputTextArea]"
# Seconds from the key to the frame after the one in which an answer stands on the page.
_WATCH = """() => {
  window.answered = new Promise(resolve => document.addEventListener("keydown", pressed => {
    if (pressed.key !== "Enter") return;
    const begun = performance.now();
    const said = ".st-key-turn-0 :is(.b-claim, .b-refusal, [class*=st-key-verdict-])";
    const look = () => {
      const shown = document.querySelector(said)?.checkVisibility();
      requestAnimationFrame(shown ? now => resolve((now - begun) / 1000) : look);
    };
    look();
  }, {capture: true, once: true}));
}"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime / 1000"


def drawn(page: Page, address: str) -> tuple[float, float]:
    """Open the page Ask; return the seconds until the browser paints something, and until the page can be used."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    for part in (".b-welcome", _BOX):
        page.locator(part).wait_for(timeout=_DRAWN)
    whole = time.perf_counter() - begun
    return float(page.evaluate(_PAINTED) or whole), whole


def answered(page: Page, question: str) -> float:
    """Ask the first question of a conversation; return the seconds until its answer is seen."""
    page.evaluate(_WATCH)
    page.locator(_BOX).fill(question)
    page.locator(_BOX).press("Enter")
    return float(page.evaluate("window.answered"))


def questions() -> list[str]:
    """Return questions of every sort, evenly spread over the labelled cases."""
    asked = [case for case in read_cases() if not case.groups and case.kind in _KINDS]
    every = [case.question or f"Is {case.initiative} outcome-aligned?" for case in asked]
    return every[:: max(1, len(every) // _QUESTIONS)][:_QUESTIONS]


def measure(browser: Browser, index: Path) -> None:
    """Print what a person waits for, from the start of the server on."""
    begun = time.perf_counter()
    with app(index) as address:
        listening = time.perf_counter() - begun
        first = browser.new_page()
        painted, whole = drawn(first, address)
        print(
            f"from the start of `bearing chat`: listens {listening:.2f} s, first paint {listening + painted:.2f} s,"
            f" the page Ask {listening + whole:.2f} s"
        )
        first.locator(_BOX).fill(questions()[0])
        print(f"the first question, asked at once: {answered(first, questions()[0]):.2f} s")
        settle(first)
        first.close()
        times = [_opened(browser, address) for _ in range(_OPENED)]
        _tell("opening the page again, first paint", [one for one, _ in times])
        _tell("opening the page again, the page Ask", [two for _, two in times])
        _tell("from Enter to the first claim", [_asked(browser, address, question) for question in questions()])


def _opened(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context()  # with an empty cache
    page = context.new_page()
    found = drawn(page, address)
    expect(page.locator(".st-key-examples button").first).to_be_visible()
    settle(page)
    context.close()
    return found


def _asked(browser: Browser, address: str, question: str) -> float:
    page = browser.new_page()
    drawn(page, address)
    settle(page)
    found = answered(page, question)
    settle(page)
    page.close()
    return found


def _tell(name: str, times: Sequence[float]) -> None:
    middle, most = np.quantile(times, [0.5, 0.95])
    print(f"{name} ({len(times)}): median {middle:.2f} s, p95 {most:.2f} s, longest {max(times):.2f} s")


def main() -> None:
    """Build the index where none is named, start Chromium, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    chosen = parser.parse_args()
    expect.set_options(timeout=_DRAWN)
    with tempfile.TemporaryDirectory(prefix="bearing-paint-") as folder:
        index = (chosen.index or Path(folder) / "index").resolve()
        if live_generation(index) is None:
            Night(ORGANISATION, index, load_settings(ORGANISATION)).run()
        print(f"load at the start: {os.getloadavg()[0]:.1f}")
        with sync_playwright() as playwright, browser_of(playwright) as browser:
            measure(browser, index)


if __name__ == "__main__":
    main()
