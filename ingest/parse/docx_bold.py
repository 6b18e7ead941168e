"""Headings of Word documents whose writers made a line bold instead of choosing a style for it."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

_Element: TypeAlias = Any  # lxml has no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T, _RPR, _B, _VAL, _TABLE, _CONTROL = (f"{_W}{name}" for name in "p r t rPr b val tbl sdt".split())
_LONGEST, _WORDS = 80, 12
_RUNS_ON = re.compile(r"[.,;:!]$|^\W*$|: .*\d")
"""How a sentence ends, or the label of what follows, and a label with its number or date."""


def heads(paragraph: _Element) -> bool:
    """Whether a paragraph is a short bold line with other text below it."""
    if not _is_bold(paragraph) or _RUNS_ON.search(words := _words(paragraph)):
        return False
    below = paragraph.getnext()
    while below is not None and below.tag == _P and not _words(below):
        below = below.getnext()
    if below is None or below.tag not in (_P, _TABLE, _CONTROL) or _is_bold(below):
        return False
    return len(words) <= _LONGEST and len(words.split()) <= _WORDS and any(char.isalpha() for char in words)


def _words(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(_T)).strip()


def _is_bold(paragraph: _Element) -> bool:
    """Whether all words of a paragraph are bold by their own properties."""
    if paragraph.tag != _P:
        return False
    runs = [run for run in paragraph.iter(_R) if "".join(node.text or "" for node in run.iter(_T)).strip()]
    return bool(runs) and all(_is_on(run.find(_RPR)) for run in runs)


def _is_on(properties: _Element | None) -> bool:
    mark = properties.find(_B) if properties is not None else None
    return mark is not None and mark.get(_VAL, "true") not in ("0", "false", "off")
