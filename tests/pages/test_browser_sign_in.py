"""Sign-in in a real Chromium, against a provider of the tests: who sees what, from when and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eval.running_app import app, free_port
from tests.app_fixtures import browser as browser
from tests.app_fixtures import index_of, write_board, write_organisation
from tests.oidc_provider import Provider, provider_for, write_secrets

ABOUT_MERGER = "When do we buy the rival?"
RULES = """
[sign_in]
groups = {groups}
people = {people}
"""
PEOPLE: dict[str, dict[str, object]] = {
    "Ana": {"sub": "1", "name": "Ana Sousa", "email": "ana@example.com", "groups": ["staff", "grp-board"]},
    "Rui": {"sub": "2", "name": "Rui Pinto", "email": "rui@example.com", "email_verified": True},
    "Eve": {"sub": "3", "name": "Eve <b>Gray</b>", "email": "rui@example.com", "email_verified": False},
}

expect.set_options(timeout=20_000)


@dataclass(frozen=True)
class Place:
    """Where the app is, the provider that it asks, and the settings that it goes by."""

    address: str
    provider: Provider
    settings: Path
    sources: str

    def let_in(self, groups: str = '{ "grp-board" = ["board"] }', people: str = '{ "rui@example.com" = [] }') -> None:
        self.settings.write_text(self.sources + RULES.format(groups=groups, people=people), encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = write_organisation(tmp_path_factory.mktemp("org"))
    write_board(folder)
    index = index_of(folder, tmp_path_factory.mktemp("index") / "bearing")
    settings, port = folder / "bearing.toml", free_port()
    with provider_for(port, PEOPLE) as provider:
        secrets = write_secrets(tmp_path_factory.mktemp("secrets") / "secrets.toml", provider)
        with app(index, port, secrets) as address:
            yield Place(address, provider, settings, settings.read_text(encoding="utf-8"))


@pytest.fixture
def place(whole: Place) -> Place:
    whole.let_in()
    whole.provider.age = 0
    return whole


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1440, "height": 900})
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def choose(page: Page, person: str) -> None:
    """Press the button that signs in, and choose a person at the provider."""
    page.get_by_role("button", name="Sign in").press("Enter")
    page.get_by_role("link", name=person).click()


def sign_in(page: Page, place: Place, person: str) -> None:
    page.goto(place.address)
    choose(page, person)
    expect(page.locator(".b-reader")).to_have_text(f"Signed in as {PEOPLE[person]['name']}")


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(page.locator(".st-key-turn-0").locator("[class*='st-key-chips-'] button, .b-refusal").first).to_be_visible()


def shows_nothing(page: Page, title: str) -> bool:
    """Whether a page says one thing and shows nothing of the organisation: no side bar, no count, no name."""
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    settled(page)
    words = page.locator("body").inner_text()
    leaks = re.search(r"document|strategy|merger|Dock Scan|Checked|Sources", words)
    return leaks is None and not page.get_by_test_id("stSidebar").is_visible()


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_nothing_is_shown_before_somebody_signs_in(page: Page, place: Place) -> None:
    for path in ("", "sources", "?answer=x"):
        page.goto(f"{place.address}{path}")
        assert shows_nothing(page, "Sign in to Bearing")


def test_two_people_see_what_each_may_read(browser: Browser, place: Place) -> None:
    seen = {}
    for person in ("Ana", "Rui"):
        page = browser.new_context().new_page()
        sign_in(page, place, person)
        expect(page.locator(".st-key-examples button").nth(1)).to_be_visible()
        settled(page)
        seen[person] = [page.content()]
        ask(page, ABOUT_MERGER)
        seen[person].append(page.content())
        page.goto(f"{place.address}sources")
        expect(page.locator(".b-holdings > li").first).to_be_visible()
        settled(page)
        seen[person].append(page.content())
        page.context.close()
    assert "We buy the rival in May 2026." in seen["Ana"][1]
    assert "boardroom" in seen["Ana"][2]
    assert "do not answer this" in seen["Rui"][1]
    told = "".join(seen["Rui"]).lower().replace(ABOUT_MERGER.lower(), "")
    assert not [word for word in ("boardroom", "merger", "minutes.pdf", "rival") if word in told]
    count = [re.search(r"\d+ documents", seen[person][0]) for person in ("Ana", "Rui")]
    assert len({found[0] for found in count if found}) == 2


def test_the_next_person_in_the_same_browser_finds_nothing_of_the_one_before(page: Page, place: Place) -> None:
    sign_in(page, place, "Ana")
    ask(page, "In which month do we buy the rival?")
    before = place.provider.ended
    page.get_by_role("button", name="Sign out").click()
    assert shows_nothing(page, "Sign in to Bearing")
    assert place.provider.ended == before + 1
    choose(page, "Rui")
    expect(page.locator(".b-reader")).to_contain_text("Rui Pinto")
    expect(page.locator(".st-key-welcome")).to_be_visible()
    settled(page)
    assert "which month" not in page.content()
    assert "May 2026" not in page.content()


def test_signing_out_closes_the_other_pages_of_this_sign_in(context: BrowserContext, page: Page, place: Place) -> None:
    sign_in(page, place, "Ana")
    other = context.new_page()
    other.goto(place.address)
    expect(other.locator(".b-reader")).to_contain_text("Ana Sousa")
    page.get_by_role("button", name="Sign out").click()
    assert shows_nothing(other, "Sign in to Bearing")


def test_who_is_on_no_list_is_told_so_and_can_only_leave(page: Page, place: Place) -> None:
    page.goto(place.address)
    choose(page, "Eve")
    assert shows_nothing(page, "You are not on the list")
    expect(page.locator(".b-blank-page")).to_contain_text("Eve <b>Gray</b>")
    page.goto(f"{place.address}sources")
    assert shows_nothing(page, "You are not on the list")
    page.get_by_role("button", name="Sign out").click()
    assert shows_nothing(page, "Sign in to Bearing")


def test_what_is_taken_away_in_the_settings_closes_at_once(page: Page, place: Place) -> None:
    sign_in(page, place, "Ana")
    ask(page, ABOUT_MERGER)
    expect(page.locator(".st-key-turn-0")).to_contain_text("We buy the rival in May 2026.")
    place.let_in(groups='{ "grp-board" = [] }')
    expect(page.locator(".st-key-turn-0")).to_contain_text("you may no longer read it")
    settled(page)
    assert "May 2026" not in page.content()
    page.get_by_role("button", name="Answer again").click()
    expect(page.locator(".st-key-turn-0")).to_contain_text("do not answer this")
    place.let_in(groups="{}")
    assert shows_nothing(page, "You are not on the list")


def test_a_code_or_a_cookie_that_was_tampered_with_counts_for_nothing(
    context: BrowserContext, page: Page, place: Place
) -> None:
    sign_in(page, place, "Rui")
    asked = place.provider.asked[-1]
    assert place.provider.wrong_with(asked) is None
    page.goto(f"{place.address}oauth2callback?code=x&state={asked['state']}")  # played again
    expect(page.locator(".b-reader")).to_contain_text("Rui Pinto")
    (cookie,) = [one for one in context.cookies() if one["name"] == "_streamlit_user"]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    middle = len(cookie["value"]) // 3
    other = "A" if cookie["value"][middle] != "A" else "B"
    context.add_cookies([{**cookie, "value": cookie["value"][:middle] + other + cookie["value"][middle + 1 :]}])
    page.goto(place.address)
    assert shows_nothing(page, "Sign in to Bearing")


def test_a_sign_in_of_long_ago_has_ended(page: Page, place: Place) -> None:
    place.provider.age = 13 * 3600
    page.goto(place.address)
    choose(page, "Ana")
    assert shows_nothing(page, "Your sign-in has ended")
    place.provider.age = 0
    page.get_by_role("button", name="Sign in again").click()
    page.get_by_role("link", name="Ana").click()
    expect(page.locator(".b-reader")).to_contain_text("Ana Sousa")
