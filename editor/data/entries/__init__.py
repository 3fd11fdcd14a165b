"""The entries of a component: seen, sought, added, changed, deleted."""
