"""The metadata block that a Markdown file may begin with: YAML between `---`, or TOML between `+++`."""

from __future__ import annotations

import re

_FENCED = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?)(?:^|\n)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_PAIR = re.compile(r"""^(?P<key>[A-Za-z_][\w .-]*?)\s*[:=]\s*(?P<value>.*)$""")
_UPDATED = ("updated", "last_updated", "lastupdated", "last-updated", "last_modified", "lastmod", "modified")
_DATE_KEYS = (*_UPDATED, "last_reviewed", "date", "published", "created")


def split_front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the flat metadata, keys in lower case, and the offset at which the content begins.

    A leading `---` that no metadata follows is a horizontal rule: then there is no metadata.
    """
    match = _FENCED.match(text)
    if not match:
        return {}, 0
    body = match["body"]
    values = _pairs(body)
    looks_like = (
        values
        or not body.strip()
        or all(line.lstrip().startswith(("#", "-")) for line in body.splitlines() if line.strip())
    )
    return (values, match.end()) if looks_like else ({}, 0)


def _pairs(body: str) -> dict[str, str]:
    """Return the top-level `key: value` pairs; a list below a key is joined with commas."""
    values: dict[str, str] = {}
    last = ""
    for line in body.split("\n"):
        if match := _PAIR.match(line):
            last = match["key"].strip().lower()
            values[last] = _scalar(match["value"])
        elif last and (item := re.match(r"\s*-\s+(.*)", line)):
            values[last] = ", ".join(filter(None, (values[last], _scalar(item[1]))))
        elif last and line.startswith((" ", "\t")) and line.strip():
            values[last] = " ".join(filter(None, (values[last], line.strip())))
        elif line.strip() and not line.startswith(("#", "[", "]", "}")):
            return {}
    return {key: value for key, value in values.items() if value}


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    value = re.sub(r"\s+#.*$", "", value)
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(part.strip().strip("\"'") for part in value[1:-1].split(",") if part.strip())
    return "" if value in (">", "|", ">-", "|-") else value


def stated_date(values: dict[str, str]) -> str | None:
    """Return the value of the first key that tells how new the document is."""
    return next((values[key] for key in _DATE_KEYS if values.get(key)), None)
