"""The page Changes: what moved since a night."""
