from __future__ import annotations

from pathlib import Path

import pytest

from ingest.exports.confluence_storage import page_html
from ingest.parse import html
from tests.ingest.parse_checks import texts

PEOPLE = {"k1": "Ana Lima", "712:x": "Sam Cole"}


def shown(storage: str) -> list[str]:
    return texts(html.page(Path("page"), page_html(storage, PEOPLE)).documents[0])


@pytest.mark.parametrize(
    ("storage", "words"),
    [
        ('<p>Ask <ac:link><ri:user ri:userkey="k1" /></ac:link> or <ac:link><ri:user ri:account-id="712:x"/></ac:link>'
         "</p>", ["Ask Ana Lima or Sam Cole"]),
        ('<p>See <ac:link><ri:page ri:content-title="Plan 2026" /></ac:link>.</p>', ["See Plan 2026."]),
        ('<p><ac:link><ri:page ri:content-title="X"/><ac:plain-text-link-body><![CDATA[the <plan>]]>'
         "</ac:plain-text-link-body></ac:link> holds</p>", ["the <plan> holds"]),
        ('<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sql</ac:parameter><ac:plain-text-body>'
         "<![CDATA[select a < b]] ></ac:plain-text-body></ac:structured-macro><p>after</p>", ["select a < b", "after"]),
        ('<ac:structured-macro ac:name="toc"><ac:parameter ac:name="maxLevel">3</ac:parameter></ac:structured-macro>'
         "<p>text</p>", ["text"]),
        ('<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">Decision</ac:parameter>'
         '<ac:parameter ac:name="bgColor">#fff</ac:parameter><ac:rich-text-body><p>Stop it.</p></ac:rich-text-body>'
         "</ac:structured-macro>", ["Decision", "Stop it."]),
        ('<p>State: <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">At risk</ac:parameter>'
         '<ac:parameter ac:name="colour">Red</ac:parameter></ac:structured-macro></p>', ["State: At risk"]),
        ('<p><ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">ABC-12</ac:parameter>'
         "</ac:structured-macro> is late</p>", ["ABC-12 is late"]),
        ("<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>"
         "<span>Ship it</span></ac:task-body></ac:task></ac:task-list>", ["[x] Ship it"]),
        ('<p>Due <time datetime="2026-03-01" /></p>', ["Due 2026-03-01"]),
        ("<p>Goal: <ac:placeholder>State the goal here</ac:placeholder></p>", ["Goal:"]),
        ("<ac:layout><ac:layout-section><ac:layout-cell><p>left</p></ac:layout-cell><ac:layout-cell><p>right</p>"
         "</ac:layout-cell></ac:layout-section></ac:layout>", ["left", "right"]),
        ('<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute>'
         "<ac:adf-content><p>Once</p></ac:adf-content></ac:adf-node><ac:adf-fallback><p>Once</p></ac:adf-fallback>"
         "</ac:adf-extension>", ["Once"]),
        ('<ac:image ac:alt="x"><ri:attachment ri:filename="a.png" /></ac:image><p>text</p>', ["text"]),
        ('<p><ac:inline-comment-marker ac:ref="1">marked</ac:inline-comment-marker> text</p>', ["marked text"]),
    ],
)  # fmt: skip
def test_page_reads_as_its_readers_see_it(storage: str, words: list[str]) -> None:
    assert shown(storage) == words


def test_tables_inside_macros_keep_their_columns() -> None:
    markup = page_html(
        '<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tbody><tr><th>Owner</th><th>State</th></tr>'
        "<tr><td>Ana</td><td>Late</td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>",
        {},
    )
    (document,) = html.page(Path("page"), markup).documents
    assert document.blocks[-1].columns == ("Owner", "State")
