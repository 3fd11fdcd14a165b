"""The page Connectors: the systems outside that flows may reach, how each is reached, and whether it answers."""
