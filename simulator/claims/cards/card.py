"""What a claim card is: frozen, and the whole of its small declarative language.

A *number* is one quantity of one war. A *condition* is a number with bounds, or a flag. A *test* is
a statistic of many wars (share, mean, median, ratio, entropy, recurrence), perhaps over those that
meet a condition, compared with what the author claims. There are no expressions and nothing is
evaluated: every key names a thing the program already measures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

_CLOSED = {"extra": "forbid", "allow_inf_nan": False}

Month = int | Literal["end"]
Kind = Literal["fact", "mechanism", "prediction", "conditional"]
Bounds = tuple[float, float]


@dataclass(frozen=True)
class During:
    """Months in which a state metric lies within bounds."""

    __pydantic_config__ = _CLOSED
    state: str
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None


@dataclass(frozen=True)
class Number:
    """One quantity of one war; exactly one of the first six says which.

    Attributes:
        state: A state metric, `at` a month or over the months `since` to `until`.
        event: An event that has happened `by` a month: 1 or 0.
        ended: Endings, one of which is the first end `by` a month (`ongoing` is none): 1 or 0.
        held: What A's leader held at the first end: a name of AT_END.
        fact: `chosen_by_A` (A's leader decided the first end), `first_leader_A` (he was the leader
            of month 0).
        summary: A summary that is a number of one war.
        at: Month, or `end` for the month of the first end.
        later: Months after `at = "end"`; negative before it.
        by: Month.
        since: First month of a window.
        until: Its last month, or `end`.
        take: What is taken of a window: its mean, least, most, slope per month, the greatest fall
            within `over` months, or the months until it first lies `fall` below its start.
        over: Months, with `greatest_fall`.
        fall: With `months_to_fall`; a war without such a fall counts as later than all others.
        during: Only months of the window that meet this.
        times: What the number is multiplied by.
        minus: Another number of the same war, to be subtracted.
    """

    __pydantic_config__ = _CLOSED
    state: str | None = None
    event: str | None = None
    ended: tuple[str, ...] | None = None
    held: str | None = None
    fact: Literal["chosen_by_A", "first_leader_A"] | None = None
    summary: str | None = None
    at: Month | None = None
    later: int = 0
    by: int | None = None
    since: int | None = None
    until: Month | None = None
    take: Literal["mean", "least", "most", "slope", "greatest_fall", "months_to_fall"] = "mean"
    over: int | None = None
    fall: float | None = None
    during: During | None = None
    times: float = 1.0
    minus: Number | None = None


@dataclass(frozen=True)
class Condition(Number):
    """A number within bounds (a flag needs none), or any of several lists of conditions."""

    __pydantic_config__ = _CLOSED
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None
    within: Bounds | None = None
    any: tuple[tuple[Condition, ...], ...] | None = None


@dataclass(frozen=True)
class Ratio:
    """The mean of one number over the mean of another."""

    __pydantic_config__ = _CLOSED
    of: Number
    to: Number


@dataclass(frozen=True)
class Recur:
    """Chance that fighting resumes `within` months of a first end of one of these kinds."""

    __pydantic_config__ = _CLOSED
    after: tuple[str, ...]
    within: int


@dataclass(frozen=True)
class Test:
    """One statistic and what is claimed of it; exactly one of the first six is the statistic.

    Attributes:
        share: Share of wars that meet all of these.
        mean: Mean of a number.
        median: Median of a number.
        ratio: Ratio of two means.
        entropy: Normalised entropy of the endings by this month.
        recur: Chance of resumed fighting.
        given: Only wars that meet all of these.
        of: The arm it is read in, or the `effect` of the treatment on it (treatment less control,
            on the same luck), or the `interaction` (that effect less the effect in `beside`); a
            share also in `both` arms, their wars pooled.
        within: Claimed band.
        least: Claimed least value.
        most: Claimed greatest value.
        above: Must be above.
        below: Must be below.
        sign: Claimed direction of an effect.
        size: Least size claimed with it, in the unit of the statistic or of the control's value.
        relative: Whether `size` is a share of the control's value.
        restates: The parameter this part merely repeats; such a part is shown and not scored.
    """

    __pydantic_config__ = _CLOSED
    __test__ = False  # pytest takes a class of this name for one of its own
    share: tuple[Condition, ...] | None = None
    mean: Number | None = None
    median: Number | None = None
    ratio: Ratio | None = None
    entropy: int | None = None
    recur: Recur | None = None
    given: tuple[Condition, ...] = ()
    of: Literal["treatment", "control", "both", "effect", "interaction"] | None = None
    within: Bounds | None = None
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None
    sign: Literal["+", "-"] | None = None
    size: float = 0.0
    relative: bool = False
    restates: str | None = None


@dataclass(frozen=True)
class Arm:
    """How a world differs from the scenario as it is.

    Attributes:
        levers: Each NAME=VALUE[@MONTH].
        set: Parameter path to a number or the table of a range, as in a scenario.
        times: Parameter path to a factor on its number or range, cut at what is allowed.
    """

    __pydantic_config__ = _CLOSED
    levers: tuple[str, ...] = ()
    set: dict[str, float | dict[str, float | str]] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """A second pair of arms, whose effect is subtracted from the first pair's."""

    __pydantic_config__ = _CLOSED
    treatment: Arm = field(default_factory=Arm)
    control: Arm = field(default_factory=Arm)


@dataclass(frozen=True)
class Claim:
    """One claim of one source.

    Attributes:
        id: Prefix of the source, a dot, f, m, p or c, and a number.
        kind: Fact, mechanism, prediction or conditional.
        where: Locator in the source.
        text: The claim in our own words.
        hedge: How surely the author puts it.
        note: What should be known beside it.
        status: Of a fact: `fact`, `estimate`, `contested`, `error`.
        checked: Of a fact: how it was checked.
        concerns: Parameters and metrics it bears on.
        actor: Of a mechanism: who.
        cause: Of a mechanism: what makes it work.
        effect: Of a mechanism: on what.
        sign: Of a mechanism: in which direction.
        theory: Of a mechanism: the theories it belongs to.
        core: Whether the author's case stands or falls with it.
        predicts: What is predicted, in words and numbers.
        window: Months in which.
        choice: What was left to the modeller, and how it was settled.
        miss: Why it does not come out, where that is known; told only while it does not.
        restates: The parameter that the prediction merely repeats; it is not scored.
        untestable: Why this model cannot test it.
        calendar: What ties it to the author's own date, so that it means nothing at another.
        treatment: The arm with.
        control: The arm without.
        beside: A second pair of arms, for an interaction.
        test: All of these must hold.
    """

    __pydantic_config__ = _CLOSED
    id: str
    kind: Kind
    where: str
    text: str
    hedge: str = ""
    note: str = ""
    status: Literal["fact", "estimate", "contested", "error"] | None = None
    checked: str = ""
    concerns: tuple[str, ...] = ()
    actor: str = ""
    cause: str = ""
    effect: str = ""
    sign: str = ""
    theory: tuple[str, ...] = ()
    core: bool = False
    predicts: str = ""
    window: str = ""
    choice: str = ""
    miss: str = ""
    restates: str | None = None
    untestable: str | None = None
    calendar: str | None = None
    treatment: Arm = field(default_factory=Arm)
    control: Arm = field(default_factory=Arm)
    beside: Beside | None = None
    test: tuple[Test, ...] = ()

    @property
    def is_tested(self) -> bool:
        """Whether there is anything for a judge in it."""
        return self.kind in ("prediction", "conditional")


@dataclass(frozen=True)
class Source:
    """The document that the claims of a file come from; all in our own words."""

    __pydantic_config__ = _CLOSED
    author: str
    title: str
    outlet: str
    date: str
    as_of: str
    locators: str
    theory: str
    baseline: str
    caveat: str
    introduction: str = ""


@dataclass(frozen=True)
class Cards:
    """One file of seeds/: a source and its claims.

    Attributes:
        kind: Always `cards`.
        key: What its identifiers begin with.
        name: How the source is called in a table.
        scenario: The scenario that holds its theory, with what would have to be true beside it.
        source: Bibliography, theory, caveat.
        claim: Its claims, in order.
        as_written: The scenario that holds what the source states and nothing beside it; None where
            the two are one.
        own_numbers: The scenario that holds figures of the author's own which the facts in the base
            contradict; None where there are none.
        blind: The scenario coded by readers who did not know the predictions; None where none is.
    """

    __pydantic_config__ = _CLOSED
    kind: Literal["cards"]
    key: str
    name: str
    scenario: str
    source: Source
    claim: tuple[Claim, ...]
    as_written: str | None = None
    own_numbers: str | None = None
    blind: str | None = None
