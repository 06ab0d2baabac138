"""What came out, for people: tables, words, pictures."""
