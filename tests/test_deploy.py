"""The unit files and the crontab line do what they say, installed below a temporary root."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.index.layout import live_generation, writing
from ingest.receipt import receipts

ROOT = Path(__file__).resolve().parent.parent
UNITS = ("bearing-ingest.service", "bearing-ingest.timer", "bearing-chat.service")
PLACES = {
    "/opt/bearing": "opt/bearing",
    "/srv/bearing": "srv/bearing",
    "/var/lib/bearing": "var/lib/bearing",
    "/etc/bearing": "etc/bearing",
}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Install the project, sources and unit files below a root of their own; return the root."""
    for place in ("opt/bearing/.venv/bin", "srv/bearing/sources/strategy", "var/lib/bearing", "etc/systemd/system"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "srv/bearing/sources/strategy/goals.md").write_text("# Goals\n\nLoss of linen falls to 13 %.\n")
    command = tmp_path / "opt/bearing/.venv/bin/bearing"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m bearing "$@"\n')
    command.chmod(0o755)
    for unit in UNITS:
        shutil.copy(ROOT / "deploy" / unit, tmp_path / "etc/systemd/system" / unit)
    for target in ("sysinit", "basic", "shutdown", "timers", "multi-user", "time-set", "time-sync", "network-online"):
        (tmp_path / f"etc/systemd/system/{target}.target").write_text(f"[Unit]\nDescription={target}\n")
    return tmp_path


def unit(folder: Path, name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(folder / name)
    return parser


def below(root: Path, command: str) -> str:
    for place, moved in PLACES.items():
        command = command.replace(place, str(root / moved))
    return command


def run(root: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    return subprocess.run(
        ["/bin/sh", "-c", below(root, command)], capture_output=True, text=True, env=environment, check=False
    )


def test_the_service_indexes_and_says_what_went_wrong(installed: Path) -> None:
    service = unit(installed / "etc/systemd/system", "bearing-ingest.service")["Service"]
    index = installed / "var/lib/bearing/index"
    accepted = {0, *map(int, service["SuccessExitStatus"].split())}
    done = run(installed, service["ExecStart"])
    assert (done.returncode, live_generation(index) is not None) == (0, True), done.stderr
    (installed / "srv/bearing/sources/strategy/broken.pdf").write_bytes(b"%PDF-1.7 broken")
    done = run(installed, service["ExecStart"])
    assert done.returncode == 1
    assert done.returncode in accepted
    assert [row["path"] for row in receipts(index)[0]["failures"]] == ["strategy/broken.pdf"]


def test_a_night_that_finds_another_one_going_exits_3_and_is_no_alarm(installed: Path) -> None:
    service = unit(installed / "etc/systemd/system", "bearing-ingest.service")["Service"]
    with writing(installed / "var/lib/bearing/index"):
        done = run(installed, service["ExecStart"])
    assert done.returncode == 3
    assert "another run" in done.stderr
    assert 3 in map(int, service["SuccessExitStatus"].split())


def test_the_chat_starts_with_secrets_that_it_checks_first(installed: Path) -> None:
    service = unit(installed / "etc/systemd/system", "bearing-chat.service")["Service"]
    done = run(installed, service["ExecStart"])
    assert done.returncode == 2
    assert f"cannot read the secrets {installed}/etc/bearing/secrets.toml" in done.stderr


def test_the_timer_starts_the_service_every_night_even_if_the_machine_was_off() -> None:
    timer = unit(ROOT / "deploy", "bearing-ingest.timer")["Timer"]
    assert (timer["Unit"], timer["Persistent"]) == ("bearing-ingest.service", "true")
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:\d\d", timer["OnCalendar"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_accepts_the_units(installed: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", f"--root={installed}", *UNITS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_crontab_line_is_silent_when_all_is_well_and_loud_when_not(installed: Path) -> None:
    lines = (ROOT / "deploy" / "crontab").read_text().splitlines()
    (line,) = [line for line in lines if re.match(r"[\d*]", line)]
    command = line.split(maxsplit=5)[5]
    done = run(installed, command)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert live_generation(installed / "var/lib/bearing/index") is not None
    (installed / "srv/bearing/sources/bearing.toml").write_text("sources = 3")
    done = run(installed, command)
    assert done.returncode == 2
    assert "bearing:" in done.stdout
