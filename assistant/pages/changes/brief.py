"""The Monday brief as HTML: what moved since a night, why, and which evidence has aged; each quote can be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from assistant.domain import Dimension, Level, Verdict
from assistant.index.ages import age, date_words
from assistant.nights.changes import is_quiet
from assistant.pages.portfolio.board import clash_of
from assistant.pages.portfolio.parts import clashes_html
from assistant.pages.safe import html_text, shortened
from assistant.pages.said import all_said_html, said_html
from assistant.pages.wording import DIMENSIONS, LEVELS, VERDICTS, counted, now_iso
from assistant.text.plain import plain

Row = Mapping[str, Any]
_DOCUMENTS = 12
"""A list of files is cut here: a page is to be read."""
_GONE = "What it stood on is no longer among the documents that you may read."


def brief_html(row: Row, findings: Mapping[str, Row], today: date) -> str:
    """Return the brief; `findings` say of each initiative what links it to the strategy today."""
    if is_quiet(row):
        return '<div class="b-refusal"><p><strong>Nothing changed.</strong></p><p>No document, no verdict.</p></div>'
    parts = (
        _verdicts(row["verdicts"], today),
        _clashes(row["contradictions"], today),
        _lost(row["lost_outcome"], findings, today),
        _names("New initiatives", row["new_initiatives"]),
        _names("Initiatives that are gone", row["gone_initiatives"]),
        _documents(row["documents"]),
    )
    return f'<div class="b-brief">{"".join(parts)}</div>'


def _section(title: str, amount: int, body: str) -> str:
    head = f'<div class="b-section"><h2>{title}</h2><p class="b-quiet">{amount:,}</p></div>'
    return f"<section>{head}{body}</section>" if amount else ""


def _verdicts(rows: Sequence[Row], today: date) -> str:
    """Return each changed verdict, then those that stand on other evidence, with the passages that caused it."""
    numbered = sorted(enumerate(rows), key=lambda one: one[1]["before"] == one[1]["after"])
    items = "".join(_verdict(at, row, today) for at, row in numbered)
    return _section("Verdicts that moved", len(rows), f'<ol class="b-moves">{items}</ol>')


def _verdict(at: int, row: Row, today: date) -> str:
    before, after = (Verdict(row[side]) for side in ("before", "after"))
    pill = f'<span class="b-verdict-{after} b-pill">{VERDICTS[after][0]}</span>'
    was = f"It was {VERDICTS[before][0].lower()}." if before != after else "As before, but parts of it moved."
    levels = "".join(_level(f"verdict/{at}/{number}", level, today) for number, level in enumerate(row["levels"]))
    head = f'<p class="b-verdict-line">{pill}<span>{was}</span></p>'
    return f"<li><h3>{html_text(row['initiative'])}</h3>{head}{levels}</li>"


def _level(press: str, level: Row, today: date) -> str:
    """Return a dimension whose level moved: the words of before on one side, those of now on the other."""
    before, after = (LEVELS[Level(level[side])] for side in ("before", "after"))
    name = DIMENSIONS[Dimension(level["dimension"])]
    old, new = [], []
    for at, passage in enumerate(level["passages"]):
        match passage["change"]:
            case "removed":
                old.append(f'<p class="b-quiet">{_GONE}</p>')
            case "went":
                old.append(said_html(passage["quote"], today))
            case _:
                if "was" in passage:
                    old.append(said_html(passage["was"], today))
                new.append(said_html(passage["quote"], today, f"{press}/{at}"))
    columns = (("It said", old), ("Now it says", new))
    shown = "".join(
        f'<div><p class="b-eyebrow">{title}</p>{"".join(dict.fromkeys(said))}</div>' for title, said in columns if said
    )
    silent = "" if shown else '<p class="b-quiet">The same words are read beside others now.</p>'
    return (
        f'<div class="b-moved"><p><strong>{name}</strong> {before.lower()} → {after.lower()}</p>'
        f'<div class="b-beside-each">{shown}</div>{silent}</div>'
    )


def _clashes(rows: Sequence[Row], today: date) -> str:
    found = [clash_of(row) for row in rows]
    return _section("New contradictions", len(found), clashes_html(found, today))


def _lost(names: Sequence[str], findings: Mapping[str, Row], today: date) -> str:
    items = []
    for at, name in enumerate(names):
        finding = findings[name]
        said = all_said_html(finding["quotes"], today, f"lost/{at}")
        items.append(f"<li><h3>{html_text(name)}</h3><p>{html_text(finding['reason'])}</p>{said}</li>")
    return _section("Initiatives that lost their outcome", len(names), f'<ol class="b-moves">{"".join(items)}</ol>')


def _names(title: str, names: Sequence[str]) -> str:
    return _section(title, len(names), f'<ul class="b-plain">{"".join(f"<li>{html_text(n)}</li>" for n in names)}</ul>')


def _documents(row: Row) -> str:
    parts = []
    for name in ("added", "changed", "removed"):
        if paths := row[name]:
            items = "".join(f"<li>{html_text(path)}</li>" for path in paths[:_DOCUMENTS])
            more = f"<li>and {len(paths) - _DOCUMENTS:,} more</li>" if len(paths) > _DOCUMENTS else ""
            title = f"{counted(len(paths), 'document', 'documents')} {name}"
            parts.append(f"<details><summary>{title}</summary><ul>{items}{more}</ul></details>")
    amount = sum(len(paths) for paths in row.values())
    return _section("Documents", amount, f'<div class="b-papers">{"".join(parts)}</div>')


def stale_html(rows: Sequence[Row], today: date) -> str:
    """Return the evidence that has aged, the one that most verdicts rest on first; each unfolds to what is quoted."""
    if not rows:
        return '<p class="b-notice">No verdict rests on anything that is older than half a year.</p>'
    return f'<ol class="b-aged">{"".join(_aged(at, row, today) for at, row in enumerate(rows))}</ol>'


def _aged(at: int, row: Row, today: date) -> str:
    title = html_text(shortened(plain(row["document"]["title"]), 70))
    count = counted(len(row["initiatives"]), "verdict", "verdicts")
    written = f"{date_words(row['written'])}, {age(row['written'], today)}"
    line = f'<b>{title}</b><span class="b-rests">{count}</span><span class="b-quiet">{written}</span>'
    names = f'<p class="b-quiet">{html_text(", ".join(row["initiatives"]))}</p>'
    said = all_said_html(row["quotes"], today, f"stale/{at}")
    return f"<li><details><summary>{line}</summary>{names}{said}</details></li>"


def quote_at(row: Row, findings: Mapping[str, Row], value: str) -> Row | None:
    """Return the quote that a value of the page means, None where the brief has no such quote."""
    sort, *numbers = value.split("/")
    if not all(number.isdecimal() for number in numbers):
        return None
    try:
        match sort, list(map(int, numbers)):
            case "verdict", (change, level, passage):
                found: Row = row["verdicts"][change]["levels"][level]["passages"][passage]["quote"]
            case "clash", (number, side, quote):
                found = clash_of(row["contradictions"][number]).sides[side][quote]
            case "lost", (number, quote):
                found = findings[row["lost_outcome"][number]]["quotes"][quote]
            case "stale", (number, quote):
                found = row["stale"][number]["quotes"][quote]
            case _:
                return None
    except LookupError:
        return None
    return found


def night_words(generation: str, zone: tzinfo) -> str:
    """Return when a generation was built; its name begins with that moment in UTC."""
    try:
        built = datetime.strptime(f"{generation[:15]}+0000", "%Y%m%dT%H%M%S%z")
    except ValueError:
        return generation
    return now_iso(built.astimezone(zone))
