from assistant.domain import Block, Document, Kind, Role
from assistant.text.sentences import LONGEST, block_sentences, sentences


def said(text: str, role: Role = Role.TEXT) -> list[str]:
    return [text[start:end] for start, end in block_sentences(text, Block(0, len(text), role))]


def test_sentences_end_where_they_end() -> None:
    assert said("Dr. Ames left. It cost 3.5 m. Why? Nobody, e.g. Bob, knows!") == [
        "Dr. Ames left.",
        "It cost 3.5 m.",
        "Why?",
        "Nobody, e.g. Bob, knows!",
    ]


def test_each_line_of_a_card_is_one_and_lines_of_prose_are_not() -> None:
    assert said("**Owner:** Mara Lind\n**Status:** open\n**Due**: 30 June") == [
        "**Owner:** Mara Lind",
        "**Status:** open",
        "**Due**: 30 June",
    ]
    assert said("Owner: Mara Lind\nStatus: open") == ["Owner: Mara Lind", "Status: open"]
    prose = "The desk has two rules:\nNote: ask first, and then\nwrite it down"
    assert said(prose) == [prose]


def test_a_row_is_one_sentence() -> None:
    assert said("Churn. | 5 %. Today | 3 %", Role.ROW) == ["Churn. | 5 %. Today | 3 %"]


def test_a_very_long_sentence_is_cut_and_nothing_is_lost() -> None:
    text = "words, and more of them " * 80
    parts = said(text)
    assert max(map(len, parts)) <= LONGEST
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_headings_and_marks_alone_are_not_sentences() -> None:
    text = "Title\nReal one.\n***"
    blocks = (Block(0, 5, Role.HEADING), Block(6, 15), Block(16, 19))
    document = Document("i", "p", "t", Kind.OTHER, "everyone", text, blocks, "text")
    assert sentences(document) == [(6, 15)]
