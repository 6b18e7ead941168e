"""The page Ask, drawn without a browser: to whom a conversation is shown, when groups or the person change."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.conversations.store import Conversations
from assistant.domain import Level
from assistant.pages.ask import page as ask_page
from assistant.pages.frame import shelf_of
from eval.casebook import read_cases
from tests.app_fixtures import REORDER, index_of, write_board, write_organisation

_SCRIPT = """
from functools import partial
import streamlit as st
from pathlib import Path
from eval.corrections import case_file
from assistant.pages.ask import page as ask
from assistant.pages.frame import Backstage
from assistant.pages.sign_in.person import Person
from ingest.plan import read_ledger
from ingest.receipt import receipts
from ingest.status import status_of

key, groups = st.session_state["reader"]
index = Path({index!r})
correct = partial(case_file, index=index)
person = Person(key, key, groups)
ask.draw(Backstage(index, status_of, read_ledger, receipts, lambda: person, correct), person)
"""
ABOUT_MERGER = "When do we buy the rival?"
ABOUT_KIOSK = "How fast do store managers reorder stock?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = write_organisation(tmp_path_factory.mktemp("org"))
    write_board(sources)
    return index_of(sources, tmp_path_factory.mktemp("index") / "bearing")


def page_for(index: Path, key: str, *groups: str, conversation: str = "") -> AppTest:
    page = AppTest.from_string(_SCRIPT.format(index=str(index)), default_timeout=60)
    page.session_state["reader"] = (key, groups)
    if conversation:
        page.query_params["conversation"] = conversation
    return page.run()


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def seen(page: AppTest) -> str:
    """Return all that the page has sent to the browser."""
    assert not page.exception
    kinds = ("html", "button", "markdown", "text_input", "text_area", "download_button")
    return "\n".join(f"{element.proto}" for kind in kinds for element in page.get(kind))


def test_who_leaves_a_group_sees_its_words_no_more_in_the_open_conversation(index: Path) -> None:
    page = ask(ask(page_for(index, "ana", "board"), ABOUT_MERGER), ABOUT_KIOSK)
    assert "We buy the rival in May 2026." in seen(page)
    page.session_state["reader"] = ("ana", ())
    left = seen(page.run())
    assert "May 2026" not in left
    assert "Merger" not in left
    assert "What this answer stood on was removed, or you may no longer read it." in left
    assert page.button(key="ask-again-0").label == "Ask again"
    assert "under five minutes" in left
    page.session_state["reader"] = ("ana", ("board",))
    assert "We buy the rival in May 2026." in seen(page.run())


def test_the_buttons_below_an_answer_wait_for_who_waits_for_an_answer(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, shelf, others = page_for(index, "ana"), shelf_of(index), ExitStack()
    others.enter_context(shelf._asking())
    drawn: list[bool] = []
    monkeypatch.setattr(ask_page, "sleep", lambda seconds: others.close())
    monkeypatch.setattr(ask_page, "draw_actions", lambda *turn: drawn.append(shelf.is_busy))
    assert "under five minutes" in seen(ask(page, ABOUT_KIOSK))
    assert drawn == [False]


def test_another_person_in_the_same_window_begins_with_an_empty_page(index: Path) -> None:
    page = ask(page_for(index, "ana", "board"), ABOUT_MERGER)
    page.session_state["reader"] = ("ben", ("board",))
    found = seen(page.run())
    assert "rival" not in found
    assert "conversation" not in page.query_params


def test_the_link_of_a_conversation_opens_for_its_person_only(index: Path) -> None:
    page = ask(page_for(index, "cleo", "board"), ABOUT_MERGER)
    name = "".join(page.query_params["conversation"])
    assert "We buy the rival in May 2026." in seen(page_for(index, "cleo", "board", conversation=name))
    for reader in (("ben", "board"), ("ben",)):
        found = seen(page_for(index, *reader, conversation=name))
        assert "There is no such conversation." in found
        assert "rival" not in found
    closed = seen(page_for(index, "cleo", conversation=name))
    assert "May 2026" not in closed
    assert "was removed, or you may no longer read it" in closed


def test_suggestions_come_from_what_the_reader_may_read(index: Path) -> None:
    page = ask(page_for(index, "dora"), "What do we know about the merger with the rival?")
    assert "boardroom" not in seen(page)
    assert "May 2026" not in seen(page)
    page = ask(page, "Is Dock Scan outcome-aligned?")
    suggested = [button.label for button in page.button if str(button.key).startswith("next-")]
    assert suggested
    for question in suggested:
        found = ask(page_for(index, "dora"), question.replace("\\", ""))
        assert found.session_state["talk"].turns[0].turn.answer.claims, question


def test_a_conversation_is_listed_for_its_person(index: Path) -> None:
    page = ask(page_for(index, "eve"), ABOUT_KIOSK)
    (one,) = Conversations(index, "eve").listed()
    assert page.button(key=f"open-conversation-{one.id}").label == ABOUT_KIOSK.replace("?", "\\?")
    assert not [button for button in page_for(index, "fay").button if "conversation-" in str(button.key)]


def test_a_wrong_verdict_becomes_a_case_that_the_suite_reads(index: Path) -> None:
    page = ask(page_for(index, "gil", "board"), "Is Dock Scan outcome-aligned?")
    page.button(key="thumb-down-0").click().run()
    page.selectbox(key="level-0-measure").set_value(Level.NO_EVIDENCE)
    page.text_area(key="why-0").set_value("The measure is of another team.")
    page.button(key="send-0").click().run()
    assert "It is kept as a case" in seen(page)
    (case,) = read_cases(index / "feedback")
    assert (case.initiative, case.groups, case.reason) == ("Dock Scan", ("board",), "The measure is of another team.")
    assert case.levels == (("measure", "no_evidence"),)
    page.button(key="thumb-up-0").click().run()
    assert read_cases(index / "feedback") == (), "who thinks better of it takes the case back"


def test_a_refusal_shows_the_nearest_places_each_with_its_source(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.evidence_mode.answering.threshold", lambda: 99.0)
    page = ask(page_for(index, "near"), ABOUT_KIOSK)
    shown = seen(page)
    assert "do not answer this in so many words" in shown
    assert "The places that come nearest" in shown
    assert REORDER in shown
    page.button(key="chip-0-1-near-0").click().run()
    assert "retail-strategy.md" in seen(page)
    again = page_for(index, "near", conversation="".join(page.query_params["conversation"]))
    assert REORDER in seen(again)
