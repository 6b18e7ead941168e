"""The numbered citations of an answer, those of its assessment among them, and the chips that open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.domain import Answer, Quote
from assistant.pages.safe import label_text
from assistant.pages.wording import age, short_title


@dataclass(frozen=True, slots=True)
class Citations:
    """The quotes of an answer in their order: citation n is `quotes[n - 1]`."""

    quotes: tuple[Quote, ...]

    @classmethod
    def of(cls, answer: Answer) -> Citations:
        """Number the quotes of the claims first, then those that only findings stand on."""
        found = answer.assessment.findings if answer.assessment else ()
        known = {_place(quote) for quote in answer.quotes}
        extra = {_place(quote): quote for finding in found for quote in finding.quotes}
        return cls((*answer.quotes, *(quote for place, quote in extra.items() if place not in known)))

    def number(self, quote: Quote) -> int:
        """Return the number of a quote, counted from 1."""
        return [_place(one) for one in self.quotes].index(_place(quote)) + 1


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.document.id, quote.start, quote.end


def chip_label(number: int, quote: Quote, today: date) -> str:
    """Return what a chip says: its number, the source's short title and how old it is (Markdown of a label)."""
    title = label_text(short_title(quote.document))
    return f"**{number}**  {title} · {age(quote.document.date, today)}"


def draw_chips(
    key: str, citations: Citations, numbers: Sequence[int], today: date, on_open: Callable[[int], None], opened: int | None
) -> None:
    """Draw a row of buttons that open sources; the one that is open looks pressed."""
    if not numbers:
        return
    with st.container(key=f"chips-{key}", horizontal=True, gap="small"):
        for number in numbers:
            quote = citations.quotes[number - 1]
            st.button(
                chip_label(number, quote, today),
                key=f"chip-{key}-{number}",
                type="primary" if number == opened else "secondary",
                on_click=on_open,
                args=(number,),
            )
