"""Take the pictures of the app for the README: `python -m eval.screenshots [--index DIR] [--out docs/screenshots]`.

Without an index, one of two nights of the sample organisation is made for them.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from assistant.conversations.feedback import FOLDER as FEEDBACK
from assistant.conversations.store import FILE as CONVERSATIONS
from eval.pictured_nights import two_nights
from eval.running_app import PROJECT, app, browser_of

ANSWERED = "What stopped the Guest Linen Portal?"
ON_A_PAGE = "What do six wards keep in stock?"
ASSESSED = "Is Heddle Academy outcome-aligned?"
REFUSED = "What will the weather be in Bradford tomorrow?"
READ = "Reporting Refresh brief.docx"
TAKEN = "2026-11-04 product council notes.md"
_WRITABLE = '[{"path": "collaboration", "kind": "collaboration", "audience": "everyone", "writers": ["everyone"]}]'
SIZES = ((1440, 900), (768, 1024), (390, 844))
_AROUND_CARD = 240
_LISTENING = 500
"""Milliseconds after which what is drawn can also be pressed."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at: its size, and light or dark."""

    size: tuple[int, int]
    scheme: str

    @property
    def name(self) -> str:
        """Return what its files end in."""
        return f"{self.size[0]}-{self.scheme}"


def main() -> None:
    """Take all pictures of an index, and of a folder that has none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "screenshots")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bearing-pictures-") as folder:
        take_all(chosen.index.resolve() if chosen.index else two_nights(Path(folder)), chosen.out)


def take_all(made: Path, out: Path) -> None:
    """Take each picture in each look."""
    looks = [Look(size, scheme) for size in SIZES for scheme in ("light", "dark")]
    with sync_playwright() as playwright, browser_of(playwright) as browser:
        with copied(made) as index, app(index) as address:
            for look in looks:
                (index / CONVERSATIONS).unlink(missing_ok=True)
                take(browser, address, look, out)
                take_portfolio(browser, address, look, out)
                take_changes(browser, address, look, out)
                take_scores(browser, address, look, out)
                take_conversation(browser, address, look, out)
                take_reading(browser, address, look, out)
        with app(made, environment={"BEARING_SOURCES": _WRITABLE}) as address:
            for look in looks:
                take_adding(browser, address, look, out)
        with sign_in_secrets() as secrets, app(made, secrets=secrets) as address:
            for look in looks:
                page = opened(browser, address, look)
                expect(page.get_by_role("button", name="Sign in")).to_be_visible()
                shoot(page, out / f"sign-in-{look.name}.png")
                page.context.close()
        with app(Path(tempfile.gettempdir()) / "no-index-yet") as address:
            for look in looks:
                page = opened(browser, address, look)
                expect(page.locator(".b-blank-page")).to_be_visible()
                shoot(page, out / f"no-index-{look.name}.png")


def take(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the pictures of one look: empty page, answer, citation in a text and on a PDF's page, verdict, refusal."""
    page = opened(browser, address, look)
    expect(page.locator(".st-key-examples button").nth(3)).to_be_visible()
    shoot(page, out / f"empty-{look.name}.png")
    for question, name in ((ANSWERED, "citation"), (ON_A_PAGE, "page")):
        ask(page, question)
        if name == "page":
            shoot(page, out / f"answer-{look.name}.png")
        page.locator("[class*='st-key-chips-0-'] button").first.click()
        expect(page.locator(".st-key-source-panel").locator("mark, .b-mark").first).to_be_visible()
        shoot(page, out / f"{name}-{look.name}.png")
        start_anew(page)
    ask(page, ASSESSED)
    card = page.locator("[class*='st-key-verdict-']").bounding_box()
    assert card is not None
    page.set_viewport_size({"width": look.size[0], "height": round(card["height"]) + _AROUND_CARD})
    shoot(page, out / f"verdict-{look.name}.png")
    page.set_viewport_size({"width": look.size[0], "height": look.size[1]})
    start_anew(page)
    ask(page, REFUSED)
    shoot(page, out / f"refusal-{look.name}.png")
    page.context.close()
    take_sources(browser, address, look, out)


def take_conversation(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the pictures of what can be done with an answer: what to ask next, export, edit, judge, find it again."""
    page = opened(browser, address, look)
    ask(page, ANSWERED)
    expect(page.locator(".st-key-next-0 button").first).to_be_visible()
    shoot(page, out / f"next-{look.name}.png")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("button", name="PDF")).to_be_visible()
    shoot(page, out / f"export-{look.name}.png")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Edit the question").click()
    expect(page.get_by_role("textbox", name="Edit the question")).to_be_focused()
    shoot(page, out / f"edit-{look.name}.png")
    start_anew(page)
    ask(page, ASSESSED)
    page.get_by_role("button", name="Not helpful").click()
    for field in ("combobox", "textbox"):
        expect(page.locator(".st-key-feedback-0").get_by_role(field).first).to_be_visible()
    page.locator(".st-key-actions-0").evaluate("row => row.scrollIntoView()")
    shoot(page, out / f"feedback-{look.name}.png")
    if page.get_by_test_id("stExpandSidebarButton").is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="All conversations").click()
    expect(page.locator(".st-key-conversation-list button").first).to_be_visible()
    shoot(page, out / f"conversations-{look.name}.png")
    page.context.close()


def take_sources(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the pictures of what is indexed, and of the nights with the last one that published something unfolded."""
    page = opened(browser, f"{address}sources", look)
    expect(page.locator(".b-night").first).to_be_visible()
    shoot(page, out / f"sources-{look.name}.png")
    page.locator(".b-night-published > summary").first.click()
    page.locator(".b-section").filter(has_text="Times in").evaluate("head => head.scrollIntoView()")
    shoot(page, out / f"nights-{look.name}.png")
    page.context.close()


def take_portfolio(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the pictures of the portfolio, of the quotes of a cell, and of what is left over."""
    page = opened(browser, f"{address}portfolio", look)
    expect(page.locator(".b-heat td.b-explicit").first).to_be_visible()
    settle(page)
    page.wait_for_timeout(_LISTENING)
    shoot(page, out / f"portfolio-{look.name}.png")
    page.locator(".b-heat td.b-explicit").first.click()
    expect(page.locator(".st-key-source-panel blockquote").first).to_be_visible()
    shoot(page, out / f"cell-{look.name}.png")
    page.locator(".st-key-source-panel").get_by_role("button", name="Close").click()
    page.locator(".b-left").evaluate("left => left.previousElementSibling.scrollIntoView()")
    shoot(page, out / f"left-over-{look.name}.png")
    page.context.close()


def take_changes(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the picture of what moved since the oldest night that is kept."""
    page = opened(browser, f"{address}changes", look)
    expect(page.locator("[role=combobox], .st-key-brief .b-notice").first).to_be_visible()
    settle(page)
    if page.get_by_role("combobox").count():
        page.get_by_role("combobox").click()
        page.get_by_role("option").last.click()
        page.wait_for_timeout(_LISTENING)
    shoot(page, out / f"changes-{look.name}.png")
    page.context.close()


def take_scores(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the picture of the scores."""
    page = opened(browser, f"{address}eval", look)
    expect(page.locator(".b-scores").first).to_be_visible()
    shoot(page, out / f"eval-{look.name}.png")
    page.context.close()


def take_reading(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the picture of a document that is read through the lens."""
    page = opened(browser, f"{address}sources", look)
    page.get_by_label("Find a document").fill(READ)
    page.get_by_label("Find a document").press("Enter")
    page.locator(".st-key-library-list button", has_text=READ).first.click()
    page.get_by_text("Mark statements that name outputs").click()
    expect(page.locator(".st-key-source-panel mark").first).to_be_visible()
    shoot(page, out / f"reading-{look.name}.png")
    page.context.close()


def take_adding(browser: Browser, address: str, look: Look, out: Path) -> None:
    """Take the picture of files that were dropped: one is new, one is there already, one cannot be added."""
    page = opened(browser, f"{address}sources", look)
    dropped = page.get_by_test_id("stFileUploaderDropzone").locator("input")
    files = {"Retro October.md": "# Retro\n", TAKEN: "# Another\n", "bearing.toml": ""}
    dropped.set_input_files(
        [FilePayload(name=n, mimeType="text/markdown", buffer=t.encode()) for n, t in files.items()]
    )
    expect(page.locator(".b-offered")).to_have_count(len(files))
    page.locator(".st-key-adding").evaluate("section => section.scrollIntoView()")
    shoot(page, out / f"adding-{look.name}.png")
    page.context.close()


@contextmanager
def sign_in_secrets() -> Iterator[Path]:
    """Give a file of secrets that sets up sign-in at a provider that nobody asks."""
    keys = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "secrets.toml"
        rows = (f'{key} = "http://localhost/that-nobody-asks/oauth2callback"\n' for key in keys)
        file.write_text("[auth]\n" + "".join(rows), encoding="utf-8")
        yield file


def ask(page: Page, question: str) -> None:
    """Ask in a new conversation and wait for the answer."""
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(page.locator(".st-key-turn-0").locator("[class*='st-key-chips-'] button, .b-refusal").first).to_be_visible()
    settle(page)


def start_anew(page: Page) -> None:
    """Open the page without the address of its conversation."""
    page.goto(page.url.partition("?")[0])
    expect(page.locator(".st-key-examples button").first).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the page has been drawn to its end."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def shoot(page: Page, file: Path) -> None:
    """Take a picture without a blinking caret or running transitions."""
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.mouse.move(500, 5)
    page.screenshot(path=file, animations="disabled", caret="hide")


def opened(browser: Browser, address: str, look: Look) -> Page:
    """Return the page as this look has it."""
    size = {"width": look.size[0], "height": look.size[1]}
    page = browser.new_context(viewport=size, color_scheme=look.scheme).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    page.goto(address)
    return page


@contextmanager
def copied(index: Path) -> Iterator[Path]:
    """Give a copy of an index without anybody's conversations and feedback: pictures neither show them nor add any."""
    with tempfile.TemporaryDirectory() as folder:
        ignored = shutil.ignore_patterns(f"{CONVERSATIONS}*", FEEDBACK)
        yield Path(shutil.copytree(index, Path(folder) / "index", ignore=ignored))


if __name__ == "__main__":
    expect.set_options(timeout=30_000)
    main()
