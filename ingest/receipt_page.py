"""The receipt of a night as a page that a person can read; it loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1d2529;"
    "background:#fff}table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}"
    "th,td{padding:.3rem .7rem;text-align:right;border-bottom:1px solid #d5dcdf;font-variant-numeric:tabular-nums}"
    "th:nth-child(-n+3),td:nth-child(-n+3){text-align:left}th{font-weight:600}li{margin:.3rem 0}"
    "b.path{font-weight:600;overflow-wrap:anywhere}.bad{color:#a1260d}.quiet{color:#55636a}"
    "@media(prefers-color-scheme:dark){body{color:#e6ebed;background:#14191c}th,td{border-color:#39454b}"
    ".bad{color:#ff9b85}.quiet{color:#a3b1b8}}"
)
_COLUMNS = ("path", "kind", "audience", "listed", "added", "changed", "removed", "unchanged", "failed")


def page_of(receipt: Mapping[str, Any]) -> str:
    """Return the page of a receipt, given as `Receipt.as_json` has it; every text of the sources is escaped."""
    started = escape(str(receipt["started"])[:19].replace("T", " "))
    parts = [
        f"<h1>Night of {started} UTC</h1>",
        f"<p>{_state(receipt)}</p>",
        _sources(receipt["sources"]),
        _problems("Could not be read", receipt["failures"], "bad"),
        _problems("Without text", [{"path": path, "reason": ""} for path in receipt["empty"]], "quiet"),
        _problems("Warnings", receipt["warnings"], ""),
        _renamed(receipt["renamed"]),
        _seconds(receipt["seconds"]),
    ]
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    title = f"<title>Bearing: night of {started}</title><style>{_STYLE}</style>"
    return f'<!doctype html><html lang="en"><head>{head}{title}</head><body>{"".join(parts)}</body></html>\n'


def _state(receipt: Mapping[str, Any]) -> str:
    live = escape(str(receipt["generation"]))
    if receipt["published"]:
        return f"Published <b>{live}</b>: {receipt['documents']} documents, {receipt['passages']} passages."
    refused = [row["reason"] for row in receipt["warnings"] if "nothing was published" in row["reason"]]
    if refused or any("not published" in row["reason"] for row in receipt["warnings"]):
        return f'<span class="bad">Not published.</span> Live is still <b>{live}</b>.'
    return f"Nothing changed; live is still <b>{live}</b>."


def _sources(rows: Iterable[Mapping[str, Any]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row[name]))}</td>" for name in _COLUMNS) + "</tr>" for row in rows
    )
    return f"<h2>Sources, in files</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _problems(title: str, rows: Iterable[Mapping[str, str]], sort: str) -> str:
    items = "".join(
        f'<li class="{sort}"><b class="path">{escape(row["path"])}</b> {escape(row["reason"])}</li>' for row in rows
    )
    return f"<h2>{title}</h2><ul>{items}</ul>" if items else ""


def _renamed(rows: Iterable[Mapping[str, str]]) -> str:
    items = "".join(f"<li>{escape(row['from'])} is now {escape(row['to'])}</li>" for row in rows)
    return f"<h2>Renamed</h2><ul>{items}</ul>" if items else ""


def _seconds(seconds: Mapping[str, float]) -> str:
    stages = ", ".join(f"{escape(name)} {value:.1f} s" for name, value in seconds.items())
    return f'<p class="quiet">{stages}; {sum(seconds.values()):.1f} s in all.</p>'
