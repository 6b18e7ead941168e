"""What a reader may know of the index: its sources, its nights, its state."""
