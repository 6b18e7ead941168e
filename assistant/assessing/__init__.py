"""From an initiative to a verdict: its evidence, the nine findings of `findings/`, what to ask next."""
