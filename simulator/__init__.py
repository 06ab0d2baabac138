"""Bargaining while fighting: an agent-based model of how wars end."""

__version__ = "0.1.0"
