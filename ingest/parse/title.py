"""The title of a document: what its content or its metadata say, else its file name made readable."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.parse.draft import one_line

_LONGEST = 200
_USELESS = re.compile(
    r"""^( (microsoft\ (office\ )?)?(word|excel|powerpoint)(\ (-\ .*|document|presentation|\d+.*))?
         | (powerpoint|document|presentation|book|workbook|dokument|sheet|slide|folie|blank)
           [-\ ]?(presentation|document|workbook)?\s*\d*
         | \(?anonymous\)?
         | untitled.* | unbenannt.* | no\ title | none | null | title | index | readme | template | print | layout\ \d+
         | [\d\W_]*
         | .*\.(docx?|pptx?|xlsx?|pdf|indd|rtf|odt|txt|html?|md|csv|tmp|dotx?|potx?|qxd|ai|ps|dvi|tex)
       )$""",
    re.IGNORECASE | re.VERBOSE,
)


_CONTENTS = re.compile(
    r"^\W*(?:table of )?contents\W*$|^\W*(?:inhalt(?:sverzeichnis)?|índice|sommaire|table des matières)\W*$",
    re.IGNORECASE,
)


def is_contents(heading: str) -> bool:
    """Tell whether a heading only stands above a table of contents, and so is no title."""
    return bool(_CONTENTS.match(heading))


_OPENING = re.compile(
    r"^\W*(?:preamble|abstract|(?:executive )?summary|introduction|foreword|background|(?:project )?description|"
    r"front ?matter|metadata)\W*$|"
    r"^[\W\d]*(?:(?:project|product|initiative|feature|program(?:me)?) )?"
    r"(?:proposal|brief|charter|prd|one[- ]pager|business case|design doc(?:ument)?)[\W\d]*$",
    re.IGNORECASE,
)


def opens_page(heading: str) -> bool:
    """Tell whether a heading only opens a page, or only says of which sort it is, and so is no title."""
    return bool(_OPENING.match(heading))


def useful(title: str | None) -> str | None:
    """Return an embedded title, or None when it says nothing ("Microsoft Word - Document1", a file name)."""
    title = one_line(title or "")
    if not title or len(title) > _LONGEST or _USELESS.match(title):
        return None
    return title if any(char.isalpha() for char in title) else None


def readable_stem(path: Path) -> str:
    """Return the file name without its extension, with its separators as spaces."""
    stem = path.stem if path.stem.strip(" ._-") else path.name
    if " " not in stem:
        stem = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])|_+|%20|\+", " ", re.sub(r"^(\d{1,4})-(?=[^\W\d])", r"\1 ", stem))
    return one_line(stem) or path.name


def title_of(path: Path, *candidates: str | None) -> str:
    """Return the first useful candidate, else the readable file name."""
    return next((title for text in candidates if (title := useful(text))), None) or readable_stem(path)
