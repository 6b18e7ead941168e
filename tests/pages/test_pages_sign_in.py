"""Who reads, where nobody signs in: this computer, or nobody at all."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.index.layout import SCHEMA, Manifest, generation_folder, write_manifest
from assistant.pages.sign_in import sign_in
from assistant.pages.sign_in.admission import Closed
from assistant.pages.sign_in.person import LOCAL

RULES = '[sign_in]\npeople = { "ana@example.com" = [] }\n'
SIGNED_IN = {"is_logged_in": True, "iss": "https://id.example", "sub": "1", "iat": 0, "tokens": {}}


def streamlit(address: str = "localhost", auth: bool = False, user: dict[str, Any] | None = None) -> SimpleNamespace:
    """Return what of Streamlit says who reads."""
    secrets = {"auth": {}} if auth else {}

    class Secrets(dict[str, Any]):
        def load_if_toml_exists(self) -> bool:
            return bool(self)

    options = {"server.address": address}
    told = SimpleNamespace(to_dict=lambda: user or {})
    return SimpleNamespace(secrets=Secrets(secrets), user=told, get_option=options.get)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Make an index that says where its sources are."""
    (tmp_path / "sources").mkdir()
    folder = generation_folder(tmp_path / "index", "one")
    folder.mkdir(parents=True)
    write_manifest(folder, Manifest("one", "", str(tmp_path / "sources"), "", "", SCHEMA, 0, 0, {}))
    (tmp_path / "index" / "CURRENT").write_text("one\n")
    return tmp_path / "index"


def reader(monkeypatch: pytest.MonkeyPatch, index: Path, **told: Any) -> object:
    monkeypatch.setattr(sign_in, "st", streamlit(**told))
    monkeypatch.setattr(sign_in, "_signed_out", dict)
    return sign_in.reader(index)


def settings(index: Path, text: str) -> None:
    (index.parent / "sources" / "bearing.toml").write_text(text)


def test_without_sign_in_only_this_computer_reads(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    assert reader(monkeypatch, index) == LOCAL
    for address in ("0.0.0.0", "192.0.2.1", "", None):
        assert reader(monkeypatch, index, address=address) is Closed.ADDRESS


def test_allow_lists_without_a_provider_open_nothing(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    settings(index, RULES)
    assert reader(monkeypatch, index) is Closed.PROVIDER


def test_a_provider_without_allow_lists_opens_nothing(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    assert reader(monkeypatch, index, auth=True) is Closed.OUT
    assert reader(monkeypatch, index, auth=True, user=SIGNED_IN) is Closed.UNKNOWN
    settings(index, RULES)
    assert reader(monkeypatch, index, auth=True, user=SIGNED_IN) is Closed.ENDED


def test_an_index_that_cannot_be_read_opens_nothing_to_others(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    (index / "generations" / "one" / "manifest.json").write_text("{")
    assert reader(monkeypatch, index) == LOCAL
    assert reader(monkeypatch, index, auth=True, user=SIGNED_IN) is Closed.EMPTY
    assert reader(monkeypatch, index.parent / "none", auth=True, user=SIGNED_IN) is Closed.EMPTY


def test_settings_that_cannot_be_read_open_nothing(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    settings(index, "= 1")
    with pytest.raises(UsageError):
        reader(monkeypatch, index)
