"""A file into a component: chosen, mapped, looked at, taken in."""
