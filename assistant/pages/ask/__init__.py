"""The page Ask: a conversation, its turns, and what can be done with an answer."""
