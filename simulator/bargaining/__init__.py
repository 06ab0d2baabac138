"""Bargaining while fighting: games, their solvers, what a deal must give each side to be signed."""
