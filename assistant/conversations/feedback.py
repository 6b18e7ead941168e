"""What readers think of answers, a JSON file each in `<index>/feedback/`: what `bearing eval case` makes cases of.

The file of an answer is replaced when its reader thinks better of it. It may hold words of closed documents: it is for
whoever may read the index directory.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Dimension, Level, Verdict
from assistant.errors import IndexUnusableError

FOLDER = "feedback"
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader of some groups thinks of an answer to a question.

    Where it was an assessment and its verdict or levels are wrong, `initiative` names it, `verdict` is the right one
    and `levels` those that should be others.
    """

    helpful: bool
    question: str
    answer: str
    reason: str = ""
    groups: tuple[str, ...] = ()
    initiative: str | None = None
    verdict: Verdict | None = None
    levels: tuple[tuple[Dimension, Level], ...] = ()

    @property
    def corrects(self) -> bool:
        """Whether it says which verdict is right, so that a case can be made of it as it is."""
        return self.initiative is not None

    def as_json(self) -> dict[str, Any]:
        """Return the object that `bearing eval case` reads: with an initiative where its verdict is corrected."""
        asked: dict[str, Any] = {"question": self.question}
        if self.corrects:
            levels = {str(dimension): str(level) for dimension, level in self.levels}
            asked = {"initiative": self.initiative, "verdict": str(self.verdict), "levels": levels}
        reason = {"reason": self.reason} if self.reason else {}
        return {**asked, "answer": self.answer, **reason, "as": list(self.groups), "helpful": self.helpful}


def feedback_file(index: Path, name: str) -> Path:
    """Return the file that feedback of a name is kept in."""
    return index / FOLDER / f"{name}.json"


def case_of(file: Path) -> Path:
    """Return where the case stands that was made of a feedback file."""
    return file.with_suffix(".yaml")


def save_feedback(index: Path, name: str, feedback: Feedback) -> Path:
    """Keep feedback under a name in place of what was said before, and of the case made of that; return its file.

    Raises:
        IndexUnusableError: it cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a file")
    file = feedback_file(index, name)
    beside = file.with_suffix(".part")
    try:
        file.parent.mkdir(exist_ok=True)
        beside.write_text(json.dumps(feedback.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(beside, file)
        case_of(file).unlink(missing_ok=True)
    except OSError as error:
        raise IndexUnusableError(f"{file} cannot be written ({error.strerror or error})") from error
    return file
