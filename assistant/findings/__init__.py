"""The nine dimensions of an assessment, a few in each file; `rubric` of the design is the law here."""
