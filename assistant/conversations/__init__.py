"""What a reader asked and kept: follow-ups, conversations, saved answers, and how their citations stand today."""
