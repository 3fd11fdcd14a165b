"""The rooms of the page Templates: the list, and one template with its text, its sample data and its preview."""
