"""What the five authors predicted, from the claim cards, beside what their assumptions give.

The judging is that of `simulator compare`; here it is asked about one author's core predictions.
"""

from __future__ import annotations

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.cards.load import load_all
from simulator.claims.compare.judging import judge_all
from simulator.files.scenario import load_scenario

Plain = dict[str, object]


def authors() -> dict[str, Plain]:
    """Author's scenario to his name, his theory and his core predictions.

    Raises:
        BadInput: Every mistake in a card.
    """
    return {name: _author(cards) for name, cards in load_all().items()}


def _author(cards: Cards) -> Plain:
    return {
        "name": cards.name,
        "theory": cards.source.introduction,
        "predictions": [claim.text for claim in _core(cards)],
    }


def _core(cards: Cards) -> list[Claim]:
    return [claim for claim in cards.claim if claim.kind == "prediction" and claim.core]


def verdicts(author: str, wars: int, entropy: int) -> list[Plain]:
    """Each core prediction of an author, judged on his own assumptions.

    Args:
        author: His scenario.
        wars: How many wars a world.
        entropy: Names the luck [0, 2**63).

    Returns:
        In the order of `authors()`: the claim's place in that order, and its verdict.

    Raises:
        RunFailed: A war could not be played.
    """
    claims = _core(load_all()[author])
    found, _ = judge_all(author, claims, load_scenario(author), wars, entropy)
    return [{"verdict": each.verdict, "n": wars} for each in found]
