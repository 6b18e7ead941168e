"""The page Sources: what is indexed, documents to read, files to add."""
