"""Messages on a flow's page: how its subscription is doing, and what was set aside."""
