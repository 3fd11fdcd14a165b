"""Mail servers: what a person says of one, what a message looks like, and how one is handed over."""
