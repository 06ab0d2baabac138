"""What the claims of five authors need to be played, and what comes of it."""
