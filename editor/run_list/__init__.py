"""The history of runs: what it shows and its lines."""
