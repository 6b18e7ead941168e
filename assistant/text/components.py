"""Components of JSX in Markdown: what a reader of the page sees of `<Owner name="Ann" />` is "Ann"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHOWN = ("name", "title", "label", "alt", "text", "slug")
"""What a component writes on the page, the likeliest first; a slug is a name as it stands in an address."""
_HTML_VOID = frozenset("area base br col embed hr iframe img input link meta param source track wbr".split())
_ATTRIBUTE = r"""\s+[A-Za-z_][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}))?"""
_CODE_OR_COMPONENT = re.compile(
    rf"(?<!`)(?P<ticks>`++).+?(?<!`)(?P=ticks)(?!`)|<(?P<tag>[A-Z][\w.]*)(?P<attributes>(?:{_ATTRIBUTE})+)\s*/>",
    re.DOTALL,
)
_VALUE = re.compile(
    r"""\s(?P<key>[A-Za-z_]\w*)\s*=\s*(?:\{\s*)?(?P<mark>["'])(?P<value>(?:(?!(?P=mark)).)*)(?P=mark)"""
)
UNCLOSED_TAG = re.compile(rf"\s*<[A-Z][\w.]*(?:{_ATTRIBUTE})+\s*")
COMPONENT_TAG = re.compile(rf"</?(?=[A-Z])[\w.]*[a-z][\w.]*(?:{_ATTRIBUTE})*\s*/?>")
"""One tag of a component, whatever its attributes are."""

Span = tuple[int, int]


def components(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield where each self-closing component stands that shows words, and where those words stand; none in code."""
    for found in _CODE_OR_COMPONENT.finditer(text) if "/>" in text else ():
        if found["tag"] and found["tag"].lower() not in _HTML_VOID:
            values = {value["key"]: value.span("value") for value in _VALUE.finditer(text, *found.span("attributes"))}
            shown = next((values[key] for key in _SHOWN if key in values and text[slice(*values[key])].strip()), None)
            if shown:
                yield found.span(), shown


def named(text: str) -> str:
    """Return a text with the words of each self-closing component in its place."""
    parts, at = [], 0
    for (start, end), shown in components(text):
        parts += [text[at:start], text[slice(*shown)]]
        at = end
    return "".join([*parts, text[at:]])
