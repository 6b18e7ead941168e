"""Questions of all initiatives at once: outcomes, owners, money, open work, and how each outcome stands."""
