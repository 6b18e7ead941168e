"""What a person thinks of an answer: helpful or not and why; of a verdict, which one is right."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from assistant.conversations.feedback import Feedback, case_of, feedback_file, save_feedback
from assistant.domain import Assessment, Dimension, Level, Verdict
from assistant.errors import BearingError
from assistant.pages.ask.talk import Talk
from assistant.pages.ask.turns import Shown
from assistant.pages.ask.visit import Visit
from assistant.pages.safe import html_text
from assistant.pages.wording import DIMENSIONS, LEVELS, VERDICTS

_REASONS = ("It is wrong", "It misses something", "It is out of date", "Not what I asked")
_THANKS = "Thank you. It is kept for whoever looks after Bearing."
_MADE = "Thank you. It is kept as a case that Bearing will be tested on."
_NOT_KEPT = "It could not be kept. Try again later, or tell whoever looks after Bearing."
_log = logging.getLogger(__name__)


def draw_thumbs(talk: Talk, number: int) -> None:
    """Draw the two thumbs."""
    for label, way, helpful in (("Helpful", "up", True), ("Not helpful", "down", False)):
        rate = partial(_rate, talk, number, helpful=helpful)
        icon = f":material/thumb_{way}:"
        st.button(label, key=f"thumb-{way}-{number}", icon=icon, type="tertiary", on_click=rate)


def _rate(talk: Talk, number: int, *, helpful: bool) -> None:
    """Keep a thumb at once: the reason may never come."""
    talk.rated[number] = helpful
    talk.thanked.pop(number, None)
    shown = talk.turns[number]
    _save(talk, number, _feedback(talk, shown, helpful, ""))


def draw_feedback(visit: Visit, number: int, shown: Shown) -> None:
    """Draw the question why, after a thumb; after that, thanks, and the case that was made of it."""
    talk = visit.talk
    if number in talk.rated:
        # By style, since a button of another key would lose the focus.
        thumb = f".st-key-thumb-{'up' if talk.rated[number] else 'down'}-{number} button"
        st.html(f"<style>{thumb},{thumb} p{{color:var(--b-accent)!important;font-weight:650}}</style>")
    if number in talk.thanked:
        st.html(f'<p class="b-understood" role="status">{html_text(talk.thanked[number])}</p>')
        case = case_of(feedback_file(talk.shelf.index, _name(talk, number)))
        if case.is_file():
            st.download_button(
                "Case file", case.read_bytes(), case.name, "text/yaml", key=f"case-{number}", on_click="ignore"
            )
    elif number in talk.rated:
        _draw_form(visit, number, shown, helpful=talk.rated[number])


def _draw_form(visit: Visit, number: int, shown: Shown, *, helpful: bool) -> None:
    with st.container(key=f"feedback-{number}"), st.form(key=f"feedback-form-{number}"):
        assessment = shown.turn.answer.assessment if shown.turn else None
        if not helpful:
            st.pills("What is it?", _REASONS, key=f"reasons-{number}", selection_mode="multi")
            if assessment is not None and assessment.verdict is not None:
                _draw_correction(number, assessment)
        why = "What helped? You may leave this out." if helpful else "Why? You may leave this out."
        st.text_area(why, key=f"why-{number}", max_chars=1_000, height=90)
        send = partial(_send, visit, number, shown, helpful=helpful)
        st.form_submit_button("Send", key=f"send-{number}", type="primary", on_click=send)


def _draw_correction(number: int, assessment: Assessment) -> None:
    """Draw the verdict and the nine levels, as they are, for the person to set right."""
    verdicts = list(Verdict)
    given = verdicts.index(assessment.verdict) if assessment.verdict else 0
    st.selectbox(
        "The right verdict", verdicts, given, key=f"right-verdict-{number}", format_func=lambda one: VERDICTS[one][0]
    )
    with st.expander("The nine findings"):
        for finding in assessment.findings:
            st.selectbox(
                DIMENSIONS[finding.dimension],
                list(Level),
                list(Level).index(finding.level),
                key=_level_key(number, finding.dimension),
                format_func=lambda one: LEVELS[one],
            )


def _level_key(number: int, dimension: Dimension) -> str:
    return f"level-{number}-{dimension.value}"


def _send(visit: Visit, number: int, shown: Shown, *, helpful: bool) -> None:
    """Keep what was said; of a corrected verdict, make a case."""
    talk, told = visit.talk, st.session_state
    reason = "; ".join([*(told.get(f"reasons-{number}") or ()), (told.get(f"why-{number}") or "").strip()]).strip("; ")
    feedback = _feedback(talk, shown, helpful, reason)
    assessment = shown.turn.answer.assessment if shown.turn else None
    if not helpful and assessment is not None and assessment.verdict is not None:
        feedback = _corrected(feedback, assessment, number)
    file = _save(talk, number, feedback)
    talk.thanked[number] = _NOT_KEPT if file is None else _THANKS
    if file is not None and feedback.corrects and visit.backstage.correct is not None:
        try:
            visit.backstage.correct(file)
            talk.thanked[number] = _MADE
        except BearingError:
            _log.exception("no case could be made of a correction")


def _corrected(feedback: Feedback, assessment: Assessment, number: int) -> Feedback:
    """Return feedback with what the person set right, unchanged where nothing was."""
    told = st.session_state
    verdict: Verdict | None = told.get(f"right-verdict-{number}") or assessment.verdict
    chosen = {
        finding.dimension: Level(told.get(_level_key(number, finding.dimension)) or finding.level)
        for finding in assessment.findings
    }
    found = {finding.dimension: finding.level for finding in assessment.findings}
    levels = tuple((dimension, level) for dimension, level in chosen.items() if level != found[dimension])
    if verdict == assessment.verdict and not levels:
        return feedback
    return replace(feedback, initiative=assessment.initiative, verdict=verdict, levels=levels)


def _feedback(talk: Talk, shown: Shown, helpful: bool, reason: str) -> Feedback:
    assert shown.turn is not None
    answer = shown.turn.answer
    return Feedback(helpful, shown.turn.question, answer.text, reason, talk.person.groups)


def _save(talk: Talk, number: int, feedback: Feedback) -> Path | None:
    try:
        return save_feedback(talk.shelf.index, _name(talk, number), feedback)
    except BearingError:
        _log.exception("feedback could not be kept")
        return None


def _name(talk: Talk, number: int) -> str:
    return f"{talk.id or 'unkept'}-{number}"
