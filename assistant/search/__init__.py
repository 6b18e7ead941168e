"""From a question to passages: words and vectors fused, ordered, near-duplicates aside."""
