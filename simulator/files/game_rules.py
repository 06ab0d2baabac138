"""What one field of a game file demands of another: the worlds that cannot be.

Rules look at the raw table and hold their tongue where a field is missing or of the wrong type,
since that is told elsewhere; so every mistake of both sorts can be reported at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.files.complaints import text_of
from simulator.files.game_model import FIELDS

#: Rows of chances must sum to 1 this closely.
ROUNDING = 1e-9
#: Longest lines that the private-information solvers finish in seconds [positions].
LONGEST = {"two-type-power": 60, "heterogeneous-priors": 50}

Complaint = tuple[str, str, str | None, str]  # path, rule, value, remedy


@dataclass(frozen=True, slots=True)
class Raw:
    """A game's table as TOML gave it."""

    table: dict[str, Any]

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever was written
        """What is at a dotted path; None if nothing is."""
        inner: Any = self.table
        for step in path.split("."):
            inner = inner.get(step) if isinstance(inner, dict) else None
        return inner

    def number(self, path: str, default: float | None = None) -> float | None:
        """A finite number at a path, or `default` if there is nothing, or None."""
        value = self.get(path)
        return default if value is None else _number(value)

    def text(self, path: str, default: str) -> str:
        """A text at a path; `default` if there is none."""
        value = self.get(path)
        return value if isinstance(value, str) else default

    def rows(self, path: str) -> list[list[float]] | None:
        """A list of lists of numbers at a path, or None."""
        value = self.get(path)
        if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
            return None
        rows = [Raw({"row": row}).numbers("row") for row in value]
        whole = [row for row in rows if row is not None]
        return whole if len(whole) == len(rows) else None

    def numbers(self, path: str) -> list[float] | None:
        """A list of numbers at a path, or None."""
        value = self.get(path)
        cells = [_number(cell) for cell in value] if isinstance(value, list) else [None]
        whole = [cell for cell in cells if cell is not None]
        return whole if len(whole) == len(cells) else None

    @property
    def kind(self) -> str:
        """The kind of information."""
        return self.text("information.kind", "complete")

    @property
    def period(self) -> bool:
        """Whether a battle takes a period."""
        return self.get("battle.takes_a_period") is True

    @property
    def binding(self) -> bool:
        """Whether a deal binds."""
        return self.get("deal.binding") is not False


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def broken_rules(table: dict[str, Any]) -> list[Complaint]:
    """Everything in a game's table that contradicts something else in it."""
    raw = Raw(table)
    return [complaint for rule in RULES for complaint in rule(raw)]


def start_inside(raw: Raw) -> Iterator[Complaint]:
    """Play begins between the two victories."""
    start, length = raw.number("front.start"), raw.number("front.length")
    if start is not None and length is not None and length >= 2 and not 1 <= start < length:
        rule = f"must be in [1, {length - 1:g}] (positions 0 and length are victories)"
        yield "front.start", rule, text_of(start), "start between them"


def draws_end(raw: Raw) -> Iterator[Complaint]:
    """A war without decisive battles must at least cost time."""
    if raw.number("front.draw") == 1.0:
        if not raw.period:
            rule = "may be 1 only with battle.takes_a_period = true"
            yield "front.draw", rule, "1", "lower it, or let battles take a period"
        if raw.kind == "heterogeneous-priors":
            yield "front.draw", "must be below 1 with heterogeneous-priors", "1", "lower it"


def patience_ends(raw: Raw) -> Iterator[Complaint]:
    """Without discounting, nothing may go on for ever."""
    if raw.number("time.discount") == 1.0 and (raw.period or not raw.binding):
        rule = "may be 1 only with battle.takes_a_period = false and deal.binding = true"
        yield "time.discount", rule, "1", "lower it a little, 0.9999 say"


def regimes_agree(raw: Raw) -> Iterator[Complaint]:
    """As many regimes everywhere, and rows that are chances of what comes next."""
    win = raw.get("battle.win")
    size = len(win) if isinstance(win, list) else None
    for name in ("war", "peace"):
        rows = raw.rows(f"power.{name}")
        path = f"power.{name}"
        if rows is None:
            continue
        size = len(rows) if size is None else size
        if len(rows) != size:
            rule = f"must have as many rows as battle.win has chances ({size})"
            yield path, rule, f"{len(rows)} rows", "one row for each power regime"
        for index, row in enumerate(rows):
            if len(row) != len(rows):
                rule = f"must have as many chances as there are rows ({len(rows)})"
                yield f"{path}[{index}]", rule, f"{len(row)} chances", "one for each next regime"
            elif abs(sum(row) - 1.0) > ROUNDING:
                yield f"{path}[{index}]", "must sum to 1", f"{sum(row):g}", "correct its chances"


def price_once(raw: Raw) -> Iterator[Complaint]:
    """The price of a whole war is for wars of one decisive battle."""
    length = raw.number("front.length")
    if raw.text("cost.kind", "") == "per-war" and length is not None and length > 2:
        rule = "may be 'per-war' only with front.length = 2"
        yield "cost.kind", rule, "'per-war'", "write 'per-battle' or 'flow'"


def needed(raw: Raw) -> Iterator[Complaint]:
    """Fields that this kind of information reads, and only those."""
    if raw.kind not in FIELDS:
        return
    belongs = {name: kind for kind, names in FIELDS.items() for name in names}
    own = FIELDS[raw.kind]
    for name in own:
        if raw.get(f"information.{name}") is None:
            rule = f"must be there with kind = '{raw.kind}'"
            yield f"information.{name}", rule, None, f"add {name}"
    for name, kind in belongs.items():
        if name not in own and raw.get(f"information.{name}") is not None:
            rule = f"not a field of kind = '{raw.kind}'"
            yield f"information.{name}", rule, None, f"drop it, or write kind = '{kind}'"
    if raw.kind not in ("uniform-cost", "two-type-cost") and raw.get("cost.b") is None:
        yield "cost.b", f"must be there with kind = '{raw.kind}'", None, "add b"
    if raw.kind not in ("two-type-power", "heterogeneous-priors") and raw.get("battle.win") is None:
        yield "battle.win", "must be there", None, "add win = [0.5], say"


def types_in_order(raw: Raw) -> Iterator[Complaint]:
    """The weak type is the weaker one."""
    pairs = {
        "uniform-cost": ("low", "high", False),
        "two-type-cost": ("cost_tough", "cost_weak", True),
        "two-type-power": ("win_tough", "win_weak", True),
    }
    if raw.kind in pairs:
        lower, higher, strictly = pairs[raw.kind]
        low, high = (raw.number(f"information.{name}") for name in (lower, higher))
        if low is not None and high is not None and (low > high or (strictly and low == high)):
            rule = f"must be {'above' if strictly else 'at least'} {lower} ({low:g})"
            yield f"information.{higher}", rule, text_of(high), "swap or correct them"


def screening_only(raw: Raw) -> Iterator[Complaint]:
    """What the solvers of private information can do."""
    kind = raw.kind
    if kind == "complete" or kind not in FIELDS:
        return
    tell = f"with kind = '{kind}'"
    if raw.get("deal.binding") is False:
        yield "deal.binding", f"must be true {tell}", "false", "let the deal bind"
    if isinstance(raw.get("deal.levels"), list) and raw.get("deal.levels"):
        yield "deal.levels", f"must be empty {tell}", None, "let the stake be divisible"
    for side in ("a", "b"):
        if raw.number(f"leader.{side}.office", 0.0) not in (0.0, None):
            yield f"leader.{side}.office", f"must be 0 {tell}", None, "drop the leader"
    win = raw.get("battle.win")
    if isinstance(win, list) and len(win) > 1:
        yield "battle.win", f"must have one power regime {tell}", f"{len(win)}", "keep one"
    proposer = raw.text("offers.proposer", "A")
    if kind != "heterogeneous-priors" and proposer in ("B", "alternate", "random"):
        rule = f"must be 'A', who does not know B's type, {tell}"
        yield "offers.proposer", rule, text_of(proposer), "let A propose"
    length = raw.number("front.length")
    if kind in LONGEST and length is not None and length > LONGEST[kind]:
        yield "front.length", f"must be at most {LONGEST[kind]} {tell}", f"{length:g}", "shorten it"
    yield from _fighting_costs(raw)


def _fighting_costs(raw: Raw) -> Iterator[Complaint]:
    toughest = {
        "uniform-cost": "information.low",
        "two-type-cost": "information.cost_tough",
        "two-type-power": "cost.b",
    }.get(raw.kind)
    if toughest is None:
        return
    cost_a, cost_b = raw.number("cost.a"), raw.number(toughest)
    if cost_a is not None and cost_b is not None and cost_a + cost_b < 0.0:
        rule = f"must be at least {-cost_b:g}, so that fighting costs the two sides something"
        yield "cost.a", f"{rule}, with kind = '{raw.kind}'", text_of(cost_a), "raise it"


def war_can_end(raw: Raw) -> Iterator[Complaint]:
    """Where time is free, every war must be able to end on the battlefield."""
    length, win = raw.number("front.length"), raw.numbers("battle.win")
    if raw.period or raw.kind != "complete" or length is None or win is None:
        return
    if not 2 <= length <= 1000 or raw.number("front.draw", 0.0) == 1.0:
        return
    size = len(win)
    war = raw.rows("power.war") or [[float(i == j) for j in range(size)] for i in range(size)]
    if len(war) == size and all(len(row) == size for row in war):
        stuck = endless_at(int(length), win, war)
        if stuck is not None:
            rule = "must let every war end, as time is free with battle.takes_a_period = false"
            value = f"from position {stuck[0]}, regime {stuck[1]} neither side ever wins"
            yield "battle.win", rule, value, "keep chances strictly between 0 and 1"


def endless_at(length: int, win: list[float], war: list[list[float]]) -> tuple[int, int] | None:
    """A position and regime from which no end of the line can be reached, or None."""
    ends = {(k, s) for k in (0, length) for s in range(len(win))}
    grown = True
    while grown:
        grown = False
        for s, chance in enumerate(win):
            after = [r for r, weight in enumerate(war[s]) if weight > 0.0]
            ways = [step for step, p in ((1, chance), (-1, 1.0 - chance)) if p > 0.0]
            # Sweep both ways, so that long lines need few passes.
            for k in (*range(1, length), *range(length - 1, 0, -1)):
                if (k, s) not in ends and any((k + w, r) in ends for w in ways for r in after):
                    ends.add((k, s))
                    grown = True
    states = ((k, s) for k in range(1, length) for s in range(len(win)))
    return next((state for state in states if state not in ends), None)


RULES: tuple[Callable[[Raw], Iterator[Complaint]], ...] = (
    start_inside,
    draws_end,
    patience_ends,
    regimes_agree,
    price_once,
    needed,
    types_in_order,
    screening_only,
    war_can_end,
)
