from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Role
from assistant.errors import DocumentError
from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts

PAGE = """---
title: Care plan
updated: 2024-05-03
owner: "Ana Lima"
---

# Care *plan* {#top}

<!-- Write the goal here.

Keep it short. -->

Readmissions within 30 days fall from 18%
to 12% by June. <!-- who says? -->

{{ include "banner" }}
{: .no_toc}

## Measures

| Measure | Now | Goal |
|:--------|----:|------|
| Readmissions | 18% | 12% |
|  | 4 h | 2 h |

* First item
  wrapped over two lines
  1. nested item
- [ ] not done

***

> A quoted `line`
> of two lines

```python
x = 1
```

![A drawing of the ward plan](plan.png)
![x](y.png)

[ref]: https://example.com "Never shown"

<details>
<summary>How we count</summary>

Every discharge **counts** once.

</details>

Setext heading
--------------

End.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_text_is_the_file_itself_and_blocks_are_spans_of_it(page: Path) -> None:
    document = only(page)
    assert document.text == PAGE
    assert document.lines


def test_front_matter_is_metadata_and_not_content(page: Path) -> None:
    document = only(page)
    assert (document.title, document.date) == ("Care plan", "2024-05-03")
    assert document.metadata["owner"] == "Ana Lima"
    assert not any("Ana Lima" in text for text in texts(document))


def test_comments_directives_rules_and_definitions_are_in_no_block(page: Path) -> None:
    covered = "\n".join(texts(only(page)))
    for left_out in (
        "Write the goal",
        "Keep it short",
        "who says",
        "include",
        "no_toc",
        "***",
        "---",
        "Never shown",
        "y.png",
    ):
        assert left_out not in covered


def test_wrapped_paragraph_is_one_block(page: Path) -> None:
    assert "Readmissions within 30 days fall from 18%\nto 12% by June." in texts(only(page), Role.TEXT)


def test_headings_lose_their_marks_and_trails_their_markup(page: Path) -> None:
    document = only(page)
    assert texts(document, Role.HEADING) == ["Care *plan*", "Measures", "Setext heading"]
    assert block_of(document, "wrapped over").trail == ("Care plan", "Measures")
    assert block_of(document, "End.").trail == ("Care plan", "Setext heading")
    assert block_of(document, "Measures").trail == ("Care plan",)


def test_table_rows_are_blocks_with_the_names_of_their_columns(page: Path) -> None:
    document = only(page)
    header, first, second = (b for b in document.blocks if b.role in (Role.HEADER, Role.ROW))
    assert header.columns == first.columns == second.columns == ("Measure", "Now", "Goal")
    assert document.text[first.start : first.end] == "Readmissions | 18% | 12%"
    assert len(document.text[second.start : second.end].split("|")) == 3


def test_nested_items_are_blocks_of_their_own(page: Path) -> None:
    assert texts(only(page), Role.ITEM) == ["First item\n  wrapped over two lines", "nested item", "[ ] not done"]


def test_code_quotes_details_and_telling_pictures_are_content(page: Path) -> None:
    found = texts(only(page), Role.TEXT)
    for words in ("x = 1", "How we count", "Every discharge **counts** once.", "A drawing of the ward plan"):
        assert words in found
    assert any(text.startswith("A quoted `line`") for text in found)


def test_a_table_that_is_written_as_a_list_has_its_cells_under_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "roles.md"
    path.write_text(
        "# T\n\n```{list-table} Who does what\n:header-rows: 1\n:name: roles\n\n* - Role\n  - Decides\n* - **Head**\n"
        "  - What we build,\n    and when\n* - Crew\n  -\n```\n\nAfter it.\n",
        encoding="utf-8",
    )
    document = only(path)
    told = [(block.role, block.columns, document.text[block.start : block.end]) for block in document.blocks[1:]]
    assert told == [
        (Role.HEADER, ("Role",), "Role"),
        (Role.HEADER, ("Decides",), "Decides"),
        (Role.ROW, ("Role",), "**Head**"),
        (Role.ROW, ("Decides",), "What we build,\n    and when"),
        (Role.ROW, ("Role",), "Crew"),
        (Role.TEXT, (), "After it."),
    ]


def test_cells_of_html_tables_keep_their_column(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# T\n\n<table><tr><th>Goal</th><th>Owner</th></tr>\n<tr><td>Fewer falls</td><td>Ana</td></tr></table>\n"
    )
    document = only(path)
    assert block_of(document, "Ana").columns == ("Owner",)
    assert block_of(document, "Fewer falls").role is Role.ROW


def test_line_ends_of_any_system_count_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"# A\r\n\r\nOne\rtwo\r\n")
    assert only(path).text == "# A\n\nOne\ntwo\n"


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nA sentence, not metadata.\n\n---\nMore.\n")
    assert any("A sentence" in text for text in texts(only(path)))


def test_broken_bytes_are_survived_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# Gr\u00fc\u00dfe\n\nWir \u00f6ffnen fr\u00fch".encode() + b" \xff\x00 heute\n")
    assert parse(path).warnings
    assert "heute" in only(path).text


def test_file_of_comments_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!-- nothing -->\n\n---\n")
    with pytest.raises(DocumentError, match="no text in it"):
        parse(path)


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("2024-03 board deck", "Hello", "2024-03"),
        ("2020, Summer - personas", "Hello", "2020-06"),
        ("Q3 2025 goals", "Hello", "2025-07"),
        ("AMAZON_2018_10K", "Hello", "2018"),
        ("notes", "Hello", None),
        ("notes", "**Last updated:** May 3rd, 2024", "2024-05-03"),
        ("notes", "Status as of 30 June 2024", "2024-06-30"),
        ("notes", "# Sprint 65\n1/18/23-1/31/23", "2023-01-31"),
        ("notes", "Date: 04/05/2023", "2023"),
        ("2021 notes", "Date: 2022-07-09", "2022-07-09"),
        ("notes", "We met 4,200 people in 2023.", None),
        ("2026 week 46", "# Weekly report, 13 November 2026\nHello", "2026-11-13"),
        ("2025 goals", "# Goals until 31 December 2027\nHello", "2025"),
        ("2024-03 board deck", "# Board, 12 May 2024\nHello", "2024-03"),
        ("notes", "# Goals until 31 December 2027\nHello", None),
    ],
)
def test_date_comes_from_the_content_else_from_the_name(tmp_path: Path, name: str, text: str, date: str | None) -> None:
    path = tmp_path / f"{name}.md"
    path.write_text(text)
    assert only(path).date == date


def test_title_is_the_first_heading_else_the_readable_name(tmp_path: Path) -> None:
    named, headed = tmp_path / "care_plan-final.md", tmp_path / "x.md"
    named.write_text("Hello")
    headed.write_text("## The **plan**\n\nHello")
    assert only(named).title == "care plan final"
    assert only(headed).title == "The plan"
    headed.write_text("#### Table of Contents\n\n1. [Ferries](#ferries)\n\n## Ferries by night\n\nHello")
    assert only(headed).title == "Ferries by night"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        (
            "041-quiet-quay.md",
            "## Preamble\n\n    Idea: 41\n    Title: Quiet Quay\n\n## Summary\n\nA quay.\n",
            "Quiet Quay",
        ),
        ("041-quiet-quay.md", "## Preamble\n\nA quay.\n\n## Summary\n\nTitle: none\n", "041 quiet quay"),
        ("041-quiet-quay.md", "# Introduction to the quay\n\nTitle: Old Quay\n", "Introduction to the quay"),
        (
            "20260314-project_proposal_quiet_quay.md",
            "# 2026-03-14 Project Proposal\n\nA quay.\n",
            "20260314-project proposal quiet quay",
        ),
        ("readme.md", "# Introduction\n\nA quay.\n", "Introduction"),
    ],
)
def test_a_heading_that_only_opens_the_page_is_no_title(tmp_path: Path, name: str, text: str, title: str) -> None:
    (tmp_path / name).write_text(text)
    assert parse(tmp_path / name).documents[0].title == title


def test_a_heading_may_lack_the_blank_after_its_marks(tmp_path: Path) -> None:
    text = "##Why now\nThe quay.\n\n###5 boats sank  ###\n#tide rose\n\n##fog\n\n    ##Code\n"
    (tmp_path / "old.md").write_text(text)
    read = parse(tmp_path / "old.md").documents[0]
    found = [(block.role, text[block.start : block.end], block.trail) for block in read.blocks]
    assert found[:4] == [
        (Role.HEADING, "Why now", ()),
        (Role.TEXT, "The quay.", ("Why now",)),
        (Role.HEADING, "5 boats sank", ("Why now",)),
        (Role.TEXT, "#tide rose", ("Why now", "5 boats sank")),
    ]
    assert Role.HEADING not in [role for role, *_ in found[4:]]


def test_what_only_programs_read_is_no_content(tmp_path: Path) -> None:
    path = tmp_path / "page.mdx"
    path.write_text(
        "import { Chart } from '../chart'\nimport 'style.css';\nexport const meta = { a: 1 }\n\n# Plan\n\n"
        "%% a remark %%\n\n> [!WARNING]\n> Mind the gap.\n\nWe import goods from 'Oslo'.\n\n"
        "[^1]: Counted in May.\n[board]: https://example.org/board\n"
    )
    assert texts(only(path)) == ["Plan", "> Mind the gap.", "We import goods from 'Oslo'.", "[^1]: Counted in May."]
