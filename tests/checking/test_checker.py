import pytest

from assistant.checking.checker import stands, wrong_details
from assistant.checking.details import Detail
from assistant.domain import Block, Document, Kind, Quote
from assistant.quotes import quote_words

TEXT = (
    "Priya Raman leads the Count team in Halifax. Uploads are not stored after the audit. The site opened in May 2024."
)


def quoted(words: str) -> Quote:
    document = Document("id", "a.md", "A", Kind.PLAYERS, "everyone", TEXT, (Block(0, len(TEXT)),), "text")
    made = quote_words(document, words)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The Count team is led by Priya Raman.", "Priya Raman leads the Count team in Halifax."),
        ("After the audit uploads are not stored.", "Uploads are not stored after the audit."),
        ("In May 2024 the site opened.", "The site opened in May 2024."),
    ],
)
def test_a_claim_that_its_quote_carries_stands(claim: str, words: str) -> None:
    assert stands(claim, [quoted(words)])


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The Count team is sold.", "Priya Raman leads the Count team in Halifax."),
        ("After the audit uploads are stored.", "Uploads are not stored after the audit."),
        ("In May 2024 the site was not opened.", "The site opened in May 2024."),
        ("In May 2025 the site opened.", "The site opened in May 2024."),
    ],
)
def test_a_claim_that_says_something_else_of_what_is_quoted_does_not_stand(claim: str, words: str) -> None:
    assert not stands(claim, [quoted(words)])


def test_a_denial_is_read_in_context() -> None:
    assert wrong_details("Uploads are stored.", TEXT)[0].detail is Detail.NEGATION
    assert wrong_details("Uploads are not stored.", TEXT) == ()
