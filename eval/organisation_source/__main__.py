"""Write the sample organisation's binary documents: `python -m eval.organisation_source`."""

from pathlib import Path

from eval.organisation_source import briefs_pdf, briefs_word
from eval.organisation_source.board_deck import write_board_deck
from eval.organisation_source.board_papers import PDF_PAPERS, WORD_PAPERS
from eval.organisation_source.budget_book import BUDGET_BOOK
from eval.organisation_source.okr_book import OKR_BOOK
from eval.organisation_source.pages import write_pdf
from eval.organisation_source.people_book import PEOPLE_BOOK
from eval.organisation_source.research import SYNTHESIS
from eval.organisation_source.roadmap_deck import write_roadmap_deck
from eval.organisation_source.strategy_archive import OLD_STRATEGY
from eval.organisation_source.strategy_current import STRATEGY
from eval.organisation_source.word import write_word
from eval.organisation_source.workbooks import write_book

ORGANISATION = Path(__file__).resolve().parent.parent / "organisation"


def write_documents(root: Path) -> list[Path]:
    """Write every Word, PDF, PowerPoint and Excel file below `root`; return their paths."""
    words = (STRATEGY, SYNTHESIS, *briefs_word.BRIEFS, *WORD_PAPERS)
    pdfs = (OLD_STRATEGY, *briefs_pdf.BRIEFS, *PDF_PAPERS)
    books = (OKR_BOOK, BUDGET_BOOK, PEOPLE_BOOK)
    return [
        *(write_word(root, text) for text in words),
        *(write_pdf(root, text) for text in pdfs),
        *(write_book(root, book) for book in books),
        write_board_deck(root),
        write_roadmap_deck(root),
    ]


if __name__ == "__main__":
    for path in write_documents(ORGANISATION):
        print(path.relative_to(ORGANISATION))
