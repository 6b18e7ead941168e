"""Who reads: whom the sign-in knows, and who may come in."""
