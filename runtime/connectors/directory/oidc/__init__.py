"""OpenID Connect: people sign in at their provider's page and come back with its word; by authlib."""
