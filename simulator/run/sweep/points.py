"""The points of a design, in an order that may be stopped anywhere.

Whatever is done of a sweep covers the whole design about evenly: a Sobol' sequence does so by
itself, and the points of a grid or a Latin hypercube are taken in the order in which such a
sequence first comes by their cells.

Source: Sobol' 1967; McKay, Beckman and Conover 1979; Joe and Kuo 2008 for the directions (scipy).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from simulator.model.designs import Axis, Design, Setting

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

#: Sobol' points held in memory at once while others' order is looked up; a power of 2.
_STRETCH = 1 << 16

#: Sobol' points looked at for each point to be ordered; cells are then hit often enough.
_LOOKS = 16


@dataclass(frozen=True, slots=True)
class Points:
    """Where a design's points lie, in the order in which they are played.

    Attributes:
        axes: What varies.
        places: Share of the way along each axis [0, 1), or number of its value on a grid; shape
            (points, axes).
        on_grid: Whether `places` are numbers of values.
        first_war: Number of the first war of each point; shape (points,). Zero throughout where
            all points share their luck.
        begin: Number of the first of these points in the whole design.
    """

    axes: tuple[Axis, ...]
    places: Floats
    on_grid: bool
    first_war: Whole
    begin: int = 0

    def __len__(self) -> int:
        """How many points."""
        return int(self.places.shape[0])

    def settings(self, point: int) -> Mapping[str, Setting]:
        """What a point sets, by its number in the whole design: name of each axis to its value."""
        row = self.places[point - self.begin].tolist()
        if self.on_grid:
            pairs = zip(self.axes, row, strict=True)
            return {axis.name: axis.grid()[int(place)] for axis, place in pairs}
        return {axis.name: axis.at(unit) for axis, unit in zip(self.axes, row, strict=True)}

    def war(self, point: int) -> int:
        """Number of the first war of a point."""
        return int(self.first_war[point - self.begin])

    def only(self, which: range) -> Points:
        """A run of these points, under the same numbers."""
        rows = slice(which.start - self.begin, which.stop - self.begin)
        return replace(
            self, places=self.places[rows], first_war=self.first_war[rows], begin=which.start
        )

    def digest(self) -> str:
        """Hash of where the points lie [16 hex digits]."""
        told = hashlib.sha256(repr((self.axes, self.on_grid)).encode())
        told.update(np.ascontiguousarray(self.places).tobytes())
        told.update(np.ascontiguousarray(self.first_war).tobytes())
        return told.hexdigest()[:16]


def points_of(design: Design) -> Points:
    """The points of a design; all of them are played on the same luck."""
    if design.kind == "grid":
        sides = [len(axis.grid()) for axis in design.axes]
        cells = np.indices(sides).reshape(len(sides), -1).T
        places = cells.astype(np.float64)
        order = balanced(cells, sides)
    else:
        places = _spread(design)
        number, axes = places.shape
        side = max(2, math.ceil(number ** (1.0 / axes)))
        cells = np.minimum((places * side).astype(np.int64), side - 1)
        is_lhs = design.kind == "lhs"
        order = balanced(cells, [side] * axes) if is_lhs else np.arange(number)
    zero = np.zeros(places.shape[0], dtype=np.int64)
    return Points(design.axes, places[order], design.kind == "grid", zero)


def _spread(design: Design) -> Floats:
    """Points of the unit cube, laid out by the design's entropy; shape (points, axes)."""
    number, axes = design.points, len(design.axes)
    if design.kind == "lhs":
        return np.asarray(qmc.LatinHypercube(axes, rng=design.entropy).random(number))
    return sobol(number, axes, design.entropy)


def sobol(number: int, axes: int, entropy: int) -> Floats:
    """The first points of a scrambled Sobol' sequence; shape (number, axes).

    Args:
        number: How many; best balanced at powers of 2.
        axes: Dimensions.
        entropy: Names the scrambling.
    """
    sequence = qmc.Sobol(axes, rng=entropy)
    return np.asarray(sequence.random_base2(math.ceil(math.log2(max(number, 2)))))[:number]


def balanced(cells: Whole, sides: list[int]) -> Whole:
    """The order in which a Sobol' sequence comes by the points' cells.

    Args:
        cells: Cell of each point along each axis; shape (points, axes).
        sides: Number of cells along each axis.

    Returns:
        A permutation of the points; shape (points,).
    """
    number, axes = cells.shape
    seen = _seen(_LOOKS * number, axes, sides)
    own = _flat(cells, sides)
    by_cell = np.argsort(seen, kind="stable")
    starts = np.searchsorted(seen[by_cell], own)
    ends = np.searchsorted(seen[by_cell], own, side="right")
    # The n-th point of a cell is taken when the sequence comes by for the n-th time.
    places = starts + _rank(own)
    reached = places < ends
    when = np.where(reached, by_cell[np.minimum(places, seen.size - 1)], seen.size)
    return np.argsort(when, kind="stable")


def _seen(looks: int, axes: int, sides: list[int]) -> Whole:
    """The cells that a Sobol' sequence comes by, in its order, a stretch of it at a time."""
    sequence = qmc.Sobol(axes, rng=0)
    seen = np.empty(looks, dtype=np.int64)
    # Powers of 2, as the sequence is drawn in.
    for start in range(0, looks, _STRETCH):
        size = min(_STRETCH, 1 << math.ceil(math.log2(max(looks, 2))))
        places = np.asarray(sequence.random(size))[: looks - start]
        cells = np.minimum(places * sides, np.array(sides) - 1).astype(np.int64)
        seen[start : start + len(places)] = _flat(cells, sides)
    return seen


def _flat(cells: Whole, sides: list[int]) -> Whole:
    """One number for each cell; wraps around where there are more cells than numbers."""
    flat = np.zeros(cells.shape[0], dtype=np.int64)
    for axis, side in enumerate(sides):
        flat = flat * side + cells[:, axis]
    return flat


def _rank(own: Whole) -> Whole:
    """How many earlier points lie in the same cell as each."""
    order = np.argsort(own, kind="stable")
    run = np.arange(own.size) - np.searchsorted(own[order], own[order])
    rank = np.empty_like(run)
    rank[order] = run
    return rank
