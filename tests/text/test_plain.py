import pytest

from assistant.text.plain import plain


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("* **Cut** churn to [5 %](https://example.org/a_(b))", "Cut churn to 5 %"),
        ("## Heading", "Heading"),
        ("- [x] Done with `code`", "Done with code"),
        ("![A chart](chart.png) shows it", "A chart shows it"),
        ("a &gt; b \\* c", "a > b * c"),
        ("> quoted <b>bold</b>", "quoted bold"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("| a | b |", "a | b"),
        ("h2. Goal {code}x{code} [~ann]", "Goal x"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markup_goes_and_words_stay(marked: str, words: str) -> None:
    assert plain(marked) == words
