"""Outcomes and single wars as tables for a reader, and as JSON for a program."""
