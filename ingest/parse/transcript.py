"""Transcripts of meetings (WebVTT, SubRip): what a person said in a row is one block, with its time in the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from assistant.domain import Locator, Parsed, ParsedFile
from ingest.parse.decode import decode
from ingest.parse.document_date import document_date
from ingest.parse.draft import Draft, one_line
from ingest.parse.title import title_of

_TIMES = re.compile(r"^(?P<time>(?:\d+:)?\d\d:\d\d)[.,]\d{3}\s*-->\s*(?:\d+:)?\d\d:\d\d[.,]\d{3}")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+(?P<name>[^>]+)>")
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w.'’-]*(?: [\w.'’()-]+){0,4}):\s+(?=\S)")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>", re.IGNORECASE)
_LONGEST = 600
"""After how many characters a long turn goes on in a block of its own, so that its time stays near to its words."""


@dataclass
class _Turn:
    """What somebody said until another did."""

    time: str
    speaker: str
    words: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether what comes next should have a time of its own."""
        return sum(map(len, self.words)) > _LONGEST and self.words[-1].endswith((".", "!", "?"))


def is_transcript(text: str) -> bool:
    """Whether a text begins as a transcript does."""
    head = text.lstrip("\ufeff \t\n")
    return bool(re.match(r"WEBVTT\b", head)) or bool(re.match(r"\d+\n" + _TIMES.pattern[1:], head))


def parse(path: Path) -> ParsedFile:
    """Return a transcript as one document; cues that go on with the words of the same person are put together."""
    text, warning = decode(path.read_bytes())
    draft = Draft()
    people: dict[str, None] = {}
    for turn in _turns(text):
        draft.aside(f"{turn.speaker} ({turn.time}): " if turn.speaker else f"({turn.time}) ", gap="\n\n")
        said = f"{turn.speaker}, {turn.time}" if turn.speaker else turn.time
        draft.add(" ".join(turn.words), locator=Locator(field=said), gap="")
        people |= {turn.speaker: None} if turn.speaker else {}
    written, blocks = draft.finish()
    metadata = {"participants": ", ".join(people)} if people else {}
    document = Parsed(title_of(path), written, blocks, "transcript", date=document_date(path, ""), metadata=metadata)
    return ParsedFile((document,), (warning,) if warning else ())


def _turns(text: str) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for time, speaker, words in _cues(text):
        # Subtitles repeat a line while the next one comes in.
        if turn and not speaker and words == turn.words[-1]:
            continue
        if turn is None or turn.is_long or (speaker and speaker != turn.speaker):
            if turn:
                yield turn
            turn = _Turn(time, speaker or (turn.speaker if turn else ""))
        turn.words.append(words)
    if turn:
        yield turn


def _cues(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the time, the speaker where it is said, and the words of each cue."""
    for group in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = group.strip().split("\n")
        at = next((at for at, line in enumerate(lines[:2]) if _TIMES.match(line.strip())), None)
        match = _TIMES.match(lines[at].strip()) if at is not None else None
        if at is None or match is None:
            continue
        for speaker, words in _voices(" ".join(lines[at + 1 :])):
            if any(char.isalnum() for char in words):
                yield match["time"], speaker, words


def _voices(cue: str) -> Iterator[tuple[str, str]]:
    """Yield who says what in a cue: by its marks of voices, else by a name at its beginning."""
    marks = list(_VOICE.finditer(cue))
    if not marks:
        words = one_line(unescape(_TAG.sub("", cue)))
        named = _NAMED.match(words)
        yield (named["name"], words[named.end() :]) if named else ("", words)
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        part = cue[mark.end() : following.start() if following else len(cue)]
        yield one_line(unescape(mark["name"])), one_line(unescape(_TAG.sub("", part)))
