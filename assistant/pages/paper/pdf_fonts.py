"""Which font prints which letter of a PDF: DejaVu where the system has it, else what comes with reportlab.

Chinese, Japanese and Korean go to the fonts that PDF viewers bring themselves (ISO 32000-1, 9.7.5.2). What no font has,
or what would need to be shaped or turned round (Arabic, Hebrew, Indian scripts), is printed as a box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_BOXES = "□¤"
SANS = "Sheet"
_HOMES = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
    Path("/Library/Fonts"),
    Path(reportlab.__file__).parent / "fonts",
)
_FACES = (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("Vera.ttf", "VeraBd.ttf"))
_HAN = re.compile(r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_CHINESE, _JAPANESE, _KOREAN = "STSong-Light", "HeiseiKakuGo-W5", "HYGothic-Medium"


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts that were found: the letters that the embedded one has."""

    letters: frozenset[int]

    @property
    def missing(self) -> str:
        """Return what is printed for a letter that no font has."""
        return next((box for box in _BOXES if ord(box) in self.letters), "?")

    def font_of(self, letter: str, han: str) -> str | None:
        """Return the font of a letter ("" for the embedded one), None where there is none; `han` is that of signs."""
        if unicodedata.bidirectional(letter) in ("R", "AL", "AN") or _is_shaped(letter):
            return None
        if ord(letter) in self.letters or letter.isspace():
            return ""
        if _KANA.match(letter):
            return _JAPANESE
        if _HANGUL.match(letter):
            return _KOREAN
        return han if _HAN.match(letter) else None


@cache
def faces() -> Faces:
    """Register the fonts, once a process, and return what they have."""
    for home, (plain, bold) in ((home, names) for names in _FACES for home in _HOMES):
        if (home / plain).is_file() and (home / bold).is_file():
            try:
                face = TTFont(SANS, str(home / plain))
                heavy = TTFont(f"{SANS}-Bold", str(home / bold))
            except (TTFError, OSError):
                continue
            registerFont(face)
            registerFont(heavy)
            for italic in (0, 1):
                addMapping(SANS, 0, italic, SANS)
                addMapping(SANS, 1, italic, f"{SANS}-Bold")
            break
    for name in (_CHINESE, _JAPANESE, _KOREAN):
        registerFont(UnicodeCIDFont(name))
        for style in ((0, 0), (0, 1), (1, 0), (1, 1)):
            addMapping(name, *style, name)
    return Faces(frozenset(face.face.charToGlyph) & frozenset(heavy.face.charToGlyph))


def printable(text: str) -> str:
    """Return text with a box for what cannot be printed, and without what nobody sees."""
    return "".join(run for _, run in _runs(text))


def lacks(text: str) -> bool:
    """Whether a letter of a text cannot be printed."""
    han = _han(text)
    return any(faces().font_of(letter, han) is None for letter in _seen(text))


def markup(text: str) -> str:
    """Return text as reportlab's paragraphs read it: nothing in it is markup, each run names its font."""
    return "".join(
        f'<font name="{font}">{escape(run)}</font>' if font else escape(run) for font, run in _runs(text)
    ).replace("\n", "<br/>")


def _runs(text: str) -> Iterator[tuple[str, str]]:
    known, han = faces(), _han(text)
    fonts = ((known.font_of(letter, han), letter) for letter in _seen(text))
    printed = ((font or "", known.missing if font is None else letter) for font, letter in fonts)
    for font, run in groupby(printed, key=lambda one: one[0]):
        yield font, "".join(letter for _, letter in run)


def _seen(text: str) -> str:
    """Return composed text without control characters and marks that turn the reading direction."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(one for one in composed if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co"))


def _han(text: str) -> str:
    """Return the font of the signs that Chinese, Japanese and Korean share."""
    return _JAPANESE if _KANA.search(text) else _KOREAN if _HANGUL.search(text) else _CHINESE


def _is_shaped(letter: str) -> bool:
    """Whether a letter changes its form or place beside others: the scripts of India and South East Asia."""
    return 0x0900 <= ord(letter) <= 0x109F or 0x1780 <= ord(letter) <= 0x17FF
