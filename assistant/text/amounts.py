"""Amounts of money and other numbers of exports: the decimal mark is decided for all values of a column together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MINUS = "-\u2212\u2013"
_UNIT = r"(?:[A-Z]{3}|[A-Z]{0,3}[$€£¥₹₽₩฿]|kr\.?|zł|Fr\.?|R\$)"
_NUMBER = re.compile(
    rf"^(?P<open>\()?\s*(?P<before>[{_MINUS}+])?\s*(?:{_UNIT}\s*)?(?P<inside>[{_MINUS}])?\s*"
    r"(?P<digits>\d[\d.,'\u2019 \u00a0\u202f]*|[.,]\d+)\s*"
    rf"(?P<scale>k|K|tsd\.?|Tsd\.?|m|M|mn|Mn|MM|mio\.?|Mio\.?|bn|B|Mrd\.?)?\s*(?:{_UNIT})?\s*"
    rf"(?P<after>[{_MINUS}])?\s*(?:{_UNIT})?\s*(?P<close>\))?$"
)
_SCALES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "mrd": 1e9}
_SPACES = re.compile(r"['\u2019 \u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Amounts:
    """Reads the numbers of one column; `decimal` is "." or ",", `guessed` that "1.234" was all there was to go by."""

    decimal: str = ""
    guessed: bool = False

    @classmethod
    def of(cls, values: Iterable[str]) -> Amounts:
        """Decide the decimal mark from every value: the last of two marks, one mark with other than three digits."""
        doubtful = False
        for value in values:
            match = _NUMBER.match(value.strip())
            marks = re.findall(r"[.,]", digits) if (digits := _bare(match)) else []
            if not marks:
                continue
            if len(set(marks)) == 2:
                return cls(marks[-1])
            if len(marks) > 1:
                return cls("," if marks[0] == "." else ".")
            if len(digits) - digits.rindex(marks[0]) != 4 or digits.startswith(("0", ".", ",")):
                return cls(marks[0])
            doubtful = doubtful or marks[0] == "."
        return cls("", doubtful)

    def read(self, value: str | None) -> float | None:
        """Return a number: "USD 15,000.00", "(1.234,56)", "1,234.56-", "€2.4m"; None where the text is none."""
        match = _NUMBER.match((value or "").strip())
        if not match:
            return None
        digits = _bare(match)
        mark = self.decimal or _decimal_of(digits)
        whole, _, part = digits.rpartition(mark) if mark and digits.count(mark) == 1 else (digits, "", "")
        number = float(re.sub(r"[.,]", "", whole or "0") + ("." + re.sub(r"[.,]", "", part) if part else ""))
        number *= _SCALES[match["scale"].lower().rstrip(".")] if match["scale"] else 1
        negative = match["before"] not in (None, "+") or match["inside"] or match["after"]
        return -number if negative or (match["open"] and match["close"]) else number


def _bare(match: re.Match[str] | None) -> str:
    return _SPACES.sub("", match["digits"]).strip(",") if match else ""


def _decimal_of(digits: str) -> str:
    """Return the decimal mark of a number on its own: a comma before three digits parts thousands, a point does not."""
    marks = re.findall(r"[.,]", digits)
    if not marks or (len(set(marks)) == 1 and len(marks) > 1):
        return ""
    last = str(marks[-1])
    return "" if last == "," and len(set(marks)) == 1 and len(digits) - digits.rindex(",") == 4 else last
