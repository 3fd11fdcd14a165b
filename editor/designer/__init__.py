"""The designer: a flow drawn as phases and cards, and everything around it."""
