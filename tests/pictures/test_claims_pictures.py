"""Pictures of claims: every verdict and every kind of number, the same bytes, told in words."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from fake_wars import fake_scenario

from simulator.claims.cards.card import Claim, Number, Test
from simulator.claims.compare.results import Cell, Coded, Effect, Experiment, Judged
from simulator.claims.judge.claim import Part
from simulator.claims.judge.verdict import Verdict
from simulator.show.pictures.claims import claims_picture
from simulator.show.pictures.coding import coding_picture
from simulator.show.pictures.cross import cross_picture, signs_picture
from simulator.show.pictures.style import Picture
from simulator.show.report.plain import stamp_of

STAMP = stamp_of(fake_scenario(), 7, "ensemble", (), {})
AT = Number(state="occ", at=0)
NAMES = {"one": "One", "two": "Two"}


def judged(
    name: str,
    test: Test,
    verdict: Verdict,
    value: float | None,
    ci95: tuple[float, float] | None = (0.1, 0.3),
    control: float | None = None,
) -> Judged:
    part = Part(test, value, ci95, control, 100, verdict, verdict == "supported", None)
    return Judged(Claim(name, "prediction", "P1", "t", core=True), "one", verdict, (part,))


ROWS = [
    judged("one.p1", Test(mean=AT, within=(0.1, 0.4)), "supported", 0.2),
    judged("one.p2", Test(mean=AT, most=0.1), "inconclusive", 0.2, (0.05, 0.3)),
    judged("one.p3", Test(median=AT, least=9.0), "supported", math.inf, (30.0, math.inf)),
    judged("one.p4", Test(mean=AT, above=0.0), "inconclusive", None, None),
    judged("one.p5", Test(mean=AT, within=(-0.02, 0.03)), "restates", 0.0, (-0.01, 0.01)),
    judged("one.c1", Test(mean=AT, sign="+", size=0.1), "supported", 9.0, (8.0, 10.0), 0.5),
    judged("one.c5", Test(mean=AT, sign="+", size=0.1), "too small", 0.05, (0.04, 0.06), 0.5),
    judged("one.c2", Test(mean=AT, sign="-"), "contradicted", 0.2, (0.1, 0.3), 0.5),
    judged("one.c3", Test(mean=AT, within=(-0.1, 0.1)), "contradicted", -0.9, (-1.0, -0.8), 0.5),
    judged("one.c4", Test(mean=AT, sign="+"), "contradicted", 0.0, (0.0, 0.0), 0.5),
]
CELL = Cell(1, ("one.p1",), ("one.p2", "one.p3"), 5, ("one.c5",))
CROSS = {world: dict.fromkeys(NAMES, CELL) for world in NAMES}
EFFECTS = {
    "months": Effect(-1.0, (-2.0, -0.5)),
    "P(stopped)": Effect(0.1, (-0.1, 0.3)),
    "belief": Effect(None, None),
}
TRIED = [Experiment("aid cut", ("aid_us=cut",), (), dict.fromkeys(NAMES, EFFECTS))]

CODED = [Coded("One", "prediction", 3, 2, 5), Coded("Two", "conditional", 0, 4, 4)]

DRAW: dict[str, Callable[[], Picture]] = {
    "claims-one": lambda: claims_picture(ROWS, STAMP, "claims-one", "One"),
    "coding": lambda: coding_picture(CODED, STAMP),
    "cross": lambda: cross_picture(CROSS, NAMES, STAMP),
    "signs": lambda: signs_picture(TRIED, NAMES, STAMP),
}


@pytest.mark.parametrize("name", DRAW)
def test_the_same_numbers_give_the_same_bytes(name: str) -> None:
    first, again = DRAW[name](), DRAW[name]()
    assert first == again
    assert first.name == name
    assert "<title" in first.svg.decode()


def test_what_is_seen_is_told() -> None:
    alt = DRAW["claims-one"]().alt
    assert all(f"{each.claim.id} {each.verdict}" in alt for each in ROWS)
    told = DRAW["cross"]().alt
    assert (
        "One's world on Two's claims: 2 of 5 right in direction, 1 in size too, 1 contradicted"
        in told
    )
    assert "Two, conditionals: 0 of 4 as written, 4 coded blind" in DRAW["coding"]().alt
    assert "aid cut: One - 0 0, Two - 0 0" in DRAW["signs"]().alt


def test_an_author_without_effects_or_without_levels_is_drawn() -> None:
    for rows in (ROWS[:5], ROWS[5:], []):
        assert claims_picture(rows, STAMP, "x", "One").png.startswith(b"\x89PNG")
