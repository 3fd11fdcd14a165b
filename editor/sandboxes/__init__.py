"""Sandboxes as people see them: chosen, listed, emptied, and flows promoted from one to another."""
