"""The door for what people write: TOML files and options in, frozen records or mistakes out."""
