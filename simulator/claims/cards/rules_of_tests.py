"""What must be true of a test: metrics, months, endings and bounds that exist and make sense."""

from __future__ import annotations

import math
from collections.abc import Iterator

from simulator.claims.cards.card import Bounds, Claim, Condition, Number, Test
from simulator.claims.cards.whereabouts import Place
from simulator.errors import Mistake
from simulator.files.complaints import spelling, unknown_path
from simulator.files.find import printable
from simulator.model.metrics.catalogue import EVENTS, PER_WAR, STATES
from simulator.model.parameters import PARAMETERS
from simulator.model.records import AT_END, END_MODES

#: How long a war is played for a claim [months].
HORIZON = 60

_BOUNDS = ("within", "least", "most", "above", "below")


def restated(path: str, kind: str, here: Place) -> Iterator[Mistake]:
    """What is wrong with the input that a prediction is said to repeat."""
    if kind != "prediction":
        remedy = "leave it out"
        yield here.wrong("restates", "only a prediction can repeat an input", kind, remedy)
    if path not in PARAMETERS:
        yield here.wrong("restates", "no such parameter", path, unknown_path(printable(path)))


def broken_test(test: Test, claim: Claim, here: Place) -> Iterator[Mistake]:
    """Every rule that a test breaks."""
    said = [
        name
        for name in ("share", "mean", "median", "ratio", "entropy", "recur")
        if getattr(test, name) is not None
    ]
    if len(said) != 1:
        remedy = "write one of share, mean, median, ratio, entropy, recur"
        yield here.wrong("", "must be exactly one statistic", ", ".join(said) or None, remedy)
    yield from _statistic(test, here)
    yield from _compared(test, claim, here)
    if test.restates is not None:
        yield from restated(test.restates, claim.kind, here)


def _statistic(test: Test, here: Place) -> Iterator[Mistake]:
    for name in ("share", "given"):
        conditions = getattr(test, name) or ()
        for number, condition in enumerate(conditions):
            yield from _condition(condition, here.at(f"{name}[{number}]"))
    if test.share == ():
        yield here.wrong("share", "must not be empty", None, "add a condition")
    for name in ("mean", "median"):
        number_of = getattr(test, name)
        if number_of is not None:
            yield from _number(number_of, here.at(name))
    if test.ratio is not None:
        yield from _number(test.ratio.of, here.at("ratio.of"))
        yield from _number(test.ratio.to, here.at("ratio.to"))
    if test.entropy is not None:
        yield from _month(test.entropy, here, "entropy")
    if test.recur is not None:
        yield from _endings(test.recur.after, here.at("recur"), "after")
        yield from _month(test.recur.within, here.at("recur"), "within")


def reads(test: Test, claim: Claim) -> str:
    """The arm or the difference that a test reads: what it says, or what its kind implies."""
    return test.of or ("effect" if claim.kind == "conditional" else "treatment")


def _compared(test: Test, claim: Claim, here: Place) -> Iterator[Mistake]:
    bounds = [name for name in _BOUNDS if getattr(test, name) is not None]
    reading = reads(test, claim)
    differs = reading in ("effect", "interaction")
    if test.sign is not None and bounds:
        yield here.wrong("sign", "a sign stands alone", ", ".join(bounds), "leave out one of them")
    if test.sign is None and not bounds:
        remedy = "write within, least, most, above, below or sign"
        yield here.wrong("", "must be compared with something", None, remedy)
    if test.sign is not None and not differs:
        yield here.wrong("sign", "a sign is claimed of an effect", reading, "write a bound")
    if (test.size or test.relative) and test.sign is None:
        yield here.wrong("size", "goes with a sign", test.size, "write a bound")
    if test.size < 0.0:
        yield here.wrong("size", "must be 0 or more", test.size, "the sign says the direction")
    if test.median is not None and differs:
        remedy = "compare means or shares"
        yield here.wrong("median", "an effect on a median is not offered", None, remedy)
    if reading == "both" and test.share is None:
        yield here.wrong("of", "only a share is pooled", None, "read one of the arms")
    if reading == "interaction" and claim.beside is None:
        yield here.wrong("of", "an interaction needs beside", None, "add [claim.beside]")
    if (differs or reading == "both") and claim.treatment == claim.control:
        yield here.wrong("of", "needs two arms", None, "add a treatment or a control")
    yield from _bounds(test, here, _possible(test, reading))


def _possible(test: Test, reading: str) -> Bounds | None:
    """The values that a statistic can take, where that is known."""
    if test.share is None and test.entropy is None and test.recur is None:
        return None
    spread = {"effect": 1.0, "interaction": 2.0}.get(reading)
    return (0.0, 1.0) if spread is None else (-spread, spread)


def _bounds(held: Test | Condition, here: Place, possible: Bounds | None) -> Iterator[Mistake]:
    low = max((b for b in (held.least, held.above) if b is not None), default=None)
    high = min((b for b in (held.most, held.below) if b is not None), default=None)
    if held.within is not None:
        if low is not None or high is not None:
            yield here.wrong("within", "a band stands alone", None, "leave out the other bounds")
        low, high = held.within
    if low is not None and high is not None and low > high:
        got = f"{low:g}, {high:g}"
        yield Mistake(here.file, here.path, "low must not exceed high", got, "swap them")
    if possible is None:
        return
    for bound in (low, high):
        if bound is not None and not possible[0] <= bound <= possible[1]:
            rule = f"must be in [{possible[0]:g}, {possible[1]:g}]"
            yield here.wrong("", rule, bound, "it is a share or an index")


def _condition(condition: Condition, here: Place) -> Iterator[Mistake]:
    if condition.any is not None:
        if _sources(condition) or any(getattr(condition, name) is not None for name in _BOUNDS):
            yield here.wrong("any", "stands alone", None, "put the rest beside it")
        if not condition.any or any(not each for each in condition.any):
            yield here.wrong("any", "must not be empty", None, "add lists of conditions")
        for number, each in enumerate(condition.any):
            for inner, one in enumerate(each):
                yield from _condition(one, here.at(f"any[{number}][{inner}]"))
        return
    yield from _number(condition, here)
    is_flag = condition.event or condition.ended or condition.fact or _flag(condition)
    if not is_flag and all(getattr(condition, name) is None for name in _BOUNDS):
        yield here.wrong("", "must have a bound", None, "write least, most, above, below or within")
    yield from _bounds(condition, here, None)


def _flag(number: Number) -> bool:
    kind = STATES.get(number.state or "")
    return kind is not None and kind.unit == "0 or 1"


def _sources(number: Number) -> list[str]:
    names = ("state", "event", "ended", "held", "fact", "summary")
    return [name for name in names if getattr(number, name) is not None]


def _number(number: Number, here: Place) -> Iterator[Mistake]:
    said = _sources(number)
    if len(said) != 1:
        remedy = "write one of state, event, ended, held, fact, summary"
        yield here.wrong("", "must be exactly one number", ", ".join(said) or None, remedy)
        return
    known: dict[str, tuple[str, ...]] = {
        "state": tuple(STATES),
        "event": tuple(EVENTS),
        "held": AT_END,
        "summary": PER_WAR,
    }
    kind = said[0]
    if kind in known and getattr(number, kind) not in known[kind]:
        word = getattr(number, kind)
        remedy = spelling(word, known[kind])
        yield here.wrong(kind, "no such metric", printable(word), remedy)
    if number.ended is not None:
        yield from _endings(number.ended, here, "ended")
    yield from _when(number, kind, here)
    if not math.isfinite(number.times) or number.times == 0.0:
        yield here.wrong("times", "must not be 0", number.times, "leave it out")
    if number.minus is not None:
        yield from _number(number.minus, here.at("minus"))


_ALLOWED = {
    "state": {"at", "later", "since", "until", "take", "over", "fall", "during"},
    "event": {"by"},
    "ended": {"by"},
    "held": set[str](),
    "fact": set[str](),
    "summary": set[str](),
}
_PLAIN = {"later": 0, "take": "mean"}
_WHEN = ("at", "later", "by", "since", "until", "take", "over", "fall", "during")


def _when(number: Number, kind: str, here: Place) -> Iterator[Mistake]:
    given = {name for name in _WHEN if getattr(number, name) != _PLAIN.get(name)}
    for name in sorted(given - _ALLOWED[kind]):
        yield here.wrong(name, f"does not go with {kind}", None, "leave it out")
    if kind in ("event", "ended"):
        if number.by is None:
            yield here.wrong("by", "must be there", None, "by which month?")
        else:
            yield from _month(number.by, here, "by")
    if kind != "state":
        return
    window = number.since is not None and number.until is not None
    if (number.at is None) == (not window) or (number.at is not None and "since" in given):
        yield here.wrong("at", "must be at, or since and until", None, "write one of the two")
        return
    for name in ("at", "since", "until"):
        month = getattr(number, name)
        if month is not None and month != "end":
            yield from _month(month, here, name)
    if number.later and number.at != "end":
        yield here.wrong("later", 'goes with at = "end"', number.later, "add it to the month")
    if isinstance(number.until, int) and number.since is not None and number.since > number.until:
        yield here.wrong("since", "must not be after until", number.since, "swap them")
    yield from _taken(number, given, here)


def _taken(number: Number, given: set[str], here: Place) -> Iterator[Mistake]:
    if number.at is not None and given & {"take", "over", "fall", "during"}:
        yield here.wrong("at", "one month has nothing to take", None, "write since and until")
    for name, with_take in (("over", "greatest_fall"), ("fall", "months_to_fall")):
        value = getattr(number, name)
        if (value is not None) != (number.take == with_take):
            yield here.wrong(name, f"goes with take = {with_take}", value, "write both or neither")
        elif value is not None and not 0 < value <= HORIZON:
            yield here.wrong(name, f"must be in (0, {HORIZON}]", value, "write a sensible number")
    if number.during is not None:
        if number.during.state not in STATES:
            remedy = spelling(number.during.state, tuple(STATES))
            got = printable(number.during.state)
            yield here.wrong("during.state", "no such metric", got, remedy)
        bounds = [getattr(number.during, name) for name in ("least", "most", "above", "below")]
        if all(bound is None for bound in bounds):
            remedy = "write least, most, above or below"
            yield here.wrong("during", "must have a bound", None, remedy)


def _month(month: int, here: Place, name: str) -> Iterator[Mistake]:
    if not 0 <= month <= HORIZON:
        rule = f"must be a month in [0, {HORIZON}]"
        yield here.wrong(name, rule, month, "the claims are played that long")


def _endings(words: tuple[str, ...], here: Place, name: str) -> Iterator[Mistake]:
    if not words:
        yield here.wrong(name, "must not be empty", None, "name an ending")
    for word in words:
        if word not in END_MODES:
            yield here.wrong(name, "no such ending", printable(word), spelling(word, END_MODES))
