"""What the five authors predicted, for the scene that compares them; nothing is invented here."""

from __future__ import annotations


def authors() -> dict[str, object]:
    """Author's scenario to his name and predictions; empty while no claim card is on file."""
    return {}
