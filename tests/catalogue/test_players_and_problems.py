# ruff: noqa: E501  (documents as people write them)
"""Who and which problems the documents know: each once, with the quotes that it came from."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.catalogue.players import Player, Sort, read_players
from assistant.catalogue.problems import Problem, read_problems, states_trouble
from assistant.index.reader import open_index
from assistant.quotes import find_verbatim
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str]], Path]
Ingest = Callable[[Path], Receipt]

PLAYERS = {
    "players/persona - Ines.md": "# Persona: Ines Prado\n\nWritten by Owen, 3 May 2026.\n\nShe plans the night shift of the depot.\n",
    "players/segment small.md": "# Segment: Corner shops\n\nOne till and one owner.\n\n- Persona: Ines Prado\n",
    "players/rivals/competitor Boxly.md": "# Boxly\n\nSells lockers to chains since 2019.\n",
    "players/Stakeholders.md": "# Stakeholders we met\n\n## Depot clerks\n\nThey count crates at six.\n\n## Glossary\n\nWords.\n",
    "players/people.csv": "Name,Title,Team,Email\nAna Ruiz,Head of Depots,North,ana@example.org\nBo Lind,Planner,North,bo@example.org\n",
    "players/README.md": "# Players\n\nWho is in this folder.\n",
    "customers/accounts.csv": "Account ID,Account Name,Industry,Type\n001A000001AbCdE,Harbour Foods,Retail,Customer\n",
}
PROBLEMS = {
    "problems/P1 crates.md": (
        "# P1: Crates go missing\n\nEvery year 17 % of the crates are lost, says the audit of March.\n\n"
        "A driver said \"nobody signs for them\".\n\n## Options\n\nA lock for 30 % of the depots.\n"
    ),
    "problems/archive/P0 paper.md": "# P0: Paper is slow\n\n40 % of the forms are late.\n",
    "problems/Study of May.md": (
        "# Interviews in May\n\n## Findings\n\n### Clerks cannot see the late vans\n\nIn 6 of 9 depots the clerk calls the driver.\n\n"
        "### What we wanted to learn\n\nWhether 10 of 20 clerks call.\n"
    ),
    "problems/themes.md": "# Themes\n\n| theme | count |\n|---|---|\n| damaged lids | 41 |\n| lost keys | 12 |\n",
}  # fmt: skip


@pytest.fixture
def players(write: Write, ingest: Ingest, tmp_path: Path) -> dict[str, Player]:
    ingest(write(PLAYERS))
    with open_index(tmp_path / "index") as index:
        return {player.name: player for player in read_players(index)}


@pytest.fixture
def problems(write: Write, ingest: Ingest, tmp_path: Path) -> dict[str, Problem]:
    ingest(write(PROBLEMS))
    with open_index(tmp_path / "index") as index:
        return {problem.name: problem for problem in read_problems(index)}


def test_players_of_every_sort_are_known_by_name_with_a_verbatim_quote(players: dict[str, Player]) -> None:
    assert {name: player.sort for name, player in players.items()} == {
        "Ana Ruiz": Sort.PERSON,
        "Bo Lind": Sort.PERSON,
        "Harbour Foods": Sort.CUSTOMER,
        "Corner shops": Sort.SEGMENT,
        "Ines Prado": Sort.PERSONA,
        "Boxly": Sort.COMPETITOR,
        "Depot clerks": Sort.GROUP,
    }
    for player in players.values():
        assert all(find_verbatim(quote.text, quote.document.text) for quote in player.quotes)
        assert player.quotes


def test_a_role_is_what_the_documents_say_of_somebody_and_not_who_wrote_it(players: dict[str, Player]) -> None:
    assert players["Ana Ruiz"].role == "Head of Depots"
    assert players["Ines Prado"].role == "She plans the night shift of the depot."
    assert players["Depot clerks"].role == "They count crates at six."


def test_what_else_a_title_calls_a_player_is_an_alias(players: dict[str, Player]) -> None:
    assert players["Corner shops"].aliases == ("Segment: Corner shops",)


def test_a_problem_page_is_known_by_its_number_and_its_evidence_counts_or_quotes(problems: dict[str, Problem]) -> None:
    crates = problems["Crates go missing"]
    assert crates.number == "P1"
    said = [quote.text for quote in crates.evidence]
    assert said == [
        "Every year 17 % of the crates are lost, says the audit of March.",
        'A driver said "nobody signs for them".',
    ]  # what stands under the options is no evidence of the problem


def test_headings_that_tell_of_trouble_are_problems_and_the_study_is_not(problems: dict[str, Problem]) -> None:
    assert "Clerks cannot see the late vans" in problems
    assert not {"Interviews in May", "What we wanted to learn"} & problems.keys()


def test_each_row_of_a_table_of_themes_is_a_problem(problems: dict[str, Problem]) -> None:
    assert "41" in problems["damaged lids"].evidence[0].text
    assert "lost keys" in problems


def test_problems_of_the_past_are_left_out(problems: dict[str, Problem]) -> None:
    assert "Paper is slow" not in problems


def test_whom_deals_name_as_a_competitor_is_one(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    deals = (
        "Id,Name,StageName,Amount,CloseDate,AccountId,OwnerId,Competitor__c\n"
        "006xx000001aBcDAAU,Harbour lockers,Closed Lost,900,2026-03-01,001xx000003DGb1AAG,005xx000001SvogAAC,Lidpost\n"
        "006xx000001aBcEAAU,Quay lockers,Closed Lost,400,2026-04-01,001xx000003DGb1AAG,005xx000001SvogAAC,Cratewise\n"
        "006xx000001aBcFAAU,Pier lockers,Closed Lost,300,2026-05-01,001xx000003DGb1AAG,005xx000001SvogAAC,None\n"
    )
    page = "# Lidpost (Leeds)\n\nNine people above a bakery, and cheap.\n"
    ingest(write({"customers/Opportunity.csv": deals, "players/lidpost.md": page}))
    with open_index(tmp_path / "index") as index:
        found = {player.name: player for player in read_players(index)}
    assert {name: one.sort for name, one in found.items()} == {"Lidpost": Sort.COMPETITOR, "Cratewise": Sort.COMPETITOR}
    assert found["Lidpost"].role == "Nine people above a bakery, and cheap."
    assert found["Cratewise"].quotes[0].text == "Cratewise"


@pytest.mark.parametrize(
    ("words", "troubled"),
    [
        ("Many depots struggle to keep spokes.", True),
        ("These forms lead to duplicate work for nurses.", True),
        ("Both towns could save more if they shared one bus.", True),
        ("We hypothesize that one desk would help riders.", True),
        ("Fewer families struggle to pay by 2027.", False),
        ("To end what leads to wasted bread.", False),
        ("No patient waits where it is hard to find a bed.", False),
        ("Riders get their bike back within a day.", False),
    ],
)
def test_how_bad_things_are_is_told_from_what_is_wanted(words: str, troubled: bool) -> None:
    assert states_trouble(words) == troubled
