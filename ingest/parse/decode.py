"""Bytes to characters: byte-order marks, UTF-8 with a few broken bytes, and old Windows encodings."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_EASTERN = 0.2


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the characters with universal newlines, and a warning when some bytes could not be read.

    NUL becomes U+FFFD, as CommonMark does, so that offsets stay those of the decoded file.
    """
    text, warning = _characters(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd"), warning


def _characters(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data, encoding)
    if wide := _unmarked_utf16(data):
        return _read(data, wide)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_utf8(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the UTF-16 variant of data without a mark: mostly Latin text has a zero in every second byte."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else None


def _read(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), f"some bytes are not valid {encoding.upper()} and were replaced"


def _not_utf8(data: bytes) -> tuple[str, str | None]:
    """Read what is not UTF-8: as UTF-8 with a few broken bytes, or in the Windows encoding that fits best."""
    repaired = data.decode("utf-8", "replace")
    multibyte = sum(1 for char in repaired if char > "\x7f" and char != "\ufffd")
    broken = repaired.count("\ufffd")
    if multibyte > broken:
        return repaired, f"{broken} bytes are not valid UTF-8 and were replaced"
    sample = data[:_SAMPLE]
    # Text of the East is made of bytes beyond ASCII; a few of them among Latin letters are accents.
    eastern = sum(1 for byte in sample if byte > 0x7F) > _EASTERN * len(sample)
    names = ["cp1252", "cp1250", "cp1251", "latin_1", *(("shift_jis", "gb18030") if eastern else ())]
    guess = from_bytes(sample, cp_isolation=names).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    # Latin-1 text from Windows has quotes and dashes where Latin-1 has control characters.
    western = encoding in ("latin_1", "cp1250", "cp1252")
    for name in (_windows(data[:_SAMPLE]) if western else encoding, encoding, "latin_1"):
        try:
            return data.decode(name), None
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 reads every byte")


# The letters of languages of the West that the encoding of Central Europe has other letters for.
_WESTERN = tuple(map(frozenset, ("àèêùûïëœæÿîôâ", "ñ", "ãõàêâô", "øåæ", "àèìòù", "åäö", "ëï", "êôûâ")))


def _windows(data: bytes) -> str:
    """Return the encoding of a text from Windows: that of Central Europe where no language of the West fits."""
    text = data.decode("cp1252", "replace").lower()
    other = data.decode("cp1250", "replace").lower()
    if len(text) != len(other):
        return "cp1252"
    found = {
        char
        for at, (char, instead) in enumerate(zip(text, other, strict=True))
        if char != instead and instead.isalpha() and (text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha())
    }
    return "cp1252" if not found or any(found <= letters for letters in _WESTERN) else "cp1250"
