"""What each night found, what changed between two, and what was kept of them."""
