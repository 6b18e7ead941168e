from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed, ParsedFile
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, check, texts

DAY = "DTSTART;VALUE=DATE:20260601"


def event(*lines: str, sort: str = "VEVENT") -> str:
    return "\n".join((f"BEGIN:{sort}", *lines, f"END:{sort}"))


def calendar(tmp_path: Path, *entries: str, head: str = "VERSION:2.0") -> ParsedFile:
    text = "\n".join(("BEGIN:VCALENDAR", head, *entries, "END:VCALENDAR", ""))
    (tmp_path / "team.ics").write_bytes(text.replace("\n", "\r\n").encode())
    read = parse(tmp_path / "team.ics")
    for document in read.documents:
        check(document)
    return read


def fields(document: Parsed) -> dict[str, str]:
    return {b.locator.field or "": document.text[b.start : b.end] for b in document.blocks}


def test_an_event_has_its_day_its_people_and_its_description(tmp_path: Path) -> None:
    (one,) = calendar(
        tmp_path,
        event(
            "DTSTART;TZID=Europe/Stockholm:20260304T090000",
            "DTEND;TZID=Europe/Stockholm:20260304T103000",
            "SUMMARY:Steering group\\, spring",
            'ORGANIZER;CN="Lima, Ana":mailto:ana@quay.example',
            "ATTENDEE;CN=Bo Ek;PARTSTAT=ACCEPTED:mailto:bo@qu",
            " ay.example",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:cy@quay.example",
            "ATTENDEE;CUTYPE=RESOURCE;CN=Projector:mailto:p@quay.example",
            "LOCATION:Room 4",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20260630T000000Z",
            "DESCRIPTION:We decide on the slip",
            " way.\\n\\nFewer closed days\\; no more than 3.",
            "BEGIN:VALARM", "DESCRIPTION:Reminder", "END:VALARM",
        ),
        head="X-WR-CALNAME:Board",
    ).documents  # fmt: skip
    assert (one.title, one.key, one.date) == (
        "Steering group, spring", "Steering group, spring, 2026-03-04", "2026-03-04",
    )  # fmt: skip
    assert fields(one) == {
        "Title": "Steering group, spring",
        "When": "2026-03-04 09:00 to 10:30 (Europe/Stockholm)",
        "Repeats": "every 2 weeks on Wednesday until 2026-06-30",
        "Where": "Room 4",
        "Organiser": "Lima, Ana",
        "Attendees": "Bo Ek (accepted); cy@quay.example (declined)",
        "Description": "Fewer closed days; no more than 3.",
    }
    place = block_of(one, "We decide on the slipway.")
    assert (place.trail, place.locator.time) == (("Steering group, spring",), "2026-03-04T09:00:00+01:00")
    assert one.metadata["calendar"] == "Board"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ((DAY, "DTEND;VALUE=DATE:20260602"), "2026-06-01"),
        ((DAY, "DTEND;VALUE=DATE:20260604"), "2026-06-01 to 2026-06-03"),
        ((DAY,), "2026-06-01"),
        (("DTSTART:20260304T233000Z",), "2026-03-05 00:30 (Europe/Stockholm)"),
        (("DTSTART:20260304T090000", "DTEND:20260305T100000"), "2026-03-04 09:00 to 2026-03-05 10:00"),
        (("DTSTART;TZID=W. Europe Standard Time:20260304T090000",), "2026-03-04 09:00 (W. Europe Standard Time)"),
    ],
)
def test_when_an_event_is_reads_as_in_a_calendar(tmp_path: Path, lines: tuple[str, ...], shown: str) -> None:
    (one,) = calendar(tmp_path, event(*lines, "SUMMARY:Tides"), head="X-WR-TIMEZONE:Europe/Stockholm").documents
    assert (fields(one)["When"], one.date) == (shown, shown[:10])


def test_what_is_private_or_cancelled_is_left_out_and_said(tmp_path: Path) -> None:
    read = calendar(
        tmp_path,
        event(DAY, "SUMMARY:Offsite"),
        event(DAY, "SUMMARY:Dentist", "CLASS:PRIVATE"),
        event(DAY, "SUMMARY:Old review", "STATUS:CANCELLED"),
    )
    assert [one.title for one in read.documents] == ["Offsite"]
    assert read.warnings == ("1 entry is cancelled and left out", "1 entry is private and left out")


def test_how_to_dial_in_is_no_content(tmp_path: Path) -> None:
    line = "_" * 40
    told = f"Agenda first.\\n{line}\\nJoin the meeting now\\nPasscode: hX3\\n{line}\\n"
    kept = f"{line}\\nNotes of June\\n{line}\\n"
    first, second = calendar(
        tmp_path, event(DAY, "SUMMARY:A", f"DESCRIPTION:{told}"), event(DAY, "SUMMARY:B", f"DESCRIPTION:{kept}")
    ).documents
    assert texts(first)[-1] == "Agenda first."
    assert "Notes of June" in second.text


def test_a_description_with_markup_is_read_as_a_page(tmp_path: Path) -> None:
    told = "DESCRIPTION:<b>Bring</b> ideas<ul><li>Rails</li><li>Tides</li></ul>"
    (one,) = calendar(tmp_path, event(DAY, "SUMMARY:Offsite", told)).documents
    assert texts(one)[-3:] == ["Bring ideas", "Rails", "Tides"]


def test_two_events_of_one_name_and_day_have_keys_of_their_own(tmp_path: Path) -> None:
    read = calendar(tmp_path, event(DAY, "SUMMARY:Tides"), event(DAY, "SUMMARY:Tides"))
    assert [one.key for one in read.documents] == ["Tides, 2026-06-01", "Tides, 2026-06-01 (2)"]


def test_a_task_has_its_status_and_when_it_is_due(tmp_path: Path) -> None:
    task = event("DUE:20260601T120000", "SUMMARY:Oil the winch", "STATUS:IN-PROCESS", sort="VTODO")
    (one,) = calendar(tmp_path, task).documents
    assert (fields(one)["Due"], fields(one)["Status"]) == ("2026-06-01 12:00", "In-process")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "without an entry"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY\n:::;;\nDTSTART:99999999T999999Z\n", "none has words"),
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:Tides\nEND:VEVENT\n", "only the answer"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Me\nCLASS:PRIVATE\nEND:VEVENT\n", "1 entry is private"),
    ],
)
def test_a_calendar_that_says_nothing_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "team.ics").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=reason):
        parse(tmp_path / "team.ics")


def test_dates_that_are_none_cost_only_themselves(tmp_path: Path) -> None:
    (one,) = calendar(tmp_path, event("DTSTART:20269999", "SUMMARY:Tides", "END:VTODO")).documents
    assert (one.date, fields(one)) == (None, {"Title": "Tides"})


def test_an_invitation_of_a_mail_is_read_once_and_answers_to_one_are_not(tmp_path: Path) -> None:
    entry = f"BEGIN:VCALENDAR\nMETHOD:{{}}\n{event(DAY, 'SUMMARY:Tides')}\nEND:VCALENDAR\n"
    head = "From: Ana <ana@quay.example>\nTo: Bo <bo@quay.example>\nSubject: Tides\nMIME-Version: 1.0\n"
    asked = f"--x\nContent-Type: text/calendar; method=REQUEST\n\n{entry.format('REQUEST')}"
    again = asked.replace("method=REQUEST\n", 'name="invite.ics"\nContent-Disposition: attachment\n')
    reply = f"--x\nContent-Type: text/calendar; method=REPLY\n\n{entry.format('REPLY')}"
    parts = f"--x\nContent-Type: text/plain\n\nSee you.\n{asked}{again}{reply}--x--\n"
    (tmp_path / "a.eml").write_text(f"{head}Content-Type: multipart/mixed; boundary=x\n\n{parts}", encoding="utf-8")
    read = parse(tmp_path / "a.eml")
    assert [(one.member, one.key) for one in read.documents] == [(None, None), ("invitation.ics", "Tides, 2026-06-01")]
    assert read.warnings == ()
