from assistant.domain import Answer, Block, Document, Kind, Locator, document_id


def test_lines_are_given_where_the_file_has_lines() -> None:
    text = "# A\n\nfirst\nsecond\n"
    document = Document(
        "i", "a.md", "A", Kind.WORK, "everyone", text, (Block(5, 17, trail=("A",)),), "markdown", lines=True
    )
    place = document.locate(11, 17)
    assert (place.line_start, place.line_end, place.heading) == (4, 4, "A")
    assert place.as_json() == {"heading": "A", "line_start": 4, "line_end": 4, "start": 11, "end": 17}


def test_a_record_is_located_by_key_and_field() -> None:
    block = Block(8, 12, locator=Locator(field="Status"))
    document = Document("i", "x.csv", "A-1", Kind.WORK, "everyone", "Status: Done", (block,), "csv", key="A-1")
    assert document.locate(8, 12).as_json() == {"key": "A-1", "field": "Status", "start": 8, "end": 12}


def test_identity_is_where_a_document_lives() -> None:
    assert document_id("a/b.csv", "K-1") == document_id("a/b.csv", "K-1")
    assert len({document_id("a"), document_id("a", "K"), document_id("aK"), document_id("b")}) == 4


def test_an_answer_without_claims_is_an_abstention() -> None:
    row = Answer("q", "g", reason="no").as_json()
    assert (row["abstained"], row["reason"], row["text"], row["claims"], row["citations"]) == (True, "no", "no", [], [])


def test_a_printed_page_number_is_told_apart_from_the_physical_one() -> None:
    assert Locator(page=7, page_label="iii").label() == "page 7 (printed iii)"
    assert Locator(page=7, page_label="7").label() == "page 7"
