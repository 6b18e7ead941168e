"""The page in a real Chromium: ask, follow a citation to its words, and what must never happen on the way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.errors import PublishRefusedError
from assistant.pages import shelf
from assistant.pages.ask.turns import claim_html
from eval.running_app import app
from tests.app_fixtures import (
    HOSTILE,
    PALLETS,
    REORDER,
    SCANNER,
    Runs,
    faint_words,
    index_of,
    write_board,
    write_organisation,
)
from tests.app_fixtures import address as address
from tests.app_fixtures import browser as browser

_MARKUP = (
    "img:not([src^='data:image/webp'])",
    "a[href*='evil']",
    "a[href^='javascript']",
    "script",
    ".katex",
    "iframe",
)
ABOUT_REORDER = "How fast do store managers reorder stock?"
ABOUT_PALLETS = "How many missing pallets did the Lisbon pilot cut?"
ABOUT_SCANNER = "Why do drivers in Porto drop the handheld scanner?"
ABOUT_HOSTILE = "What does the Zephyr vendor note say about warehouse gates?"

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
def foreign() -> list[str]:
    """Collect what a page asks of any other host."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, foreign: list[str]) -> Iterator[Page]:
    yield from _opened(browser, address, foreign, width=1440, height=900)


@pytest.fixture
def phone(browser: Browser, address: str, foreign: list[str]) -> Iterator[Page]:
    yield from _opened(browser, address, foreign, width=390, height=844)


def _opened(browser: Browser, address: str, foreign: list[str], width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
    page.goto(address)
    expect(_box(page)).to_be_visible()
    yield page
    context.close()
    assert foreign == [], "the page asked other hosts"


def _box(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def ask(page: Page, question: str, turn: int = 0) -> Locator:
    """Ask, wait until the answer stands, and return its turn."""
    _box(page).fill(question)
    _box(page).press("Enter")
    answered = page.locator(f".st-key-turn-{turn}")
    expect(answered.locator(".b-question")).to_have_text(question)
    expect(answered.locator("[class*='st-key-chips-'] button, .b-refusal").first).to_be_visible()
    return answered


def chips(turn: Locator) -> Locator:
    return turn.locator("[class*='st-key-chips-'] button")


def panel(page: Page) -> Locator:
    return page.locator(".st-key-source-panel")


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_empty_page_offers_questions_that_are_answered(page: Page) -> None:
    example = page.locator(".st-key-examples button").first
    expect(example).to_be_visible()
    question = example.inner_text().strip()
    example.click()
    expect(page.locator(".st-key-turn-0 .b-question")).to_have_text(question)
    expect(page.locator(".st-key-welcome")).to_have_count(0)


def test_side_bar_tells_age_size_and_last_nights_failures(page: Page) -> None:
    state = page.locator(".b-state")
    expect(state).to_contain_text(re.compile("Checked (just now|\\d+ minutes? ago)"))
    expect(state.locator("summary")).to_have_text("1 file could not be read")
    state.locator("summary").click()
    expect(state.locator("li")).to_contain_text("collaboration/broken.pdf")
    expect(page.locator(".b-reader")).to_contain_text("what everyone may read, on this computer only")


def test_citation_of_markdown_opens_at_the_marked_quote(page: Page) -> None:
    turn = ask(page, ABOUT_REORDER)
    expect(chips(turn).first).to_contain_text("Retail strategy 2026")
    chips(turn).first.click()
    mark = panel(page).locator("mark")
    expect(mark).to_be_in_viewport()
    assert REORDER in mark.text_content()
    expect(panel(page)).to_contain_text("strategy/retail-strategy.md")
    expect(panel(page).get_by_role("heading", name="What we are not doing")).to_be_visible()
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0)


def test_a_kept_answer_opens_under_its_link_and_says_how_its_quotes_stand(page: Page, address: str) -> None:
    turn = ask(page, ABOUT_REORDER)
    turn.get_by_role("button", name="Keep a link").click()
    link = re.search(r"\?answer=\S+", turn.get_by_text("Kept. It opens").inner_text())
    assert link is not None
    page.goto(f"{address}{link[0]}")
    kept = page.locator(".st-key-kept")
    expect(kept.locator(".b-question")).to_have_text(ABOUT_REORDER)
    expect(kept).to_contain_text("Every quote still stands in its document.")
    expect(kept.locator("q").first).to_contain_text(REORDER)
    kept.get_by_role("button", name="Close this answer").click()
    expect(kept).to_have_count(0)
    page.goto(f"{address}?answer=unknown")
    expect(page.locator(".st-key-kept")).to_contain_text("There is no such answer.")


def test_citation_is_reached_and_closed_by_keyboard(page: Page) -> None:
    chip = chips(ask(page, ABOUT_REORDER)).first
    chip.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(panel(page).locator("mark")).to_be_visible()
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_count(0)


def test_marks_on_a_pdf_page_lie_on_the_quotes_words(page: Page, sources: Path) -> None:
    turn = ask(page, ABOUT_PALLETS)
    expect(turn).to_contain_text("from twelve to three a week")
    chips(turn).first.click()
    picture = panel(page).locator(".b-page img")
    expect(picture).to_be_visible()
    expect(panel(page).locator(".b-page-number")).to_have_text("Page 2 of 2")
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 800
    frame = panel(page).locator(".b-page").bounding_box()
    boxes = [mark.bounding_box() for mark in panel(page).locator(".b-mark").all()]
    marks = [_part(box, frame) for box in boxes]
    inside, outside = _word_places(sources / "strategy" / "pilot-report.pdf", 1, PALLETS)
    assert len(inside) == len(PALLETS.split())
    assert all(any(_covers(mark, word) for mark in marks) for word in inside), "a word of the quote is not marked"
    assert not any(_covers(mark, word) for mark in marks for word in outside), "a word of another sentence is marked"


def test_pages_of_a_pdf_turn(page: Page) -> None:
    chips(ask(page, ABOUT_PALLETS)).first.click()
    expect(panel(page).locator(".b-mark").first).to_be_visible()
    expect(panel(page).get_by_role("button", name="Next")).to_be_disabled()
    panel(page).get_by_role("button", name="Previous").click()
    expect(panel(page).locator(".b-page-number")).to_have_text("Page 1 of 2")
    expect(panel(page).locator(".b-mark")).to_have_count(0)


def test_citation_of_an_issue_shows_its_fields(page: Page) -> None:
    turn = ask(page, ABOUT_SCANNER)
    chips(turn).first.click()
    assert panel(page).locator("mark").first.text_content() == SCANNER
    expect(panel(page).locator(".b-record")).to_have_text("To Do · Rui Pinto")
    expect(panel(page).locator("dt", has_text="Issue key")).to_be_visible()


def test_verdict_card_shows_nine_findings_that_lead_to_their_quotes(page: Page) -> None:
    turn = ask(page, "Is Dock Scan outcome-aligned?")
    card = turn.locator("[class*='st-key-verdict-']")
    expect(card.get_by_role("heading", name="Dock Scan")).to_be_in_viewport()
    findings = card.locator(".b-finding")
    expect(findings).to_have_count(9)
    expect(findings.first).to_contain_text("Weakest")
    silent = card.locator(".b-finding.b-level-no_evidence").first
    expect(silent).to_contain_text("Silent")
    silent.locator("summary").click()
    expect(silent.locator("li").first).to_be_visible()
    chips(card).first.click()
    expect(panel(page).locator("mark").first).to_be_visible()


def test_an_initiative_that_nobody_names_is_not_assessed(page: Page) -> None:
    turn = ask(page, 'Is "Glass Harbour" outcome-aligned?')
    expect(turn.locator(".b-refusal")).to_contain_text("Glass Harbour")
    expect(turn.locator("[class*='st-key-verdict-']")).to_have_count(0)


def test_follow_up_says_how_it_was_understood(page: Page) -> None:
    ask(page, "What is the Lisbon pilot about?")
    turn = ask(page, "and why?", turn=1)
    expect(turn.locator(".b-understood")).to_contain_text("Lisbon")
    expect(turn).to_contain_text("because night crews scan every pallet")


def test_refusal_says_so_and_cites_nothing(page: Page) -> None:
    turn = ask(page, "What is the boiling point of tungsten?")
    expect(turn.locator(".b-refusal")).to_contain_text("do not answer this")
    expect(chips(turn)).to_have_count(0)


def test_filter_limits_where_answers_come_from(page: Page) -> None:
    page.get_by_role("button", name="Work", exact=True).click()
    turn = ask(page, ABOUT_PALLETS)
    expect(turn).not_to_contain_text("from twelve to three")
    page.get_by_role("button", name="Work", exact=True).click()
    expect(ask(page, ABOUT_PALLETS, turn=1)).to_contain_text("from twelve to three")


def test_new_conversation_starts_with_the_empty_page(page: Page) -> None:
    ask(page, ABOUT_REORDER)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".st-key-welcome")).to_be_visible()
    expect(page.locator("[class*='st-key-turn-']")).to_have_count(0)


def test_hostile_words_stay_words(page: Page) -> None:
    turn = ask(page, ABOUT_HOSTILE)
    expect(turn).to_contain_text("Zephyr vendor note says")
    chips(turn).first.click()
    mark = panel(page).locator("mark").first
    expect(mark).to_be_visible()
    assert "".join(HOSTILE.split())[:60] in "".join(mark.text_content().split())
    document = page.locator(".stMain")
    for markup in _MARKUP:
        expect(document.locator(".b-claim, .b-reading, [class*='st-key-chips-']").locator(markup)).to_have_count(0)
    assert page.title() == "Bearing"


def test_phone_shows_everything_without_sideways_scroll(phone: Page) -> None:
    assert no_sideways_scroll(phone)
    turn = ask(phone, ABOUT_PALLETS)
    assert no_sideways_scroll(phone)
    chips(turn).first.click()
    expect(panel(phone).locator(".b-page img")).to_be_visible()
    assert panel(phone).bounding_box()["width"] == 390
    assert no_sideways_scroll(phone)
    panel(phone).get_by_role("button", name="Close").click()
    expect(turn.locator(".b-claim").first).to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").click()
    expect(phone.locator(".b-state")).to_be_in_viewport()


def test_page_without_index_says_what_to_run_and_notices_it(
    browser: Browser, index: Path, tmp_path: Path, foreign: list[str]
) -> None:
    later = tmp_path / "later"
    with app(later) as address:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_role("heading", name="Nothing has been read yet")).to_be_visible()
        expect(page.locator("pre").first).to_have_text(f"bearing ingest FOLDER --index {later}")
        expect(_box(page)).to_have_count(0)
        shutil.copytree(index, later)
        expect(_box(page)).to_be_visible()
        (later / "CURRENT").write_text("20000101T000000Z\n")
        page.reload()
        expect(page.get_by_role("heading", name="The index cannot be opened")).to_be_visible()
        expect(page.locator("pre").first).to_contain_text("--rebuild")
        page.close()


def go_to(page: Page, name: str) -> None:
    page.locator(".st-key-navigation").get_by_role("link", name=name).press("Enter")


def unfold(page: Page) -> None:
    """Unfold all that the page Sources holds."""
    expect(page.locator(".b-night").first).to_be_visible()
    for summary in page.locator(".stMain summary").all():
        summary.press("Enter")
    expect(page.locator(".b-counts").first).to_be_visible()


def test_the_way_to_sources_and_back_keeps_the_conversation_and_its_filter(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    runs = Runs(page)
    page.goto(address)
    turn = ask(page, ABOUT_REORDER)
    with runs.told():
        page.get_by_role("button", name="Strategy", exact=True).click()
    expect(page.locator(".st-key-kinds [aria-pressed=true]")).to_have_text(["Strategy"])
    go_to(page, "Sources")
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    expect(page).to_have_title("Sources · Bearing")
    expect(_box(page)).to_have_count(0)
    go_to(page, "Ask")
    expect(chips(turn).first).to_contain_text("Retail strategy 2026")
    expect(page).to_have_title("Bearing")
    expect(page.locator(".st-key-kinds [aria-pressed=true]")).to_have_text(["Strategy"])
    page.close()


def test_a_question_that_is_left_alone_is_answered_on_the_way_back(page: Page) -> None:
    _box(page).fill(ABOUT_PALLETS)
    _box(page).press("Enter")
    expect(page.locator(".b-question")).to_be_visible()
    go_to(page, "Sources")
    expect(page.locator(".b-page-head")).to_be_visible()
    go_to(page, "Ask")
    expect(page.locator(".st-key-turn-0")).to_contain_text("from twelve to three a week")
    expect(page.locator(".b-question")).to_have_count(1)


def test_sources_tell_what_everyone_may_know_and_nothing_of_the_board(page: Page, address: str) -> None:
    page.goto(f"{address}sources")
    cards = page.locator(".b-holdings > li")
    expect(cards.locator("h2")).to_have_text(["strategy", "jira", "collaboration"])
    notes = cards.nth(2)
    notes.get_by_text("1 file could not be read").press("Enter")
    expect(notes.get_by_text("collaboration/broken.pdf")).to_be_visible()
    night = page.locator(".b-night").last
    night.locator("summary").press("Enter")
    expect(night.locator("tbody tr")).to_have_count(3)
    expect(night.get_by_role("row", name="collaboration")).to_contain_text("42")
    content = page.content().lower()
    assert not [word for word in ("boardroom", "merger", "minutes.pdf") if word in content]


def test_sources_on_a_phone_uncover_the_page_and_do_not_scroll_sideways(phone: Page) -> None:
    phone.get_by_test_id("stExpandSidebarButton").click()
    go_to(phone, "Sources")
    expect(phone.get_by_role("heading", name="Sources", exact=True)).to_be_in_viewport()
    expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    unfold(phone)
    assert no_sideways_scroll(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_sources_stand_out_from_their_ground(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(f"{address}sources")
    unfold(page)
    assert faint_words(page, ".st-key-sources *") == []
    page.context.close()


def test_an_open_page_of_sources_says_that_a_night_was_refused(
    page: Page, address: str, sources: Path, index: Path, tmp_path: Path
) -> None:
    page.goto(f"{address}sources")
    expect(page.locator(".b-night").first).to_be_visible()
    expect(page.locator(".b-alarm")).to_have_count(0)
    shutil.move(sources / "collaboration", tmp_path / "aside")
    (sources / "collaboration").mkdir()
    try:
        with pytest.raises(PublishRefusedError):
            index_of(sources, index)
    finally:
        (sources / "collaboration").rmdir()
        shutil.move(tmp_path / "aside", sources / "collaboration")
    expect(page.locator(".b-alarm")).to_contain_text("collaboration shrank from ")
    expect(page.locator(".b-night").first).to_contain_text("Not published")
    expect(page.locator(".b-state")).to_contain_text("The last night was not published")


def test_open_page_follows_a_new_generation(page: Page, sources: Path, index: Path) -> None:
    before = ask(page, ABOUT_REORDER)
    (sources / "strategy" / "kiosk.md").write_text(
        "# Kiosk decision\n\nThe Madrid kiosk closes on 30 September 2026 because shoppers walk past it.\n", "utf-8"
    )
    index_of(sources, index)
    expect(before.locator(".b-understood")).to_contain_text("before the index was updated")
    turn = ask(page, "Why does the Madrid kiosk close?", turn=1)
    expect(turn).to_contain_text("shoppers walk past it")
    chips(before).first.click()
    assert REORDER in panel(page).locator("mark").text_content()


Rectangle = tuple[float, float, float, float]


def _part(box: dict[str, float], frame: dict[str, float]) -> Rectangle:
    """Return a box of the screen as parts of the page's picture."""
    left, top = (box["x"] - frame["x"]) / frame["width"], (box["y"] - frame["y"]) / frame["height"]
    return left, top, left + box["width"] / frame["width"], top + box["height"] / frame["height"]


def _word_places(file: Path, number: int, words: str) -> tuple[list[Rectangle], list[Rectangle]]:
    """Return where the words of a text stand on a page, and where all others do, as parts of the page, by pdfium."""
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[number]
        text = page.get_textpage()
        width, height = page.get_size()
        flat = text.get_text_range().replace("\r", " ").replace("\n", " ")
        first = flat.index(words.split()[0] + " " + words.split()[1])
        last = flat.index(words.split()[-1], first)
        inside, outside = [], []
        for word in re.finditer(r"\S+", flat):
            boxes = [text.get_charbox(at) for at in range(*word.span())]
            lefts, bottoms, rights, tops = zip(*boxes, strict=True)
            place = (min(lefts) / width, 1 - max(tops) / height, max(rights) / width, 1 - min(bottoms) / height)
            (inside if first <= word.start() <= last else outside).append(place)
        return inside, outside


def _covers(mark: Rectangle, word: Rectangle) -> bool:
    slack = 0.002
    upper_left = mark[0] <= word[0] + slack and mark[1] <= word[1] + slack
    return upper_left and word[2] <= mark[2] + slack and word[3] <= mark[3] + slack


def test_the_numbers_of_many_citations_do_not_break_inside_one(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    style = Path(shelf.__file__).with_name("style.css").read_text(encoding="utf-8")
    claim = claim_html("Forty of them are late.", tuple(range(10, 300, 2)))
    page.set_content(f'<style>{style}</style><div class="stHtml">{claim}</div>')
    pieces = "[...document.querySelectorAll('sup')].map(number => number.getClientRects().length)"
    assert set(page.evaluate(pieces)) == {1}
    assert no_sideways_scroll(page)
    page.close()
