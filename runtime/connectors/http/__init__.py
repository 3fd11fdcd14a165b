"""Systems that answer over HTTP."""
