from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed, ParsedFile, Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check, texts

OPENS = "From ana@quay.example Wed Jan 14 09:30:00 2026\n"


def letter(number: int, subject: str, body: str, headers: str = "", opens: str = OPENS) -> str:
    return (
        f"{opens}Message-ID: <{number}@quay>\nFrom: Ana Lima <ana@quay.example>\nTo: Bo <bo@quay.example>\n"
        f"Date: Wed, {13 + number} Jan 2026 09:30:00 +0100\nSubject: {subject}\nMIME-Version: 1.0\n"
        f"{headers}\n{body}\n\n"
    )


def mailbox(tmp_path: Path, *letters: str, name: str = "inbox.mbox") -> ParsedFile:
    (tmp_path / name).write_text("".join(letters), encoding="utf-8")
    read = parse(tmp_path / name)
    for document in read.documents:
        check(document)
    return read


def words(document: Parsed) -> list[str]:
    return texts(document, Role.TEXT)


def test_each_message_is_a_document_with_a_name_of_its_own(tmp_path: Path) -> None:
    read = mailbox(tmp_path, letter(1, "Slipway", "New rails."), letter(2, "Tides: June", "Low at noon."))
    assert [(one.title, one.member, one.date) for one in read.documents] == [
        ("Slipway", "2026-01-14 Slipway.eml", "2026-01-14"),
        ("Tides: June", "2026-01-15 Tides June.eml", "2026-01-15"),
    ]
    assert words(read.documents[1]) == ["Low at noon."]
    assert block_of(read.documents[1], "Low at noon.").locator.time == "2026-01-15T09:30:00+01:00"


def test_an_answer_says_what_it_answers_and_which_thread_it_is_of(tmp_path: Path) -> None:
    read = mailbox(
        tmp_path,
        letter(1, "Slipway", "New rails."),
        letter(2, "Re: Slipway", "Agreed.", "In-Reply-To: <1@quay>\n"),
        letter(3, "AW: Re: Slipway", "Ordered.", "References: <1@quay> <2@quay> <9@elsewhere>\n"),
    )
    assert [one.metadata.get("thread") for one in read.documents] == [None, "Slipway", "Slipway"]
    assert read.documents[2].metadata["reply to"] == "Ana Lima <ana@quay.example>, 2026-01-15"
    assert "In reply to: Ana Lima <ana@quay.example>, 2026-01-14" in read.documents[1].text
    assert not any("In reply to" in one for one in texts(read.documents[1]))


def test_answers_that_name_each_other_end(tmp_path: Path) -> None:
    first = letter(1, "Re: Slipway", "New rails.", "In-Reply-To: <2@quay>\n")
    read = mailbox(tmp_path, first, letter(2, "Re: Slipway", "Agreed.", "In-Reply-To: <1@quay>\n"))
    assert len(read.documents) == 2


def test_lines_of_a_letter_that_begin_with_from_stay_in_it(tmp_path: Path) -> None:
    body = "Rails first.\n\n>From the north it is blocked.\n\nFrom May on we close at 18:00.\nNote: keep the key."
    (document,) = mailbox(tmp_path, letter(1, "Slipway", body)).documents
    assert words(document) == [
        "Rails first.", "From the north it is blocked.", "From May on we close at 18:00.\nNote: keep the key.",
    ]  # fmt: skip


def test_attachments_are_documents_below_their_message(tmp_path: Path) -> None:
    parts = "--x\nContent-Type: text/plain\n\nSee the offer.\n--x\nContent-Type: text/csv\n"
    body = f'{parts}Content-Disposition: attachment; filename="offer.csv"\n\nPart,Price\nRail,100\n--x--'
    read = mailbox(tmp_path, letter(1, "Offer", body, "Content-Type: multipart/mixed; boundary=x\n"))
    assert [one.member for one in read.documents] == ["2026-01-14 Offer.eml", "2026-01-14 Offer.eml/offer.csv"]
    assert read.warnings[0].startswith("attachment 2026-01-14 Offer.eml/offer.csv: ")


@pytest.mark.parametrize("mark", ["X-Mozilla-Status: 0009\n", "X-Gmail-Labels: Inbox,Trash\n"])
def test_what_was_deleted_but_is_still_in_the_file_is_left_out(tmp_path: Path, mark: str) -> None:
    read = mailbox(tmp_path, letter(1, "Slipway", "New rails."), letter(2, "Raise", "Not for you.", mark))
    assert [one.title for one in read.documents] == ["Slipway"]
    assert read.warnings == ("deleted messages are left out: 1",)


def test_a_message_that_is_in_it_twice_is_read_once(tmp_path: Path) -> None:
    one = letter(1, "Slipway", "New rails.", "X-Mozilla-Status: 0001\nX-Gmail-Labels: Inbox\n")
    read = mailbox(tmp_path, one, one)
    assert len(read.documents) == 1
    assert read.warnings == ("messages that are in it twice were read once: 1",)


def test_a_mailbox_is_known_without_its_extension_and_by_other_opening_lines(tmp_path: Path) -> None:
    opens = "From - Wed Jan 14 09:30:00 2026\n", "From 17@xxx Wed Jan 14 09:30:00 +0000 2026\n"
    letters = (letter(at, f"Tide {at}", "Low.", opens=one) for at, one in enumerate(opens, start=1))
    assert len(mailbox(tmp_path, *letters, name="mbox").documents) == 2


def test_a_memo_that_says_from_whom_and_when_it_is_is_no_mailbox(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("From Ana to all, 3 May 10:30\nSubject: none\n\nWe close.\n", encoding="utf-8")
    assert [one.media for one in parse(tmp_path / "memo.txt").documents] == ["text"]


def test_a_message_that_is_cut_off_costs_no_other(tmp_path: Path) -> None:
    whole = letter(1, "Slipway", "New rails.") + letter(2, "Tides", "Low at noon.")
    read = mailbox(tmp_path, whole[:-60])
    assert read.documents[0].title == "Slipway"


def test_a_mailbox_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text in it"):
        mailbox(tmp_path, f"{OPENS}Message-ID: <1@quay>\n\n\n")
