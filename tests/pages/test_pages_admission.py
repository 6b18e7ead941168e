"""Who may come in, by what an identity token says and by the allow-lists of the settings."""

import pytest

from assistant.pages.sign_in.admission import Closed, admit
from assistant.pages.sign_in.person import Person
from assistant.settings import SignInSettings

NOW = 1_800_000_000.0
TOKEN: dict[str, object] = {
    "iss": "https://id.example", "sub": "7", "iat": NOW - 60, "name": "Ana Sousa",
    "email": "Ana@Example.com", "email_verified": True, "groups": ["staff", "grp-board"],
}  # fmt: skip
BOARD = {"grp-board": ("board", "everyone")}


def came(rules: SignInSettings, **told: object) -> Person | Closed:
    return admit({**TOKEN, **told}, rules, NOW)


def groups(rules: SignInSettings, **told: object) -> tuple[str, ...]:
    found = came(rules, **told)
    assert isinstance(found, Person), found
    return found.groups


def test_groups_come_from_the_claim_the_address_and_its_domain_together() -> None:
    rules = SignInSettings(
        groups=BOARD, people={"ana@example.com": ("finance",)}, domains={"@example.com": ("staff", "board")}
    )
    assert groups(rules) == ("board", "finance", "staff")
    assert groups(SignInSettings(claim="role", groups=BOARD), role="grp-board") == ("board",)
    assert groups(SignInSettings(people={"ana@example.com": ()})) == ()


def test_a_group_that_the_settings_do_not_name_gives_nothing() -> None:
    assert came(SignInSettings(groups=BOARD), groups=["board", "staff"]) is Closed.UNKNOWN
    assert came(SignInSettings()) is Closed.UNKNOWN
    assert came(SignInSettings(groups=BOARD), groups=None) is Closed.UNKNOWN
    assert came(SignInSettings(groups=BOARD), groups={"grp-board": 1}) is Closed.UNKNOWN


@pytest.mark.parametrize(
    "email", ["ana@example.com.evil.example", "example.com", "x@sub.example.com", "@example.com", 3]
)
def test_only_the_whole_domain_counts(email: object) -> None:
    assert came(SignInSettings(domains={"example.com": ()}), email=email) is Closed.UNKNOWN


def test_an_address_counts_where_the_provider_verified_it() -> None:
    rules = SignInSettings(people={"ana@example.com": ("board",)})
    for verified in (False, "false", None, 0):
        assert came(rules, email_verified=verified) is Closed.UNKNOWN
    trusting = rules.model_copy(update={"trust_email": True})
    assert groups(trusting, email_verified=None) == ("board",)
    assert came(trusting, email_verified=False) is Closed.UNKNOWN


def test_a_sign_in_lasts_for_the_hours_of_the_settings() -> None:
    rules = SignInSettings(groups=BOARD, hours=2)
    assert groups(rules, iat=NOW - 7199) == ("board",)
    assert [came(rules, iat=iat) for iat in (NOW - 7201, NOW + 3600, None, "now")] == [Closed.ENDED] * 4


def test_people_are_told_apart_by_issuer_and_subject_and_never_by_name() -> None:
    rules = SignInSettings(groups=BOARD)
    keys = {getattr(came(rules, **told), "key", None) for told in ({}, {"sub": "8"}, {"iss": "https://other.example"})}
    assert len(keys) == 3
    assert None not in keys
    assert getattr(came(rules, name="Somebody Else"), "key", None) in keys
    assert came(rules, sub="") is Closed.UNKNOWN
