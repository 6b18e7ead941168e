"""In which phase something is, two papers may tell differently: both are told, and that they disagree."""

from pathlib import Path

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.evidence_mode.answering import CONFLICT
from tests.built_once import built_once
from tests.clinic_fixtures import said

PHASES = """| Phase | Goals |
|---|---|
| 1. Look | Find out which harbours want the beacon |
| 2. Build | Build the beacon for one harbour |
"""
FILES = {
    "strategy/about the beacon.md": f"""# The harbour beacon

Ships that come by night have nobody to ask where the shoal is.

## Where we are now

This is how we mean to go on with the beacon. We are currently in Phase 1.

{PHASES}
""",
    "strategy/history.md": f"""# Notes on the harbour

Three towns wrote to us.

## Where we are now

What follows is our loose plan for trying the idea out, and it may change. We are currently in Phase 2.

{PHASES}
""",
}


def test_papers_that_name_another_phase_are_both_told(tmp_path: Path, embedder: Embedder) -> None:
    harbour = Assistant.open(built_once(FILES, tmp_path), embedder=embedder)
    answer = harbour.ask("Which phase is the harbour beacon in now?")
    told = " ".join(said(answer))
    assert answer.reason == CONFLICT
    assert "We are currently in Phase 1." in told
    assert "We are currently in Phase 2." in told
    assert "Find out which harbours" not in told
