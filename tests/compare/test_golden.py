"""Golden verdicts: what holds, as text, so that a change in what holds is a visible difference.

Small on purpose: it guards against unnoticed change, and is not what the report says.
Rewritten by `pytest tests/compare/test_golden.py --update-golden` only; a change needs a line in
the changelog that explains it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.claims.cards.load import load_all
from simulator.claims.compare.judging import judge_all
from simulator.claims.compare.results import Judged
from simulator.files.scenario import load_scenario

GOLDEN = Path(__file__).parent.parent / "golden" / "verdicts.txt"
REPLICATIONS, ENTROPY = 64, 0


def line(each: Judged) -> str:
    numbers = [
        "none" if part.value is None else f"{part.value:.10g} [{_interval(part.ci95)}]"
        for part in each.parts
    ]
    robust = "" if each.robust_share is None else f" robust {each.robust_share:.4f}"
    return f"{each.claim.id} {each.verdict}{robust} {'; '.join(numbers)}".rstrip()


def _interval(ci95: tuple[float, float] | None) -> str:
    return "" if ci95 is None else f"{ci95[0]:.10g} {ci95[1]:.10g}"


def test_golden_verdicts(request: pytest.FixtureRequest) -> None:
    lines = [
        f"# {REPLICATIONS} wars a world, entropy {ENTROPY}, each author as written, at the own date"
    ]
    for author, cards in load_all().items():
        claims = [claim for claim in cards.claim if claim.is_tested]
        judged, _ = judge_all(
            author, claims, load_scenario(cards.as_written or author), REPLICATIONS, ENTROPY
        )
        lines += [line(each) for each in judged]
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()
