"""The suites of `bearing eval`, one a file: each reads labelled rows, asks Bearing, and returns a report."""
