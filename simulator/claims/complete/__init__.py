"""What would have to be true: the least that must be assumed for an author's claims to come out."""
