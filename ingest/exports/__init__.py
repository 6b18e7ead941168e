"""Exports of other tools as documents, one file a tool; chosen by the header of the file."""
