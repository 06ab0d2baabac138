"""The levers: treatments a run can pull, from a month on or once.

A state lever holds from its month on; an event lever happens once. Source: the vocabulary of the
five authors' conditional claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LeverKind:
    """What one lever is.

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


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever pulled: name, typed value, the number behind it, and the month it starts."""

    name: str
    value: str
    number: float
    month: int


def _words(name: str, choices: str, default: float, meaning: str) -> LeverKind:
    pairs = tuple((pair.split(":")[0], float(pair.split(":")[1])) for pair in choices.split())
    return LeverKind(name, False, pairs, 0.0, 0.0, default, meaning)


def _number(name: str, low: float, high: float, default: float, meaning: str) -> LeverKind:
    return LeverKind(name, False, (), low, high, default, meaning)


def _event(name: str, low: float, high: float, meaning: str) -> LeverKind:
    return LeverKind(name, True, (), low, high, 0.0, meaning)


_AID = "cut:0 hold:1 surge:2 as_is:-1"
_KINDS = (
    _words("posture", "hold:0 carrots:1 alternate:2 sticks:3", 0, "patron posture towards A"),
    _number("stick_months", 0, 600, 600, "how long a pressure campaign lasts, in months"),
    _words(
        "aid_us",
        _AID,
        -1,
        "military aid of patron 1: hold is the 2022-24 mean, as_is the scenario's own path",
    ),
    _words("aid_eu", _AID, -1, "military aid of patron 2, likewise"),
    _number("aid_delay", 0, 24, 0, "months by which deliveries slip"),
    _words(
        "sanctions",
        "relax:0 hold:1 tighten:2",
        1,
        "sanctions on A; tighten includes secondary tariffs",
    ),
    _words("relief_timing", "up_front:0 on_steps:1", 0, "when inducements are paid"),
    _words(
        "threat_executed", "0:0 1:1", 1, "1: an announced penalty is carried out; 0: watered down"
    ),
    _words(
        "strike_support", "0:0 1:1", 0, "intelligence, long-range missiles and permission for D"
    ),
    _words("strikes_deep", "x1:1 x2:2", 1, "D's strikes on A's energy and military rear"),
    _words("air_defence", "low:0 high:1", 0, "D's air defence"),
    _words("bombing", "x1:1 x2:2", 1, "A's strikes on D's cities"),
    _words("mediator_target", "neither:0 D:1 A:2", 0, "whom the mediator presses"),
    _words(
        "mediator_model",
        "1:1 0:0 drawn:-1",
        -1,
        "1: the mediator thinks A wants land; 0: knows the motive",
    ),
    _words(
        "offer",
        "none:0 line_of_contact:1 loc_plus_no_nato:2 extra_land:3 full_list:4",
        0,
        "what the mediator puts on the table",
    ),
    _number("guarantee", 0, 1, 0, "outside guarantee or armed neutrality"),
    _words("face_saving", "0:0 1:1", 0, "1: an obvious, presentable compromise exists"),
    _words("draft_D", "fail:0 ok:1 good:2", 1, "how D's draft goes"),
    _words("replace_A", "as_is:-1 collapsed:0 level:1", -1, "A's recruits against its losses"),
    _words("a_type", "drawn:-1 maximalist:0 sincere:1", -1, "what A's leader wants"),
    _words(
        "learn_A",
        "0:0 1:1",
        0,
        "1: A learns the true balance: the chance that D gives way as it is",
    ),
    _words("pressure", "0:0 1:1", 0, "1: a large, many-sided, visible pressure bundle"),
    _words(
        "regime_threat", "off:0 on:1", 0, "rise in A's leader's hazard of going on, from outside"
    ),
    _words("spillover", "x1:1 x2:2", 1, "a free D's pull on A's public"),
    _event("front_shift", -1, 1, "share of D's territory moved by events"),
    _event("stalemate", 0, 600, "months in which the front is held immobile"),
    _event("talks", 0, 1, "D is put to the table"),
    _event("summit", 0, 1, "a leaders' summit without result"),
    _event("admit", 0, 1, "A's leader publicly owns up to failure"),
    LeverKind(
        "stop", True, (("line", 1.0), ("withdraw", 2.0)), 0, 0, 0.0, "a stop forced from outside"
    ),
    _event("leader_swap", 0, 1, "A's leader replaced"),
    _event("d_shock", 0, 1, "one spectacular operation of D"),
    _event("fatigue", 0, 1, "patron fatigue shock"),
    _event(
        "weariness_D", -1, 1, "shock to D's resolve: the change (-0.3), or 1 for one of that size"
    ),
    _event("mobilise_A", 0, 1, "compulsory call-up by A"),
    _event("client", 0, 1, "A tries to run D through a client government"),
)

#: Name of every lever to what it is, in the order of the vocabulary.
LEVERS = MappingProxyType({kind.name: kind for kind in _KINDS})


def in_force(own: Iterable[Lever], pulled: Iterable[Lever]) -> tuple[Lever, ...]:
    """A scenario's own levers and a run's, in order of their months.

    A state lever that the run pulls holds from its month on, so what the scenario would do with the
    same lever from then on does not happen. Events happen, whoever orders them.

    Args:
        own: The scenario's.
        pulled: The run's; in a month they come after the scenario's, and so prevail.
    """
    pulled = tuple(pulled)
    since: dict[str, int] = {}
    for lever in pulled:
        if not LEVERS[lever.name].event:
            since[lever.name] = min(lever.month, since.get(lever.name, lever.month))
    kept = [lever for lever in own if lever.month < since.get(lever.name, lever.month + 1)]
    return tuple(sorted((*kept, *pulled), key=lambda lever: lever.month))
