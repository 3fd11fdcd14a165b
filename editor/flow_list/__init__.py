"""The list of flows: what it shows, its lines, and what can be done from it."""
