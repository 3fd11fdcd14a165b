"""What happens: step types, models, checks, runs, events, the outside world. Knows no browser."""
