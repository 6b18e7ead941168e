import pytest

from assistant.checking.denied_forms import Forms, forms, read_words


@pytest.mark.parametrize(
    ("claim", "plain"),
    [
        ("The plan is not done.", "The plan is done."),
        ("The plan cannot wait.", "The plan can wait."),
        ("The plan isn't done.", "The plan is done."),
        ("It goes on without pay.", "It goes on with pay."),
        ("Nobody reads it.", "someone reads it."),
    ],
)
def test_a_denial_is_taken_away(claim: str, plain: str) -> None:
    (made,) = forms(claim)
    assert (made.plain, made.denied, made.denies) == (plain, claim, True)


def test_a_denial_is_put_in_after_each_verb_that_takes_it() -> None:
    claim = "The plan is done and may grow."
    assert [made.denied for made in forms(claim)] == [
        "The plan is not done and may grow.",
        "The plan is done and may not grow.",
    ]
    assert {made.plain for made in forms(claim)} == {claim}


def test_beside_a_denial_no_other_is_put_in() -> None:
    claim = "The plan is done but not paid."
    assert list(forms(claim)) == [Forms("The plan is done but paid.", claim, claim.index("not"), denies=True)]


@pytest.mark.parametrize("text", ["It is not only cheap.", "No more than six came.", "Say whether or not it is paid."])
def test_words_that_deny_nothing_are_told_apart(text: str) -> None:
    assert not any(word.denies for word in read_words(text))
