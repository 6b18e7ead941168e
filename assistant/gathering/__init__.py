"""The lines of the documents that speak of one initiative, each with how it belongs to it."""
