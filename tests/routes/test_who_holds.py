"""Who holds a post, by what stands right beside it, and nobody who held it before or elsewhere."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]

PEOPLE = (
    "# Who is who\n\n- **[Head of Moorings, Mara Lindholm](/people/mara)** came in May.\n"
    "- The former Head of Dredging, Ole Bergstrand, joined us.\n- Ask the adviser to the CEO, Edda Storm.\n"
    "- Ines Okonjo (Chief Financial Officer) looks after the fees.\n"
    "- Jon Akerlund is our new harbour director.\n- The Head of Dredging meets Tilda Nyberg on Mondays.\n"
    "- Harbour lead: Piet de Vries\n\n"
    "| Part | Who | Title |\n| --- | --- | --- |\n| Sponsor | Quill Sandberg | CEO |\n"
    "| Driver | Rosa Feld | Chief of Staff to CEO |\n"
)
CONTACTS = (
    "Id,FirstName,LastName,Title,Account.Name\n0031,Vera,Holm,Managing Director,Kelp Sound\n"
    "0032,Aron,Dahl,Buyer,Kelp Sound\n"
)


@pytest.fixture
def asked(write: Write, ingest: Ingest, tmp_path: Path) -> Callable[[str], list[str]]:
    ingest(write({"players/who.md": PEOPLE, "crm/Contact.csv": CONTACTS}))
    reader = Assistant.open(tmp_path / "index")
    return lambda question: [claim.text for claim in reader.ask(question).claims]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is our Head of Moorings?", "Mara Lindholm"),
        ("Who is the CFO?", "Ines Okonjo"),
        ("Who's the chief financial officer of our company?", "Ines Okonjo"),
        ("Who is the harbour director now?", "Jon Akerlund"),
        ("Who is the CEO?", "Quill Sandberg"),
        ("Who is our chief executive officer?", "Quill Sandberg"),
        ("Who is the harbour lead?", "Piet de Vries"),
    ],
)
def test_the_name_beside_a_post_is_its_holder(asked: Callable[[str], list[str]], question: str, name: str) -> None:
    (said,) = asked(question)
    assert name in said


@pytest.mark.parametrize(
    "question",
    [
        "Who is the Head of Dredging?",  # one was it elsewhere, another only meets whoever is it
        "Who is our chief technology officer?",
        "Who is the managing director?",  # a customer's
    ],
)
def test_a_post_that_nobody_is_said_to_hold_is_refused(asked: Callable[[str], list[str]], question: str) -> None:
    assert asked(question) == []
