"""One war: its record, its ten steps, and the three ways to run them; Mesa's one door."""
