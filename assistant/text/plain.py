"""Text as a person hears it: markup taken out, for embedding and for reading, never for quoting."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from assistant.text.components import named

_LABEL = r"\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])+)\]"
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(_LABEL + r"\((?:[^()]|\([^)]*\))*\)")
_REFERENCE = re.compile(_LABEL + r"\[[^\]]*\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_URL = re.compile(r"https?://\S+")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+•·▪◦‣]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE
)
_WIKI = re.compile(r"^h[1-6]\.\s+|\{(?:code|noformat|quote|color|panel)[^}]*\}|\[~[^\]]+\]", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_SPACE = re.compile(r"\s+")
_MARKED = re.compile(r"[\[\]<>*_~`#{}|&\\]|https?://|^[ \t]*(?:[-+•·▪◦‣]|\d+[.)])[ \t]|^h[1-6]\.", re.MULTILINE)
"""What one of the others needs to find anything; most sentences have none of it."""
_PIPE_EDGE = re.compile(r"^\s*\|\s*|\s*\|\s*$")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return one line of words: links become their labels; emphasis, tags, list and heading marks go away."""
    if not _MARKED.search(text):
        return _SPACE.sub(" ", text).strip()
    text = _IMAGE.sub(r"\1", named(text))
    text = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", text))
    text = _URL.sub("", _TAG.sub(" ", text))
    text = _WIKI.sub("", _LINE_START.sub("", text))
    for _ in range(2):  # emphasis inside emphasis
        text = _EMPHASIS.sub(r"\2", text)
    text = html.unescape(_ESCAPE.sub(r"\1", text))
    return _PIPE_EDGE.sub("", _SPACE.sub(" ", text)).strip()
