"""Means and variances that do not depend on how the wars were split into chunks.

Floating-point addition is not associative, so sums over chunks would change in their last bits
with the number of workers. Here every war is a leaf of one fixed binary tree over replication
numbers; two neighbours are joined as soon as both are there, always left with right. Whatever
order they arrive in, the same pairs are joined, and a run of neighbours takes log2 of its length.

Source: Chan, Golub and LeVeque 1983, the pairwise algorithm for the variance.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Node(NamedTuple):
    """Number of values, mean, and sum of squared distances from it, for each column."""

    number: Floats
    mean: Floats
    squares: Floats


def join(left: Node, right: Node) -> Node:
    """The moments of both sets of wars together."""
    number = left.number + right.number
    weight = np.divide(right.number, number, out=np.zeros_like(number), where=number > 0)
    gap = right.mean - left.mean
    return Node(
        number,
        left.mean + gap * weight,
        left.squares + right.squares + gap * gap * left.number * weight,
    )


class Moments:
    """Mean and variance of several columns over wars numbered from 0."""

    def __init__(self, columns: int) -> None:
        """No wars yet.

        Args:
            columns: How many quantities are followed side by side.
        """
        self.columns = columns
        self._nodes: dict[tuple[int, int], Node] = {}

    def add(self, replications: Whole, values: Floats) -> None:
        """Add wars; NaN is left out of its column.

        Args:
            replications: Numbers of the wars, each new; shape (wars,).
            values: Shape (wars, columns).

        Raises:
            ValueError: A replication was added before.
        """
        order = np.argsort(replications, kind="stable")
        index = replications[order].astype(np.int64)
        known = np.isfinite(values[order])
        mean = np.where(known, values[order], 0.0)
        nodes = Node(known.astype(np.float64), mean, np.zeros_like(mean))
        level = 0
        while index.size:
            index, nodes = self._rise(level, index, nodes)
            level += 1

    def _rise(self, level: int, index: Whole, nodes: Node) -> tuple[Whole, Node]:
        """Join the neighbours among `nodes`, keep the others, and return the joined ones."""
        left = np.flatnonzero((index[:-1] % 2 == 0) & (index[1:] == index[:-1] + 1))
        paired = np.zeros(index.size, dtype=bool)
        paired[left] = paired[left + 1] = True
        for lone in np.flatnonzero(~paired):
            node = Node(*(field[lone].copy() for field in nodes))
            self._keep(level, int(index[lone]), node)
        joined = join(
            Node(*(field[left] for field in nodes)), Node(*(field[left + 1] for field in nodes))
        )
        return index[left] // 2, joined

    def _keep(self, level: int, index: int, node: Node) -> None:
        """Store a node, joined with its neighbour when that is already there."""
        while (level, index ^ 1) in self._nodes:
            sibling = self._nodes.pop((level, index ^ 1))
            node = join(node, sibling) if index % 2 == 0 else join(sibling, node)
            level, index = level + 1, index // 2
        if (level, index) in self._nodes:
            raise ValueError(f"replications from {index << level} were added twice")
        self._nodes[level, index] = node

    def merge(self, other: Moments) -> None:
        """Add the wars of `other`, none of which is here yet."""
        for (level, index), node in other._nodes.items():
            self._keep(level, index, node)

    def total(self) -> Node:
        """The moments of all wars, joined from the lowest replication up."""
        zero = np.zeros(self.columns)
        total = Node(zero, zero, zero)
        for place in sorted(self._nodes, key=lambda node: node[1] << node[0]):
            total = join(total, self._nodes[place])
        return total
