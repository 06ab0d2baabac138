"""The classroom: eight questions, answered live by the compiled ensemble or from one file."""
