"""The parts of the own account's page: password, second factor, sessions, tokens, sign-ins."""
