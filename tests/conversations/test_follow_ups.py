"""What to ask next comes from what an answer leaves open; nothing that was asked comes again."""

from assistant.conversations.context import Turn
from assistant.conversations.follow_ups import follow_ups
from assistant.domain import Answer, Assessment, Block, Claim, Dimension, Document, Finding, Kind, Level, Quote, Verdict
from assistant.evidence_mode.answering import CONFLICT

INITIATIVES = ("HED-98 Guest Portal (Hotels)", "Second Count", "Rounds")
TEXT = "Second Count serves the plants."
DOCUMENT = Document("d", "a.md", "Plant plan", Kind.STRATEGY, "everyone", TEXT, (Block(0, len(TEXT)),), "text")
SAID = Answer("?", "g", (Claim(TEXT, (1,)),), (Quote(DOCUMENT, 0, len(TEXT)),))


def after(question: str, answer: Answer, asked: tuple[str, ...] = ()) -> list[str]:
    return list(follow_ups(Turn(question, answer), asked, INITIATIVES))


def card(**levels: Level) -> Answer:
    findings = tuple(Finding(Dimension(name), level, "") for name, level in levels.items())
    assessment = Assessment(
        "HED-98 Guest Portal (Hotels)", True, "g", verdict=Verdict.OUTPUT_DRIVEN, findings=findings,
        weakest=Dimension.STOP_RULE,
    )  # fmt: skip
    return Answer("?", "g", (Claim("x", (1,)),), SAID.quotes, assessment=assessment)


def test_a_verdict_leads_to_its_weakest_finding_then_the_silent_ones_and_never_to_what_is_met() -> None:
    answer = card(measure=Level.PARTIAL, player=Level.MET, problem_evidence=Level.NO_EVIDENCE, stop_rule=Level.NOT_MET)
    found = after("Is Guest Portal outcome-aligned?", answer)
    assert found[:3] == [
        "When would Guest Portal be stopped?",
        "Which problem does Guest Portal solve?",
        "How is the success of Guest Portal measured?",
    ]
    assert "Is Guest Portal outcome-aligned?" not in found


def test_a_comparison_leads_first_to_the_side_of_which_nothing_was_said() -> None:
    silent = Answer("?", "g", SAID.claims, SAID.quotes, "Of Rounds the documents that you may read do not say it.")
    found = after("How do Second Count and Rounds differ?", silent)
    assert found[:2] == ["What do we know about Rounds?", "Is Rounds outcome-aligned?"]


def test_a_conflict_leads_to_whether_the_sources_agree() -> None:
    found = after("When does Second Count end?", Answer("?", "g", SAID.claims, SAID.quotes, CONFLICT))
    assert found[0] == "Do strategy and work agree about Second Count?"


def test_a_refusal_leads_to_the_nearest_names_and_to_what_was_named() -> None:
    missing = Assessment("Second Cuont", False, "g", nearest=("Second Count",))
    refused = Answer("?", "g", reason="No document names it.", assessment=missing)
    assert after("Is Second Cuont outcome-aligned?", refused)[0] == "Is Second Count outcome-aligned?"
    found = after("What is the weather at Guest Portal today?", Answer("?", "g", reason="No."))
    assert found[:2] == ["What do we know about Guest Portal?", "Is Guest Portal outcome-aligned?"]


def test_an_answer_leads_to_the_initiatives_that_it_speaks_of() -> None:
    found = after("What helps the plants?", SAID)
    assert found[:2] == ["Is Second Count outcome-aligned?", "Do strategy and work agree about Second Count?"]
    assert not [question for question in found if "Guest" in question or "Rounds" in question]


def test_what_was_asked_does_not_come_again_in_other_letters() -> None:
    asked = ("is second count Outcome-Aligned", "Who owns Second Count?")
    found = after("What helps the plants?", SAID, asked)
    assert found
    assert not [question for question in found if question.startswith(("Is ", "Who "))]
    assert len(found) == len(set(found))
