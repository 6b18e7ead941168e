"""What the workflow runs is there: its targets, its commands with their options, its files."""

import re
from pathlib import Path
from typing import Any

import typer
import yaml

import bearing

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
READ: list[dict[Any, Any]] = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in WORKFLOWS]
JOBS = [job for workflow in READ for job in workflow["jobs"].values()]
STEPS = [step for job in JOBS for step in job["steps"]]
RUN = "\n".join(step["run"] for step in STEPS if "run" in step)


def test_every_target_that_is_made_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = re.findall(r"^make ([\w-]+)", RUN, re.MULTILINE)
    assert {"check", "install"} <= set(made)
    assert [target for target in made if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_bearing_command_knows_its_options() -> None:
    commands: Any = typer.main.get_command(bearing.app)
    lines = re.findall(r"bearing (\w+)(.*)$", RUN, re.MULTILINE)
    assert lines
    for name, rest in lines:
        known = {option for made in commands.commands[name].params for option in made.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known


def test_the_night_asks_all_and_a_pull_request_keeps_its_report() -> None:
    triggers = READ[0][True]  # YAML 1.1 reads `on` so
    assert {"pull_request", "schedule"} <= set(triggers)
    assert "github.event_name == 'schedule' && '--full'" in RUN
    kept = [step for step in STEPS if step.get("uses", "").startswith("actions/upload-artifact")]
    assert [(step["with"]["path"], step["if"]) for step in kept] == [("docs/eval", "${{ !cancelled() }}")]


def test_a_report_of_an_older_run_is_never_shown() -> None:
    removed = next(line for line in RUN.splitlines() if line.startswith("rm ")).split()[1:]
    assert "docs/eval/summary.md" in removed
    assert [name for name in removed if not (ROOT / name).is_file()] == []


def test_every_job_ends_and_every_action_is_of_a_version() -> None:
    assert all(job["timeout-minutes"] <= 45 for job in JOBS)
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"]) for step in STEPS if "uses" in step)
