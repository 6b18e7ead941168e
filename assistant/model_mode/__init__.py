"""Answers and second opinions that a language model writes; only what the checker lets pass is shown."""
