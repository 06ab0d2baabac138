"""Pictures of effects: sorted, told in words, and sure of nothing that is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_wars import fake_scenario

from simulator.analysis.paired_contrast import Effect
from simulator.show.metric_words import in_words
from simulator.show.pictures.contributions import ablation, ablation_endings
from simulator.show.pictures.effects import effects_chart
from simulator.show.pictures.forest import by_size, is_sure, told
from simulator.show.report.plain import stamp_of

STAMP = stamp_of(fake_scenario(), 7, "ensemble", (), {})
SURE = Effect(40.0, 34.0, -6.0, (-8.0, -4.0), 3.0, 50)
UNSURE = Effect(0.2, 0.25, 0.05, (-0.02, 0.12), 2.0, 50)
NONE = Effect(0.0, 0.0, 0.0, (0.0, 0.0), None, 50)
UNKNOWN = Effect(None, None, None, None, None, 0)
EFFECTS = {
    "T_end_restricted": SURE,
    "ended_by_12": UNSURE,
    "truce_by_24": replace(UNSURE, effect=-0.2, ci95=(-0.3, -0.1)),
    "frozen_by_24": NONE,
    "recur": UNKNOWN,
    "casualties_A_24": replace(UNSURE, effect=1e-7, ci95=(-1e-7, 3e-7)),
    "demand_A_12": UNSURE,
}


@pytest.mark.parametrize(
    ("effect", "scale", "words"),
    [
        (SURE, 1.0, "-6.0 (-8.0 to -4.0)"),
        (UNSURE, 100.0, "+5.0 (-2.0 to +12.0)"),
        (UNSURE, 1.0, "+0.05 (-0.02 to +0.12)"),
        (replace(UNSURE, effect=1e-7, ci95=(-1e-7, 3e-7)), 1.0, "+1.0e-07 (-1.0e-07 to +3.0e-07)"),
        (NONE, 100.0, "no pair differs"),
        (replace(NONE, ci95=(-0.05, 0.05)), 100.0, "no pair differs (-5.0 to +5.0)"),
        (replace(SURE, ci95=None), 1.0, "-6.0"),
    ],
)
def test_effects_in_words(effect: Effect, scale: float, words: str) -> None:
    assert told(effect, scale) == words


def test_what_is_sure() -> None:
    assert is_sure(SURE)
    assert not any(is_sure(effect) for effect in (UNSURE, NONE, UNKNOWN))


def test_largest_first_and_unknown_left_out() -> None:
    assert by_size({"a": UNSURE, "b": UNKNOWN, "c": SURE}) == ["c", "a"]


def test_the_title_tells_what_is_sure() -> None:
    picture = effects_chart(EFFECTS, STAMP, "the scenario as it is")
    whose = f"“{STAMP.title}”: the war is 6.0 months shorter (-8.0 to -4.0)."
    assert picture.alt.startswith(whose)
    truce, ended = in_words("truce_by_24"), in_words("ended_by_12")
    assert f"{truce} -20.0 (-30.0 to -10.0) percentage points" in picture.alt
    assert picture.alt.index(truce) < picture.alt.index(ended)
    assert in_words("recur") not in picture.alt
    without = {**EFFECTS, "T_end_restricted": replace(SURE, ci95=(-13.0, 1.0))}
    assert f"most changes: {truce}, -20.0" in effects_chart(without, STAMP, "").alt
    assert "by more than luck" in effects_chart({"ended_by_12": UNSURE}, STAMP, "").alt
    assert "none of this in any war" in effects_chart({"ended_by_12": NONE}, STAMP, "").alt
    assert effects_chart({"recur": UNKNOWN}, STAMP, "").png


def test_the_same_effects_give_the_same_bytes() -> None:
    first, second = (effects_chart(EFFECTS, STAMP, "nothing") for _ in range(2))
    assert first == second
    assert first.svg.decode().rstrip().endswith("</svg>")


def test_ablations_are_drawn_longest_change_first() -> None:
    row = {"T_end_restricted": SURE, "ended_by_12": UNSURE, "recur": UNKNOWN}
    smaller = {**row, "T_end_restricted": replace(SURE, effect=2.0, ci95=(1.0, 3.0))}
    drawn = ablation({"aid": smaller, "office": row}, list(row), STAMP)
    assert drawn.alt.startswith("Without office the war is 6.0 months shorter (-8.0 to -4.0).")
    assert drawn.alt.index("; aid +2.0") > drawn.alt.index(": office -6.0")
    modes = {"truce_by_12": replace(UNSURE, ci95=(0.01, 0.09)), "imposed_by_12": UNSURE}
    every = {"aid": {**smaller, **modes}, "office": {**row, **modes}}
    endings = ablation_endings(every, list(modes), STAMP)
    assert "a first end by truce within 12 months is 5 percentage points more common" in endings.alt
    assert "by more than luck" in ablation({}, list(row), STAMP).alt
    assert "by more than luck" in ablation_endings({"aid": row}, ["ended_by_12"], STAMP).alt
