"""What a notebook holds: scenarios to ask, and results as tables, axes and arrays."""
