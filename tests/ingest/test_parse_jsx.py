"""Components of JSX in Markdown: their words are content, their code is not, and a quote of them stays verbatim."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Parsed, Role
from assistant.pages.source.inline import inline_html
from assistant.text.plain import plain
from tests.ingest.parse_checks import block_of, only, texts


def read(folder: Path, text: str) -> Parsed:
    path = folder / "page.mdx"
    path.write_text(text, encoding="utf-8")
    return only(path)


def said(document: Parsed) -> list[str]:
    return [plain(text) for text in texts(document)]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ('Owner: <Person name="Ann Lee" photo />', "Owner: Ann Lee"),
        ("Owner: <Person photo name='Ann \"A\" Lee'/>", 'Owner: Ann "A" Lee'),
        ('Ask <Person name={"Ann Lee"} /> first', "Ask Ann Lee first"),
        ('With <Ui.Team slug="ward-north" /> we cut falls', "With ward-north we cut falls"),
        ('<Card title="Falls" text="Fewer" />', "Falls"),
        ('<Person team="x" /> left', "left"),
        ("<Person name={user.name} /> left", "left"),
        ('<Input name="q" /><IMG alt="x" /> left', "left"),
        ('See <Link to="/a">the plan</Link>', "See the plan"),
    ],
)
def test_a_component_reads_as_the_words_that_it_shows(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_a_heading_and_its_trail_name_the_person_of_a_component(tmp_path: Path) -> None:
    document = read(tmp_path, '# Goal 3: bills (Owner: <Person name="Ann Lee" />)\n\nHalve them.\n')
    assert document.title == "Goal 3: bills (Owner: Ann Lee)"
    assert block_of(document, "Halve them.").trail == ("Goal 3: bills (Owner: Ann Lee)",)


def test_a_component_alone_is_its_words_and_of_a_pair_the_children_are_content(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        '# Team\n\n## <Person name="Ann Lee" photo />\n\nShe leads.\n\n<UI name="Bo Li" />\n\n'
        '<Callout type="info">Mind the gap</Callout>\n\n<Callout type="info">\n\nTwo **parts**.\n\n</Callout>\n\n'
        '<Button\n  href="/x"\n  size="lg"\n>\n  Ask us\n</Button>\n',
    )
    assert texts(document) == ["Team", "Ann Lee", "She leads.", "Bo Li", "Mind the gap", "Two **parts**.", "Ask us"]
    assert block_of(document, "She leads.").trail == ("Team", "Ann Lee")


def test_code_around_the_text_is_no_content(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "import {\n  A,\n  B,\n} from './x'\nexport const meta = {\n  a: 1,\n}\n\n{/* A remark\n\n# Not a heading\n\n"
        "of parts */}\n\n# Plan\n\nWe cut falls {/* who says? */}\n\n{items.map(one => (\n  <Card key={one} />\n))}\n",
    )
    assert texts(document) == ["Plan", "We cut falls"]
    assert document.title == "Plan"


def test_sentences_that_only_look_like_a_program_stay(tmp_path: Path) -> None:
    kept = ["import of goods grows\nby half.", "{a, b\nand c} are sets.", "export sales double."]
    assert texts(read(tmp_path, "\n\n".join(kept))) == kept


def test_components_and_type_parameters_in_code_stay_as_they_are(tmp_path: Path) -> None:
    code = '<Person name="x" />\n{/* stays */}\nMap<String, List<Int>> a'
    document = read(tmp_path, f'# Use\n\nWrite `<Person name="x" />` or `List<String>`.\n\n```jsx\n{code}\n```\n')
    assert texts(document, Role.TEXT) == ['Write `<Person name="x" />` or `List<String>`.', code]


def test_the_view_of_a_source_shows_the_words_and_hides_the_rest(tmp_path: Path) -> None:
    text = 'Owner: <Person name="Ann Lee" photo />'
    shown = inline_html(text, 0, len(text), (0, 0), markdown=True)
    assert '</span>Ann Lee<span class="b-syntax">' in shown
