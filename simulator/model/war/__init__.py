"""One war as agents: the reference model, and Mesa's one door."""
