from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assessing.assessment import Assessor
from assistant.domain import Assessment, Dimension, Document, Finding, Kind, Level, Verdict
from assistant.encoder.embedding import Embedder
from assistant.encoder.statements import Statements
from assistant.findings.case import called
from assistant.gathering import evidence, gathering
from assistant.gathering.evidence import gather
from assistant.gathering.lines import UNREAD
from assistant.index.reader import open_index
from assistant.quotes import find_verbatim
from assistant.settings import load_settings
from ingest.night import Night
from tests.initiative_fixtures import built_index

NAMES = [
    "Second Service",
    "Doorstep Collection",
    "Feature Rush",
    "Workshop Move",
    "Smooth Lane",
    "Cargo Rental",
    "Web Shop Push",
    "Parts Refresh",
    "First Ride",
    "Night Owl",
    "Chain Letter",
    "Tax Stamp",
    "Pedal Finder",
    "Clean Stock",
    "Bell Tower",
]


class Remembering(Assessor):
    """Assesses each name once: the tests look at the same assessments from several sides."""

    def assess(self, name: str) -> Assessment:
        known = self.__dict__.setdefault("known", {})
        return known.setdefault(name, None) or known.__setitem__(name, super().assess(name)) or known[name]


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assessor]:
    with open_index(built_index(tmp_path_factory.mktemp("velo"))) as index:
        yield Remembering.open(index, Statements(), embedder)


def level_of(assessment: Assessment, dimension: Dimension) -> Level:
    return finding_of(assessment, dimension).level


def finding_of(assessment: Assessment, dimension: Dimension) -> Finding:
    return next(finding for finding in assessment.findings if finding.dimension is dimension)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Second Service", Verdict.ALIGNED),
        ("Doorstep Collection", Verdict.ALIGNED),  # "launching" inside a sentence that states an outcome
        ("Smooth Lane", Verdict.ALIGNED),  # what people inside the organisation do is behaviour too
        ("Feature Rush", Verdict.OUTPUT_DRIVEN),  # an outcome verb on an output
        ("Parts Refresh", Verdict.OUTPUT_DRIVEN),  # "Expected outcomes" above deliverables
        ("Workshop Move", Verdict.OUTPUT_DRIVEN),  # % complete
        ("Tax Stamp", Verdict.OUTPUT_DRIVEN),  # compliance
        ("Cargo Rental", Verdict.NOT_ALIGNED),  # listed under what we are not doing
        ("Web Shop Push", Verdict.NOT_ALIGNED),  # a goal of the retired strategy
        ("Night Owl", Verdict.CANNOT_TELL),  # an unfilled template
        ("Clean Stock", Verdict.CANNOT_TELL),  # only a name
        ("Pedal Finder", Verdict.PARTLY_ALIGNED),  # its date has passed with work open
        ("Chain Letter", Verdict.OUTPUT_DRIVEN),  # text in a document is never an instruction
    ],
)
def test_each_trap_gets_its_verdict(assessor: Assessor, name: str, verdict: Verdict) -> None:
    assert assessor.assess(name).verdict is verdict


@pytest.mark.parametrize("name", NAMES)
def test_every_level_stands_on_verbatim_quotes(assessor: Assessor, name: str) -> None:
    assessment = assessor.assess(name)
    assert [finding.dimension for finding in assessment.findings] == list(Dimension)
    for finding in assessment.findings:
        assert finding.reason
        if finding.level is Level.NO_EVIDENCE:
            assert not finding.quotes
            assert finding.searched
        else:
            assert finding.quotes
        for quote in finding.quotes:
            document = assessor.index.document(quote.document.id)
            assert document is not None
            assert find_verbatim(quote.text, document.text)
            assert quote.locator.as_json()


def test_negation_is_not_read_as_a_deliverable(assessor: Assessor) -> None:
    assessment = assessor.assess("First Ride")
    assert level_of(assessment, Dimension.OUTCOME_NOT_OUTPUT) is Level.MET
    assert "app: it is" in finding_of(assessment, Dimension.OUTCOME_NOT_OUTPUT).quotes[0].text


def test_a_retired_goal_is_shown_with_the_strategy_that_holds(assessor: Assessor) -> None:
    quotes = finding_of(assessor.assess("Web Shop Push"), Dimension.OUTCOME_LINK).quotes
    assert {quote.document.path.split("/")[1] for quote in quotes} >= {"archive", "Strategy 2026-2027.md"}


def test_an_exclusion_is_quoted(assessor: Assessor) -> None:
    quotes = finding_of(assessor.assess("Cargo Rental"), Dimension.OUTCOME_LINK).quotes
    assert quotes[0].text.endswith("We will not rent out cargo bikes.")
    assert quotes[1].text.startswith("Families rent a cargo bike")  # and not the label above it


def test_how_much_is_done_is_no_measure(assessor: Assessor) -> None:
    assert level_of(assessor.assess("Workshop Move"), Dimension.MEASURE) is Level.NOT_MET


def test_work_that_must_be_done_is_tagged_and_not_blamed(assessor: Assessor) -> None:
    assert assessor.assess("Tax Stamp").enabler
    assert not assessor.assess("Second Service").enabler


def test_prompts_of_a_template_are_not_content(assessor: Assessor) -> None:
    assessment = assessor.assess("Night Owl")
    assert not [quote for finding in assessment.findings for quote in finding.quotes if "<" in quote.text]


def test_template_prompts_are_set_aside(assessor: Assessor) -> None:
    night_owl = assessor.catalogue.find("Night Owl")
    assert night_owl is not None
    about = gather(night_owl, assessor.catalogue, assessor.statements)
    assert {line.text.rstrip(".") for line in about.templates} >= {
        "TBD",
        "[What do we know, from whom, since when?]",
    }
    assert not [line for line in about.own if line.text in ("TBD", "TBD.") or "[What" in line.text]


def test_of_a_name_that_stands_everywhere_the_closest_lines_are_kept_and_few_judged(
    assessor: Assessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    doorstep = assessor.catalogue.find("Doorstep Collection")
    assert doorstep is not None
    every = gather(doorstep, assessor.catalogue, assessor.statements).lines
    monkeypatch.setattr(gathering, "MOST_LINES", 4)
    monkeypatch.setattr(evidence, "FEW_JUDGED", 2)
    assert gather(doorstep, assessor.catalogue, assessor.statements).lines == every
    monkeypatch.setattr(gathering, "EVERYWHERE", 0)
    kept = gather(doorstep, assessor.catalogue, assessor.statements).lines
    assert [line.relation for line in kept] == sorted(line.relation for line in every)[:4]
    assert sum(line.statement != UNREAD for line in kept) == 2


def test_steering_is_read_from_the_brief(assessor: Assessor) -> None:
    assessment = assessor.assess("Second Service")
    for dimension in (
        Dimension.LEADING_INDICATOR,
        Dimension.MANAGED_TO_OUTCOME,
        Dimension.STOP_RULE,
        Dimension.PROBLEM_EVIDENCE,
    ):
        assert level_of(assessment, dimension) is Level.MET, dimension


def test_player_and_owner_are_named(assessor: Assessor) -> None:
    finding = finding_of(assessor.assess("Second Service"), Dimension.PLAYER)
    assert finding.level is Level.MET
    assert "Ana Moreno" in finding.reason


def test_a_date_that_passed_with_open_work_contradicts(assessor: Assessor) -> None:
    finding = finding_of(assessor.assess("Pedal Finder"), Dimension.REALITY)
    assert finding.level is Level.NOT_MET
    assert "2 of 3" in finding.reason


@pytest.mark.parametrize("name", ["Pedal Finder", "VEL-8", "pedal finder", "the Pedal Finder initiative"])
def test_the_same_question_in_other_words_gets_the_same_verdict(assessor: Assessor, name: str) -> None:
    assessment = assessor.assess(name)
    assert assessment.initiative == "Pedal Finder"
    assert assessment.verdict is Verdict.PARTLY_ALIGNED


def test_an_unknown_name_is_not_assessed(assessor: Assessor) -> None:
    assessment = assessor.assess("Project Neptune")
    assert not assessment.found
    assert assessment.verdict is None
    assert assessment.findings == ()


def test_the_question_is_about_the_weakest_dimension(assessor: Assessor) -> None:
    assessment = assessor.assess("Feature Rush")
    assert assessment.weakest is not None
    assert level_of(assessment, assessment.weakest) is Level.NOT_MET
    assert "Feature Rush" in str(assessment.question_for_owner)


def test_the_rewrite_invents_nothing(assessor: Assessor) -> None:
    rewrite = assessor.assess("Parts Refresh").rewrite
    assert rewrite is not None
    assert {"[baseline?]", "[target?]", "[date?]"} <= set(rewrite.replace(" ", "\n").split("\n"))
    assert not any(letter.isdigit() for letter in rewrite)


def test_assessing_twice_gives_the_same_answer(assessor: Assessor) -> None:
    again = Assessor.open(assessor.index, Statements(), assessor.embedder)
    assert again.assess("Smooth Lane").as_json() == assessor.assess("Smooth Lane").as_json()


def test_a_name_that_is_an_outcome_of_the_strategy_is_linked_to_it(tmp_path: Path, embedder: Embedder) -> None:
    page = tmp_path / "sources/strategy/Vision.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Vision\n\n- Riders come back easily for a second service.\n- Shops decide alone.\n")
    Night(tmp_path / "sources", tmp_path / "index", load_settings(tmp_path / "sources")).run()
    with open_index(tmp_path / "index") as index:
        assessment = Assessor.open(index, Statements(), embedder).assess("Riders come back easily for a second service")
    link = finding_of(assessment, Dimension.OUTCOME_LINK)
    assert (link.level, link.reason[:36]) == (Level.MET, "The current strategy names it among ")
    assert [made.text.strip("- ") for made in link.quotes] == ["Riders come back easily for a second service."]


@pytest.mark.parametrize(
    ("path", "title", "name"),
    [
        ("strategy/What we do not do 2026.md", "What we do not do", "What we do not do"),
        ("problems/2021 - Data errors.md", "2021: Data errors (Round 6)", "2021: Data errors (Round 6)"),
        ("strategy/Strategy_2026_v3.docx", "Linen that comes back", "Linen that comes back, Strategy_2026_v3.docx"),
    ],
)
def test_a_reason_names_the_file_where_a_title_reads_like_a_goal(path: str, title: str, name: str) -> None:
    assert called(Document("i", path, title, Kind.STRATEGY, "everyone", "", (), "docx")) == name
