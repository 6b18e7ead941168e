"""Turn a reader's correction into a case: `bearing eval case FEEDBACK.json --index DIR`.

The feedback is one JSON object: `question` with either `right`, a list of `{file, quote}` (what should be cited), or
`"answerable": false`; or `initiative` with `verdict` and, as far as it is known, `levels`. `reason` says what was
wrong, `answer` what was given, `as` the groups of the reader, `says` what a right answer contains. The case is added to
`eval/cases/corrections.yaml`, or to the file that `--out` names; each quote is looked up in the index.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from assistant.conversations.feedback import case_of
from assistant.domain import Dimension, Level, Verdict
from assistant.errors import UsageError
from assistant.index.reader import Index, open_index
from assistant.quotes import find_verbatim
from eval.casebook import CASES
from eval.yaml_files import read_yaml, write_yaml_list

CORRECTIONS = CASES / "corrections.yaml"
_PLACE = ("page", "page_label", "slide", "sheet", "row", "key", "line_start", "line_end")
_WORD = re.compile(r"\w+")
_NAMED = 6


def add_correction(feedback: Path, index: Path, out: Path = CORRECTIONS) -> str:
    """Add the case of a feedback file to a file of cases; return its name.

    Raises:
        UsageError: the feedback is no such object, or a quote does not stand in its document.
    """
    given = _read(feedback)
    case = _case(given, index)
    known = cast(list[dict[str, Any]], read_yaml(out) or []) if out.is_file() else []
    taken = {row["id"] for row in known}
    base, number = case["id"], 2
    while case["id"] in taken:
        case["id"], number = f"{base}-{number}", number + 1
    write_yaml_list(out, [*known, case])
    return str(case["id"])


def case_file(feedback: Path, index: Path) -> Path:
    """Make a case of a feedback file, in a file of its own beside it; return that.

    Raises:
        UsageError: as above.
    """
    file = case_of(feedback)
    file.unlink(missing_ok=True)
    add_correction(feedback, index, file)
    return file


def _read(feedback: Path) -> dict[str, Any]:
    try:
        given = json.loads(feedback.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {feedback}: {error}") from error
    if not isinstance(given, dict) or ("question" in given) == ("initiative" in given):
        raise UsageError(f"{feedback} needs one JSON object with either a question or an initiative")
    return given


def _case(given: Mapping[str, Any], index: Path) -> dict[str, Any]:
    reason = given.get("reason") or f"A reader corrected this answer: {given.get('answer') or 'none was given'}"
    asked = str(given.get("question") or given["initiative"])
    name = "-".join(["corrected", *_WORD.findall(asked.lower())[:_NAMED]])
    case: dict[str, Any] = {"id": name, "kind": "", "reason": reason}
    reader = {"as": given["as"]} if given.get("as") else {}
    if "initiative" in given:
        return {**case, "kind": "initiative", "initiative": asked, **reader, **_judged(given)}
    case |= {"question": asked, **reader, **({"says": given["says"]} if given.get("says") else {})}
    places = given.get("right") or []
    if bool(places) == (given.get("answerable") is False):
        raise UsageError('a corrected question needs either right, a list of {file, quote}, or "answerable": false')
    if not places:
        return {**case, "kind": "unanswerable", "answerable": False}
    with open_index(index, given.get("as", ())) as opened:
        gold = [_place(place, opened) for place in places]
    return {**case, "kind": str(given.get("kind", "fact")), "gold": gold}


def _judged(given: Mapping[str, Any]) -> dict[str, Any]:
    verdict, levels = given.get("verdict"), dict(given.get("levels") or {})
    if verdict is not None and verdict not in set(Verdict):
        raise UsageError(f"there is no verdict {verdict!r}: use one of {', '.join(Verdict)}, or null for none")
    if set(levels) - set(Dimension) or set(levels.values()) - set(Level):
        raise UsageError(f"levels are {', '.join(Level)} of {', '.join(Dimension)}")
    return {"verdict": verdict} | ({"levels": levels} if levels else {})


def _place(given: Mapping[str, Any], index: Index) -> dict[str, Any]:
    file, words = str(given.get("file", "")), str(given.get("quote", ""))
    for document in index.documents():
        if document.path == file and (span := find_verbatim(words, document.text)):
            found = document.locate(*span).as_json()
            quoted = document.text[span[0] : span[1]]
            return {"file": file, "quote": quoted, **{name: found[name] for name in _PLACE if name in found}}
    raise UsageError(f"{words!r} does not stand in {file or 'any file'}: quote it word for word, and name the file")
