"""Questions of the organisation as a whole: its mission, priorities, risks, results and decisions."""
