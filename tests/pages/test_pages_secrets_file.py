"""The file of secrets is checked before the app starts."""

from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.pages.sign_in.secrets_file import public_host

GOOD = {
    "redirect_uri": "https://bearing.example.com/oauth2callback",
    "cookie_secret": "0" * 64,
    "client_id": "bearing",
    "client_secret": "s",
    "server_metadata_url": "https://id.example.com/.well-known/openid-configuration",
}


def written(folder: Path, **changed: str) -> Path:
    file = folder / "secrets.toml"
    rows = {**GOOD, **changed}
    file.write_text("[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in rows.items()), encoding="utf-8")
    return file


def test_the_host_is_that_of_the_address_that_people_come_back_to(tmp_path: Path) -> None:
    assert public_host(written(tmp_path)) == "bearing.example.com"
    assert public_host(written(tmp_path, redirect_uri="http://localhost:8501/oauth2callback")) == "localhost"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"client_id": ""}, "lacks client_id"),
        ({"cookie_secret": "short"}, "openssl rand"),
        ({"redirect_uri": "http://bearing.example.com/oauth2callback"}, "https"),
        ({"redirect_uri": "https://bearing.example.com/"}, "oauth2callback"),
    ],
)
def test_what_is_missing_or_unsafe_is_said_in_one_line(tmp_path: Path, changed: dict[str, str], named: str) -> None:
    with pytest.raises(UsageError, match=named) as caught:
        public_host(written(tmp_path, **changed))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_is_another_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the secrets"):
        public_host(tmp_path / "gone.toml")
    for text, named in (("= 1", "not valid TOML"), ("[other]", "no \\[auth\\]")):
        (tmp_path / "secrets.toml").write_text(text)
        with pytest.raises(UsageError, match=named):
            public_host(tmp_path / "secrets.toml")
