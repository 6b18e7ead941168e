"""Labelled cases, metrics, runners and the sample organisation."""
