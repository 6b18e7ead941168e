"""Questions of people: what a player needs, who holds a post, who leads a team."""
