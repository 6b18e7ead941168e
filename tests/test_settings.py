from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.settings import Client, load_settings


def test_a_folder_without_a_file_has_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path).sources == ()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bearing.toml").write_text("parse_seconds = 5\nworkers = 2\n")
    monkeypatch.setenv("BEARING_PARSE_SECONDS", "9")
    settings = load_settings(tmp_path)
    assert (settings.parse_seconds, settings.workers) == (9.0, 2)


def test_what_the_file_and_the_environment_say_now_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bearing.toml"
    said = []
    for workers in (2, 3):
        file.write_text(f"workers = {workers}\n")
        said.append(load_settings(tmp_path).workers)
    monkeypatch.setenv("bearing_workers", "4")
    said.append(load_settings(tmp_path).workers)
    file.unlink()
    monkeypatch.delenv("bearing_workers")
    assert [*said, load_settings(tmp_path).workers] == [2, 3, 4, 0]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("embeder = 'x'", "did you mean embedder?"),
        ("[[sources]]\npath='a'\naudence='x'", "did you mean audience?"),
        ("[[sources]]\npath='a'\nkind='stratgy'", "sources.1.kind"),
        ("workers = -1", "workers"),
        ("[model]\nclient = 'gpt'\nname = 'm'", "BEARING_MODEL_CLIENT"),
        ("[model]\nclient = 'ollama'\nname = 'm'\nurl = 'here'", "model.url"),
        ("[model]\nclient = 'ollama'\nname = 'm'\napi_key = 'k'", "BEARING_MODEL_API_KEY"),
        ("[sign_in]\npeople = { 'a@b.c' = ['nobody'] }", "BEARING_SIGN_IN_PEOPLE"),
        ("[sign_in]\nhours = 0", "sign_in.hours"),
        ("[[sources]]\npath='a'\nwriters=['<b>']", "sources.1.writers"),
        ("= 1", "TOML"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "bearing.toml").write_text(text)
    with pytest.raises(UsageError, match=named) as caught:
        load_settings(tmp_path)
    assert "\n" not in str(caught.value).strip()


def test_a_misspelt_variable_is_refused_and_another_programs_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEARING_TESTS_RUN", "1")
    monkeypatch.setenv("BEARING_INDEX", "x")
    assert load_settings(tmp_path).workers == 0
    monkeypatch.setenv("BEARING_WORKRS", "2")
    with pytest.raises(UsageError, match="did you mean BEARING_WORKERS"):
        load_settings(tmp_path)


def test_people_and_domains_are_known_however_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bearing.toml").write_text("[sign_in]\npeople = { 'Ana@Example.com' = ['board'] }\n")
    monkeypatch.setenv("BEARING_SIGN_IN_DOMAINS", '{"@Example.com": []}')
    monkeypatch.setenv("BEARING_SIGN_IN_TRUST_EMAIL", "true")
    rules = load_settings(tmp_path).sign_in
    assert rules is not None
    assert (rules.people, rules.domains, rules.trust_email) == (
        {"ana@example.com": ("board",)},
        {"example.com": ()},
        True,
    )


def test_a_model_comes_from_the_file_and_the_environment_and_its_key_from_the_environment_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bearing.toml").write_text("[model]\nclient = 'openai'\nname = 'small'\n")
    monkeypatch.setenv("BEARING_MODEL_NAME", "large")
    monkeypatch.setenv("BEARING_MODEL_API_KEY", "secret")
    model = load_settings(tmp_path).model
    assert model is not None
    assert (model.client, model.name, model.url) == (Client.OPENAI, "large", None)
    assert model.api_key is not None
    assert model.api_key.get_secret_value() == "secret"
    assert "secret" not in repr(model)
