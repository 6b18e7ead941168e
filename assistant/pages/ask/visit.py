"""One drawing of the page Ask: what it is drawn from, and which conversation it shows."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.pages.ask.talk import Talk
from assistant.pages.frame import Backstage


@dataclass(slots=True)
class Visit:
    """A person at a conversation; `wanted` is what they asked by a button, which the drawing then asks."""

    backstage: Backstage
    talk: Talk

    def want(self, question: str, *, again: bool = False) -> None:
        """Ask a question at the next drawing, when it is known where to look for it; `again`: in place of the last."""
        self.talk.wanted = question, again
