from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

HEAD = "From: Ana <ana@example.org>\nTo: Bo <bo@example.org>\nSubject: Beds\nMIME-Version: 1.0\n"


def mail(tmp_path: Path, text: str, name: str = "a.eml") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("latin-1"))
    return path


def test_headers_are_fields_and_metadata(tmp_path: Path) -> None:
    document = only(mail(tmp_path, f"{HEAD}Date: Wed, 17 Jan 2024 09:30:00 +0100\n\nWe need more.\n"))
    assert texts(document, Role.FIELD) == ["Ana <ana@example.org>", "Bo <bo@example.org>", "Beds"]
    assert document.metadata["from"] == "Ana <ana@example.org>"
    assert (document.title, document.date) == ("Beds", "2024-01-17")
    block = block_of(document, "We need more.")
    assert (block.trail, block.locator.time) == (("Beds",), "2024-01-17T09:30:00+01:00")


@pytest.mark.parametrize(
    "quoted",
    [
        "> We need beds.",
        "-----Original Message-----\nFrom: Bo\n\nWe need beds.",
        "On Tue, Bo <b@x.y> wrote:\n> We need beds.",
        "Von: Bo <b@x.y>\nGesendet: Dienstag, 16. Januar\nAn: Ana\nBetreff: Betten\n\nWe need beds.",
    ],
)
def test_what_a_reply_repeats_is_kept_and_marked(tmp_path: Path, quoted: str) -> None:
    document = only(mail(tmp_path, f"{HEAD}\nYes, ten.\n\n{quoted}\n"))
    assert block_of(document, "We need beds.").locator.field == "quoted message"
    assert block_of(document, "Yes, ten.").locator.field is None


def test_page_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    body = "<p>Yes, ten.</p><blockquote type='cite'><p>We need beds.</p></blockquote>"
    document = only(mail(tmp_path, f"{HEAD}Content-Type: text/html\n\n{body}\n"))
    assert block_of(document, "Yes, ten.").trail == ("Beds",)
    assert block_of(document, "We need beds.").locator.field == "quoted message"


@pytest.mark.parametrize(
    "head",
    [
        '<div id="divRplyFwdMsg"><b>From:</b> Bo<br><b>Sent:</b> Tuesday<br><b>Subject:</b> Beds</div>',
        '<p class="MsoNormal"><b>De :</b> Bo</p><p class="MsoNormal"><b>Envoy&eacute; :</b> mardi</p>',
    ],
)
def test_what_outlook_repeats_below_its_own_header_is_marked(tmp_path: Path, head: str) -> None:
    body = f"<p>Yes, ten.</p><hr>{head}<p>We need beds.</p><p>At once.</p>"
    document = only(mail(tmp_path, f"{HEAD}Content-Type: text/html\n\n{body}\n"))
    assert block_of(document, "Yes, ten.").locator.field is None
    assert block_of(document, "At once.").locator.field == "quoted message"


def test_words_that_only_look_like_such_a_header_are_the_message(tmp_path: Path) -> None:
    document = only(mail(tmp_path, f"{HEAD}\nFrom: the north quay\nto the south one, we sent ten.\n\nMore come.\n"))
    assert block_of(document, "More come.").locator.field is None


def test_unknown_charset_and_broken_date_cost_nothing(tmp_path: Path) -> None:
    text = f"{HEAD}Date: whenever\nContent-Type: text/plain; charset=no-such\n\nCaf\xe9 beds.\n"
    document = only(mail(tmp_path, text))
    assert document.date is None
    assert "Caf\xe9 beds." in texts(document)


def test_attached_messages_and_files_are_members_under_names_of_their_own(tmp_path: Path) -> None:
    part = '--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../a.txt"\n\nWords {}\n'
    inner = f"--x\nContent-Type: message/rfc822\n\n{HEAD.replace('Beds', 'Older')}\nInner words.\n"
    picture = '--x\nContent-Type: image/png\nContent-Disposition: attachment; filename="plan.png"\n\nxx\n'
    text = f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n{part.format(1)}{part.format(2)}{inner}{picture}--x--\n"
    read = parse(mail(tmp_path, text))
    assert [one.member for one in read.documents] == [None, "a.txt", "a (2).txt", "Older.eml"]
    assert read.warnings == ("attached pictures are not read: plan.png",)


def test_what_a_wiki_exports_as_word_is_a_page(tmp_path: Path) -> None:
    head = "Date: Wed, 17 Jan 2024 09:30:00 +0100\nMessage-ID: <1.2@wiki>\nSubject: Exported\nMIME-Version: 1.0\n"
    body = "--x\nContent-Type: text/html\n\n<html><h1>Ward rules</h1><p>Lights on.</p></html>\n--x--\n"
    document = only(mail(tmp_path, f"{head}Content-Type: multipart/related; boundary=x\n\n{body}", "rules.doc"))
    assert (document.media, document.title) == ("html", "Ward rules")


def test_an_invitation_that_is_not_read_is_said(tmp_path: Path) -> None:
    entry = "--x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"
    parts = f"--x\nContent-Type: text/plain\n\nSee you.\n{entry}"
    read = parse(mail(tmp_path, f"{HEAD}Content-Type: multipart/alternative; boundary=x\n\n{parts}--x--\n"))
    assert len(read.documents) == 1
    assert "calendar" in read.warnings[0]
