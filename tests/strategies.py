"""Hypothesis strategies: random valid scenarios, made from the registry like everything else."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Literal

from hypothesis import strategies as st

from simulator.files.levers import in_order
from simulator.model.levers import LEVERS, Lever, LeverKind
from simulator.model.parameters import PARAMETERS, Parameter
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import Distribution, Range, Scenario
from simulator.model.tape import MEMBER_MONTH, parameter_channel, uniforms

#: One line that a reader could read: no control letters, no surrogates, not only blanks.
lines = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
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


def _everywhere(bulk: int, moderate: bool, with_ranges: bool) -> dict[str, float | Range]:
    """A value for every parameter from one integer; 0 leaves all at their defaults.

    Hypothesis would need a choice of its own for each of a hundred parameters, and a second a
    scenario.
    """
    values: dict[str, float | Range] = {}
    for path, row in PARAMETERS.items():
        where, what = uniforms(bulk, 0, MEMBER_MONTH, parameter_channel(path))
        low, high = _ends(row, moderate)
        value = low + where * (high - low)
        value = float(round(value)) if row.whole else value
        if bulk == 0 or what < 0.2:
            values[path] = row.default
        elif with_ranges and what < 0.4 and value != row.default:
            values[path] = Range(min(value, row.default), max(value, row.default))
        else:
            values[path] = value
    return values


@cache
def _one(path: str, moderate: bool, with_ranges: bool) -> st.SearchStrategy[float | Range]:
    number = numbers(PARAMETERS[path], moderate)
    return number | ranges(PARAMETERS[path], moderate) if with_ranges else number


@st.composite
def scenarios(draw: st.DrawFn, moderate: bool = False, with_ranges: bool = True) -> Scenario:
    """A valid scenario with a continuous front.

    Args:
        draw: Hypothesis's own.
        moderate: Parameters within their neutral ranges, not anywhere they may be.
        with_ranges: Whether parameters may be ranges, to be drawn later.
    """
    values = _everywhere(draw(st.integers(0, 2**63 - 1)), moderate, with_ranges)
    # A few are Hypothesis's own to choose: it likes ends, and can shrink what it chose.
    for path in draw(st.lists(st.sampled_from(list(PARAMETERS)), max_size=6, unique=True)):
        values[path] = draw(_one(path, moderate, with_ranges))
    off = draw(st.frozensets(st.sampled_from(list(SWITCHES)), max_size=len(SWITCHES)))
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
        switches=MappingProxyType({name: name not in off for name in SWITCHES}),
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
    if (held.high if isinstance(held, Range) else held) >= least:
        values["front.occ0"] = 0.99 * least
