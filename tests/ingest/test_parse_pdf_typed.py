from __future__ import annotations

from pathlib import Path

import pypdf
from pypdf.annotations import FreeText
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.parse.files import parse
from tests.ingest.parse_checks import block_of, only, texts


def form(path: Path, **values: str) -> Path:
    canvas = Canvas(str(path), A4)
    canvas.drawString(60, 780, "Application for a change of scope")
    for at, (name, value) in enumerate(values.items()):
        canvas.drawString(60, 740 - 40 * at, f"{name.capitalize()}:")
        canvas.acroForm.textfield(name=name, value=value, x=130, y=732 - 40 * at, width=300, height=22)
    canvas.drawString(60, 600, "The board decides within ten days of the day on which it has this paper.")
    canvas.acroForm.checkbox(name="agreed", x=60, y=560, checked=True)
    canvas.save()
    return path


def test_values_of_form_fields_stand_beside_their_labels(tmp_path: Path) -> None:
    document = only(form(tmp_path / "form.pdf", reason="We lost two suppliers in March", owner="Ilse Brandt"))
    words = " ".join(document.text.split())
    assert "Reason: We lost two suppliers in March Owner: Ilse Brandt The board decides" in words
    assert block_of(document, "We lost two suppliers").locator.page == 1
    assert "Yes" not in words


def test_hidden_and_empty_fields_say_nothing(tmp_path: Path) -> None:
    path = form(tmp_path / "form.pdf", reason="For programs only", owner="")
    writer = pypdf.PdfWriter(clone_from=str(path))
    annotations = writer.pages[0]["/Annots"]
    annotations[0].get_object()[pypdf.generic.NameObject("/F")] = pypdf.generic.NumberObject(2)
    writer.write(path)
    assert "For programs" not in only(path).text


def test_text_that_somebody_put_on_a_page_is_read(tmp_path: Path) -> None:
    path = form(tmp_path / "form.pdf")
    writer = pypdf.PdfWriter(clone_from=str(path))
    note = FreeText(text="Agreed on 4 May\nby the whole board", rect=(60, 660, 300, 700))
    writer.add_annotation(0, note)
    writer.write(path)
    words = " ".join(only(path).text.split())
    assert "change of scope Agreed on 4 May by the whole board The board decides" in words


def test_a_form_with_nothing_typed_is_read_as_before(tmp_path: Path) -> None:
    assert len(texts(parse(form(tmp_path / "form.pdf")).documents[0])) == 2
