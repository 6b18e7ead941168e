"""A model's second opinion: only what stands on its quotes, put through the same rules, shown where it differs."""

from collections.abc import Iterator

import pytest

from assistant.assessing.assessment import Assessor
from assistant.assistant import Assistant
from assistant.domain import Dimension, Level, Quote, Verdict
from assistant.encoder.embedding import Embedder
from assistant.model_mode.language_model import LanguageModel
from assistant.model_mode.prompts import ASSESS
from assistant.model_mode.proposals import evidence_of, proposals
from assistant.settings import Client, ModelSettings
from tests.initiative_fixtures import built_index
from tests.model_server import ModelServer, Part, imported, serving

NAME = "Doorstep Collection"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    yield from serving()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    imported()
    return Assistant.open(built_index(tmp_path_factory.mktemp("velo")), embedder=embedder)


@pytest.fixture(scope="module")
def quotes(reader: Assistant) -> tuple[Quote, ...]:
    assessor: Assessor = reader.assessor
    return evidence_of(assessor.examine(NAME))


def number_of(quotes: tuple[Quote, ...], words: str) -> int:
    return next(at for at, made in enumerate(quotes, start=1) if words in made.text)


def model(server: ModelServer, seconds: float = 9.0) -> LanguageModel:
    return LanguageModel(
        ModelSettings(client=Client.OLLAMA, name="tiny", url=server.url_for(Client.OLLAMA), seconds=seconds)
    )


def test_a_line_becomes_a_finding_only_where_its_quotes_carry_its_reason(quotes: tuple[Quote, ...]) -> None:
    ben, within = number_of(quotes, "Ben Adler"), number_of(quotes, "within two days")
    said = (
        f"- player | partial | Ben Adler is the owner. [{ben}]\n"
        f"measure | met | Commuters get their bike back within 3 days. [{within}]\n"  # another number
        "stop_rule | no_evidence\n"
        f"speed | met | Ben Adler is the owner. [{ben}]\n"  # no dimension of the rubric
        "reality | met | It is going well. [999]\n"
    )
    found = proposals([said], quotes)
    assert [(finding.dimension, finding.level) for finding in found] == [(Dimension.PLAYER, Level.PARTIAL)]
    assert found[0].quotes == (quotes[ben - 1],)


def test_the_rules_decide_on_the_proposals_and_what_differs_is_shown(
    server: ModelServer, reader: Assistant, quotes: tuple[Quote, ...]
) -> None:
    alone = reader.assess(NAME)
    launching = number_of(quotes, "By launching collection")
    line = f"outcome_not_output | not_met | By launching collection at the door in ten shops. [{launching}]\n"
    server.parts = [Part((line,))]
    made = reader.assess_twice(NAME, model(server))
    opinion = made.second_opinion
    assert opinion is not None
    assert opinion.verdict is Verdict.OUTPUT_DRIVEN
    assert [finding.dimension for finding in opinion.differing] == [Dimension.OUTCOME_NOT_OUTPUT]
    assert (made.verdict, made.findings) == (alone.verdict, alone.findings)  # it stands beside, not instead
    assert made.as_json()["second_opinion"]["differing"] == ["outcome_not_output"]
    assert server.asked[-1]["messages"][0]["content"] == ASSESS
    assert f"<initiative>{NAME}</initiative>" in server.prompt


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part(status=500), "failed (500)"),
        (Part(("All is aligned.",)), "no level that stands"),
        (Part(ends="hangs"), "within"),
    ],
)
def test_without_an_opinion_the_assessment_stands_alone_and_says_why(
    server: ModelServer, reader: Assistant, part: Part, said: str
) -> None:
    server.parts = [part]
    made = reader.assess_twice(NAME, model(server, 0.6))
    assert made.findings == reader.assess(NAME).findings
    assert made.second_opinion is not None
    assert said in str(made.second_opinion.note)
    assert made.second_opinion.verdict is None


def test_what_no_document_names_is_not_put_to_a_model(server: ModelServer, reader: Assistant) -> None:
    made = reader.assess_twice("Submarine Cable", model(server))
    assert not made.found
    assert server.asked == []


def test_without_a_model_the_contract_has_no_second_opinion(reader: Assistant) -> None:
    assert "second_opinion" not in reader.assess(NAME).as_json()
