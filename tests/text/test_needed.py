"""What a pattern cannot match without: texts that have none of it are not searched with it."""

import re

import pytest

from assistant.routes.organisation.readings import READINGS
from assistant.text.needed import may_match, needed


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        (r"\blearn(?:ed|t)\b", (("learn",),)),
        (r"\bwe (?:stopped|dropped)\b", (("stopped", "dropped"),)),
        (r"(?:our|the) mission(?: statement)? is", (("our", "the"), ("mission",))),
        (r"(?:we )?(?:grew|fell)+ by", (("grew", "fell"),)),
        (r"\d+ ?%", ()),
        (r"(?:won|\d+)", ()),
        (r"(?=.*board)(?!.*never)\w+", (("board",),)),
    ],
)
def test_the_bits_of_words_are_read_from_the_pattern(pattern: str, clauses: tuple[tuple[str, ...], ...]) -> None:
    assert needed(re.compile(pattern, re.IGNORECASE)) == clauses


@pytest.mark.parametrize(
    "sentence",
    [
        "Our mission is to give every village a doctor.",
        "We exist so that no boat sails unseen.",
        "We have learned that shopkeepers read letters.",
        "The ferry council decides which routes we run.",
        "The night shelf was retired in May.",
        "We launched the parcel round in March.",
        "The biggest risk is that the bridge closes.",
        "The work is blocked by the harbour office.",
        "We serve families on the islands.",
    ],
)
def test_what_a_topic_is_told_by_may_match(sentence: str) -> None:
    told = [one.sentences for one in READINGS.values() if one.sentences is not None and one.sentences.search(sentence)]
    assert told
    assert all(may_match(one, sentence) for one in told)
    assert not may_match(told[0], "Only tea.")
