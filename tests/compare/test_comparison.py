"""A comparison: repeatable, blind to the cards, and worked out as its parts are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from simulator.analysis.paired_contrast import Arm as Side
from simulator.analysis.paired_contrast import contrast
from simulator.claims.cards.card import Arm, Cards, Claim, Condition, Number, Test
from simulator.claims.cards.load import load_all
from simulator.claims.compare import ablation
from simulator.claims.compare.comparison import compare
from simulator.claims.compare.experiments import experiments, readings
from simulator.claims.compare.judging import judge_all, judged_claim, readings_of, thirds_of
from simulator.claims.compare.needed_wars import Played, Reading, play
from simulator.files.levers import parse_levers
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.records import Range
from simulator.model.war import abreast as engine
from simulator.run import ensemble

CARDS = load_all()
PERSON = load_scenario("as-written/person")
CLAIMS = [claim for claim in CARDS["person"].claim if claim.is_tested]
FEW = [claim for claim in CLAIMS if claim.id in ("person.p1", "person.p3", "person.c1")]


def same(one: Played, other: Played) -> bool:
    return set(one.columns) == set(other.columns) and all(
        np.array_equal(columns, other.columns[key]) for key, columns in one.columns.items()
    )


def test_the_same_whatever_the_workers_and_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    readings_ = readings_of(FEW)
    first = play(PERSON, readings_, 9, 4)
    monkeypatch.setattr(engine, "ABREAST", 2)
    monkeypatch.setattr(ensemble, "_workers", lambda _: 1)
    assert same(first, play(PERSON, readings_, 9, 4))
    assert not same(first, play(PERSON, readings_, 9, 5))


def test_more_wars_begin_with_the_same_ones() -> None:
    readings_ = readings_of(FEW[:1])
    few, more = play(PERSON, readings_, 5, 4), play(PERSON, readings_, 8, 4)
    for key, columns in few.columns.items():
        assert np.array_equal(columns, more.columns[key][:5])


def test_the_order_and_the_words_of_cards_change_no_war() -> None:
    turned = [
        replace(claim, text="x", hedge="", core=not claim.core, where="P9")
        for claim in reversed(FEW)
    ]
    one, other = play(PERSON, readings_of(FEW), 6, 4), play(PERSON, readings_of(turned), 6, 4)
    assert same(one, other)


def test_what_is_claimed_changes_the_verdict_and_no_war() -> None:
    claim = next(claim for claim in FEW if claim.id == "person.p1")
    moved = replace(claim, test=tuple(replace(test, most=0.99) for test in claim.test))
    played = play(PERSON, readings_of([claim]), 40, 4)
    assert same(played, play(PERSON, readings_of([moved]), 40, 4))
    verdicts = [judged_claim("person", each, played).verdict for each in (claim, moved)]
    assert verdicts == ["contradicted", "supported"]


def test_the_model_does_not_load_the_cards() -> None:
    code = (
        "import sys, simulator.run.ensemble\n"
        "import simulator.model.war.abreast, simulator.model.war.play\n"
        "hidden = ('simulator.claims',)\n"
        "print([name for name in sys.modules if name.startswith(hidden)])\n"
    )
    out = subprocess.run(  # noqa: S603  # this interpreter, on the lines above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"


def test_cards_with_mistakes_stop_no_run(simulator, monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # fixtures
    status, whole, _ = simulator("run", "person", "-n", "2", "--json")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "person.toml").write_text("kind = ")
    monkeypatch.setattr("simulator.claims.cards.load.data_folder", lambda name: tmp_path / name)
    again = simulator("run", "person", "-n", "2", "--json")
    assert (status, whole, "") == again
    status, out, err = simulator("compare", "person", "-n", "2", "--quick")
    assert (status, out) == (2, "")
    assert "must be TOML" in err


def test_an_effect_is_that_of_contrast() -> None:
    test = Test(mean=Number(summary="T_end_restricted"), sign="+")
    treatment = Arm(levers=("posture=carrots",))
    claim = Claim("person.c1", "conditional", "P1", "t", treatment=treatment, test=(test,))
    judged, _ = judge_all("person", [claim], PERSON, 24, 4)
    levers = parse_levers(["posture=carrots"])
    names = ("T_end_restricted",)
    right = contrast(Side(PERSON), Side(PERSON, levers), 24, 4, 60, names).effects[names[0]]
    (part,) = judged[0].parts
    assert part.value == pytest.approx(right.effect)
    assert part.ci95 == pytest.approx(right.ci95)
    assert part.control == pytest.approx(right.control)


def test_thirds_are_those_of_the_drawn_values() -> None:
    thirds = thirds_of(PERSON, 60, 4)
    drawn = [draw(PERSON, 4, k, 60) for k in range(60)]
    for path in ("belief.win0_A", "stake.indivisible", "econ.bite"):
        spread = PERSON.values[path]
        assert isinstance(spread, Range)
        third = (spread.high - spread.low) / 3.0
        right = [min(int((war.values[path] - spread.low) / third), 2) for war in drawn]
        assert thirds[path].tolist() == right
    assert "collapse.force" not in thirds or isinstance(PERSON.values["collapse.force"], Range)


def test_a_claim_on_bargaining_breaks_without_it() -> None:
    signed = Condition(ended=("truce", "settlement"), by=60)
    claim = Claim(
        "person.p1", "prediction", "P1", "t", core=True, test=(Test(share=(signed,), least=0.05),)
    )
    judged, played = judge_all("person", [claim], PERSON, 100, 4)
    assert judged[0].verdict == "supported"
    (found,), wars = ablation.rests_on(judged, played, 100, 4)
    assert found.breaks_without is not None
    assert "bargaining" in found.breaks_without
    assert "strikes" not in found.breaks_without
    assert wars == 100 * len(ablation.switches_of(PERSON))
    assert ablation.wars_needed(judged, PERSON, 100) == wars


def test_what_is_not_supported_is_not_asked_what_it_rests_on() -> None:
    never = Test(share=(Condition(event="ended", by=60),), most=0.0)
    claim = Claim("person.p1", "prediction", "P1", "t", core=True, test=(never,))
    judged, played = judge_all("person", [claim], PERSON, 20, 4)
    (found,), wars = ablation.rests_on(judged, played, 20, 4)
    assert (judged[0].verdict, found.breaks_without, wars) == ("contradicted", None, 0)


def _small(cards: Cards) -> Cards:
    kept = ("p1", "c1", "c2")
    return replace(
        cards, claim=tuple(claim for claim in cards.claim if claim.id.split(".")[1] in kept)
    )


@pytest.fixture(scope="module")
def small() -> Mapping[str, Cards]:
    return {name: _small(cards) for name, cards in CARDS.items() if name in ("person", "menon")}


def test_a_whole_comparison(small: Mapping[str, Cards], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.claims.compare.experiments._TREATMENTS", _ONE_TREATMENT)
    told: list[tuple[int, int]] = []
    found = compare(small, ["person"], 6, 4, lambda done, of: told.append((done, of)))
    assert [each.claim.id for each in found.claims] == ["person.p1", "person.c1", "person.c2"]
    assert set(found.cross) == {"person", "menon"}
    for cells in found.cross.values():
        for author, cell in cells.items():
            number = cell.direction + len(cell.contradicted) + len(cell.inconclusive)
            assert number == cell.of == {"person": 3, "menon": 2}[author]
    assert told[-1] == (found.wars, found.wars)
    again = compare(small, ["person"], 6, 4)
    assert again.claims[1].parts == found.claims[1].parts
    assert again.cross == found.cross
    assert "scenarios/person.toml" in found.files
    assert "seeds/person.toml" in found.files


def test_the_scenario_coded_blind_is_judged_beside(
    small: Mapping[str, Cards], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.claims.compare.experiments._TREATMENTS", _ONE_TREATMENT)
    found = compare(small, ["person"], 30, 4, own_date=True)
    scenario = load_scenario("variants/person-coded-blind")
    claims = [claim for claim in small["person"].claim if claim.core]
    alone, _ = judge_all("person", claims, scenario, 30, 4)
    assert list(found.blind["person"]) == alone
    assert found.blind["person"][0].parts != found.claims[0].parts
    assert sum(row.blind for row in found.coded()) == sum(bool(j.direction) for j in alone)
    assert "scenarios/variants/person-coded-blind.toml" in found.files
    written, _ = judge_all("person", claims, load_scenario("as-written/person"), 30, 4)
    assert list(found.as_written["person"]) == written
    assert sum(row.ours for row in found.coded()) == sum(bool(j.direction) for j in written)
    quick = compare(small, ["person"], 6, 4, quick=True, own_date=True)
    assert quick.blind == {}
    assert quick.coded() == []


_ONE_TREATMENT = (("inducements", ("posture=carrots",), ("posture=hold",)),)


def test_signs_are_those_of_the_intervals() -> None:
    reads: list[Reading] = readings()
    played = {"person": play(PERSON, reads, 12, 4)}
    found = experiments(played)
    assert len(reads) == 5 * len(found)
    for each in found:
        for effect in each.effects["person"].values():
            if effect.ci95 is None:
                assert effect.sign == "0"
            else:
                low, high = effect.ci95
                assert effect.sign == ("+" if low > 0.0 else "-" if high < 0.0 else "0")
