"""What the sides do: pure scalar functions, one theory a file, no clock, no agents, no luck.

Mechanisms are what the sides do; theory is what a paper proves must follow. Each function is
compiled by numba, takes and returns numbers only, and names its source. Units: months, shares of
D's territory, forces as indices (1 at month 0), hazards per month, values in stakes.
"""
