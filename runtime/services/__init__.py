"""What stands behind the context: readers, writers, the script sandbox."""
