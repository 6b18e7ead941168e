"""Portfolio, Changes and Eval in a real Chromium: from a cell to its words, files that open, a second night."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.nights.recording import record_night
from tests.app_fixtures import address as address
from tests.app_fixtures import browser as browser  # a fixture
from tests.app_fixtures import faint_words, index_of

CALM = "Drivers leave the depot on time: late vans fall from 20 % to 8 % by December 2026."
LAMPS = "Install 40 lamps in the depot by June."
GATE = "Launch the new depot gate in June."
FILES = {
    "strategy/Strategy 2026.md": "# Strategy 2026\n\n- O1 Calm docks: the share of late vans falls from 20 % to 8 % by "
    "December 2026.\n- O2 Full shelves: shops that run out of bread fall from 9 % to 2 % by December 2026.\n",
    "strategy/initiatives/early-bird.md": f"# Early Bird\n\nIt serves O1 Calm docks.\n\n## Outcome\n\n{CALM}\n",
    "strategy/initiatives/night-lamp.md": f"# Night Lamp\n\n## Goal\n\n{LAMPS}\n",
}

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("org")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def night(sources: Path, index: Path, embedder: Embedder) -> Path:
    """Run a night and keep what it found, as `bearing ingest` does."""
    index_of(sources, index)
    record_night(index, (), Assistant.open(index, (), embedder))
    return index


@pytest.fixture(scope="module")
def index(sources: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    return night(sources, tmp_path_factory.mktemp("index") / "bearing", embedder)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    foreign: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    made = context.new_page()
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    made.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
    yield made
    context.close()
    assert foreign == [], "the page asked other hosts"


def go(page: Page, address: str, name: str) -> None:
    """Open a page and wait until it is drawn to its end."""
    page.goto(f"{address}{name}")
    expect(page.locator(".b-page-head")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function("document.querySelector('[class*=st-key-pressing-]') || location.pathname == '/eval'")
    page.wait_for_timeout(300)


def panel(page: Page) -> Locator:
    return page.locator(".st-key-source-panel")


def saved(download: Download) -> io.BytesIO:
    return io.BytesIO(download.path().read_bytes())


def test_a_cell_leads_to_its_quotes_and_a_quote_to_its_words_in_the_source(page: Page, address: str) -> None:
    go(page, address, "portfolio")
    page.locator("td.b-explicit").click()
    expect(panel(page)).to_contain_text("Early Bird → Calm docks")
    expect(panel(page).locator("blockquote").first).to_have_text("It serves O1 Calm docks.")
    panel(page).locator("[class*='st-key-chips-'] button").first.click()
    expect(panel(page).locator("mark")).to_have_text("It serves O1 Calm docks.")
    expect(panel(page)).to_contain_text("strategy/initiatives/early-bird.md")
    panel(page).get_by_role("button", name="Back", exact=True).click()
    expect(panel(page)).to_contain_text("Early Bird → Calm docks")
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)


def test_cells_are_reached_by_arrow_keys_and_opened_by_enter(page: Page, address: str) -> None:
    go(page, address, "portfolio")
    first = page.locator(".b-heat tbody td").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    place = "[document.activeElement.cellIndex, document.activeElement.parentElement.rowIndex].join()"
    assert page.evaluate(place) == "2,2"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("No link found")
    expect(panel(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_count(0)
    page.wait_for_function(f"{place} === '2,2'")


def test_a_row_leads_to_its_verdict_and_a_head_sorts(page: Page, address: str) -> None:
    go(page, address, "portfolio")
    names = page.locator(".b-verdicts tbody th")
    expect(names).to_have_text(["Early Bird", "Night Lamp"])
    head = page.get_by_role("button", name="Initiative", exact=True)
    head.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Initiative")
    page.keyboard.press("Enter")
    expect(names).to_have_text(["Night Lamp", "Early Bird"])
    expect(head).to_be_focused()
    page.locator(".b-verdicts tbody tr").first.click()
    expect(panel(page).locator(".b-finding")).to_have_count(9)
    expect(panel(page).get_by_role("heading", name="Night Lamp").first).to_be_visible()
    panel(page).locator("[class*='st-key-chips-'] button").first.click()
    expect(panel(page).locator("mark").first).to_be_visible()


def test_the_files_open_and_hold_the_portfolio(page: Page, address: str) -> None:
    go(page, address, "portfolio")
    with page.expect_download() as excel:
        page.get_by_role("button", name="Excel").click()
    assert re.fullmatch(r"portfolio \d{4}-\d\d-\d\d\.xlsx", excel.value.suggested_filename)
    book = openpyxl.load_workbook(saved(excel.value))
    assert [row[0].value for row in book["Initiatives"].iter_rows(min_row=2)] == ["Early Bird", "Night Lamp"]
    assert CALM in {row[4].value for row in book["Quotes"].iter_rows()}
    with page.expect_download() as sheet:
        page.get_by_role("button", name="PDF").click()
    with pypdfium2.PdfDocument(saved(sheet.value)) as pdf:
        assert "Night Lamp" in pdf[0].get_textpage().get_text_range()


@pytest.mark.parametrize(("name", "area"), [("portfolio", "portfolio"), ("changes", "brief"), ("eval", "scores")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_and_nothing_scrolls_sideways_on_a_phone(
    browser: Browser, address: str, name: str, area: str, scheme: str
) -> None:
    phone = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844}).new_page()  # type: ignore[arg-type]
    go(phone, address, name)
    for unfolded in phone.locator(".stMain summary").all()[:3]:
        unfolded.click()
    assert (
        faint_words(phone, f".st-key-{'scores' if name == 'eval' else 'brief' if name == 'changes' else name} *") == []
    )
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.context.close()


def test_a_second_night_is_seen_once_with_both_quotes(
    page: Page, address: str, sources: Path, index: Path, embedder: Embedder
) -> None:
    go(page, address, "changes")
    expect(page.locator(".stMain")).to_contain_text(re.compile("Only one night is kept so far|Nothing changed"))
    page.goto("about:blank")  # a page of changes that stays open shows the next night, and then it has been seen
    brief = sources / "strategy" / "initiatives" / "early-bird.md"
    brief.write_text(brief.read_text().replace(CALM, GATE), encoding="utf-8")
    night(sources, index, embedder)
    go(page, address, "changes")
    moved = page.locator(".b-moves").first
    expect(moved).to_contain_text("Early Bird")
    expect(moved).to_contain_text("It was aligned.")
    expect(moved).to_contain_text(CALM)
    expect(moved).to_contain_text(GATE)
    moved.get_by_role("button").first.click()
    expect(panel(page).locator("mark")).to_have_text(GATE)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)
    go(page, address, "changes")
    expect(page.locator(".stMain")).to_contain_text("Nothing changed.")


def test_eval_shows_the_report_that_comes_with_the_code(page: Page, address: str) -> None:
    go(page, address, "eval")
    expect(page.locator(".b-scores").first).to_contain_text("every citation stands in its document")
    page.locator(".b-scores summary").first.click()
    expect(page.locator(".b-scores li").first).to_be_visible()
