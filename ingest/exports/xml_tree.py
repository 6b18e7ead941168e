"""XML of exports as elements; entities of its own are refused, signs that XML forbids are left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from assistant.errors import DocumentError

_BAD = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", re.I
)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w*;)")


def opening(markup: str) -> str:
    """Return the beginning of a file from its root element on, without declaration and comments."""
    return re.sub(
        r"\A(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)+", "", markup[:20_000], flags=re.DOTALL
    )


def elements(markup: str, *names: str) -> Iterator[Element]:
    """Yield the elements of these names as they end, each emptied once it was used.

    Raises DocumentError when the file is damaged or declares entities.
    """
    if re.search(r"<!ENTITY", markup[:100_000]):
        raise DocumentError("XML with entities of its own: export it again without them")
    markup = _BAD.sub("", re.sub(r"\A\s*<\?xml.*?\?>", "", markup.lstrip("\ufeff"), flags=re.DOTALL)).strip()
    markup = _NAMED.sub(lambda match: html.unescape(f"&{match[1]}"), markup)
    depth = 0
    try:
        for event, element in iterparse(BytesIO(markup.encode("utf-8", "replace")), ("start", "end")):
            inside = element.tag in names
            if event == "start":
                depth += inside
                continue
            depth -= inside
            if inside:
                yield element
            if not depth:
                element.clear()
    except ParseError as error:
        raise DocumentError("damaged XML: it is cut off or broken; export it again") from error


def words_of(element: Element | None) -> str:
    """Return the text of an element, "" for none."""
    return "".join(element.itertext()).strip() if element is not None else ""
