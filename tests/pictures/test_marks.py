"""The colours and marks of endings and causes: told apart with any kind of sight, and all drawn."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
import pytest

from simulator.classroom import page
from simulator.show.marks import FAILURES, ON_DARK, Mark, Shape

Floats = npt.NDArray[np.float64]

#: What sight lacks, as a matrix on linear light (Machado, Oliveira and Fernandes 2009, table 1,
#: full severity).
SIGHT = {
    "all colours": np.eye(3),
    "no red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.95047], [1.0], [1.08883]])
#: Differences in CIELAB: about 2.3 can just be seen; two marks in a row need several times that.
APART = 15.0


def light(colour: str) -> Floats:
    """Linear light of a colour; shape (3,)."""
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def seen(colour: str, sight: Floats) -> Floats:
    """A colour in CIELAB as somebody sees it; shape (3,)."""
    xyz = _TO_XYZ @ np.clip(sight @ light(colour), 0.0, 1.0)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2), at least 1."""
    luminance = sorted(float(_TO_XYZ[1] @ light(each)) for each in (one, other))
    return (luminance[1] + 0.05) / (luminance[0] + 0.05)


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_causes_are_told_apart_by_colour(ground: str, sight: str) -> None:
    colours = {
        cause: ON_DARK.get(mark.colour, mark.colour) if ground == "dark" else mark.colour
        for cause, mark in FAILURES.items()
    }
    for (one, first), (other, second) in combinations(colours.items(), 2):
        distance = np.linalg.norm(seen(first, SIGHT[sight]) - seen(second, SIGHT[sight]))
        assert distance >= APART, (one, other, round(float(distance), 1))


@pytest.mark.parametrize("mark", FAILURES.values(), ids=FAILURES)
def test_a_cause_stands_out_from_either_ground(mark: Mark) -> None:
    colour = mark.colour
    assert contrast(colour, "#FFFFFF") >= 2.2
    assert contrast(ON_DARK.get(colour, colour), "#14171B") >= 3.0


def test_the_page_can_draw_every_mark() -> None:
    script = (Path(page.__file__).parent / "web" / "dots.js").read_text(encoding="utf-8")
    drawn = script.split("export function shapePath")[1]
    named = set(re.findall(r'shape === "(\w+)"|^      (\w+): \[', drawn, re.M))
    assert {name for pair in named for name in pair if name} == set(get_args(Shape))
