"""The war: one clock, its mechanisms, parameters, levers, luck and numbers."""
