"""Who may come in: what an identity token says of a person, held against the allow-lists of the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum

from assistant.domain import EVERYONE
from assistant.pages.sign_in.person import Person
from assistant.settings import SignInSettings

Claims = Mapping[str, object]
"""The claims of an OpenID Connect identity token, whose signature was checked at sign-in."""
_SKEW = 300.0
"""Seconds that the provider's clock may be ahead."""


class Closed(StrEnum):
    """Why somebody may not come in."""

    ADDRESS = "address"
    """Nobody has to sign in, and others than this computer could read."""
    PROVIDER = "provider"
    """The settings have allow-lists, and no provider says who somebody is."""
    OUT = "out"
    """They have not signed in."""
    ENDED = "ended"
    """They signed in too long ago."""
    UNKNOWN = "unknown"
    """They are on no allow-list."""
    EMPTY = "empty"
    """There is no index, which would say where the allow-lists are."""


def admit(claims: Claims, rules: SignInSettings, now: float) -> Person | Closed:
    """Return the person of a token with the groups that they read for now, or why they may not come in.

    `now` is in seconds since 1970, as `iat` is (OpenID Connect Core 1.0, section 2).
    """
    signed = claims.get("iat")
    if not isinstance(signed, int | float) or not -_SKEW <= now - signed <= rules.hours * 3600:
        return Closed.ENDED
    lists = list(_lists(claims, rules))
    if not lists or not (_text(claims, "iss") and _text(claims, "sub")):
        return Closed.UNKNOWN
    groups = sorted({group for names in lists for group in names} - {EVERYONE})
    return Person(_key(claims), name_of(claims), tuple(groups))


def name_of(claims: Claims) -> str:
    """Return what a person is called on the page."""
    return next(
        (name for claim in ("name", "email", "preferred_username", "sub") if (name := _text(claims, claim))), ""
    )


def _key(claims: Claims) -> str:
    """Return what tells people apart: a subject is unique at its issuer only."""
    return hashlib.sha256(f"{claims['iss']}\0{claims['sub']}".encode()).hexdigest()


def _lists(claims: Claims, rules: SignInSettings) -> Iterator[tuple[str, ...]]:
    """Yield the groups of each entry that names the person."""
    told = claims.get(rules.claim)
    for value in [told] if isinstance(told, str) else told if isinstance(told, list) else ():
        if isinstance(value, str) and value in rules.groups:
            yield rules.groups[value]
    name, at, domain = _address(claims, rules).rpartition("@")
    if name and at:
        yield from (
            lists[key] for lists, key in ((rules.people, f"{name}@{domain}"), (rules.domains, domain)) if key in lists
        )


def _address(claims: Claims, rules: SignInSettings) -> str:
    """Return the e-mail address in lower case, "" where it may not be the person's own."""
    verified = claims.get("email_verified")
    counts = verified in (True, "true") or (verified is None and rules.trust_email)
    return _text(claims, "email").strip().lower() if counts else ""


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
