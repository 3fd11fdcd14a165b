"""Flows that wait for messages: a supervised subscription each, in the process that owns the data folder."""
