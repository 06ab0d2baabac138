"""What a textbook bargaining game is: a front, battles, a stake, offers, and who knows what.

Everything here is frozen and plain; `simulator.files.game_file` reads it from TOML and guards it.
Shares are A's share of the stake in [0, 1]; costs and offices are in stakes; a period is one
offer and its answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Expects: TypeAlias = Literal["war", "peace"]
CostKind: TypeAlias = Literal["per-war", "per-battle", "flow"]
Proposer: TypeAlias = Literal["A", "B", "alternate", "random", "sealed"]
InformationKind: TypeAlias = Literal[
    "complete",
    "uniform-cost",
    "two-type-cost",
    "two-type-power",
    "heterogeneous-priors",
    "two-sided-uniform-cost",
]


@dataclass(frozen=True, slots=True)
class Front:
    """The line the war moves along.

    Attributes:
        length: Positions 0..length; A has won at `length`, B at 0 [positions, >= 2].
        start: Where play begins [1..length-1].
        draw: Chance that a battle moves nothing [0-1].
    """

    length: int
    start: int
    draw: float = 0.0


@dataclass(frozen=True, slots=True)
class Battle:
    """What a battle does.

    Attributes:
        win: A's chance of winning a battle that moves the front, one per power regime [0-1].
        takes_a_period: Whether what follows a battle is multiplied by the discount factor.
        first_strike: What is added to the striker's chance in the first battle of a war; the side
            that will not settle strikes [0-1].
    """

    win: tuple[float, ...]
    takes_a_period: bool = False
    first_strike: float = 0.0


@dataclass(frozen=True, slots=True)
class Power:
    """How power regimes follow each other; regime 0 comes first.

    Attributes:
        war: Row-stochastic matrix applied after a battle [regimes x regimes].
        peace: Row-stochastic matrix applied after a peaceful period [regimes x regimes].
        stake: What is left to win or to divide in each regime [(0, 1] of the whole stake]; empty
            when it is always the whole.
    """

    war: tuple[tuple[float, ...], ...]
    peace: tuple[tuple[float, ...], ...]
    stake: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What fighting costs [stakes]; negative when fighting pays.

    Attributes:
        a: A's cost.
        b: B's cost; None where the kind of information says it in another way.
        kind: `per-war` is paid at the first battle of a war, `per-battle` at every battle,
            `flow` is (1 - discount) x cost at every battle.
    """

    a: float
    b: float | None
    kind: CostKind


@dataclass(frozen=True, slots=True)
class Deal:
    """What can be signed.

    Attributes:
        binding: Whether a deal ends the game, or only splits this period's flow.
        levels: The shares that can be agreed, ascending [0-1]; empty when divisible.
        war_destroys: Part of the stake lost to whoever wins militarily [0-1].
        expects: Where the search for an equilibrium begins, which decides where there are several:
            with a `war` fought to the finish, or with a lasting `peace` midway between the sides.
    """

    binding: bool = True
    levels: tuple[float, ...] = ()
    war_destroys: float = 0.0
    expects: Expects = "war"


@dataclass(frozen=True, slots=True)
class Offers:
    """Who proposes.

    Attributes:
        proposer: `A`, `B`, `alternate` (A first), `random`, or `sealed`: both name a share at once
            and, if the demands are compatible, split the difference.
        share_a: Chance that A proposes, read with `random` only [0-1].
    """

    proposer: Proposer = "A"
    share_a: float = 0.5


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader who values office beside the stake.

    Attributes:
        office: What keeping office is worth [stakes, >= 0].
        keeps_office_at: Least own share with which the leader survives a deal [0-1].
    """

    office: float = 0.0
    keeps_office_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What the sides get if the side that answers an offer walks out: no deal and no war.

    Attributes:
        a: A's value [stakes].
        b: B's value [stakes].
    """

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Crisis:
    """A contest before audiences instead of offers: each side may back down, escalate or attack.

    Attributes:
        audience_a: What backing down costs A for each round that has passed [stakes, >= 0].
        audience_b: What it costs B [stakes, >= 0].
        rounds: Number of rounds, A's move before B's in each, after which only attack and backing
            down are left; None when time is continuous.
    """

    audience_a: float
    audience_b: float
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """Everything is common knowledge."""


@dataclass(frozen=True, slots=True)
class UniformCost:
    """B's cost is private and uniform on [low, high] [stakes]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TwoTypeCost:
    """B's cost is `cost_weak` > `cost_tough` [stakes]; `weak` is A's prior that B is weak [0-1]."""

    cost_weak: float
    cost_tough: float
    weak: float


@dataclass(frozen=True, slots=True)
class TwoTypePower:
    """A wins battles with chance `win_weak` > `win_tough`; `weak` is A's prior that B is weak."""

    win_weak: float
    win_tough: float
    weak: float


@dataclass(frozen=True, slots=True)
class HeterogeneousPriors:
    """Each side has its own Beta prior on A's chance per battle, and they agree to disagree.

    Attributes:
        prior_a: A's Beta parameters (a, b) [> 0].
        prior_b: B's Beta parameters (a, b) [> 0].
        true_win: The chance by which battles are in fact decided [0-1].
    """

    prior_a: tuple[float, float]
    prior_b: tuple[float, float]
    true_win: float


@dataclass(frozen=True, slots=True)
class TwoSidedUniformCost:
    """Each side knows its own cost; the other thinks it uniform on [low, high] [stakes]."""

    low_a: float
    high_a: float
    low_b: float
    high_b: float


Information: TypeAlias = (
    Complete | UniformCost | TwoTypeCost | TwoTypePower | HeterogeneousPriors | TwoSidedUniformCost
)


@dataclass(frozen=True, slots=True)
class Game:
    """One bargaining game.

    Attributes:
        title: What it is called.
        front: The line.
        battle: What a battle does.
        power: How power moves.
        discount: Weight of the next period [(0, 1]].
        discount_a: A's own weight, where it differs; None for `discount`.
        discount_b: B's own weight.
        outside: What walking out is worth; None when nobody can.
        crisis: The contest that is played instead of offers; None when there are offers.
        cost: What fighting costs.
        deal: What can be signed.
        offers: Who proposes.
        leader_a: A's leader; the default leader cares for the stake only.
        leader_b: B's leader.
        information: Who knows what.
    """

    title: str
    front: Front
    battle: Battle
    power: Power
    discount: float
    cost: Cost
    deal: Deal = Deal()
    offers: Offers = Offers()
    leader_a: Leader = Leader()
    leader_b: Leader = Leader()
    information: Information = field(default_factory=Complete)
    discount_a: float | None = None
    discount_b: float | None = None
    outside: Outside | None = None
    crisis: Crisis | None = None

    @property
    def regimes(self) -> int:
        """Number of power regimes [>= 1]."""
        return len(self.battle.win)

    @property
    def discounts(self) -> tuple[float, float]:
        """Weight of the next period to A and to B [(0, 1]]."""
        own = (self.discount_a, self.discount_b)
        return (
            self.discount if own[0] is None else own[0],
            self.discount if own[1] is None else own[1],
        )

    @property
    def after_battle(self) -> float:
        """Weight of what follows a battle, to sides equally patient: the discount factor or 1."""
        return self.discount if self.battle.takes_a_period else 1.0

    def per_battle(self, cost: float, discount: float | None = None) -> float:
        """`cost` as it is charged at one battle, to a side with this discount factor [stakes]."""
        weight = self.discount if discount is None else discount
        return (1.0 - weight) * cost if self.cost.kind == "flow" else cost

    @property
    def stakes(self) -> tuple[float, ...]:
        """What is left of the stake in each regime [(0, 1]]."""
        return self.power.stake or (1.0,) * self.regimes
