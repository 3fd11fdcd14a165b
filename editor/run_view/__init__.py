"""A run as people see it: its steps, its log, its result. Each part takes (installation, visitor, run id)."""
