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
    with st.container(key=f"chips-{turn}-{where}", horizontal=True, gap="small"):
        for number in numbers:
            label = chip_label(number, citations.quotes[number - 1], today, brief=brief)
            st.button(label, key=f"chip-{turn}-{number}-{where}", on_click=on_open, args=(number,))


def draw_pressed(turn: int, number: int) -> None:
    """Let the chips of an open citation look pressed; by style, since a button of another type would lose the focus."""
    chip = f'[class*="st-key-chip-{turn}-{number}-"] button'
    st.html(
        f"<style>{chip}{{background:var(--b-accent)!important;border-color:var(--b-accent)!important;"
        f"color:var(--b-on-accent)!important}}{chip} strong{{color:inherit!important}}</style>"
    )
