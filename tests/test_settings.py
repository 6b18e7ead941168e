from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.settings import load_settings


def test_a_folder_without_a_file_has_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path).sources == ()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bearing.toml").write_text("parse_seconds = 5\nworkers = 2\n")
    monkeypatch.setenv("BEARING_PARSE_SECONDS", "9")
    settings = load_settings(tmp_path)
    assert (settings.parse_seconds, settings.workers) == (9.0, 2)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("embeder = 'x'", "embeder"),
        ("[[sources]]\npath='a'\nkind='stratgy'", "sources.0.kind"),
        ("workers = -1", "workers"),
        ("= 1", "TOML"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "bearing.toml").write_text(text)
    with pytest.raises(UsageError, match=named) as caught:
        load_settings(tmp_path)
    assert "\n" not in str(caught.value).strip()
