"""Which questions only a route answers: what search finds for them has their words and says nothing of the kind."""

from __future__ import annotations

import re

from assistant.catalogue.players import Sort
from assistant.routes.documents.looking_back import looks_back
from assistant.routes.documents.named_sections import section_question
from assistant.routes.organisation.questions import Topic, organisation_question
from assistant.routes.portfolio.catalogue_questions import Wanted, catalogue_question

AFTER_RECORDS = (Topic.RESULTS, Topic.STOPPED, Topic.BLOCKERS)
"""What the records tell first, where there are any."""
_TOPICS = (
    *AFTER_RECORDS,
    Topic.MISSION,
    Topic.VISION,
    Topic.PRIORITIES,
    Topic.HEARD,
    Topic.LESSONS,
    Topic.USERS,
    Topic.TEAMS,
    Topic.DECIDES,
    Topic.OPEN,
)
"""What no single sentence answers that only has its words in it."""
_SORTS = (Sort.TEAM, Sort.COMPETITOR, Sort.PERSONA, Sort.SEGMENT)
"""Players of whom a list is asked for."""

_AGREEMENT = re.compile(
    r"^\W*(?:do|does|did|are|is|was|were|have|has)\b[^?]*?\b(?:agree|match(?! fund)|contradict\w*|consistent|at odds|"
    r"(?:say|says|name|names|want|wants|give|gives|mean|means|tell|tells) (?:us )?the same)\b",
    re.IGNORECASE,
)
"""Asks whether two places say the same; one sentence with the words of the question is neither yes nor no."""


def only_by_route(question: str) -> bool:
    """Tell whether a question asks of the organisation what no sentence answers that only has its words in it."""
    whole, listed = organisation_question(question), catalogue_question(question)
    excluded = listed is not None and listed.wanted is Wanted.NOT_DOING
    excluded = excluded or (listed is not None and listed.sort in _SORTS and not listed.about)
    back = looks_back(question)
    part = section_question(question)
    if _AGREEMENT.search(question) or (back is not None and not back.about) or (part is not None and not part.about):
        return True
    return excluded or (whole is not None and whole.topic in _TOPICS and not whole.who)
