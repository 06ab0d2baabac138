"""Pictures of sweeps and of sensitivity: whole, the same every time, and told in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from fake_wars import fake_scenario

from simulator.analysis.sensitivity.discovery import Discovery, boxes
from simulator.analysis.sensitivity.indices import Effect, Index
from simulator.analysis.sensitivity.study import LUCK, Explained, Screened
from simulator.model.designs import Axis, Setting
from simulator.run.sweep.points import sobol
from simulator.show.pictures.bars import index_bars, screening_bars
from simulator.show.pictures.boxes import box_picture
from simulator.show.pictures.style import Picture
from simulator.show.pictures.sweep_layout import Field
from simulator.show.pictures.sweep_pictures import picture_of
from simulator.show.report.plain import stamp_of

STAMP = stamp_of(fake_scenario(), 7, "ensemble", (), {})

NUMBER = Axis("stake.indivisible", 0.0, 1.0, 4)
LEVER = Axis("guarantee", 0.0, 1.0, 3, month=6)
WORDS = Axis("posture", choices=("hold", "carrots", "sticks"))


def field(*axes: Axis, metric: str = "ended_by_12", holes: bool = False, title: str = "") -> Field:
    """A made-up metric on the grid of some axes."""
    grids = [axis.grid() for axis in axes]
    index = list(np.ndindex(*(len(grid) for grid in grids)))
    settings: tuple[list[Setting], ...] = tuple(
        [grid[at[column]] for at in index] for column, grid in enumerate(grids)
    )
    mean = np.array([sum(at) / 10.0 for at in index])
    se = np.full(len(index), 0.02)
    if holes:
        mean[1] = se[1] = np.nan
    return Field(tuple(axes), settings, mean, se, metric, 50, STAMP, title)


def discovery() -> Discovery:
    inputs = np.column_stack([sobol(2048, 2, 0), np.arange(2048) % 3])
    happened = (inputs[:, 0] > 0.6) & (inputs[:, 2] != 1.0)
    axes = (Axis("stake.indivisible", 0.0, 1.0), Axis("office.value_A", 0.0, 1.0), WORDS)
    return Discovery("frozen_by_60", axes, inputs, happened, boxes(axes, inputs, happened))


def explained() -> Explained:
    sure = Index(0.5, (0.45, 0.55), 0.62, (0.6, 0.64))
    dice = Index(0.01, (-0.1, 0.12), 0.1, (0.05, 0.15))
    return Explained(
        "T_end_restricted",
        {"office.value_A": sure, LUCK: dice},
        ("office.value_A",),
        0.1,
        0.02,
        512,
    )


def screened() -> Screened:
    effects = {"office.value_A": Effect(9.0, (8.0, 10.0), 1.0), LUCK: Effect(2.0, (1.0, 3.0), 1.0)}
    return Screened(10, {"T_end_restricted": effects})


DRAW: dict[str, Callable[[], Picture]] = {
    "line": lambda: picture_of(field(NUMBER), True),
    "words": lambda: picture_of(field(WORDS), True),
    "heat": lambda: picture_of(field(NUMBER, LEVER, metric="occ_12", title="When?"), True),
    "holes": lambda: picture_of(field(NUMBER, WORDS, holes=True), True),
    "panels": lambda: picture_of(field(NUMBER, LEVER, WORDS), True),
    "each": lambda: picture_of(field(NUMBER, LEVER, WORDS), False),
    "bars": lambda: index_bars(explained(), STAMP),
    "screening": lambda: screening_bars("T_end_restricted", screened(), STAMP),
    "boxes": lambda: box_picture(discovery(), STAMP),
}


@pytest.mark.parametrize("name", DRAW)
def test_whole_told_in_words_and_the_same_every_time(name: str) -> None:
    picture = DRAW[name]()
    assert picture == DRAW[name]()
    files = picture.files()
    assert set(files) == {f"{picture.name}.{end}" for end in ("png", "svg", "txt")}
    svg = files[f"{picture.name}.svg"].decode()
    assert '<desc id="desc">' in svg
    assert svg.rstrip().endswith("</svg>")
    text = files[f"{picture.name}.txt"].decode()
    for words in ("entropy 7", "simulator", "fake.toml 01234567"):
        assert words in text


def test_a_fine_grid_has_dots_for_its_doubt() -> None:
    fine = field(Axis("stake.indivisible", 0.0, 1.0, 20), Axis("guarantee", 0.0, 1.0, 15))
    assert "dots" in picture_of(fine, True).alt


def test_titles_tell_the_numbers_and_their_unit() -> None:
    assert "ended_by_12: 0% to 30%" in picture_of(field(NUMBER), True).alt
    long = picture_of(field(NUMBER, metric="T_end_restricted", title="How long?"), True)
    assert "How long? (T_end_restricted: 0 to 0.3 months)" in long.alt


def test_nothing_known_can_be_drawn() -> None:
    nothing = field(NUMBER, LEVER)
    nothing.mean[:] = np.nan
    assert picture_of(nothing, True).png
    assert picture_of(nothing, False).png


def test_the_box_is_told() -> None:
    alt = DRAW["boxes"]().alt
    assert "stake.indivisible > 0." in alt
    assert "posture is hold or sticks" in alt
