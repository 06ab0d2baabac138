"""What the solvers can do: which parts of a game file go together, and how large a game may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from simulator.files.complaints import text_of
from simulator.files.game_model import FIELDS
from simulator.files.game_raw import Complaint, Raw

#: Longest lines that the private-information solvers finish in seconds [positions].
LONGEST = {"two-type-power": 60, "heterogeneous-priors": 50}
#: Largest game of complete information: positions x (regimes x phases) cubed, the solver's work.
#: Phases are 1, 2 with alternating offers, and twice that where a war's first battle differs.
LARGEST = 10_000_000
TWO_SIDED = "two-sided-uniform-cost"
#: What `solve` reads and what a game that is played out inside a scenario cannot have.
_SOLVED_ONLY = {
    "time.discount_a": None,
    "time.discount_b": None,
    "battle.first_strike": 0.0,
    "power.stake": None,
    "deal.expects": "war",
    "outside": None,
    "crisis": None,
}


def not_played(table: dict[str, Any]) -> list[Complaint]:
    """What a game inside a scenario may not have, since it is played out and not solved only."""
    raw = Raw(table)
    found: list[Complaint] = []
    for path, neutral in _SOLVED_ONLY.items():
        if raw.get(path) not in (None, neutral):
            rule = "must not be in a game that is played out, only in a game file"
            found.append((path, rule, None, "drop it, or solve the game with `simulator solve`"))
    for path, value in (("offers.proposer", "sealed"), ("information.kind", TWO_SIDED)):
        if raw.get(path) == value:
            rule = f"must not be '{value}' in a game that is played out"
            found.append((path, rule, None, "solve the game with `simulator solve`"))
    return found


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
    if kind == TWO_SIDED and proposer in ("B", "alternate", "random"):
        yield (
            "offers.proposer",
            f"must be 'A' or 'sealed' {tell}",
            text_of(proposer),
            "let A propose",
        )
    elif kind != "heterogeneous-priors" and proposer in ("B", "alternate", "random"):
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


def complete_only(raw: Raw) -> Iterator[Complaint]:
    """Parts that only the game of complete information has."""
    if raw.kind not in FIELDS or raw.kind == "complete":
        return
    tell = f"with kind = '{raw.kind}'"
    parts = ["outside", "power.stake"]
    if raw.get("crisis") is None:
        parts += ["battle.first_strike"]
    if raw.kind != TWO_SIDED:
        parts += ["time.discount_a", "time.discount_b"]
    for path in parts:
        if raw.get(path) not in (None, 0.0):
            yield path, f"must not be there {tell}", None, "drop it, or write kind = 'complete'"
    if raw.get("deal.expects") == "peace":
        yield "deal.expects", f"must be 'war' {tell}", "'peace'", "drop it"


def walking_out(raw: Raw) -> Iterator[Complaint]:
    """Who may walk out must be able to sign something that ends the game."""
    if raw.get("outside") is not None and not raw.binding:
        yield "deal.binding", "must be true with [outside]", "false", "let the deal bind"


def one_decisive_battle(raw: Raw) -> Iterator[Complaint]:
    """Crises and doubts on both sides are solved for a single battle that decides."""
    if raw.get("crisis") is not None:
        tell = "with [crisis]"
    elif raw.kind == TWO_SIDED:
        tell = f"with kind = '{TWO_SIDED}'"
    else:
        return
    length, draw = raw.number("front.length"), raw.number("front.draw", 0.0)
    if length is not None and length > 2:
        yield "front.length", f"must be 2 {tell}", f"{length:g}", "let one battle decide"
    if draw is not None and draw > 0.0:
        yield "front.draw", f"must be 0 {tell}", f"{draw:g}", "let one battle decide"


def sealed_demands(raw: Raw) -> Iterator[Complaint]:
    """Sealed demands are for doubts on both sides, and all of them lie within the stake."""
    if raw.text("offers.proposer", "A") != "sealed":
        return
    if raw.kind != TWO_SIDED:
        rule = f"may be 'sealed' only with information.kind = '{TWO_SIDED}'"
        yield "offers.proposer", rule, "'sealed'", "let one side propose"
        return
    win, lost = raw.numbers("battle.win"), raw.number("deal.war_destroys", 0.0)
    if not win or lost is None:
        return
    for side, chance in (("a", win[0]), ("b", 1.0 - win[0])):
        discount = raw.number(f"time.discount_{side}", raw.number("time.discount"))
        high = raw.number(f"information.high_{side}")
        if discount is None or high is None:
            continue
        worth = (1.0 - lost) * chance * (discount if raw.period else 1.0)
        charged = (1.0 - discount) * high if raw.text("cost.kind", "") == "flow" else high
        if charged > worth + 1e-12:
            rule = f"must not cost more than the war is worth before its cost ({worth:g})"
            tell = "with proposer = 'sealed'"
            yield f"information.high_{side}", f"{rule}, {tell}", text_of(high), "lower it"


def crisis_alone(raw: Raw) -> Iterator[Complaint]:
    """A crisis has no offers."""
    if not isinstance(raw.get("crisis"), dict):
        return
    if raw.kind not in ("complete", TWO_SIDED) and raw.kind in FIELDS:
        rule = f"must be 'complete' or '{TWO_SIDED}' with [crisis]"
        yield "information.kind", rule, text_of(raw.kind), "write one of these"
    for path in ("offers", "outside", "power", "leader"):
        if raw.get(path):
            rule = "must not be there with [crisis], in which nobody makes an offer"
            yield path, rule, None, f"drop [{path}]"
    if raw.get("deal.binding") is False:
        yield "deal.binding", "must be true with [crisis]", "false", "drop it"
    if isinstance(raw.get("deal.levels"), list) and raw.get("deal.levels"):
        yield "deal.levels", "must be empty with [crisis]", None, "drop it"
    win = raw.get("battle.win")
    if raw.kind == "complete" and isinstance(win, list) and len(win) > 1:
        rule = "must have one power regime with [crisis]"
        yield "battle.win", rule, f"{len(win)}", "keep one"


def crisis_clock(raw: Raw) -> Iterator[Complaint]:
    """A crisis has rounds if everything is known, and continuous time if costs are not."""
    if not isinstance(raw.get("crisis"), dict):
        return
    if raw.kind == "complete" and raw.get("crisis.rounds") is None:
        yield "crisis.rounds", "must be there with kind = 'complete'", None, "add rounds"
    if raw.kind == TWO_SIDED:
        if raw.get("crisis.rounds") is not None:
            rule = f"must not be there with kind = '{TWO_SIDED}', where time is continuous"
            yield "crisis.rounds", rule, None, "drop it"
        for side in ("a", "b"):
            if raw.number(f"crisis.audience_{side}") == 0.0:
                rule = f"must be above 0 with kind = '{TWO_SIDED}'"
                yield f"crisis.audience_{side}", rule, "0", "raise it a little, 0.01 say"


def small_enough(raw: Raw) -> Iterator[Complaint]:
    """A game of complete information that is solved in seconds."""
    length, win = raw.number("front.length"), raw.get("battle.win")
    if raw.kind != "complete" or length is None or not 2 <= length <= 1000:
        return
    regimes = len(win) if isinstance(win, list) else 1
    phases = 2 if raw.text("offers.proposer", "A") == "alternate" else 1
    first_differs = raw.text("cost.kind", "") == "per-war" or raw.number("battle.first_strike", 0.0)
    if first_differs and (length > 2 or raw.number("front.draw", 0.0)):
        phases *= 2
    size = length * (regimes * phases) ** 3
    if regimes <= 100 and size > LARGEST:
        rule = (
            f"too large a game: length x (regimes x phases) cubed, {length:g} x "
            f"({regimes} x {phases}) cubed, must be at most {LARGEST:,}"
        )
        yield "front.length", rule, f"{size:,.0f}", "shorten the line, or keep fewer regimes"


SOLVABLE: tuple[Callable[[Raw], Iterator[Complaint]], ...] = (
    screening_only,
    complete_only,
    walking_out,
    one_decisive_battle,
    sealed_demands,
    crisis_alone,
    crisis_clock,
    small_enough,
)
