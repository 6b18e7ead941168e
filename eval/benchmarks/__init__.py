"""Benchmarks: each is a command that prints what it measured, beside a baseline in the same run."""
