"""Means and variances that do not depend on how the wars were split into chunks.

Floating-point addition is not associative, so sums over chunks would change in their last bits
with the number of workers. Here wars are summed in fixed blocks of replications, each block in the
order of its replications, and blocks are joined along one fixed binary tree. Whatever order wars
arrive in, the same numbers are added in the same order. A block waits until all of its wars are
there; blocks that are done take log2 of their number.

Source: Welford 1962 within a block; Chan, Golub and LeVeque 1983, the pairwise algorithm, between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.tally import fold

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

#: Wars in a block: what the compiled engine plays side by side, so that its blocks never wait.
BLOCK = 64


class Node(NamedTuple):
    """Number of values, mean, and sum of squared distances from it, for each column."""

    number: Floats
    mean: Floats
    squares: Floats


class _Part(NamedTuple):
    """Wars of a block that is not complete, in rising order."""

    replications: Whole
    values: Floats


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
        self._waiting: dict[int, _Part] = {}

    def add(self, replications: Whole, values: Floats) -> None:
        """Add wars; NaN is left out of its column.

        Args:
            replications: Numbers of the wars, each new; shape (wars,).
            values: Shape (wars, columns).

        Raises:
            ValueError: A replication was added before.
        """
        if (replications[1:] <= replications[:-1]).any():
            order = np.argsort(replications, kind="stable")
            replications, values = replications[order], values[order]
        blocks = replications // BLOCK
        starts = np.flatnonzero(np.diff(blocks, prepend=-1))
        for low, high in zip(starts, [*starts[1:], blocks.size], strict=True):
            self._arrive(int(blocks[low]), _Part(replications[low:high], values[low:high]))

    def _arrive(self, block: int, part: _Part) -> None:
        """Wars of one block have come: it waits for the others or is folded."""
        there = self._waiting.get(block)
        if there is not None:
            numbers = np.concatenate([there.replications, part.replications])
            order = np.argsort(numbers, kind="stable")
            rows = np.concatenate([there.values, part.values])
            part = _Part(numbers[order], rows[order])
        if self._is_done(block) or (np.diff(part.replications) == 0).any():
            raise ValueError(f"replications from {part.replications[0]} were added twice")
        if part.replications.size == BLOCK:
            self._waiting.pop(block, None)
            self._keep(0, block, self._folded(part))
        else:
            # A copy: the caller's arrays are views of a whole chunk, which must not stay in memory.
            self._waiting[block] = _Part(part.replications.copy(), part.values.copy())

    def _is_done(self, block: int) -> bool:
        """Whether a block, or one it was joined into, is kept."""
        highest = max((level for level, _ in self._nodes), default=-1)
        return any((level, block >> level) in self._nodes for level in range(highest + 1))

    def _folded(self, part: _Part) -> Node:
        node = Node(*(np.zeros(self.columns) for _ in Node._fields))
        fold(part.values, *node)
        return node

    def _keep(self, level: int, index: int, node: Node) -> None:
        """Store a node, joined with its neighbour when that is already there."""
        while (level, index ^ 1) in self._nodes:
            sibling = self._nodes.pop((level, index ^ 1))
            node = join(node, sibling) if index % 2 == 0 else join(sibling, node)
            level, index = level + 1, index // 2
        if (level, index) in self._nodes:
            raise ValueError(f"replications from {(index << level) * BLOCK} were added twice")
        self._nodes[level, index] = node

    def merge(self, other: Moments) -> None:
        """Add the wars of `other`, none of which is here yet.

        Raises:
            ValueError: A replication is in both.
        """
        for (level, index), node in other._nodes.items():
            self._keep(level, index, node)
        for block, part in other._waiting.items():
            self._arrive(block, part)
        for block in self._waiting:
            if self._is_done(block):
                raise ValueError(f"replications from {block * BLOCK} were added twice")

    def total(self) -> Node:
        """The moments of all wars, joined from the lowest replication up."""
        nodes = dict(self._nodes)
        nodes |= {(0, block): self._folded(part) for block, part in self._waiting.items()}
        zero = np.zeros(self.columns)
        total = Node(zero, zero, zero)
        for place in sorted(nodes, key=lambda node: node[1] << node[0]):
            total = join(total, nodes[place])
        return total
