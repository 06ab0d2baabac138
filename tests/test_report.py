"""Reports: what is printed is what was counted, JSON has no NaN, files are whole."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fake_wars import fake_scenario, fake_war, fake_wars
from rich.console import Console

from simulator import __version__
from simulator.errors import BadInput
from simulator.model.levers import Lever
from simulator.model.metrics.accumulate import Accumulator
from simulator.model.metrics.outcome import Outcome
from simulator.model.records import Range, Talk
from simulator.show.report.console import progress_bar
from simulator.show.report.ensemble_table import show_outcome
from simulator.show.report.plain import json_text, outcome_json, stamp_of, war_json
from simulator.show.report.war_story import ending_line, show_war, talk_line, talk_values
from simulator.show.report.whole_files import open_folder, write_whole

STAMP = stamp_of(
    fake_scenario(),
    7,
    "mesa",
    (Lever("aid_us", "hold", 1.0, 0), Lever("aid_us", "cut", 0.0, 6)),
    {"stake.indivisible": 0.3, "power.noise": Range(0.1, 0.2)},
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    sums = Accumulator(24)
    wars = fake_wars(list(range(50)), 24)
    wars.state("econ_A")[:] = float("nan")
    sums.add(wars)
    return sums.outcome("mesa", ["occ_13"])


def printed(show: object, *parts: object) -> str:
    page = io.StringIO()
    assert callable(show)
    show(*parts, Console(file=page, width=110, color_system=None))
    return page.getvalue()


def test_run_json_is_as_promised(outcome: Outcome) -> None:
    table = json.loads(json_text(outcome_json(outcome, STAMP)))
    assert table["scenario"] == "fake"
    assert table["title"] == "A made-up war"
    assert table["entropy"] == 7
    assert table["replications"] == 50
    assert table["months"] == 24
    assert table["engine"] == "mesa"
    assert table["version"] == __version__
    assert table["files"] == {"fake.toml": "0123456789abcdef"}
    assert table["levers"] == {"aid_us": "hold, cut@6"}
    assert table["set"] == {"stake.indivisible": 0.3, "power.noise": "0.1..0.2 uniform"}
    assert sum(table["end_mode"].values()) == pytest.approx(1.0, abs=1e-12)
    assert set(table["end_mode"]) == set(outcome.end_mode)
    assert set(table["metrics"]["T_end_restricted"]) == {
        "mean", "se", "ci95", "q05", "q50", "q95", "n",
    }  # fmt: skip
    assert {"removed_A", "recur", "occ_24", "occ_13", "ended_by_12"} <= set(table["metrics"])
    curves = table["curves"]
    assert curves["month"] == list(range(25))
    assert len(curves["occ"]["q05"]) == len(curves["p_ended"]) == 25
    assert curves["p_ended"][24] == pytest.approx(1 - table["end_mode"]["ongoing"])


def test_how_long_ends_hold_is_in_json_and_in_the_table(outcome: Outcome) -> None:
    table = json.loads(json_text(outcome_json(outcome, STAMP)))
    for name, held in table["holding"].items():
        parts = [held["survival"], *held["incidence"].values()]
        assert held["number"] == outcome.holding[name].lasting.number
        assert held["at_risk"][0] == held["number"]
        for month in held["month"]:
            values = [part["value"][month] for part in parts]
            assert None in values or sum(values) == pytest.approx(1.0, abs=1e-9)
        assert held["restricted_mean"]["value"] <= held["restricted_mean"]["until"]
    assert table["endings"]["incidence"]["truce"]["value"] == pytest.approx(
        table["curves"]["end_mode"]["truce"]
    )
    page = printed(show_outcome, outcome, STAMP)
    assert "How long the first end holds" in page
    held = outcome.holding["truce"]
    assert f"{held.lasting.failed} of {held.lasting.number}" in page
    assert f"{held.mean.value:.1f}" in page


def test_what_is_unknown_is_null(outcome: Outcome) -> None:
    text = json_text(outcome_json(outcome, STAMP))
    assert "NaN" not in text
    table = json.loads(text)
    assert table["metrics"]["econ_A_12"]["mean"] is None
    assert table["curves"]["econ_A"]["q50"][3] is None


def test_one_object_on_one_line(outcome: Outcome) -> None:
    text = json_text(outcome_json(outcome, STAMP))
    assert text.endswith("}\n")
    assert text.count("\n") == 1


def test_the_outcome_table_tells_shares_intervals_and_origin(outcome: Outcome) -> None:
    page = printed(show_outcome, outcome, STAMP)
    share = outcome.end_mode["ongoing"]
    assert f"{share.share:.1%}" in page
    assert f"{share.ci95[0]:.1%} to {share.ci95[1]:.1%}" in page
    for words in ("A made-up war", "entropy 7", "engine mesa", "fake.toml 01234567", "50 wars"):
        assert words in " ".join(page.split())


def test_a_war_is_told_with_offers_values_and_its_end() -> None:
    war = next(war for war in map(fake_war, range(50)) if war.end_mode == 1)
    page = printed(show_war, war, STAMP, 2)
    for words in ("Both sign.", "A 0.500 / 0.450", "patron 1 cuts its aid", "(2026-02)"):
        assert words in page
    assert f"first ended in month {war.end_month}" in page


def test_every_war_can_be_told_and_written() -> None:
    for k in range(30):
        war = fake_war(k, 12)
        assert printed(show_war, war, STAMP, k)
        table = json.loads(json_text(war_json(war, STAMP, k)))
        assert table["replication"] == k
        assert len(table["series"]["occ"]) == 13
        assert (table["end_month"] is None) == (table["end_mode"] == "ongoing")


def test_why_an_offer_was_refused() -> None:
    talk = Talk(4, "settlement", "A", 0.4, "neutral_armed", 0.5, 0.45, 0.3, 0.42, accepted=False)
    assert talk_line(talk) == (
        "A offers: A holds 40% of the land at stake, D is neutral armed. "
        "Refused: D would lose 0.120 by signing."
    )
    assert talk_values(talk) == "A 0.500 / 0.450\nD 0.300 / 0.420"


def test_a_loss_too_small_for_three_decimals_is_not_told_as_none() -> None:
    talk = Talk(4, "none", "D", 0.4, "free", 0.5, 0.5, 0.3, 0.3004, accepted=False)
    assert talk_line(talk).endswith("D would lose less than 0.001 by signing.")


def test_a_month_without_an_offer_says_what_stood_in_the_way() -> None:
    talk = Talk(4, "none", "D", 0.4, "free", 0.5, 0.5, 0.3, float("nan"), accepted=False)
    assert talk_line(talk).startswith("D makes no offer: the nearest terms are that A holds 40%")
    assert talk_values(talk).endswith("D not asked")


def test_the_mediators_truce_is_told_apart() -> None:
    talk = Talk(4, "truce", "mediator", 0.4, "free", 0.1, 0.2, 0.1, 0.2, accepted=False)
    assert talk_line(talk) == (
        "The mediator proposes: a truce on the line. "
        "Refused: A would lose 0.100 by signing and D would lose 0.100 by signing."
    )


def test_how_a_war_ended() -> None:
    war = replace(
        fake_war(0, 12), end_mode=1, end_month=5, resumed_month=9, cause=1, winner=0,
        removed_month_A=3, removed_month_D=-1,
    )  # fmt: skip
    assert ending_line(war) == (
        "The fighting first ended in month 5: a signed truce with politics left open. "
        "Fighting resumed in month 9 (rearm and renege). "
        "A's first leader lost office in month 3."
    )
    assert ending_line(replace(war, end_mode=0, resumed_month=-1, removed_month_A=-1)) == (
        "Still fighting in month 12."
    )


def test_brackets_in_a_title_are_text() -> None:
    stamp = replace(STAMP, title="[red]why[/red]")
    assert "[red]why[/red]" in printed(show_war, fake_war(1), stamp, 1)


def test_no_progress_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("x") as told:
        assert told is None
    assert capsys.readouterr().err == ""


def test_an_interrupted_file_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "a.txt", b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="--out: must be a folder that can be written to"):
        open_folder(str(tmp_path / "file"))
