"""axe-core on every page and state of the app, light and dark: nothing but trifles stands in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from eval.running_app import app, free_port
from tests.app_fixtures import browser as browser
from tests.app_fixtures import index_of, write_board, write_organisation
from tests.oidc_provider import provider_for, write_secrets
from tests.pages.test_browser_sign_in import PEOPLE, choose, settled

RULES = """writers = ["everyone"]
[sign_in]
groups = { "grp-board" = ["board"] }
"""
ASKED = (
    ("How many missing pallets did the Lisbon pilot cut?", ".b-mark"),
    ("Is Dock Scan outcome-aligned?", "mark"),
)
REFUSED = "What is the boiling point of tungsten?"
SCHEMES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},  # nothing else differs
}

expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_organisation(tmp_path_factory.mktemp("org"))
    write_board(folder)
    settings, port = folder / "bearing.toml", free_port()
    settings.write_text(settings.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    index = index_of(folder, tmp_path_factory.mktemp("index") / "bearing")
    with provider_for(port, PEOPLE) as provider:
        secrets = write_secrets(tmp_path_factory.mktemp("secrets") / "secrets.toml", provider)
        with app(index, port, secrets) as found:
            yield found


def in_the_way(page: Page, state: str) -> list[str]:
    """Return what axe-core finds more than minor on a page, with the state that it is in."""
    settled(page)
    found = []
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]
        bad = [one for one in told if one["impact"] != "minor"]
        found += [f"{state}, {scheme}: {one['id']}: {node['html'][:200]}" for one in bad for node in one["nodes"]]
    page.emulate_media(color_scheme="light")
    return found


def walk(page: Page, address: str, file: Path) -> Iterator[str]:
    """Bring the page into each of its states and give the name of each."""
    page.goto(address)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    yield "sign-in"
    choose(page, "Eve")
    expect(page.get_by_role("heading", name="You are not on the list")).to_be_visible()
    yield "refused"
    page.get_by_role("button", name="Sign out").click()
    choose(page, "Ana")
    expect(page.locator(".st-key-examples button").nth(2)).to_be_visible()
    yield "ask"
    for turn, (question, mark) in enumerate(ASKED):
        ask(page, question)
        chip = page.locator(f".st-key-turn-{turn} [class*='st-key-chips-'] button").first
        expect(chip).to_be_visible()
        yield f"answer {turn}"
        chip.click()
        expect(page.locator(f".st-key-source-panel {mark}").first).to_be_visible()
        yield f"citation {turn}"
        page.locator(".st-key-source-close button").click()
    ask(page, REFUSED)
    expect(page.locator(".b-refusal")).to_be_visible()
    yield "refusal"
    page.goto(f"{address}sources")
    for fold in page.locator(".b-night > summary").all():
        fold.click()
    yield "sources"
    page.get_by_test_id("stFileUploaderDropzone").locator("input").set_input_files(file)
    expect(page.locator(".b-offered")).to_have_count(1)
    yield "adding"
    page.locator(".st-key-library-list button").first.click()
    page.get_by_text("Mark statements that name outputs").click()
    expect(page.locator(".st-key-source-panel .b-notice")).to_be_visible()
    yield "reading"
    page.goto(f"{address}portfolio")
    page.get_by_role("button", name="Assess it now").click()
    expect(page.locator(".b-corner").first).to_be_visible()
    yield "portfolio"
    for name in ("Changes", "Eval"):
        page.goto(f"{address}{name.lower()}")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        yield name


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")


def test_axe_finds_nothing_but_trifles_in_any_state(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text("# Note\n", encoding="utf-8")
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    found = [line for state in walk(page, address, file) for line in in_the_way(page, state)]
    page.context.close()
    assert found == []


def test_axe_is_heard(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>x</title><main><img src=x><p style='color:#ccc'>faint</p></main></html>")
    told = Axe().run(page).response["violations"]
    assert {one["id"] for one in told if one["impact"] in ("serious", "critical")} >= {"image-alt", "color-contrast"}
    page.close()
