"""What the five authors predicted, read from the claim cards; nothing is invented here."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from simulator.places import data_folder

#: The most predictions of an author that a screen holds.
_MOST = 6


@cache
def authors() -> dict[str, dict[str, object]]:
    """Author's scenario to his name, theory and core predictions; empty where no card is on file.

    `simulator check` and `simulator compare` judge the cards; this only shows what they say.
    """
    cards = (
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(data_folder("seeds").glob("*.toml"))
    )
    return {str(card["scenario"]): _author(card) for card in cards if card.get("kind") == "cards"}


def _author(card: dict[str, Any]) -> dict[str, object]:
    claims = [claim for claim in card.get("claim", []) if claim.get("kind") == "prediction"]
    core = [claim for claim in claims if claim.get("core")] or claims
    source = card.get("source", {})
    return {
        "name": card.get("name", card["scenario"]),
        "theory": source.get("introduction", source.get("theory", "")),
        "predictions": [
            {key: str(claim.get(key, "")) for key in ("id", "where", "text", "predicts")}
            for claim in core[:_MOST]
        ],
    }
