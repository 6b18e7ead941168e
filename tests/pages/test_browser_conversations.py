"""The page Ask in a real Chromium: stop, ask again, edit, take along, judge, and find a conversation again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from assistant.conversations.store import Conversations, KeptTurn
from assistant.quotes import fold
from eval.running_app import app
from tests.app_fixtures import PALLETS, REORDER, index_of, write_board, write_organisation
from tests.app_fixtures import address as address
from tests.app_fixtures import browser as browser
from tests.model_server import ModelServer, Part, serving

ABOUT_REORDER = "How fast do store managers reorder stock?"
ABOUT_PALLETS = "How many missing pallets did the Lisbon pilot cut?"
# What chips have no room to show.
_CUT = """() => [...document.querySelectorAll("[class*=st-key-chips-] button p")]
  .filter(words => words.scrollWidth > words.clientWidth + 1).map(words => words.textContent)"""
VERDICT = "Is Dock Scan outcome-aligned?"

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_organisation(tmp_path_factory.mktemp("org"))
    write_board(folder)
    return folder


@pytest.fixture(scope="module")
def index(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_of(sources, tmp_path_factory.mktemp("index") / "bearing")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(address)
    expect(box(page)).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    expect(box(page)).to_be_visible()
    yield page
    context.close()


def box(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def ask(page: Page, question: str, turn: int = 0) -> Locator:
    box(page).fill(question)
    box(page).press("Enter")
    return answered(page, question, turn)


def answered(page: Page, question: str, turn: int = 0) -> Locator:
    found = page.locator(f".st-key-turn-{turn}")
    expect(found.locator(".b-question")).to_have_text(question)
    expect(found.locator("[class*='st-key-chips-'] button, .b-refusal").first).to_be_visible()
    expect(found.get_by_role("button", name="Answer again")).to_be_visible()
    return found


def titles(page: Page) -> Locator:
    return page.locator(".st-key-conversations [class*='conversation-'] button")


def export(page: Page, turn: Locator, name: str) -> Download:
    turn.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")
    return waiting.value


def test_the_address_reopens_the_conversation_which_goes_on_where_it_was(page: Page, browser: Browser) -> None:
    ask(page, ABOUT_PALLETS)
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{12}$"))
    link = page.url
    other = browser.new_context().new_page()
    other.goto(link)
    turn = answered(other, ABOUT_PALLETS)
    turn.locator("[class*='st-key-chips-'] button").first.click()
    expect(other.locator(".st-key-source-panel .b-mark").first).to_be_visible()
    expect(ask(other, "and why?", turn=1)).to_contain_text("because night crews scan every pallet")
    other.goto(link)
    expect(other.locator(".b-question")).to_have_text([ABOUT_PALLETS, "and why?"])
    expect(other).to_have_url(link)
    other.context.close()


def test_a_link_that_leads_nowhere_or_to_somebody_else_says_the_same(page: Page, address: str, index: Path) -> None:
    name = Conversations(index, "somebody else").start(KeptTurn("When do we buy the rival?"))
    for unknown in (name, "not-there"):
        page.goto(f"{address}?conversation={unknown}")
        expect(page.locator(".b-notice")).to_contain_text("There is no such conversation.")
        expect(page.locator(".st-key-welcome")).to_be_visible()
        assert "rival" not in page.content()
    ask(page, ABOUT_REORDER)
    expect(page.locator(".b-notice")).to_have_count(0)


def test_an_edited_question_takes_the_place_of_the_last(page: Page) -> None:
    ask(page, ABOUT_REORDER)
    page.get_by_role("button", name="Edit the question").click()
    field = page.get_by_role("textbox", name="Edit the question")
    expect(field).to_be_focused()
    field.fill(ABOUT_PALLETS)
    field.press("Control+Enter")
    expect(answered(page, ABOUT_PALLETS)).to_contain_text("from twelve to three a week")
    expect(page.locator(".b-question")).to_have_count(1)
    page.get_by_role("button", name="Edit the question").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".b-question")).to_have_text([ABOUT_PALLETS])


def test_suggested_questions_are_answered(page: Page) -> None:
    ask(page, VERDICT)
    suggested = page.locator(".st-key-next-0 button")
    expect(suggested.first).to_be_visible()
    question = suggested.first.inner_text().strip()
    suggested.first.press("Enter")
    turn = answered(page, question, turn=1)
    expect(turn.locator("[class*='st-key-chips-'] button, [class*='st-key-verdict-']").first).to_be_visible()


def test_conversations_are_listed_found_renamed_and_deleted(page: Page) -> None:
    ask(page, ABOUT_REORDER)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".st-key-welcome")).to_be_visible()
    assert "conversation=" not in page.url
    ask(page, ABOUT_PALLETS)
    expect(titles(page).nth(0)).to_have_text(ABOUT_PALLETS)
    expect(titles(page).nth(1)).to_have_text(ABOUT_REORDER)
    page.locator(".st-key-all-conversations button").press("Enter")
    dialog = page.get_by_role("dialog")
    rows = dialog.locator("[class*='st-key-row-']")
    expect(rows.nth(1)).to_be_visible()
    dialog.get_by_label("Search in titles and questions").fill("pallets lisbon")
    dialog.get_by_label("Search in titles and questions").press("Enter")
    expect(rows.first).to_contain_text(ABOUT_PALLETS)
    expect(dialog.get_by_text(ABOUT_REORDER)).to_have_count(0)
    rows.first.get_by_role("button", name="Rename").click()
    dialog.get_by_label("New title").fill("The Lisbon pilot")
    dialog.get_by_role("button", name="Save").click()
    expect(rows.first).to_contain_text("The Lisbon pilot")
    rows.first.get_by_role("button", name="Delete").click()
    expect(rows.first.get_by_role("alert")).to_contain_text("Delete “The Lisbon pilot” for good?")
    rows.first.get_by_role("button", name="Delete it").click()
    expect(page.locator(".st-key-welcome")).to_be_visible()
    expect(titles(page).first).to_have_text(ABOUT_REORDER)
    titles(page).first.click()
    answered(page, ABOUT_REORDER)


def test_an_answer_is_exported_with_each_quote_verbatim(page: Page) -> None:
    turn = ask(page, ABOUT_PALLETS)
    markdown = Path(export(page, turn, "Markdown").path()).read_text("utf-8")
    assert f"[^1]: “{PALLETS}” Pilot report · strategy/pilot-report.pdf · page 2" in markdown
    with zipfile.ZipFile(io.BytesIO(Path(export(page, turn, "Word document").path()).read_bytes())) as word:
        assert f"“{PALLETS}”" in re.sub(r"<[^>]+>", "", word.read("word/footnotes.xml").decode())
    file = export(page, turn, "PDF")
    assert file.suggested_filename == "How-many-missing-pallets-did-the-Lisbon-pilot-cut.pdf"
    with pypdfium2.PdfDocument(file.path()) as pdf:
        assert fold(f"“{PALLETS}”") in fold(pdf[0].get_textpage().get_text_range())
    turn.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator(".b-copy [role=status]")).to_have_text("Copied")
    assert f"[1] “{PALLETS}”" in page.evaluate("navigator.clipboard.readText()")


def test_a_filter_by_date_leaves_out_what_is_older(page: Page) -> None:
    page.get_by_role("radio", name="30 days").click()
    turn = ask(page, ABOUT_REORDER)
    expect(turn.locator(".b-refusal")).to_contain_text("Only documents since ")
    page.get_by_role("radio", name="30 days").click()
    page.get_by_role("button", name="Answer again").click()
    expect(turn).to_contain_text(REORDER)


def test_a_phone_can_do_all_of_it_without_sideways_scroll(phone: Page) -> None:
    def fits() -> bool:
        return bool(phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    turn = ask(phone, VERDICT)
    cut = phone.evaluate(_CUT)
    assert cut == [], "a chip does not show how old its source is"
    turn.get_by_role("button", name="Not helpful").tap()
    expect(turn.get_by_role("button", name="Send")).to_be_visible()
    assert fits()
    phone.get_by_role("button", name="Edit the question").tap()
    expect(phone.get_by_role("textbox", name="Edit the question")).to_be_visible()
    assert fits()
    phone.get_by_role("button", name="Cancel").tap()
    phone.get_by_test_id("stExpandSidebarButton").tap()
    phone.locator(".st-key-all-conversations button").tap()
    rows = phone.get_by_role("dialog").locator("[class*='st-key-row-']")
    rows.first.get_by_role("button", name="Rename").tap()
    expect(phone.get_by_label("New title")).to_be_in_viewport()
    assert fits()
    phone.get_by_role("dialog").get_by_role("button", name="Cancel").tap()
    rows.first.locator("[class*='st-key-list-open-'] button").tap()
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.locator(".st-key-turn-0 .b-question")).to_be_in_viewport()
    expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    for server in serving():
        settings = {"CLIENT": "ollama", "NAME": "tiny", "URL": server.url, "SECONDS": "60"}
        for name, value in settings.items():
            monkeypatch.setenv(f"BEARING_MODEL_{name}", value)
        yield server


def test_an_answer_that_is_stopped_keeps_what_was_shown_and_its_question(
    browser: Browser, index: Path, model: ModelServer
) -> None:
    # Whichever number the sentence has, one of these claims stands on it.
    claims = "".join(f"{PALLETS} [{number}]\n" for number in range(1, 60))
    with app(index) as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.locator(".st-key-examples button").first).to_be_visible()
        model.parts = [Part((claims,), ends="hangs")]
        box(page).fill(ABOUT_PALLETS)
        box(page).press("Enter")
        turn = page.locator(".st-key-turn-0")
        expect(turn.locator(".b-claim")).to_contain_text("from twelve to three a week")
        page.get_by_role("button", name="Stop").click()
        expect(turn.get_by_text("This answer was stopped here")).to_be_visible()
        expect(turn.locator(".b-claim")).to_contain_text("from twelve to three a week")
        turn.locator("[class*='st-key-chips-'] button").first.click()
        expect(page.locator(".st-key-source-panel .b-mark").first).to_be_visible()
        page.locator(".st-key-source-close button").click()

        model.parts = [Part(ends="hangs")]
        box(page).fill(ABOUT_REORDER)
        box(page).press("Enter")
        page.get_by_role("button", name="Stop").press("Enter")
        turn = page.locator(".st-key-turn-1")
        expect(turn.get_by_text("This was stopped before there was an answer.")).to_be_visible()
        expect(page.get_by_role("button", name="Answer again")).to_be_focused()
        page.reload()
        expect(page.locator(".b-question")).to_have_text([ABOUT_PALLETS, ABOUT_REORDER])
        expect(page.locator(".st-key-turn-0 .b-claim")).to_contain_text("from twelve to three a week")

        model.parts = [Part(status=400)]
        page.get_by_role("button", name="Answer again").click()
        expect(turn.locator("[class*='st-key-chips-'] button").first).to_be_visible()
        expect(turn).to_contain_text(REORDER)
        page.close()
