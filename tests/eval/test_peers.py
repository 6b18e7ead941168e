"""The comparison with peers: what the scripted model says, and when a piece counts as right."""

from eval.benchmarks.peers import COLUMNS, OURS, holds, questions, table
from eval.benchmarks.scripted import Piece, chosen, cited, reply
from eval.casebook import Labelled, Place

_PROMPT = """Answer from the sources. For example:
Source 1:
The sky is red in the evening.
Source 2:
Water is wet when the sky is red.
Query: When is water wet?
Answer: Water will be wet when the sky is red [2].
Now it's your turn.
------
Source 1:
The laundry opened in May. Its boiler is old.

Source 2:
The boiler was replaced in June. Nobody noticed.

------
Query: When was the boiler replaced?
Answer: """


def _case(quote: str) -> Labelled:
    return Labelled("one", "fact", "to test", question="When?", gold=(Place("strategy/plan.md", quote),))


def test_the_scripted_model_quotes_the_nearest_sentence_and_cites_its_source():
    assert reply(_PROMPT) == "The boiler was replaced in June. [2]"


def test_a_prompt_of_other_words_is_answered_from_what_it_holds():
    prompt = "Context:\nThe boiler was replaced in June.\nQuery: When was the boiler replaced?\nAnswer:"
    assert reply(prompt) == "The boiler was replaced in June."


def test_without_a_word_in_common_the_scripted_model_says_that_nothing_helps():
    assert "[" not in reply(_PROMPT.replace("When was the boiler replaced?", "Wieso?"))


def test_only_sources_that_there_are_are_cited():
    assert cited("As said [2], and again [2], but not [7] or [0].", 3) == [2]


def test_an_answer_stands_on_the_piece_that_is_quoted():
    pieces = [Piece("a.md", "Nothing of note."), Piece("b.md", "It rained. The boiler was replaced in June.")]
    said = chosen("When was the boiler replaced?", pieces)
    assert (said.text, said.pieces) == ("The boiler was replaced in June.", (pieces[1],))


def test_what_shares_no_word_is_refused():
    assert chosen("Wann?", [Piece("a.md", "Nothing of note.")]).pieces == ()


def test_a_piece_is_right_with_the_labelled_words_or_a_part_of_them_in_the_labelled_file():
    case = _case("The boiler was\nreplaced in June.")
    assert holds(Piece("strategy/plan.md", "So: The boiler was replaced  in June. And more."), case)
    assert holds(Piece("strategy/plan.md", "replaced in June."), case)
    assert not holds(Piece("strategy/plan.md", "The boiler was replaced in July."), case)
    assert not holds(Piece("strategy/old.md", "The boiler was replaced in June."), case)


def test_the_questions_have_places_or_no_answer_and_need_no_groups():
    cases = questions()
    assert len(cases) > 150
    assert all(not case.groups and case.answer is None and bool(case.gold) == case.answerable for case in cases)


def test_the_table_gives_each_figure_and_its_ratio():
    ours = {column.key: 2.0 for column in COLUMNS}
    written = table({OURS: ours, "Other": {column.key: 4.0 for column in COLUMNS} | {"refused": 0.0}})
    rows = written.splitlines()
    assert rows[2].startswith(f"| {OURS} | 2.000 |")
    assert rows[3].count("(0.50×)") == len(COLUMNS) - 1
    assert "| 0.000 |" in rows[3]
