"""The design of a component: its fields, and what a change of them does to its entries."""
