"""A cell's value as the sheet shows it, for the number formats that are simple (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.'  # literal text, and what only moves the text about
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]"  # a currency, and colours and conditions
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)"
    r"|(?P<other>.)"
)


def shown(value: object, number_format: str) -> str:
    """Return what the sheet shows: dates in ISO 8601, numbers with their percent sign, currency and decimals."""
    if value is None or (number_format or "").replace(" ", "") == ";;;":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _moment(value, number_format or "")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    return str(value)


def _moment(value: datetime, number_format: str) -> str:
    """Write the parts of a moment that its format shows, from the greatest to the smallest."""
    letters = "".join(re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|general', "", number_format.lower()).split(";")[:1])
    if letters and not re.search(r"[dy]", letters) and re.search(r"[hs]", letters):
        return value.time().isoformat(timespec="minutes")
    if re.search("m", letters) and re.search("y", letters) and not re.search(r"[dhs]", letters):
        return f"{value.year:04d}-{value.month:02d}"
    if value.time() == time() or (re.search(r"[dy]", letters) and not re.search(r"[hs]", letters)):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes")


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def general(value: int | float) -> str:
    """Return a number without a format, without the noise of binary fractions."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


def _number(value: int | float, number_format: str) -> str:
    section, unsigned = _section(value, number_format)
    if section.strip().lower() in ("general", "@") or re.search(r"[eE][+-]|/", section):
        return general(value)
    tokens = list(_TOKEN.finditer(section))
    digits = [token["digits"] for token in tokens if token["digits"]]
    if len(digits) != 1:
        return general(value)
    percent = any(token["other"] == "%" for token in tokens)
    number = _digits((abs(value) if unsigned else value) * (100 if percent else 1), digits[0])
    sign, number = ("-", number[1:]) if number.startswith("-") else ("", number)
    written = (number if token["digits"] else _literal(token) for token in tokens)
    return sign + "".join(written).strip()


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""


def _digits(value: float, placeholders: str) -> str:
    """Write a number with the decimals and thousands that its placeholders ask for."""
    whole, _, part = placeholders.partition(".")
    # A comma after the last digit divides by a thousand, which "0.0,," uses for millions.
    for _ in range(len(placeholders) - len(placeholders.rstrip(","))):
        value /= 1000
    separator = "," if "," in whole.rstrip(",") else ""
    digits = f"{value:{separator}.{len(part.rstrip(','))}f}"
    # "00000" fills up with zeros, as article numbers and post codes have them.
    return (
        digits
        if separator
        else digits.zfill(whole.count("0") + len(digits) - len(digits.partition(".")[0].lstrip("-")))
    )


def _section(value: int | float, number_format: str) -> tuple[str, bool]:
    """Return the part of a format that applies to the value, and whether it writes the sign itself."""
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1], True
    if value == 0 and len(sections) > 2 and re.search(r"[0#?]", sections[2]):
        return sections[2], True
    return sections[0], False
