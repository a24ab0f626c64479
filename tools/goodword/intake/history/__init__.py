"""The history of another system: its events, and the totals that it published."""
