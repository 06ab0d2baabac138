"""Which parameters an outcome depends on, and in which box of them it happens."""
