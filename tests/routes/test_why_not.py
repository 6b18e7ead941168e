"""Why something was stopped or is not done: the strategy's exclusions, where they give a reason."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.encoder.embedding import Embedder
from assistant.routes.initiative.why_not import asks_why_not, why_not
from assistant.settings import load_settings
from ingest.night import Night

FILES = {
    "strategy/What we are not doing.md": """# What we are not doing

| # | We will not | Because | What happens |
|---|---|---|---|
| 1 | sell to hotels. The Night Ferry stops. | Two winters, eleven passengers. | The boat is sold |
| 2 | paint the boats in August | | They stay grey |
| 3 | open a harbour in Ostend | Nobody to send, and the Night Ferry needs none. | Polite answer |
""",
    "strategy/Strategy 2026.md": """# Strategy 2026

## Outcomes

| Outcome | Metric | From | To | By |
|---|---|---|---|---|
| Boats on time | share of boats on time | 60 % | 90 % | 31 December 2026 |
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("why_not")
    for name, text in FILES.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(text)
    Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
    return Assistant.open(folder / "index", embedder=embedder)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("why did we stop the Night Ferry?", "Night Ferry"),
        ("Why was the night ferry stopped?", "night ferry"),
        ("Why don't we sell to hotels?", "hotels"),
        ("why are we not going into workwear", "workwear"),
        ("Why did the ferry sink?", None),
        ("When did we stop the Night Ferry?", None),
    ],
)
def test_a_question_of_why_something_ended_is_known(question: str, what: str | None) -> None:
    assert asks_why_not(question) == what


@pytest.mark.parametrize("question", ["why did we stop the Night Ferry?", "Why don't we sell to hotels?"])
def test_the_exclusion_that_gives_a_reason_is_read_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert len(answer.claims) == 1
    assert "Because: Two winters, eleven passengers." in answer.claims[0].text


@pytest.mark.parametrize("what", ["painting boats", "a lighthouse", "the harbour in Ghent"])
def test_what_has_no_reason_or_is_not_excluded_is_not_explained(assistant: Assistant, what: str) -> None:
    assert why_not(what, "why?", assistant.assessor.strategy, "g") is None


def test_the_running_number_of_a_row_is_not_said(assistant: Assistant) -> None:
    answer = assistant.ask("Why did we stop the Night Ferry?")
    assert answer.claims[0].text.startswith("We will not: sell to hotels.")
    assert answer.quotes[0].text.startswith(("1", "| 1"))
