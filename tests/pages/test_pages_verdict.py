from datetime import date

import pytest

from assistant.domain import (
    Answer,
    Assessment,
    Block,
    Claim,
    Dimension,
    Document,
    Finding,
    Kind,
    Level,
    Quote,
    Record,
    Scope,
    Verdict,
)
from assistant.pages.ask.turns import refusal_html, remarks_html
from assistant.pages.citations import Citations, chip_label, ordered
from assistant.pages.examples import candidates, initiative_name
from assistant.pages.verdict import finding_html, footer_html, header_html
from assistant.pages.wording import DIMENSIONS, KINDS, LEVELS, VERDICTS, short_title

TODAY = date(2026, 11, 22)


def document(path: str = "strategy/a.md", title: str = "Plan", **more: object) -> Document:
    text = "First. Second. Third."
    return Document(
        path, path, title, more.pop("kind", Kind.STRATEGY), "everyone", text, (Block(0, 21),), "markdown", **more
    )  # type: ignore[arg-type]


def assessment(**more: object) -> Assessment:
    quote = Quote(document(), 0, 6)
    findings = tuple(
        Finding(one, Level.MET, "because", (quote,))
        if one is not Dimension.STOP_RULE
        else Finding(one, Level.NO_EVIDENCE, "silent", searched=("stop <b>rule</b>",))
        for one in Dimension
    )
    known = {"verdict": Verdict.ALIGNED, "findings": findings, "weakest": Dimension.STOP_RULE, **more}
    return Assessment("First <i>Ninety</i>", True, "g", **known)  # type: ignore[arg-type]


def test_every_word_of_the_domain_has_its_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(LEVELS) == set(Level)
    assert set(DIMENSIONS) == set(Dimension)
    assert set(KINDS) == set(Kind)


def test_the_weakest_finding_comes_first_and_the_others_in_order() -> None:
    shown = [finding.dimension for finding in ordered(assessment())]
    assert shown[0] is Dimension.STOP_RULE
    assert shown[1:] == [one for one in Dimension if one is not Dimension.STOP_RULE]


def test_header_tells_verdict_and_counts_and_escapes_the_name() -> None:
    made = header_html(assessment(enabler=True))
    assert "First &lt;i&gt;Ninety&lt;/i&gt;" in made
    assert "8 met · 1 silent" in made
    assert "Enabler" in made
    assert "Enabler" not in header_html(assessment())


def test_silence_tells_what_was_searched_and_is_not_contradiction() -> None:
    silent = finding_html(ordered(assessment())[0], weakest=True)
    assert "Silent" in silent
    assert "stop &lt;b&gt;rule&lt;/b&gt;" in silent
    assert "Weakest" in silent
    against = finding_html(Finding(Dimension.REALITY, Level.NOT_MET, "<u>no</u>"), weakest=False)
    assert "Contradicted" in against
    assert "What was searched" not in against
    assert "<u>" not in against


def test_blanks_of_the_rewrite_are_visible() -> None:
    made = footer_html(assessment(rewrite="[who] will [do <b>] by May", question_for_owner="Why?"))
    assert '<span class="b-blank">who</span> will' in made
    assert "<b>" not in made
    assert "Why?" in made
    assert footer_html(assessment()) == ""


def test_quotes_of_a_card_are_numbered_once_in_the_order_of_its_findings() -> None:
    plan, other = document(), document("crm/b.csv")
    first, second = Quote(plan, 0, 6), Quote(other, 7, 14)
    findings = (
        Finding(Dimension.MEASURE, Level.MET, "", (second, first)),
        Finding(Dimension.REALITY, Level.MET, "", (second,)),
    )
    answer = Answer("?", "g", (Claim("c", (1,)),), (first,), assessment=assessment(findings=findings))
    citations = Citations.of(answer)
    assert citations.quotes == (second, first)
    assert [citations.number(one) for one in (first, second)] == [2, 1]


def test_a_chip_tells_number_title_and_age() -> None:
    quote = Quote(document(title="Plan *A*", date="2026-11-20"), 0, 6)
    assert chip_label(2, quote, TODAY) == r"**2**  Plan \*A\* · 2 days old"


@pytest.mark.parametrize(
    ("path", "title", "called"),
    [
        ("work/quay-lights/what-we-made.md", "What we made", "Quay lights: What we made"),
        ("work/quay-lights/index.md", "Quay lights at night", "Quay lights at night"),
        ("work/quay-lights/brass.md", "Brass", "Brass"),
        ("work/2026/notes.md", "Notes", "Notes"),
        ("strategy/plan.md", "Plan", "Plan"),
    ],
)
def test_a_chip_says_of_what_a_page_is_an_overview(path: str, title: str, called: str) -> None:
    assert short_title(document(path, title)) == called


def test_a_record_is_called_by_its_key_and_title() -> None:
    record = Record("jira", "initiative", "RET-1", "Dock Scan")
    one = document(title="RET-1 Dock Scan", key="RET-1", record=record)
    assert short_title(one) == "RET-1 Dock Scan"
    assert "RET\\-1 · undated" in chip_label(1, Quote(one, 0, 6), TODAY, brief=True)


@pytest.mark.parametrize(
    ("path", "title", "name"),
    [
        ("strategy/initiatives/First Ninety.docx", "First Ninety", "First Ninety"),
        ("strategy/x/Cluster Move project charter.pdf", "Cluster Move project charter", "Cluster Move"),
        ("strategy/initiatives/a.md", "Clean Invoice - brief", "Clean Invoice"),
        ("strategy/vision.md", "Vision", None),
    ],
)
def test_initiatives_are_named_by_their_documents(path: str, title: str, name: str | None) -> None:
    assert initiative_name(document(path, title)) == name


def test_examples_are_of_each_sort_in_turn() -> None:
    found = candidates(
        [
            document(
                "jira/1", "RET-1 Dock Scan", kind=Kind.WORK, record=Record("jira", "initiative", "RET-1", "Dock Scan")
            ),
            document("jira/2", "RET-2 Strap", kind=Kind.WORK, record=Record("jira", "story", "RET-2", "Strap")),
            document("players/a", "Denise", kind=Kind.PLAYERS),
            document("problems/a", "Loss", kind=Kind.PROBLEMS),
            document("problems/b", "Wet reads", kind=Kind.PROBLEMS),
        ]
    )
    assert found.initiatives == ("Is Dock Scan outcome-aligned?",)
    assert [question.split("about ")[1] for question in found.others] == ["Loss?", "Denise?", "Wet reads?"]


def test_what_an_answer_leaves_open_and_its_age_stand_below_the_claims() -> None:
    claims = (Claim("c", (1,)),)
    made = remarks_html(Answer("?", "g", claims, reason="Of <b>A</b> nothing.", age="The evidence is of 2026."))
    assert made.index("Of &lt;b&gt;A&lt;/b&gt; nothing.") < made.index("The evidence is of 2026.")
    assert remarks_html(Answer("?", "g", reason="Refused.")) == ""


def test_refusal_names_the_filter_and_the_nearest_names() -> None:
    missing = Assessment("Dok Scan", False, "g", nearest=("Dock <b>Scan",))
    made = refusal_html(Answer("?", "g", reason="Not found.", assessment=missing), Scope((Kind.WORK, Kind.FINANCE)))
    assert "Only work and finance documents were searched" in made
    assert "Dock &lt;b&gt;Scan" in made
