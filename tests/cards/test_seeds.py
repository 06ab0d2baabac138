"""The cards that ship: every claim is there, in our own words, with a test or a reason."""

from __future__ import annotations

from collections import Counter

import pytest

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.cards.load import load_all
from simulator.files.scenario import load_scenario
from simulator.model.metrics.catalogue import STATES
from simulator.model.parameters import PARAMETERS

CARDS = load_all()
CLAIMS = [claim for cards in CARDS.values() for claim in cards.claim]
TESTED = [claim for claim in CLAIMS if claim.is_tested]


def test_five_sources_each_with_its_scenario() -> None:
    assert list(CARDS) == ["dickinson", "freedman", "menon", "person", "strategypage"]
    for name, cards in CARDS.items():
        assert load_scenario(name).start == cards.source.as_of[:7] or cards.source.date[:7]


def test_every_claim_is_there_once() -> None:
    assert Counter(claim.kind for claim in CLAIMS) == {
        "fact": 134,
        "mechanism": 108,
        "prediction": 59,
        "conditional": 53,
    }
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)
    assert len({claim.text for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("cards", CARDS.values(), ids=list(CARDS))
def test_a_source_is_a_whole_reference(cards: Cards) -> None:
    source = cards.source
    for field in ("author", "title", "outlet", "date", "locators", "theory", "introduction"):
        assert getattr(source, field)


@pytest.mark.parametrize("claim", TESTED, ids=lambda claim: claim.id)
def test_a_tested_claim_says_what_it_claims(claim: Claim) -> None:
    assert bool(claim.test) != bool(claim.untestable)
    assert claim.predicts
    parts = [part for part in claim.test if part.restates is None]
    assert parts or claim.restates or claim.untestable, "nothing of it is scored, and no reason"


@pytest.mark.parametrize("claim", TESTED, ids=lambda claim: claim.id)
def test_what_it_bears_on_exists(claim: Claim) -> None:
    for name in claim.concerns:
        assert name in PARAMETERS or name in STATES


def test_scenarios_rest_on_facts_and_mechanisms_that_exist() -> None:
    known = {claim.id for claim in CLAIMS if claim.kind in ("fact", "mechanism")}
    for name, cards in CARDS.items():
        for path, reason in load_scenario(cards.as_written or name).because.items():
            named = [
                word.strip(",:")
                for word in reason.split(":")[0].split()
                if word.startswith(f"{cards.key}.")
            ]
            assert set(named) <= known, f"{name}: {path}: {reason}"
            assert named or reason.startswith("Fact"), f"{name}: {path}: {reason}"
