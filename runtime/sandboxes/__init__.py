"""Whole sandboxes: what is in one, emptying it, and taking a flow from one to another."""
