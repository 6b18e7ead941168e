"""People in a text: full names, handles and first names, apart from posts, teams and automata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.carried_names import common_stems
from assistant.index.words import stems as word_stems
from assistant.text.place_names import places_of

FULL_NAME = re.compile(
    r"\b([A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ]+)?(?: (?:van|de|von|der|den))?(?: (?:[OD]['’]|"
    r"Ma?c)?[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ]+)?)+)\b"
)
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]{1,}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?=\s*(?:$|[,(&/]|and\b))")
_HANDLE = re.compile(r"(?<![\w@/.-])@(?![\w.-]*[/\[])[A-Za-z\d](?:[\w.-]{0,37}[A-Za-z\d_])?(?![\w@-])")
"""A name by which a person is called in a tool: "@mlind"; "@org/reviewers" and "@checks[bot]" are none."""
_SHARED_HANDLE = re.compile(
    r"bot$|(?:^@|[._-])(?:all|everyone|here|channel|teams?|groups?|wg|sig|squad|crew|council|board|ops|admins?|"
    r"maintainers|reviewers|owners|developers|engineering|support|leads)(?:$|[._-])|team$|"
    r"^@(?:name|user(?:name)?|handle|login|mention|person|someone|somebody|owner|tbd|tbc|todo)$",
    re.IGNORECASE,
)
"""A handle of many, of an automaton, or one that a form leaves to be filled in."""
_POST = re.compile(
    r"\b(?:officer|manager|director|head|lead|owner|office|team|board|committee|department|group|unit|council|chair|"
    r"president|secretary|division|directorate|agency|program|programme)\b",
    re.IGNORECASE,
)
"""What makes capitalised words a post or a body, and no person."""
_POINTS = re.compile(r"(?:See|Please|Contact|Visit|View|Check|Refer|Ask|Follow|Click|Note) [A-Z]")
"""How capitalised words begin that send the reader elsewhere: "See Project Sponsorship"."""
_ARTICLE = re.compile(r"(?:The|An?|Our|Their|Its|This|These|Each|Every|All|No) [A-Z]")
"""How capitalised words begin that name a thing or a body: "The Fellows"."""
_BODY_FOLLOWS = re.compile(
    r"\s+(?:WG|SIG|(?:[Ww]orking |[Ss]teering )?[Gg]roup|[Tt]eam|[Ff]oundation|[Bb]oard|[Cc]ouncil)\b"
)
_NOBODY = re.compile(
    r"^\W*(?:the )?(?:team|tbd|tbc|all|everyone|everybody|product|business|it|engineering|nobody|"
    r"unassigned|we|open|\?)\b",
    re.IGNORECASE,
)


def people_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the full names and the handles of people in a text, in their order."""
    named = [match for match in FULL_NAME.finditer(text) if is_person(match.group(1), text[match.end() :])]
    handles = [match for match in _HANDLE.finditer(text) if not _SHARED_HANDLE.search(match.group())]
    yield from sorted((*named, *handles), key=lambda match: match.start())


def first_person(text: str) -> str | None:
    """Return the first full name or handle of a text, or the first name with which it begins."""
    person = next(people_in(text), None)
    return person.group() if person else first_name(text)


def is_person(name: str, after: str = "") -> bool:
    """Whether capitalised words name no post and no body; `after` is what follows them ("Parallel Rowing WG")."""
    return not (_POST.search(name) or _POINTS.match(name) or _ARTICLE.match(name) or _BODY_FOLLOWS.match(after))


def is_handle(name: str) -> bool:
    """Whether a name is one by which a tool calls a person."""
    return name.startswith("@")


def is_nobody(who: str) -> bool:
    """Whether a value stands for no person in particular: "the team", "TBD"."""
    return bool(_NOBODY.match(who))


def first_name(who: str) -> str | None:
    """Return the first name with which a value begins; an ordinary word is none ("Marketing"), nor is a country."""
    match = _FIRST_NAME.match(who)
    return match.group() if match and not is_ordinary(match.group()) and not places_of(match.group()) else None


def is_ordinary(name: str) -> bool:
    """Whether all words of a name are ordinary ones: "Error Tracking"."""
    return set(word_stems(name)) <= common_stems()
