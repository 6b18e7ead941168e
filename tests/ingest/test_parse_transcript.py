from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import only, texts

CALL = """WEBVTT

9c/15-0
00:00:03.000 --> 00:00:06.500
<v Ana Lima>We want boats to wait thirty
minutes at most.</v>

9c/15-1
00:00:06.600 --> 00:00:09.000
<v Ana Lima>That is the goal &amp; no more.</v>

NOTE written by a program

9c/16-0
00:01:09.100 --> 00:01:12.000
<v Bo Ek>I order the rails.</v> <v Cy>When?</v>
"""


def transcript(tmp_path: Path, text: str, name: str = "council.vtt") -> Parsed:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return only(tmp_path / name)


def test_what_somebody_says_in_a_row_is_one_block_with_its_time(tmp_path: Path) -> None:
    document = transcript(tmp_path, CALL)
    assert texts(document) == [
        "We want boats to wait thirty minutes at most. That is the goal & no more.", "I order the rails.", "When?",
    ]  # fmt: skip
    assert [block.locator.field for block in document.blocks] == [
        "Ana Lima, 00:00:03", "Bo Ek, 00:01:09", "Cy, 00:01:09",
    ]  # fmt: skip
    assert document.text.startswith("Ana Lima (00:00:03): We want")
    assert document.metadata == {"participants": "Ana Lima, Bo Ek, Cy"}


def test_a_name_before_the_words_is_the_speaker_until_another_speaks(tmp_path: Path) -> None:
    cues = "1\n00:03.000 --> 00:06.500\nAna Lima: Boats wait.\n\n2\n00:06.600 --> 00:09.000\nFor an hour.\n\n"
    document = transcript(tmp_path, f"WEBVTT\n\n{cues}3\n00:10.000 --> 00:11.000\nBo: Two things: rails and bolts.\n")
    assert texts(document) == ["Boats wait. For an hour.", "Two things: rails and bolts."]
    assert document.blocks[1].locator.field == "Bo, 00:10"


def test_subtitles_without_speakers_have_their_times(tmp_path: Path) -> None:
    cues = (
        "1\n00:00:03,000 --> 00:00:06,500\n<i>Boats wait</i>\n\n2\n00:00:06,600 --> 00:00:09,000\n<i>Boats wait</i>\n"
    )
    document = transcript(tmp_path, cues, "council.srt")
    assert (texts(document), document.blocks[0].locator.field) == (["Boats wait"], "00:00:03")


def test_two_who_say_the_same_both_said_it(tmp_path: Path) -> None:
    cue = "00:0{0}.000 --> 00:0{0}.500\n<v {1}>Agreed.</v>\n\n"
    document = transcript(tmp_path, "WEBVTT\n\n" + cue.format(3, "Ana") + cue.format(4, "Bo"))
    assert [block.locator.field for block in document.blocks] == ["Ana, 00:03", "Bo, 00:04"]


def test_a_long_speech_has_several_times(tmp_path: Path) -> None:
    cue = "{0}\n00:{0:02}:00,000 --> 00:{0:02}:30,000\n" + "Boat {0} waits for the slip, and for the crane. " * 8
    document = transcript(tmp_path, "\n\n".join(cue.format(number) for number in range(1, 5)), "council.srt")
    assert [block.locator.field for block in document.blocks] == ["00:01:00", "00:03:00"]


def test_a_text_that_only_speaks_of_times_is_a_text(tmp_path: Path) -> None:
    document = transcript(tmp_path, "12\n00:03 is when the tide turns --> go home.\n", "tides.txt")
    assert (document.media, texts(document)) == ("text", ["12\n00:03 is when the tide turns --> go home."])


def test_a_transcript_in_which_nobody_speaks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:03.000 --> 00:06.500\n\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="no text in it"):
        parse(tmp_path / "a.vtt")
