"""Pictures: the only part that knows matplotlib. One picture a file."""
