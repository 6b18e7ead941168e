"""What an organisation pursues and who it knows: initiatives, outcomes, problems, players, and how they meet."""
