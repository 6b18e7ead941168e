from assistant.domain import Block, Document, Hit, Kind, Passage
from assistant.search.neighbours import joined

PARTS = ("First part of it.", "Second part of it.", "Third part.", "Of another section.")
TEXT = "\n\n".join(PARTS)
TRAILS = (("Plan",), ("Plan",), ("Plan",), ("Budget",))


def hits(*numbers: int) -> list[Hit]:
    starts = [TEXT.index(part) for part in PARTS]
    blocks = tuple(
        Block(start, start + len(part), trail=trail) for start, part, trail in zip(starts, PARTS, TRAILS, strict=True)
    )
    document = Document("d", "d.md", "D", Kind.WORK, "everyone", TEXT, blocks, "text/markdown")
    return [
        Hit(Passage(n, "d", starts[n], starts[n] + len(PARTS[n])), document, 1.0 - rank)
        for rank, n in enumerate(numbers)
    ]


def test_passages_that_follow_each_other_are_one_hit_at_the_better_place() -> None:
    found = joined(hits(1, 3, 0), 2)
    assert [hit.text for hit in found] == [f"{PARTS[0]}\n\n{PARTS[1]}", PARTS[3]]
    assert [hit.score for hit in found] == [1.0, 0.0]


def test_passages_of_two_sections_or_with_a_gap_stay_apart() -> None:
    assert [hit.text for hit in joined(hits(2, 3), 5)] == [PARTS[2], PARTS[3]]
    assert [hit.text for hit in joined(hits(0, 2), 5)] == [PARTS[0], PARTS[2]]


def test_what_is_beyond_the_top_only_widens_what_is_there() -> None:
    assert [hit.text for hit in joined(hits(0, 3, 1), 1)] == [f"{PARTS[0]}\n\n{PARTS[1]}"]
