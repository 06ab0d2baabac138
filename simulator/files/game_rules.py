"""What one field of a game file demands of another: the worlds that cannot be.

Rules look at the raw table and hold their tongue where a field is missing or of the wrong type,
since that is told elsewhere; so every mistake of both sorts can be reported at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from simulator.files.complaints import text_of
from simulator.files.game_model import FIELDS
from simulator.files.game_raw import Complaint, Raw
from simulator.files.game_solvable import SOLVABLE

#: Rows of chances must sum to 1 this closely.
ROUNDING = 1e-9
#: Kinds of information that say B's cost.
COSTS_OF_B = ("uniform-cost", "two-type-cost", "two-sided-uniform-cost")


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
    for name in ("discount", "discount_a", "discount_b"):
        if raw.number(f"time.{name}") == 1.0 and (raw.period or not raw.binding):
            rule = "may be 1 only with battle.takes_a_period = false and deal.binding = true"
            yield f"time.{name}", rule, "1", "lower it a little, 0.9999 say"


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
    for side, said in (("a", ("two-sided-uniform-cost",)), ("b", COSTS_OF_B)):
        if raw.kind not in said and raw.get(f"cost.{side}") is None:
            yield f"cost.{side}", f"must be there with kind = '{raw.kind}'", None, f"add {side}"
    if raw.kind not in ("two-type-power", "heterogeneous-priors") and raw.get("battle.win") is None:
        yield "battle.win", "must be there", None, "add win = [0.5], say"


def types_in_order(raw: Raw) -> Iterator[Complaint]:
    """The weak type is the weaker one."""
    pairs = {
        "uniform-cost": [("low", "high", False)],
        "two-type-cost": [("cost_tough", "cost_weak", True)],
        "two-type-power": [("win_tough", "win_weak", True)],
        "two-sided-uniform-cost": [("low_a", "high_a", True), ("low_b", "high_b", True)],
    }
    for lower, higher, strictly in pairs.get(raw.kind, []):
        low, high = (raw.number(f"information.{name}") for name in (lower, higher))
        if low is not None and high is not None and (low > high or (strictly and low == high)):
            rule = f"must be {'above' if strictly else 'at least'} {lower} ({low:g})"
            yield f"information.{higher}", rule, text_of(high), "swap or correct them"


def surprise_is_a_chance(raw: Raw) -> Iterator[Complaint]:
    """Striking first leaves a chance a chance, and what is left is said for every regime."""
    surprise, win = raw.number("battle.first_strike", 0.0), raw.numbers("battle.win")
    if surprise and win and any(not 0.0 <= p - surprise <= p + surprise <= 1.0 for p in win):
        most = max(0.0, min(min(p, 1.0 - p) for p in win))
        rule = f"must be at most {most:g}, so that every chance plus or minus it is in [0, 1]"
        yield "battle.first_strike", rule, text_of(surprise), "lower it"
    left = raw.get("power.stake")
    if isinstance(left, list) and win and len(left) != len(win):
        rule = f"must have as many numbers as battle.win has chances ({len(win)})"
        yield "power.stake", rule, f"{len(left)}", "one for each power regime"


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
    surprise_is_a_chance,
    war_can_end,
    *SOLVABLE,
)
