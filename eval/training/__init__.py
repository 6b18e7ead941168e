"""What the trained weights are made from and by."""
