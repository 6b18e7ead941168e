"""Files that are dropped on the page Sources, and documents that are read there, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.index.layout import writing
from tests.app_fixtures import HOSTILE, index_of, write_organisation
from tests.app_fixtures import address as address
from tests.app_fixtures import browser as browser

KIOSK = "# Kiosk decision\n\nThe Madrid kiosk closes on 30 September 2026 because shoppers walk past it.\n"
OUTPUT = "Launch the new customer portal by 30 June 2026."
CHANGE = "Store managers reorder stock in under five minutes, down from forty minutes in 2025."
DROP = """([holder, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  for (const sort of ["dragenter", "dragover", "drop"])
    holder.dispatchEvent(new DragEvent(sort, {bubbles: true, cancelable: true, dataTransfer: transfer}));
}"""

RUN = 120_000
"""Milliseconds that a run may take on a busy machine."""

expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_organisation(tmp_path_factory.mktemp("org"))
    goals = f"# Delivery plan 2026\n\n## Goals\n\n- {OUTPUT}\n- {CHANGE}\n\n## More\n\n" + "Nothing else.\n\n" * 900
    (folder / "strategy" / "plan.md").write_text(goals, encoding="utf-8")
    rows = 'path = "strategy"\naudience = "everyone"\nwriters = ["everyone"]\n'
    closed = 'path = "jira"\naudience = "everyone"\nwriters = ["staff"]\n'
    (folder / "bearing.toml").write_text(f"[[sources]]\n{rows}[[sources]]\n{closed}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_of(sources, tmp_path_factory.mktemp("index") / "bearing")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}sources")
    expect(page.get_by_role("heading", name="Add files")).to_be_visible()
    yield page
    context.close()


def drop(page: Page, **files: str) -> Locator:
    """Drop files on the page as a mouse does, and return where it says what would become of them."""
    holder = page.get_by_test_id("stFileUploaderDropzone")
    expect(holder).to_be_visible()
    page.evaluate(DROP, [holder.element_handle(), [[name.replace("__", "."), text] for name, text in files.items()]])
    offered = page.locator(".st-key-adding .b-offered")
    expect(offered).to_have_count(len(files))
    return offered


def panel(page: Page) -> Locator:
    return page.locator(".st-key-source-panel")


def test_a_file_that_is_dropped_is_indexed_while_one_watches_and_then_answers(page: Page, sources: Path) -> None:
    expect(page.get_by_label("Add to")).to_have_count(0)
    offered = drop(page, kiosk__md=KIOSK, broken__pdf="%PDF-1.7 broken")
    expect(offered.first).to_have_text("strategy/kiosk.md is new")
    page.get_by_role("button", name="Add 2 files").press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    unnamed = {"runOnly": {"type": "rule", "values": ["aria-progressbar-name", "color-contrast"]}}
    assert Axe().run(page, options=unnamed).response["violations"] == []
    indexed = offered.filter(has_text="strategy/kiosk.md")
    expect(indexed).to_have_text("strategy/kiosk.md is indexed: 1 document", timeout=RUN)
    expect(offered.filter(has_text="broken.pdf")).to_contain_text("was not added: ")
    assert (sources / "strategy" / "kiosk.md").read_text(encoding="utf-8") == KIOSK
    assert not (sources / "strategy" / "broken.pdf").exists()
    assert not list(sources.rglob(".*"))
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_test_id("stChatInputTextArea").fill("Why does the Madrid kiosk close?")
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(page.locator(".st-key-turn-0")).to_contain_text("shoppers walk past it")


def test_what_is_there_is_replaced_only_when_asked_for(page: Page, sources: Path) -> None:
    file = sources / "strategy" / "retail-strategy.md"
    before = file.read_text(encoding="utf-8")
    offered = drop(page, **{"retail-strategy__md": "# Another\n\nText.\n", "bearing__toml": "x = 1"})
    expect(offered.first).to_contain_text("is there already, and says something else")
    expect(offered.last).to_have_text("bearing.toml cannot be added: files of this name are not read; rename it")
    expect(page.get_by_role("button", name="Nothing to add")).to_be_disabled()
    page.get_by_text("Replace strategy/retail-strategy.md").click()
    expect(page.get_by_role("button", name="Add 1 file")).to_be_enabled()
    assert file.read_text(encoding="utf-8") == before


def test_another_run_that_is_going_on_is_said_and_the_file_waits_for_the_next(
    page: Page, sources: Path, index: Path
) -> None:
    with writing(index):
        drop(page, wait__md="# Waiting\n\nThe Porto depot waits for its turn.\n")
        page.get_by_role("button", name="Add 1 file").click()
        expect(page.locator(".st-key-adding .b-alarm")).to_contain_text("Another run is going on")
        assert (sources / "strategy" / "wait.md").is_file()
    expect(page.get_by_role("button", name="Index now")).to_be_enabled()


def test_a_document_is_found_by_name_read_in_parts_and_seen_through_the_lens(page: Page) -> None:
    page.get_by_label("Find a document").fill("delivery plan")
    page.get_by_label("Find a document").press("Enter")
    page.locator(".st-key-library-list button", has_text="Delivery plan").press("Enter")
    expect(panel(page).get_by_role("heading", name="Delivery plan 2026", level=3)).to_be_visible()
    expect(panel(page).locator(".b-page-number")).to_have_text("Part 1 of 2")
    expect(panel(page).locator("mark")).to_have_count(0)
    panel(page).get_by_text("Mark statements that name outputs").click()
    expect(panel(page).locator("mark.b-output")).to_have_text([OUTPUT])
    expect(panel(page).locator(".b-as-outcome")).to_contain_text("by 30 June 2026")
    expect(panel(page).get_by_role("status").last).to_contain_text("1 statement in this part names an output")
    panel(page).get_by_role("button", name="Next").click()
    expect(panel(page).get_by_text("No statement in this part names an output.")).to_be_visible()
    page.reload()
    expect(panel(page).get_by_role("heading", name="Delivery plan 2026", level=3)).to_be_visible()
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)


def test_a_hostile_document_is_read_as_words(page: Page) -> None:
    page.get_by_label("Find a document").fill("zephyr")
    page.get_by_label("Find a document").press("Enter")
    page.locator(".st-key-library-list button", has_text="Zephyr").click()
    expect(panel(page).locator(".b-reading")).to_contain_text("trust us")
    assert HOSTILE[:20] in panel(page).locator(".b-reading").text_content()
    expect(panel(page).locator(".b-reading :is(img, a, script, iframe)")).to_have_count(0)
    assert page.title() == "Sources · Bearing"
