"""What flows ask of the page that started them: done there, once, one thing after the other."""
