"""An answer or a verdict as a paper to take along: Word, Markdown, PDF."""
