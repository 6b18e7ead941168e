"""Text of documents, answers and people, made harmless for the two languages that a page is written in.

Everything that a document says reaches the browser through `html_text` (or, in a button's label, `label_text`).
"""

from __future__ import annotations

import html
import re
import unicodedata

_JOINER = "\u2060"
"""Takes no room, breaks no line; keeps a shortcode or an address from being recognised."""
_KEPT = "\n\t\u200c\u200d"
"""Line ends, and the two joiners that some scripts are written with."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r":(?=[\w+/-])")
_ADDRESS = re.compile(r"(?<=[A-Za-z0-9])(?=://|@)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_ARROW = re.compile(r"(?<=[-<=])(?=[->=])")


def visible(text: str) -> str:
    """Return text without what a reader cannot see: control characters and marks that turn the reading direction."""
    if text.isprintable():  # which nearly every line is
        return text
    return "".join(
        letter for letter in text if letter in _KEPT or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")
    )


def html_text(text: str) -> str:
    """Return text for HTML, in an element or a quoted attribute: nothing in it is markup.

    Invisible characters stay out; the words stay as they are.
    """
    return html.escape(visible(text), quote=True)


def notice_html(words: str) -> str:
    """Return a remark in the page's own frame for one."""
    return f'<p class="b-notice" role="status">{html_text(words)}</p>'


def label_text(text: str) -> str:
    """Return text for a Streamlit label, which is Markdown with extensions: it reads as it was written.

    Punctuation is escaped; what Streamlit's extensions find after escapes are resolved (emoji and icon shortcodes,
    bare addresses, arrows) is broken by an invisible joiner.
    """
    line = " ".join(visible(text).split())
    line = _SHORTCODE.sub(f":{_JOINER}", _ARROW.sub(_JOINER, _ADDRESS.sub(_JOINER, line)))
    return _PUNCTUATION.sub(r"\\\1", line)


def shortened(text: str, limit: int) -> str:
    """Return one line of at most `limit` characters, cut at a word where there is one."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    if not line[limit - 1].isalnum():
        return cut.rstrip(" ,;:-") + "…"
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:-") + "…"
