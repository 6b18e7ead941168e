"""The README says what is there: commands, settings, exit codes, files, pictures."""

import json
import re
from pathlib import Path

import pytest

import bearing
from assistant import errors
from assistant.domain import Kind
from assistant.settings import (
    KEY_NAME,
    ColumnMapping,
    ModelSettings,
    Settings,
    SignInSettings,
    SourceSettings,
    load_settings,
)

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    commands = {
        command.name or command.callback.__name__ for command in bearing.app.registered_commands if command.callback
    }
    assert set(re.findall(r"bearing ([a-z]+)\b", README)) - {"in"} == commands


def test_every_setting_is_documented() -> None:
    tables = (Settings, SourceSettings, ColumnMapping, ModelSettings, SignInSettings)
    for name in [name for table in tables for name in table.model_fields if name != "api_key"]:
        assert re.search(rf"^(?:\[\[?|\[sources\.)?{name}\b", README, re.MULTILINE), name
    assert KEY_NAME in README
    for kind in Kind:
        assert str(kind) in README


def test_the_settings_that_are_shown_are_valid(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    (tmp_path / "bearing.toml").write_text(shown[1], encoding="utf-8")
    mapping = load_settings(tmp_path).sources[1].records
    assert mapping is not None
    assert set(mapping.model_dump().values()).isdisjoint({None, ""})


def test_every_export_that_is_read_is_named() -> None:
    tools = "Jira Azure Linear Plane GitLab GitHub Trello Salesforce HubSpot Dynamics Pipedrive Zendesk"
    others = "Freshdesk ServiceNow Slack Teams Mattermost Confluence Notion EOS OKR"
    table = README.split("## Exports")[1].split("## Every night")[0]
    assert [tool for tool in f"{tools} {others}".split() if tool not in table] == []


def test_every_exit_code_is_documented() -> None:
    codes = {
        value.exit_code for value in vars(errors).values() if isinstance(value, type) and hasattr(value, "exit_code")
    }
    assert {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)} == codes | {0}


def test_every_file_and_picture_that_is_named_exists() -> None:
    for picture in re.findall(r"docs/screenshots/[\w.-]+\.png", README):
        assert (ROOT / picture).is_file(), picture
    tree = README.split("## What is where")[1].split("```")[1]
    above: list[tuple[int, Path]] = []
    for line in tree.strip().splitlines():
        name, depth = line.split()[0], len(line) - len(line.lstrip())
        above = [(at, folder) for at, folder in above if at < depth]
        place = (above[-1][1] if above else ROOT) / name
        assert place.exists(), line
        above.append((depth, place if name.endswith("/") else place.parent))
        for file in re.findall(r"[\w/]+\.py", line):
            assert any((folder / file).is_file() for _, folder in [(0, ROOT), *above]), (line, file)


def test_the_scores_are_those_of_the_report() -> None:
    report = json.loads((ROOT / "docs" / "eval" / "results.json").read_text(encoding="utf-8"))
    found = {row["measure"]: (row["cases"], row["value"]) for row in report["slices"] if row["kind"] == "all"}
    verdicts = next(row for row in report["slices"] if (row["measure"], row["kind"]) == ("verdict", "initiative"))
    found["macro_f1"] = (verdicts["cases"], report["figures"]["macro_f1"])
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+) \| ([\d; ]+) \| ([\d.; ]+) \|[^|]*\|$", README, re.MULTILINE)
    shown = [name for names, _, _ in rows for name in re.findall(r"`([^`]+)`", names)]
    assert set(shown) >= {"hit@5", "cites_right", "exact", "verdict", "refused", "stable", "unharmed"}
    for names, cases, values in rows:
        told = zip(re.findall(r"`([^`]+)`", names), cases.split("; "), values.split("; "), strict=True)
        for name, count, value in told:
            assert int(count) == found[name][0], name
            assert float(value) == pytest.approx(found[name][1], abs=6e-4), name


def test_no_placeholder_is_left() -> None:
    assert "<!--" not in README
