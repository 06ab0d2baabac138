"""One war as a film: what the player shows, and a page of its own for it."""
