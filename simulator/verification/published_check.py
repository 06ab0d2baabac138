"""One row of the table of verified results, and how it is judged.

Tolerance classes:

| class  | obtained must lie                                            |
|--------|--------------------------------------------------------------|
| EXACT  | within `tolerance` x max(1, expected); 1e-9 unless stated    |
| SOLVER | the same with the tolerance a numerical method allows        |
| MC     | within three standard errors of the sample (and 1e-9)        |
| SIGN   | at it: orders, signs, yes and no                             |
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from simulator.errors import SimulatorError

Kind = Literal["closed form", "solver", "simulator"]
ToleranceClass = Literal["EXACT", "SOLVER", "MC", "SIGN"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a sample says.

    Attributes:
        mean: Sample mean.
        error: Standard error of it.
        number: Size of the sample.
        is_share: Whether it is a share of yes in a sample of yes and no; the expected share then
            gives the standard error, so that a rare event may be absent from a small sample.
    """

    mean: float
    error: float
    number: int
    is_share: bool = False


Leaf: TypeAlias = float | str | Estimate | None
Value: TypeAlias = "Leaf | Sequence[Value] | Mapping[str, Value]"
Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Check:
    """One result that must come out.

    Attributes:
        id: Name of the row.
        source: Where the result is from; "X-type" when the formula is in an author's spirit only.
        statement: What is claimed, with its inputs.
        kind: What is checked: a closed form, a solver, or the simulator.
        tolerance_class: How obtained and expected are compared.
        expected: The numbers, typed from the source.
        obtain: Computes them.
        control: Computes them from something wrong; must not pass.
        tolerance: Allowed difference, relative above 1; read with EXACT and SOLVER.
    """

    id: str
    source: str
    statement: str
    kind: Kind
    tolerance_class: ToleranceClass
    expected: Values
    obtain: Callable[[], Values]
    control: Callable[[], Values]
    tolerance: float = 1e-9


@dataclass(frozen=True, slots=True)
class Result:
    """A judged row.

    Attributes:
        check: What was asked.
        obtained: What came; None when nothing did.
        error: Largest difference from what was expected (1 for a wrong yes or no); None when the
            two cannot be compared.
        matches: Whether obtained agrees with expected.
        control_fails: Whether the negative control failed, as it must.
        trouble: What went wrong while computing; empty when nothing did.
    """

    check: Check
    obtained: Values | None
    error: float | None
    matches: bool
    control_fails: bool
    trouble: str = ""

    @property
    def passed(self) -> bool:
        """Whether the row holds."""
        return self.matches and self.control_fails


def judge(check: Check) -> Result:
    """Compute a row and its negative control."""
    obtained, trouble = _attempt(check.obtain)
    error, matches = (None, False) if obtained is None else compare(check, obtained)
    wrong, wrong_trouble = _attempt(check.control)
    # A control that crashes has shown nothing.
    control_fails = wrong is not None and not compare(check, wrong)[1]
    if wrong is None:
        trouble = trouble or f"negative control: {wrong_trouble}"
    elif not control_fails:
        trouble = trouble or "negative control passes"
    return Result(check, obtained, error, matches, control_fails, trouble)


def _attempt(compute: Callable[[], Values]) -> tuple[Values | None, str]:
    try:
        return compute(), ""
    except (SimulatorError, ValueError, ArithmeticError, LookupError, TypeError) as error:
        return None, f"{type(error).__name__}: {error}"


def compare(check: Check, obtained: Values) -> tuple[float | None, bool]:
    """The largest difference between obtained and expected, and whether all are small enough.

    >>> row = closed("id", "source", "statement", {"x": 0.5}, dict, dict)
    >>> compare(row, {"x": 0.5}), compare(row, {"x": 0.75}), compare(row, {"y": 0.5})
    ((0.0, True), (0.25, False), (None, False))
    """
    want, have = dict(leaves(check.expected)), dict(leaves(obtained))
    if want.keys() != have.keys():
        return None, False
    worst, good = 0.0, True
    for name, expected in want.items():
        gap, allowed = _gap(check, expected, have[name])
        if gap is None:
            return None, False
        worst, good = max(worst, gap), good and gap <= allowed
    return worst, good


def _gap(check: Check, expected: Leaf, obtained: Leaf) -> tuple[float | None, float]:
    number = obtained.mean if isinstance(obtained, Estimate) else obtained
    plain = (bool, str, type(None))
    if isinstance(expected, plain) or isinstance(number, plain):
        same = type(expected) is type(number) and expected == number
        return (0.0 if same else 1.0), 0.0
    if isinstance(expected, Estimate) or not math.isfinite(number):
        return None, 0.0
    if isinstance(obtained, Estimate):
        error = obtained.error
        if obtained.is_share:
            error = math.sqrt(max(0.0, expected * (1.0 - expected)) / obtained.number)
        allowed = 3.0 * error + 1e-9
    elif check.tolerance_class == "SIGN":
        allowed = 0.0
    else:
        allowed = check.tolerance * max(1.0, abs(expected))
    return abs(number - expected), allowed


def leaves(value: Value, name: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every single number, word or flag in a value, with its path.

    >>> list(leaves({"x": [0.5, True], "why": "rain"}))
    [('x.0', 0.5), ('x.1', True), ('why', 'rain')]
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for i, inner in enumerate(value):
            yield from leaves(inner, f"{name}.{i}" if name else str(i))
    else:
        yield name, value


def closed(
    id: str,
    source: str,
    statement: str,
    expected: Values,
    obtain: Callable[[], Values],
    control: Callable[[], Values],
    tolerance: float = 1e-9,
) -> Check:
    """A closed form against printed numbers; arguments as the attributes of `Check`."""
    return Check(
        id, source, statement, "closed form", "EXACT", expected, obtain, control, tolerance
    )


def order(
    id: str,
    source: str,
    statement: str,
    expected: Values,
    obtain: Callable[[], Values],
    control: Callable[[], Values],
    kind: Kind = "closed form",
) -> Check:
    """Signs, orders, yes and no; arguments as the attributes of `Check`."""
    return Check(id, source, statement, kind, "SIGN", expected, obtain, control, 0.0)


def solved(
    id: str,
    source: str,
    statement: str,
    expected: Values,
    obtain: Callable[[], Values],
    control: Callable[[], Values],
    tolerance: float = 1e-9,
) -> Check:
    """A solver against printed numbers; arguments as the attributes of `Check`."""
    return Check(id, source, statement, "solver", "SOLVER", expected, obtain, control, tolerance)


def sampled(
    id: str,
    source: str,
    statement: str,
    expected: Values,
    obtain: Callable[[], Values],
    control: Callable[[], Values],
) -> Check:
    """The simulator against printed numbers; arguments as the attributes of `Check`."""
    return Check(id, source, statement, "simulator", "MC", expected, obtain, control)


def sign(later: float, earlier: float) -> int:
    """Sign of a change, 0 within rounding (1e-12).

    >>> sign(2.0, 1.0), sign(1.0, 2.0), sign(1.0, 1.0)
    (1, -1, 0)
    """
    change = later - earlier
    return 0 if abs(change) <= 1e-12 else int(math.copysign(1, change))
