"""The lens: statements that name outputs, where they stand, with what they would say as outcomes."""

import pytest

from assistant.assessing.advice import rewrite_of_output
from assistant.assessing.lens import outputs_in
from assistant.domain import Document, Role
from assistant.encoder.statements import Statements
from assistant.pages.source.reading import part_html, parts
from tests.pages.test_pages_reading import document

BUILD = "Launch the new customer portal by 30 June 2026."
TRAIN = "Train 200 store managers on the new scheduling tool."
CHANGE = "Store managers reorder stock in under five minutes, down from forty minutes in 2025."
EXCLUDED = "Build a loyalty app for shoppers by the end of 2026."


@pytest.fixture(scope="module")
def statements() -> Statements:
    return Statements()


def plan_of(*goals: str) -> Document:
    goals_under = {"trail": ("Plan 2026", "Goals")}
    return document(
        ("Plan 2026", Role.HEADING, {}),
        ("Goals", Role.HEADING, {"trail": ("Plan 2026",)}),
        *((goal, Role.ITEM, goals_under) for goal in goals),
        ("What we are not doing", Role.HEADING, {"trail": ("Plan 2026",)}),
        (EXCLUDED, Role.TEXT, {"trail": ("Plan 2026", "What we are not doing")}),
    )


def test_outputs_are_marked_and_changes_and_what_is_ruled_out_are_not(statements: Statements) -> None:
    plan = plan_of(BUILD, CHANGE, TRAIN)
    found = outputs_in(plan, 0, len(plan.text), statements)
    assert [plan.text[one.start : one.end] for one in found] == [BUILD, TRAIN]


def test_only_the_stretch_that_is_asked_for_is_read(statements: Statements) -> None:
    plan = plan_of(BUILD, CHANGE, TRAIN)
    found = outputs_in(plan, plan.text.index(CHANGE), len(plan.text), statements)
    assert [plan.text[one.start : one.end] for one in found] == [TRAIN]


def test_of_a_row_the_cell_is_marked_and_the_row_gives_the_date(statements: Statements) -> None:
    row = {"columns": ("Initiative", "Due", "Owner"), "trail": ("Plan 2026",)}
    cell = "Roll out handheld scanners to all docks"
    table = document(
        (f"{cell} | Q3 2026 | Ana", Role.ROW, row), ("Cut stock-outs from 9 % to 4 % | Q4 2026 | Rui", Role.ROW, row)
    )
    (found,) = outputs_in(table, 0, len(table.text), statements)
    assert table.text[found.start : found.end] == cell
    assert found.rewrite.endswith("by Q3 2026")


def test_a_rewrite_keeps_the_date_and_a_measured_result_and_invents_nothing() -> None:
    assert rewrite_of_output(BUILD) == (
        "[who] will [do what]: [which metric] from [baseline?] to [target?] by 30 June 2026"
    )
    assert "200" not in rewrite_of_output(TRAIN)
    told = rewrite_of_output("Roll out triage to cut the error rate from 9 % to 4 %.")
    assert "error rate from 9 % to 4 %" in told


def test_a_marked_output_is_verbatim_and_its_rewrite_follows_in_its_item(statements: Statements) -> None:
    plan = plan_of(BUILD, CHANGE)
    (part,) = parts(plan)
    drawn = part_html(plan, part, outputs_in(plan, *part, statements))
    assert f'<li><mark class="b-output">{BUILD}</mark><span class="b-as-outcome">' in drawn
    assert '<span class="b-blank">who</span> will' in drawn
    assert drawn.count("<mark") == 1
    assert "<mark" not in part_html(plan, part)


def test_parts_are_whole_blocks_that_hold_all_of_a_document() -> None:
    long = document(*((f"Paragraph {number} " + "word " * 60, Role.TEXT, {}) for number in range(40)))
    found = parts(long, 2_000)
    assert len(found) > 3
    assert all(end - start <= 2_000 for start, end in found)
    bodies = "".join(part_html(long, part) for part in found)
    assert [f"Paragraph {number} " in bodies for number in range(40)] == [True] * 40
    assert bodies.count("<p>") == 40
