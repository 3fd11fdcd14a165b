"""The list of components."""
