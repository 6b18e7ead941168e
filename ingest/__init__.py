"""From sources to a published generation."""
