"""The checker: does a claim stand on its quotes? Every claim of either mode passes here."""
