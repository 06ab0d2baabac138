"""Reads what people write: TOML files and options in, frozen records or every mistake out."""
