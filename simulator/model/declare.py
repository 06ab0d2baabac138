"""What a mechanism declares beside its formulas: parameters, levers, a switch, states, its source.

Each row is plain data. The lists that everybody reads (`simulator parameters`, `levers`, `metrics`,
the schema of scenario files, the groups of `explain`) are gathered from these declarations, so a
new mechanism is one file: `docs/first-mechanism.md` shows one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.model.fixed_numbers import Level, Table

#: The questions on which theories of one war disagree; every mechanism belongs to one.
Group = Literal[
    "stakes", "information", "commitment", "office", "economy and manpower", "patrons", "front"
]

#: Where the quantiles of a state are counted: what its values look like.
#: share 0 to 1; fine the same in steps of .0005; width -2 to 2; move -.02 to .02; index 0 to 8;
#: size a quantity of any size above 0; flag 0 or 1; phase 0 to 3; rung 0 to 5.
Scale = Literal["share", "fine", "width", "move", "index", "size", "flag", "phase", "rung"]

#: What a setting of a world is set to: a number, on or off, or a word.
Setting = float | bool | str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One input of a world: a cost, a probability, a rate, what is at stake; never an outcome.

    Attributes:
        path: Dotted path, as in a scenario file, `--set` and `--vary`.
        low: Least value allowed.
        high: Greatest value allowed.
        default: Value when no scenario says otherwise.
        unit: What one of it is.
        meaning: One sentence.
        source: The theory or the figures it rests on; `assumed` where there is none, which only a
            structural parameter may say.
        neutral: The range a scenario draws from when its author is silent; None when fixed. Of a
            structural parameter: the range over which conclusions are tried, never drawn in a war.
        whole: Whether only whole numbers make sense.
        tier: `primitive`, what theories differ about; `structural`, a coefficient of an equation
            that no scenario normally touches.

    Raises:
        ValueError: The path has no table, a number lies outside its range, or a primitive has no
            source.
    """

    path: str
    low: float
    high: float
    default: float
    unit: str
    meaning: str
    source: str
    neutral: tuple[float, float] | None = None
    whole: bool = False
    tier: Literal["primitive", "structural"] = "primitive"

    def __post_init__(self) -> None:
        if self.path.count(".") != 1:
            raise ValueError(f"{self.path}: must be TABLE.NAME")
        low, high = self.neutral or (self.default, self.default)
        if not self.low <= low <= high <= self.high or not self.low <= self.default <= self.high:
            raise ValueError(
                f"{self.path}: default and neutral range must lie in the range allowed"
            )
        if self.tier == "primitive" and self.source == "assumed":
            raise ValueError(f"{self.path}: a primitive needs a source")


@dataclass(frozen=True, slots=True)
class LeverKind:
    """What one lever is: a treatment that a run can pull.

    Attributes:
        name: As typed in `--lever NAME=VALUE@MONTH`.
        event: True when it happens once, false when it holds from its month on.
        choices: Words allowed, each with the number the model sees; empty for a number.
        low: Least number allowed, where a number is.
        high: Greatest number allowed.
        default: What the model sees when nobody pulls it.
        meaning: One sentence.
    """

    name: str
    event: bool
    choices: tuple[tuple[str, float], ...]
    low: float
    high: float
    default: float
    meaning: str

    def number(self, word: str) -> float | None:
        """The number behind a typed value; None when it is not allowed."""
        for choice, value in self.choices:
            if word == choice:
                return value
        if self.choices:
            return None
        try:
            value = float(word)
        except ValueError:
            return None
        return value if self.low <= value <= self.high else None

    def allowed(self) -> str:
        """What may be typed, for a message."""
        if self.choices:
            return "one of " + ", ".join(choice for choice, _ in self.choices)
        return f"a number in [{self.low:g}, {self.high:g}]"


def lever_of_words(name: str, choices: str, default: float, meaning: str) -> LeverKind:
    """A lever that holds from its month on and is set to a word.

    Args:
        name: As typed.
        choices: `word:number` for each word, with the number the model sees.
        default: That number when nobody pulls it.
        meaning: One sentence.

    >>> lever_of_words("draft", "fail:0 ok:1", 1, "how the draft goes").number("fail")
    0.0
    """
    return LeverKind(name, False, _pairs(choices), 0.0, 0.0, default, meaning)


def lever_of_number(name: str, low: float, high: float, default: float, meaning: str) -> LeverKind:
    """A lever that holds from its month on and is set to a number in [low, high]."""
    return LeverKind(name, False, (), low, high, default, meaning)


def event(name: str, low: float, high: float, meaning: str) -> LeverKind:
    """A lever that happens once, with a size in [low, high]; nothing happens at 0."""
    return LeverKind(name, True, (), low, high, 0.0, meaning)


def event_of_words(name: str, choices: str, meaning: str) -> LeverKind:
    """A lever that happens once in one of several ways, written as for `lever_of_words`."""
    return LeverKind(name, True, _pairs(choices), 0.0, 0.0, 0.0, meaning)


def _pairs(choices: str) -> tuple[tuple[str, float], ...]:
    split = (pair.split(":") for pair in choices.split())
    return tuple((word, float(number)) for word, number in split)


@dataclass(frozen=True, slots=True)
class Switch:
    """A mechanism that a scenario can take out, on the same luck.

    Attributes:
        name: As in `mechanisms.NAME`.
        lost: What is lost when it is false.
    """

    name: str
    lost: str


@dataclass(frozen=True, slots=True)
class State:
    """A number that a war has in every month.

    Attributes:
        name: As in `--metric NAME_MONTH`; lower case, with the side at the end.
        unit: What one of it is.
        meaning: One sentence.
        scale: Where its quantiles are counted.
        start: Its value when a war begins. None for what the record of a war holds already under a
            field of its own; a number for a state that belongs to its mechanism alone, which then
            keeps it in `war.own`.
        shown: Whether it is a metric; false for what a mechanism merely remembers.

    Raises:
        ValueError: It is neither shown nor kept.
    """

    name: str
    unit: str
    meaning: str
    scale: Scale = "share"
    start: float | None = None
    shown: bool = True

    def __post_init__(self) -> None:
        if self.start is None and not self.shown:
            raise ValueError(f"{self.name}: what a mechanism remembers needs a start")


@dataclass(frozen=True, slots=True)
class Bite:
    """A small world in which a mechanism changes what happens.

    A setting is a parameter path, `mechanisms.NAME`, `levers.NAME` (the value as typed, `sticks@6`)
    or `phase` (`war` or `truce`); whatever is not set is at its default, and every mechanism on.

    Attributes:
        series: The state in which the change is seen.
        world: Settings of the world.
        without: Settings that take the mechanism away; empty where its switch does.
        months: How long play goes on.
        wars: How many wars are looked at.
    """

    series: str
    world: Mapping[str, Setting]
    without: Mapping[str, Setting] | None = None
    months: int = 36
    wars: int = 3


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One thing that sides do, with everything that people can set and see of it.

    Attributes:
        name: Of its file.
        group: The question on which theories of a war disagree that it answers.
        source: The theory it comes from.
        bites: The world in which it shows.
        parameters: Its inputs.
        levers: Treatments that act on it.
        switch: What takes it out; None where one cannot do without it.
        states: What it moves, and what it remembers.
        levels: What levers, its own or others', do to it once they are pulled.
        tables: Its numbers that belong together.

    Raises:
        ValueError: Nothing says how to take it away.
    """

    name: str
    group: Group
    source: str
    bites: Bite
    parameters: tuple[Parameter, ...] = ()
    levers: tuple[LeverKind, ...] = ()
    switch: Switch | None = None
    states: tuple[State, ...] = ()
    levels: tuple[Level, ...] = ()
    tables: tuple[Table, ...] = ()

    def __post_init__(self) -> None:
        if self.switch is None and not self.bites.without:
            raise ValueError(f"{self.name}: without a switch, `bites` must say what takes it away")

    def taken_away(self) -> Mapping[str, Setting]:
        """Settings that take the mechanism out of the world in which it bites."""
        if self.bites.without:
            return self.bites.without
        return {f"mechanisms.{self.switch.name}": False} if self.switch else {}

    def level(self, name: str) -> float:
        """A lever level, which compiled steps take as a constant.

        Raises:
            KeyError: The mechanism declares no such level.
        """
        return {each.name: each.value for each in self.levels}[name]

    def place(self, state: str) -> int:
        """Where a state of this mechanism's own lies in `war.own`.

        Compiled steps take it as a constant. Places are given in the order in which files ask for
        them when they are first imported, which is the alphabet's (`simulator.model.mechanisms`).

        Raises:
            KeyError: The mechanism declares no such state with a start.
        """
        for each in self.states:
            if each.name == state and each.start is not None:
                return _PLACES.setdefault((self.name, state), len(_PLACES))
        raise KeyError(f"{self.name} declares no state {state} with a start")


_PLACES: dict[tuple[str, str], int] = {}
