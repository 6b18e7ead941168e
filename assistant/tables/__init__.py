"""Questions over plain sheets and budgets: their lines, columns and units, and what adds up to what."""
