"""The page People: everybody, groups, roles, contexts, tokens, sessions and sign-ins."""
