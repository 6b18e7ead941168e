"""The source of a citation: the page of a PDF, or a reading view, with the quote marked."""
