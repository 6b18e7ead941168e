"""How a question is worded: its shape, its language, its parts, and what it may mean."""
