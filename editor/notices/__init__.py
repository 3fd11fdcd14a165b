"""What people are told: the bell that stands on every page, and the history behind it."""
