"""Hypothesis strategies: random valid scenarios, made from the registry like everything else."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from hypothesis import strategies as st

from simulator.files.levers import in_order
from simulator.levers import LEVERS, Lever, LeverKind
from simulator.parameters import PARAMETERS, Parameter
from simulator.parameters.switches import SWITCHES
from simulator.records import Distribution, Range, Scenario

#: One line that a reader could read: no control letters, no surrogates, not only blanks.
lines = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
).filter(lambda text: bool(text.strip()))

months = st.integers(0, 60)


def numbers(row: Parameter, moderate: bool) -> st.SearchStrategy[float]:
    """A number for one parameter.

    Args:
        row: Which.
        moderate: Within its neutral range (its default where it has none), not its whole range.
    """
    low, high = _ends(row, moderate)
    if row.whole:
        return st.integers(int(low), int(high)).map(float)
    return st.floats(low, high, allow_subnormal=False)


def _ends(row: Parameter, moderate: bool) -> tuple[float, float]:
    if not moderate:
        return row.low, row.high
    return row.neutral or (row.default, row.default)


@st.composite
def ranges(draw: st.DrawFn, row: Parameter, moderate: bool) -> Range | float:
    """A range within what a parameter may be; a number where its ends fall together."""
    low, high = sorted((draw(numbers(row, moderate)), draw(numbers(row, moderate))))
    if low == high:
        return low
    kinds: list[Distribution] = ["uniform", "triangular", "normal"]
    kind = draw(st.sampled_from([*kinds, "loguniform"] if low > 0.0 else kinds))
    if kind in ("uniform", "loguniform"):
        return Range(low, high, kind)
    return Range(low, high, kind, draw(st.none() | st.floats(low, high)))


@st.composite
def levers(draw: st.DrawFn, kind: LeverKind) -> Lever:
    """One lever pulled in some month of the first five years."""
    if kind.choices:
        word, number = draw(st.sampled_from(kind.choices))
    else:
        number = draw(st.floats(kind.low, kind.high).map(lambda value: round(value, 3)))
        word = f"{number:.3f}"
    return Lever(kind.name, word, number, draw(months))


@st.composite
def scenarios(draw: st.DrawFn, moderate: bool = False, with_ranges: bool = True) -> Scenario:
    """A valid scenario with a continuous front.

    Args:
        draw: Hypothesis's own.
        moderate: Parameters within their neutral ranges, not anywhere they may be.
        with_ranges: Whether parameters may be ranges, to be drawn later.
    """
    values: dict[str, float | Range] = {}
    for path, row in PARAMETERS.items():
        number = numbers(row, moderate)
        values[path] = draw(number | ranges(row, moderate) if with_ranges else number)
    _keep_possible(values)
    pulled = draw(
        st.lists(
            st.sampled_from(list(LEVERS.values())).flatmap(levers),
            max_size=4,
            unique_by=lambda lever: (lever.name, lever.month),
        )
    )
    phase: Literal["war", "truce"] = draw(st.sampled_from(["war", "truce"]))
    return Scenario(
        name="random",
        title=draw(lines),
        question=draw(st.just("") | lines),
        start=draw(st.sampled_from(["", "2022-02", "2025-10"])),
        phase=phase,
        steps="continuous",
        values=MappingProxyType(values),
        switches=MappingProxyType({name: draw(st.booleans()) for name in SWITCHES}),
        levers=in_order(pulled),
        because=MappingProxyType(
            draw(st.dictionaries(st.sampled_from(list(PARAMETERS)), lines, max_size=2))
        ),
        sources=tuple(draw(st.lists(lines, max_size=2, unique=True))),
    )


def _keep_possible(values: dict[str, float | Range]) -> None:
    """Lower the land held at month 0 to where the war is not over yet."""
    victory = values["front.victory_at"]
    least = victory.low if isinstance(victory, Range) else victory
    held = values["front.occ0"]
    if (held.high if isinstance(held, Range) else held) > least:
        values["front.occ0"] = least
