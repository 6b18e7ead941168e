"""The numbered citations of an answer or of its assessment, and the chips that open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.domain import Answer, Assessment, Dimension, Finding, Quote
from assistant.index.ages import age
from assistant.pages.safe import label_text
from assistant.pages.wording import readable_key, short_title

_FIRST, _FIRST_BRIEF = 8, 2
"""Chips that are shown at once below a claim, and beside an entry of a list."""
_RUN = 4
"""Citations in a row from which only the first and the last number stand behind a claim."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The quotes of an answer in their order: citation n is `quotes[n - 1]`."""

    quotes: tuple[Quote, ...]

    @classmethod
    def of(cls, answer: Answer) -> Citations:
        """Number the quotes of the claims; under a verdict card those of its findings, each once, in their order.

        Of a refusal they are those of the places that come nearest.
        """
        if answer.abstained and answer.nearest:
            return cls(answer.nearest)
        if answer.assessment is None or not answer.assessment.found:
            return cls(answer.quotes)
        once = {place_of(quote): quote for finding in ordered(answer.assessment) for quote in finding.quotes}
        return cls(tuple(once.values()))

    def number(self, quote: Quote) -> int:
        """Return the number of a quote, counted from 1."""
        return [place_of(one) for one in self.quotes].index(place_of(quote)) + 1


def ordered(assessment: Assessment) -> list[Finding]:
    """Return the findings as they are shown: the weakest first, then in the order of the rubric."""
    order, weakest = list(Dimension), assessment.weakest
    return sorted(assessment.findings, key=lambda one: (one.dimension != weakest, order.index(one.dimension)))


def place_of(quote: Quote) -> tuple[str, int, int]:
    """Return what tells a quote from others: its document, and from where to where in it."""
    return quote.document.id, quote.start, quote.end


def chip_label(number: int, quote: Quote, today: date, *, brief: bool = False) -> str:
    """Return what a chip says: its number, the source's short title and how old it is (Markdown of a label).

    A brief one names a record by its key alone.
    """
    document = quote.document
    title = document.key if brief and document.key and readable_key(document) else short_title(document)
    return f"**{number}**  {label_text(title)} · {age(document.date, today)}"


def shown_first(numbers: Sequence[int], *, brief: bool = False) -> Sequence[int]:
    """Return the citations whose chips are shown at once: all, or the first where they are too many for a reader."""
    most = _FIRST_BRIEF if brief else _FIRST
    return numbers if len(numbers) <= most + 1 else numbers[:most]


def numbers_html(numbers: Sequence[int]) -> str:
    """Return the numbers of citations as they stand behind a claim; of three in a row the first and the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [[f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else map(str, run) for run in runs]
    return "".join(f"<sup>{one}</sup>" for run in told for one in run)


def draw_chips(
    turn: int,
    where: str,
    citations: Citations,
    numbers: Sequence[int],
    today: date,
    on_open: Callable[[int], None],
    *,
    brief: bool = False,
) -> None:
    """Draw a row of buttons that open sources; `where` tells the rows of a turn apart."""
    if not numbers:
        return
    first, unfolded = shown_first(numbers, brief=brief), f"unfolded-{turn}-{where}"
    shown = numbers if st.session_state.get(unfolded) else first
    with st.container(key=f"chips-{turn}-{where}", horizontal=True, gap="small"):
        for number in shown:
            label = chip_label(number, citations.quotes[number - 1], today, brief=brief)
            st.button(label, key=f"chip-{turn}-{number}-{where}", on_click=on_open, args=(number,))
        if len(first) < len(numbers):
            fold = "Fewer" if shown is numbers else f"{len(numbers) - len(first)} more"
            st.button(fold, key=f"fold-{turn}-{where}", on_click=_turn_over, args=(unfolded,))


def _turn_over(unfolded: str) -> None:
    """Show the chips that are folded away, or fold them again."""
    st.session_state[unfolded] = not st.session_state.get(unfolded)


def draw_pressed(turn: int, number: int) -> None:
    """Let the chips of an open citation look pressed; by style, since a button of another type would lose the focus."""
    chip = f'[class*="st-key-chip-{turn}-{number}-"] button'
    st.html(
        f"<style>{chip}{{background:var(--b-accent)!important;border-color:var(--b-accent)!important;"
        f"color:var(--b-on-accent)!important}}{chip} strong{{color:inherit!important}}</style>"
    )
