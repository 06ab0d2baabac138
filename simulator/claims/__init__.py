"""What authors say, and whether it comes out."""
