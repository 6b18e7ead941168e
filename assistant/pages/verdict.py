"""The verdict card: the verdict, nine findings at a glance, the question for the owner, the rewrite."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant.domain import Assessment, Dimension, Finding, Level
from assistant.pages.citations import Citations, draw_chips, ordered
from assistant.pages.safe import html_text
from assistant.pages.source.inline import blanks_html
from assistant.pages.wording import DIMENSIONS, LEVELS, VERDICTS

_ORDER = tuple(Dimension)


def draw_verdict(
    turn: int, assessment: Assessment, citations: Citations, today: date, on_open: Callable[[int], None]
) -> None:
    """Draw an assessment; nothing for an initiative that was not found, which the answer says in words."""
    if not assessment.found or assessment.verdict is None:
        return
    with st.container(key=f"verdict-{turn}"):
        st.html(header_html(assessment))
        for finding in ordered(assessment):
            with st.container(key=f"finding-{turn}-{finding.dimension.value}"):
                st.html(finding_html(finding, weakest=finding.dimension == assessment.weakest))
                numbers = list(dict.fromkeys(citations.number(quote) for quote in finding.quotes))
                draw_chips(turn, finding.dimension.value, citations, numbers, today, on_open)
        if footer := footer_html(assessment):
            st.html(footer)


def header_html(assessment: Assessment) -> str:
    """Return the top of the card: what was assessed, the verdict, a mark for each dimension in the rubric's order."""
    assert assessment.verdict is not None
    name, sentence = VERDICTS[assessment.verdict]
    enabler = (
        '<span class="b-tag" title="Compliance or upkeep: here a deliverable is a legitimate aim">Enabler</span>'
        if assessment.enabler
        else ""
    )
    return (
        f'<div class="b-verdict b-verdict-{assessment.verdict.value}">'
        f'<p class="b-eyebrow">Assessment</p>'
        f"<h3>{html_text(assessment.initiative)}</h3>"
        f'<p class="b-verdict-line"><span class="b-pill">{name}</span>{enabler}<span>{sentence}</span></p>'
        f"{_glance(assessment)}</div>"
    )


def _glance(assessment: Assessment) -> str:
    """Return nine small bars and how many of each level there are."""
    levels = {finding.dimension: finding.level for finding in assessment.findings}
    bars = "".join(
        f'<li class="b-level-{level.value}" title="{DIMENSIONS[one]}: {LEVELS[level]}"></li>'
        for one in _ORDER
        if (level := levels.get(one)) is not None
    )
    counts = ((LEVELS[level], sum(one == level for one in levels.values())) for level in Level)
    words = " · ".join(f"{number} {name.lower()}" for name, number in counts if number)
    return f'<div class="b-glance"><ul aria-hidden="true">{bars}</ul><span>{words}</span></div>'


def finding_html(finding: Finding, *, weakest: bool) -> str:
    """Return a finding: its mark, its dimension, why; and where the documents are silent, what was searched."""
    flag = '<span class="b-flag">Weakest</span>' if weakest else ""
    searched = ""
    if finding.level is Level.NO_EVIDENCE and finding.searched:
        words = "".join(f"<li>{html_text(one)}</li>" for one in finding.searched)
        searched = f'<details class="b-searched"><summary>What was searched</summary><ul>{words}</ul></details>'
    return (
        f'<div class="b-finding b-level-{finding.level.value}"><span class="b-level-mark" aria-hidden="true"></span>'
        f'<div><p class="b-finding-head"><strong>{DIMENSIONS[finding.dimension]}</strong>'
        f'<span class="b-level">{LEVELS[finding.level]}</span>{flag}</p>'
        f"<p>{html_text(finding.reason)}</p>{searched}</div></div>"
    )


def footer_html(assessment: Assessment) -> str:
    """Return the question for the owner and the rewrite, its blanks shown as blanks."""
    parts = []
    if assessment.question_for_owner:
        words = html_text(assessment.question_for_owner)
        parts.append(f'<div class="b-ask"><p class="b-eyebrow">Ask the owner</p><p>{words}</p></div>')
    if assessment.rewrite:
        words = blanks_html(assessment.rewrite)
        parts.append(f'<div class="b-rewrite"><p class="b-eyebrow">As an outcome</p><p>{words}</p></div>')
    return f'<div class="b-next">{"".join(parts)}</div>' if parts else ""
