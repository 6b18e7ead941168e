"""The file of secrets that Streamlit's sign-in reads: what stands below `[auth]`, checked before the app starts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import UsageError

HERE = ("localhost", "127.0.0.1", "::1")
"""The addresses that only this computer reaches."""
_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST = 32
_BACK = "/oauth2callback"


def public_host(file: Path) -> str:
    """Return the name that people reach the app by, from the address that the provider sends them back to.

    Raises:
        UsageError: the file does not have what sign-in needs, or would let a cookie travel in the clear.
    """
    given = _auth(file)
    missing = [key for key in _KEYS if not isinstance(given.get(key), str) or not given[key]]
    if missing:
        raise UsageError(f"[auth] in {file} lacks {', '.join(missing)}: the README shows an example")
    if len(str(given["cookie_secret"])) < _SHORTEST:
        raise UsageError(f"auth.cookie_secret in {file} is short: make one with `openssl rand -hex 32`")
    back = urlsplit(str(given["redirect_uri"]))
    if back.scheme not in ("http", "https") or not back.hostname or not back.path.endswith(_BACK):
        raise UsageError(f"auth.redirect_uri in {file} must be the app's own address with {_BACK} at its end")
    if back.scheme == "http" and back.hostname not in HERE:
        raise UsageError(f"auth.redirect_uri in {file} must begin with https: put a proxy with TLS in front")
    return back.hostname


def _auth(file: Path) -> dict[str, object]:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8")).get("auth")
    except OSError as error:
        raise UsageError(f"cannot read the secrets {file}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}") from error
    if not isinstance(given, dict):
        raise UsageError(f"{file} has no [auth]: the README shows an example")
    return given
