"""Game files as pydantic sees them: which keys there are, of what type and in what range.

Each field's description is the rule a person is told when it is broken. What one field demands of
another is in `simulator.files.game_rules`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

#: Costs and offices beyond this are a slip of the pen: the whole stake is 1 [stakes].
MOST = 1000.0

Chance = Annotated[float, Field(ge=0.0, le=1.0, description="must be in [0, 1] (chance)")]
Share = Annotated[float, Field(ge=0.0, le=1.0, description="must be in [0, 1] (share)")]
Stakes = Annotated[
    float, Field(ge=-MOST, le=MOST, description=f"must be in [-{MOST:g}, {MOST:g}] (stakes)")
]
Positive = Annotated[
    float, Field(gt=0.0, le=1e6, description="must be in (0, 1e6] (Beta parameter)")
]
Audience = Annotated[
    float, Field(ge=0.0, le=MOST, description=f"must be in [0, {MOST:g}] (stakes a round)")
]
Discount = Annotated[
    float, Field(gt=0.0, le=1.0, description="must be in (0, 1] (weight of a period)")
]
Left = Annotated[float, Field(gt=0.0, le=1.0, description="must be in (0, 1] (what is left)")]
Chances = Annotated[list[Chance], Field(min_length=1, max_length=100)]
Matrix = Annotated[
    list[Annotated[list[Chance], Field(description="must be a row of chances")]],
    Field(min_length=1, max_length=100),
]
BetaPrior = Annotated[
    list[Positive], Field(min_length=2, max_length=2, description="must be two Beta parameters")
]


class Table(BaseModel):
    """A table of a game file: exact types, no unknown keys, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class FrontTable(Table):
    """`[front]`."""

    length: int = Field(ge=2, le=1000, description="must be a whole number in [2, 1000]")
    start: int = Field(ge=1, le=999, description="must be a whole number in [1, length - 1]")
    draw: Chance = 0.0


class BattleTable(Table):
    """`[battle]`."""

    win: Chances | None = Field(None, description="must be a list of 1 to 100 chances")
    takes_a_period: bool = Field(False, description="must be true or false")
    first_strike: Chance = 0.0


class PowerTable(Table):
    """`[power]`."""

    war: Matrix | None = Field(None, description="must be a list of 1 to 100 rows of chances")
    peace: Matrix | None = Field(None, description="must be a list of 1 to 100 rows of chances")
    stake: list[Left] | None = Field(
        None, min_length=1, max_length=100, description="must be a list of what is left, (0, 1]"
    )


class TimeTable(Table):
    """`[time]`."""

    discount: Discount
    discount_a: Discount | None = None
    discount_b: Discount | None = None


class CostTable(Table):
    """`[cost]`."""

    a: Stakes | None = None
    b: Stakes | None = None
    kind: Literal["per-war", "per-battle", "flow"] = Field(
        description="must be 'per-war', 'per-battle' or 'flow'"
    )


class DealTable(Table):
    """`[deal]`."""

    binding: bool = Field(True, description="must be true or false")
    levels: list[Share] = Field([], max_length=1000, description="must be a list of shares")
    war_destroys: Share = 0.0
    expects: Literal["war", "peace"] = Field("war", description="must be 'war' or 'peace'")


class OffersTable(Table):
    """`[offers]`."""

    proposer: Literal["A", "B", "alternate", "random", "sealed"] = Field(
        "A", description="must be 'A', 'B', 'alternate', 'random' or 'sealed'"
    )
    share_a: Chance = 0.5


class OutsideTable(Table):
    """`[outside]`: what walking out is worth."""

    a: Stakes
    b: Stakes


class CrisisTable(Table):
    """`[crisis]`: a contest before audiences instead of offers."""

    audience_a: Audience
    audience_b: Audience
    rounds: int | None = Field(
        None, ge=1, le=1000, description="must be a whole number in [1, 1000]"
    )


class LeaderTable(Table):
    """`[leader.a]`, `[leader.b]`."""

    office: float = Field(0.0, ge=0.0, le=MOST, description=f"must be in [0, {MOST:g}] (stakes)")
    keeps_office_at: Share = 0.0


class LeadersTable(Table):
    """`[leader]`."""

    a: LeaderTable = Field(default_factory=lambda: LeaderTable.model_validate({}))
    b: LeaderTable = Field(default_factory=lambda: LeaderTable.model_validate({}))


class InformationTable(Table):
    """`[information]`: every kind's fields; which belong to which is checked elsewhere."""

    kind: Literal[
        "complete",
        "uniform-cost",
        "two-type-cost",
        "two-type-power",
        "heterogeneous-priors",
        "two-sided-uniform-cost",
    ] = Field(
        "complete",
        description="must be 'complete', 'uniform-cost', 'two-type-cost', 'two-type-power', "
        "'heterogeneous-priors' or 'two-sided-uniform-cost'",
    )
    low: Stakes | None = None
    high: Stakes | None = None
    cost_weak: Stakes | None = None
    cost_tough: Stakes | None = None
    win_weak: Chance | None = None
    win_tough: Chance | None = None
    weak: Chance | None = None
    prior_a: BetaPrior | None = None
    prior_b: BetaPrior | None = None
    true_win: Chance | None = None
    low_a: Stakes | None = None
    high_a: Stakes | None = None
    low_b: Stakes | None = None
    high_b: Stakes | None = None


class GameTable(Table):
    """A whole game file, `kind` and `title` aside."""

    front: FrontTable
    battle: BattleTable = Field(default_factory=lambda: BattleTable.model_validate({}))
    power: PowerTable = Field(default_factory=lambda: PowerTable.model_validate({}))
    time: TimeTable
    cost: CostTable
    deal: DealTable = Field(default_factory=lambda: DealTable.model_validate({}))
    offers: OffersTable = Field(default_factory=lambda: OffersTable.model_validate({}))
    leader: LeadersTable = Field(default_factory=lambda: LeadersTable.model_validate({}))
    information: InformationTable = Field(
        default_factory=lambda: InformationTable.model_validate({})
    )
    outside: OutsideTable | None = Field(None, description="must be a table of a and b")
    crisis: CrisisTable | None = Field(None, description="must be a table of audience costs")


class GameFile(GameTable):
    """A whole game file."""

    kind: Literal["game"] = Field(description="must be 'game'")
    title: str = Field("", max_length=200, description="must be text of at most 200 characters")


#: Which fields each kind of information reads.
FIELDS: dict[str, tuple[str, ...]] = {
    "complete": (),
    "uniform-cost": ("low", "high"),
    "two-type-cost": ("cost_weak", "cost_tough", "weak"),
    "two-type-power": ("win_weak", "win_tough", "weak"),
    "heterogeneous-priors": ("prior_a", "prior_b", "true_win"),
    "two-sided-uniform-cost": ("low_a", "high_a", "low_b", "high_b"),
}
