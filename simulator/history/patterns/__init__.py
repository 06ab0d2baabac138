"""Whether wars drawn from wide ranges look like wars on record."""
