"""The scores as HTML: each measure beside its floor with its course over the commits, and the cases that fail."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.pages.safe import html_text
from assistant.pages.scores.files import FailedCase, Figure, Measure, Part, Scores
from assistant.pages.wording import counted

_PROMISE = "How right Bearing is on labelled cases, beside what is demanded of it. 1 is best."
_COMMITS = 12
"""Of the course of a measure."""
_SHOWN = 100
"""Cases that are listed; a search finds the others."""


def head_html(scores: Scores | None) -> str:
    """Return the head of the page."""
    facts = ""
    if scores is not None:
        tier = "nightly tier" if scores.full else "pull-request tier"
        amounts = (counted(scores.cases, "case", "cases"), tier, f"{scores.seconds:.0f} s", f"commit {scores.commit}")
        facts = f'<p class="b-eyebrow">{html_text(" · ".join(amounts))}</p>'
    return f'<div class="b-page-head"><h1>Eval</h1><p>{_PROMISE}</p>{facts}</div>'


def gates_html(scores: Scores) -> str:
    """Return whether every gate holds, and which do not."""
    if not scores.breaches:
        return '<p class="b-gates b-gates-hold"><span class="b-dot" aria-hidden="true"></span>All gates hold.</p>'
    count = counted(len(scores.breaches), "gate does not hold", "gates do not hold")
    rows = "".join(
        f"<li><b>{html_text(measure)}, {html_text(kind)}</b><span>{html_text(why)}</span></li>"
        for measure, kind, why in scores.breaches
    )
    return f'<div class="b-notice b-alarm b-notes" role="status"><p><strong>{count}.</strong></p><ul>{rows}</ul></div>'


def measures_html(scores: Scores, *, must_hold: bool) -> str:
    """Return the table of the measures that must always hold, or of the others."""
    measures = [one for one in scores.measures if one.must_hold == must_hold]
    if not measures:
        return ""
    title = "What must always hold" if must_hold else "How good it is"
    names = ("Measure", "Bearing", "Floor", "To the accepted run", "Course", "Plain methods", "Cases")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_row(one, scores.commits) for one in measures)
    return (
        f'<div class="b-section"><h2>{title}</h2></div>'
        f'<div class="b-table b-scores" tabindex="0" role="region" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def figures_html(figures: Sequence[Figure]) -> str:
    """Return what all cases make together, beside its bounds."""
    if not figures:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{html_text(one.name)}</th><td><b>{one.value:.3f}</b></td><td>{_bounds(one)}</td></tr>'
        for one in figures
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Figure", "Bearing", "Demanded"))
    return (
        '<div class="b-section"><h2>Of all cases together</h2></div>'
        '<div class="b-table b-scores" tabindex="0" role="region" aria-label="Of all cases together">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _bounds(one: Figure) -> str:
    bounds = (("at least", one.least), ("at most", one.most))
    words = " and ".join(f"{word} {bound:.2f}" for word, bound in bounds if bound is not None) or "nothing"
    return words if one.holds else f'{words} <span class="b-flag">not kept</span>'


def _row(one: Measure, commits: Sequence[str]) -> str:
    plain = "<br>".join(f"{html_text(name)} {value:.2f}" for name, value in one.plain) or "–"
    cells = (_value(one), _floor(one), _moved(one), _course(one, commits), plain)
    said = "".join(f"<td>{cell}</td>" for cell in cells)
    parts = _parts(one.parts)
    says = f'<span class="b-aside">{html_text(one.says)}</span>' if one.says else ""
    return (
        f'<tr><th scope="row">{html_text(one.name)}{says}{parts}</th>{said}'
        f'<td class="b-figure">{one.whole.cases:,}</td></tr>'
    )


def _parts(parts: Sequence[Part]) -> str:
    if len(parts) < 2:
        return ""
    items = "".join(
        f"<li{'' if _holds(one) else ' class=b-short'}>{html_text(one.kind)} <b>{one.value:.2f}</b>"
        f"{'' if one.floor is None else f' of {one.floor:.2f}'} <span>({one.cases})</span></li>"
        for one in parts
    )
    return f"<details><summary>By kind of case</summary><ul>{items}</ul></details>"


def _holds(one: Part) -> bool:
    return one.floor is None or one.value >= one.floor


def _value(one: Measure) -> str:
    """Return the value as a number and a bar, with the floor as a mark on it."""
    floor = one.whole.floor
    mark = "" if floor is None else f'<i style="left:{100 * floor:.1f}%"></i>'
    bar = (
        f'<span class="b-bar" aria-hidden="true"><span style="width:{100 * one.whole.value:.1f}%"></span>{mark}</span>'
    )
    return f"<b>{one.whole.value:.3f}</b>{bar}"


def _floor(one: Measure) -> str:
    if one.whole.floor is None:
        return "none"
    word = "" if one.holds else ' <span class="b-flag">below</span>'
    return f"{one.whole.floor:.2f}{word}"


def _moved(one: Measure) -> str:
    return "same" if one.before is None else f"{one.whole.value - one.before:+.3f}"


def _course(one: Measure, commits: Sequence[str]) -> str:
    """Return the values of the last commits as columns, in words for who cannot see them; the floor is dashed."""
    known = [(commit, value) for commit, value in zip(commits, one.trend, strict=True) if value is not None][-_COMMITS:]
    if len(known) < 2:
        return '<span class="b-quiet">one run so far</span>'
    columns = "".join(f'<span style="height:{max(3, 100 * value):.0f}%"></span>' for _, value in known)
    floor = "" if one.whole.floor is None else f'<i style="bottom:{100 * one.whole.floor:.0f}%"></i>'
    (first, before), (last, now) = known[0], known[-1]
    words = html_text(f"{before:.3f} at {first}, {now:.3f} at {last}")
    return f'<div class="b-course" role="img" aria-label="{words}" title="{words}">{columns}{floor}</div>'


def failed_html(scores: Scores, words: str) -> str:
    """Return the cases that fail and have the words, those that fell in a gate first."""
    found = [one for one in scores.failed if _has(one, words)]
    found.sort(key=lambda one: not one.in_gate)
    aside = ""
    if scores.hidden:
        hidden = counted(scores.hidden, "case that was", "cases that were")
        aside = f'<p class="b-quiet">Not shown: {hidden} asked as a reader of other groups.</p>'
    if not scores.failed:
        return f'<p class="b-notice">No case fell in a gate.</p>{aside}'
    if not found:
        return f'<p class="b-notice" role="status">No failing case has these words.</p>{aside}'
    more = f'<p class="b-quiet">and {len(found) - _SHOWN:,} more: search for them</p>' if len(found) > _SHOWN else ""
    items = "".join(_case(one) for one in found[:_SHOWN])
    return f'<p class="b-quiet">{counted(len(found), "case", "cases")}</p><ol class="b-cases">{items}</ol>{more}{aside}'


def _has(one: FailedCase, words: str) -> bool:
    said = " ".join((one.id, one.question, one.expected, one.got, one.measures)).casefold()
    return all(word in said for word in words.casefold().split())


def _case(one: FailedCase) -> str:
    flag = ' <span class="b-flag">In a gate</span>' if one.in_gate else ""
    pairs = (("Expected", one.expected), ("Got", one.got), ("Falls short in", one.measures))
    rows = "".join(f"<dt>{name}</dt><dd>{html_text(said)}</dd>" for name, said in pairs)
    again = f"<dt>Ask it again</dt><dd><code>{html_text(one.rerun)}</code></dd>"
    summary = f"<summary><b>{html_text(one.question)}</b>{flag}</summary>"
    return f"<li><details>{summary}<dl>{rows}{again}</dl></details></li>"
