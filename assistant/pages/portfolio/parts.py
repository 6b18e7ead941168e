"""What stands below the tables of the portfolio as HTML: what is left over, contradictions, how the work is steered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.pages.portfolio.board import Board, Clash, Left, Steering
from assistant.pages.safe import html_text
from assistant.pages.said import all_said_html
from assistant.pages.wording import counted

READINGS = {
    "project": ("Projects", "Work is steered by scope, date and deliverables."),
    "product": ("Products", "Work is steered by outcomes, with measures, options and stop rules."),
    "mixed": ("Both", "Some of the work is steered to outcomes, some to deliverables."),
    "unclear": ("Cannot tell", "Too little is written down about how work is steered."),
}
_LEFT = (
    ("aims", "Outcomes that no initiative serves", "Every outcome is served."),
    ("lines", "Initiatives that serve no outcome", "Every initiative serves an outcome."),
    ("problems", "Problems that no initiative takes up", "Every problem is taken up, or none is documented."),
    ("players", "Players of the strategy that no customer record knows", "None, or there are no customer records."),
)


def left_html(board: Board) -> str:
    """Return the four lists of what is left over; each opens what it is known from."""
    numbers = {aim.name: at for at, aim in enumerate(board.aims)}
    verdicts = {line.name: at for at, line in enumerate(board.lines)}
    lists = {
        "aims": [(one.name, f"aim/{numbers[one.name]}") for one in board.idle_aims],
        "lines": [(one.name, f"verdict/{verdicts[one.name]}") for one in board.idle_lines],
        "problems": _pressed(board.problems, "problem"),
        "players": _pressed(board.players, "player"),
    }
    return f'<div class="b-left">{"".join(_list(title, lists[name], none) for name, title, none in _LEFT)}</div>'


def _pressed(left: Sequence[Left], sort: str) -> list[tuple[str, str]]:
    return [(one.name, f"{sort}/{at}" if one.quotes else "") for at, one in enumerate(left)]


def _list(title: str, rows: Sequence[tuple[str, str]], none: str) -> str:
    if not rows:
        return f'<section><h3>{title}</h3><p class="b-quiet">{none}</p></section>'
    items = "".join(f"<li>{_name(name, press)}</li>" for name, press in rows)
    return f'<section><h3>{title} <span class="b-count">{len(rows)}</span></h3><ul>{items}</ul></section>'


def _name(name: str, press: str) -> str:
    said = html_text(name)
    return f'<button type="button" class="b-open" data-press="{press}">{said}</button>' if press else said


def clashes_html(clashes: Sequence[Clash], today: date) -> str:
    """Return the contradictions, the quotes of both sides next to each other."""
    if not clashes:
        return '<p class="b-notice">No document contradicts another about an initiative.</p>'
    return f'<ol class="b-clashes">{"".join(_clash(at, one, today) for at, one in enumerate(clashes))}</ol>'


def _clash(at: int, one: Clash, today: date) -> str:
    columns = "".join(
        f"<div>{all_said_html(quotes, today, f'clash/{at}/{side}')}</div>" for side, quotes in enumerate(one.sides)
    )
    head = f"<h3>{html_text(one.initiative)}</h3><p>{html_text(one.reason)}</p>"
    return f'<li>{head}<div class="b-beside-each">{columns}</div></li>'


def steering_html(steering: Steering, today: date) -> str:
    """Return the reading, how many signs there are for each side, and their quotes."""
    name, sentence = READINGS[steering.reading]
    sides = (
        ("Signs of steering products", steering.product, steering.product_quotes, 0),
        ("Signs of steering projects", steering.project, steering.project_quotes, 1),
    )
    columns = "".join(
        f'<div><h3>{title} <span class="b-count">{count}</span></h3>'
        f"{all_said_html(quotes, today, f'steering/{side}') or '<p class=b-quiet>None found.</p>'}</div>"
        for title, count, quotes, side in sides
    )
    total = counted(steering.product + steering.project, "sign", "signs")
    share = 100 * steering.product // max(1, steering.product + steering.project)
    meter = f'<div class="b-balance" aria-hidden="true"><span style="width:{share}%"></span></div>'
    return (
        f'<div class="b-steering"><p class="b-reading-line"><strong>{name}</strong> {sentence} '
        f'<span class="b-quiet">Read from {total} in the findings, upkeep and law left out.</span></p>{meter}'
        f'<div class="b-beside-each">{columns}</div></div>'
    )
