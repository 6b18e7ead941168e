"""An OpenID Connect provider for the tests: discovery, authorize, token, jwks, userinfo and end of session.

It holds a client to what OpenID Connect Core 1.0 and RFC 7636 ask for: the redirect address that was registered, the
client's secret, a code that is good once and for its address, and PKCE with S256.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "bearing", "for-the-tests-only"
COOKIE_SECRET = "a secret of the cookies that is long enough for the tests"


@dataclass
class Provider:
    """A provider with its people: the claims of each, by the name of the button that signs them in.

    `age` lets the next tokens have been issued that many seconds ago; `asked` are the requests for a code.
    """

    issuer: str
    redirect: str
    people: dict[str, dict[str, object]]
    age: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    ended: int = 0
    _codes: dict[str, tuple[dict[str, str], dict[str, object]]] = field(default_factory=dict)
    _tokens: dict[str, dict[str, object]] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "tests", "use": "sig"}))

    def discovery(self) -> dict[str, object]:
        paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo", "end_session": "end"}
        return {
            "issuer": self.issuer,
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in paths.items()},
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def jwks(self) -> dict[str, object]:
        return {"keys": [self._key.as_dict(private=False)]}

    def wrong_with(self, asked: dict[str, str]) -> str | None:
        """Return what is wrong with a request for a code."""
        wanted = {"client_id": CLIENT, "redirect_uri": self.redirect, "response_type": "code"}
        wrong = [name for name, value in wanted.items() if asked.get(name) != value]
        wrong += ["scope"] if "openid" not in asked.get("scope", "").split() else []
        wrong += ["code_challenge"] if asked.get("code_challenge_method") != "S256" else []
        return ", ".join(wrong + [name for name in ("state", "nonce", "code_challenge") if not asked.get(name)]) or None

    def code_for(self, person: str, asked: dict[str, str]) -> str:
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked, self.people[person]
        return code

    def exchange(self, form: dict[str, str], client: str) -> dict[str, object] | None:
        """Return the tokens for a code, None for a request that is not what it must be."""
        asked, claims = self._codes.pop(form.get("code", ""), ({}, {}))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        good = asked and hmac.compare_digest(client, f"{CLIENT}:{SECRET}") and form.get("redirect_uri") == self.redirect
        if not good or challenge.rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        access, now = secrets.token_urlsafe(16), int(time.time())
        self._tokens[access] = claims
        half = hashlib.sha256(access.encode()).digest()[:16]
        token = {
            "iss": self.issuer, "aud": CLIENT, "iat": now - self.age, "exp": now + 3600, "nonce": asked["nonce"],
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(), **claims,
        }  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "tests"}, token, self._key)
        return {"access_token": access, "token_type": "Bearer", "expires_in": 3600, "id_token": signed}

    def userinfo(self, access: str) -> dict[str, object] | None:
        return self._tokens.get(access)


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        match address.path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.discovery())
            case "/jwks":
                self._json(self.provider.jwks())
            case "/authorize":
                self._authorize(asked)
            case "/as":
                code = self.provider.code_for(asked.pop("person"), asked)
                self._to(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            case "/userinfo":
                told = self.provider.userinfo(self.headers.get("Authorization", "").removeprefix("Bearer "))
                self._json(told, 200 if told else 401)
            case "/end":
                self.provider.ended += 1
                self._to(self.provider.redirect)
            case _:
                self._json(None, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        basic = self.headers.get("Authorization", "").removeprefix("Basic ")
        tokens = self.provider.exchange(form, base64.b64decode(basic).decode())
        self._json(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def _authorize(self, asked: dict[str, str]) -> None:
        self.provider.asked.append(asked)
        if wrong := self.provider.wrong_with(asked):
            self._json({"error": "invalid_request", "error_description": wrong}, 400)
            return
        links = "".join(
            f'<li><a href="/as?{html.escape(urlencode({**asked, "person": person}))}">{html.escape(person)}</a></li>'
            for person in self.provider.people
        )
        self._send(f"<!doctype html><title>Provider</title><h1>Who are you?</h1><ul>{links}</ul>", "text/html")

    def _json(self, value: object, status: int = 200) -> None:
        self._send(json.dumps(value), "application/json", status)

    def _to(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def _send(self, body: str, sort: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{sort}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def provider_for(app_port: int, people: dict[str, dict[str, object]]) -> Iterator[Provider]:
    """Run a provider for an app that will listen on a port."""
    server = ThreadingHTTPServer(("localhost", 0), _Handler)
    issuer = f"http://localhost:{server.server_address[1]}"
    provider = Provider(issuer, f"http://localhost:{app_port}/oauth2callback", people)
    _Handler.provider = provider
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_secrets(file: Path, provider: Provider) -> Path:
    """Write the file of secrets that signs in with a provider, as the README shows it."""
    rows = {
        "redirect_uri": provider.redirect, "cookie_secret": COOKIE_SECRET, "client_id": CLIENT, "client_secret": SECRET,
        "server_metadata_url": f"{provider.issuer}/.well-known/openid-configuration",
    }  # fmt: skip
    file.write_text("[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in rows.items()), "utf-8")
    return file
