"""Questions that one place of the documents answers: a section, a heading, a column, a meeting, a sprint."""
