"""Entries out of a component: into a file, or not delivered."""
