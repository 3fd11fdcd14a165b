"""The page Data: components, their design, their entries."""
