"""What must be true of a card before anything runs: names, months, levers, paths and bounds exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.cards.card import Arm, Cards, Claim, Condition, Number, Test
from simulator.errors import BadInput, Mistake
from simulator.files.complaints import spelling, text_of, unknown_path
from simulator.files.find import known_names, printable
from simulator.files.levers import parse_levers
from simulator.files.sets import checked_sets
from simulator.metrics.catalogue import EVENTS, PER_WAR, STATES
from simulator.parameters import PARAMETERS
from simulator.records import AT_END, END_MODES

#: How long a war is played for a claim [months].
HORIZON = 60

_ID = re.compile(r"[a-z]+\.[fmpc]\d{1,3}")
_KINDS = {"f": "fact", "m": "mechanism", "p": "prediction", "c": "conditional"}
_BOUNDS = ("within", "least", "most", "above", "below")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule is broken: file and path."""

    file: str
    path: str

    def at(self, step: str) -> _Place:
        return _Place(self.file, f"{self.path}.{step}" if self.path else step)

    def wrong(self, step: str, rule: str, got: object, remedy: str) -> Mistake:
        path = self.at(step).path if step else self.path
        return Mistake(self.file, path, rule, None if got is None else text_of(got), remedy)


def broken_rules(cards: Cards, where: str) -> list[Mistake]:
    """Every rule that a file of cards breaks, in its order."""
    top = _Place(where, "")
    mistakes: list[Mistake] = []
    if cards.scenario not in known_names():
        remedy = spelling(cards.scenario, tuple(known_names()))
        mistakes.append(top.wrong("scenario", "no such scenario", cards.scenario, remedy))
    seen: set[str] = set()
    for claim in cards.claim:
        here = _Place(where, f'claim["{printable(claim.id)}"]')
        mistakes += _named(claim, cards.key, seen, here)
        mistakes += _said(claim, here)
        if claim.is_tested:
            mistakes += _tested(claim, here)
        seen.add(claim.id)
    return mistakes


def _named(claim: Claim, key: str, seen: set[str], here: _Place) -> Iterator[Mistake]:
    if not _ID.fullmatch(claim.id) or not claim.id.startswith(f"{key}."):
        remedy = f"write it like {key}.p1: f, m, p or c and a number"
        yield here.wrong("id", f"must begin with {key}. and name a claim", claim.id, remedy)
    elif _KINDS[claim.id.partition(".")[2][0]] != claim.kind:
        letter = claim.kind[0]
        yield here.wrong("kind", "must agree with the id", claim.kind, f"or call it {letter}…")
    if claim.id in seen:
        yield here.wrong("id", "an id is used once", claim.id, "number it anew")


def _said(claim: Claim, here: _Place) -> Iterator[Mistake]:
    for name in ("where", "text"):
        if not getattr(claim, name).strip():
            yield here.wrong(name, "must not be empty", None, "say it in our own words")
    if claim.kind == "fact" and claim.status is None:
        remedy = "write fact, estimate, contested or error"
        yield here.wrong("status", "must be there in a fact", None, remedy)
    if claim.kind == "mechanism":
        for name in ("actor", "cause", "effect", "sign"):
            if not getattr(claim, name).strip():
                rule = "must be there in a mechanism"
                yield here.wrong(name, rule, None, f"add {name} = …")
        if not claim.theory:
            yield here.wrong("theory", "must be there in a mechanism", None, 'add theory = ["…"]')
    if not claim.is_tested and (claim.test or claim.untestable or claim.restates):
        rule = "only predictions and conditionals are tested"
        yield here.wrong("test", rule, claim.kind, "leave it out")


def _tested(claim: Claim, here: _Place) -> Iterator[Mistake]:
    if claim.untestable is not None:
        if claim.test:
            rule = "an untestable claim has no test"
            yield here.wrong("test", rule, None, "leave out one of the two")
        if not claim.untestable.strip():
            yield here.wrong("untestable", "must say why", None, "give the reason")
        return
    if not claim.test:
        remedy = "add [[claim.test]], or untestable with the reason"
        yield here.wrong("test", "must be there", None, remedy)
    if claim.restates is not None:
        yield from _restated(claim.restates, claim.kind, here)
    for name in ("treatment", "control"):
        yield from _arm(getattr(claim, name), here.at(name))
    if claim.beside is not None:
        yield from _arm(claim.beside.treatment, here.at("beside.treatment"))
        yield from _arm(claim.beside.control, here.at("beside.control"))
    if claim.kind == "conditional" and claim.treatment == claim.control:
        remedy = "say what the treatment is"
        yield here.wrong("treatment", "must differ from the control", None, remedy)
    for number, test in enumerate(claim.test):
        yield from _test(test, claim, here.at(f"test[{number}]"))


def _restated(path: str, kind: str, here: _Place) -> Iterator[Mistake]:
    if kind != "prediction":
        remedy = "leave it out"
        yield here.wrong("restates", "only a prediction can repeat an input", kind, remedy)
    if path not in PARAMETERS:
        yield here.wrong("restates", "no such parameter", path, unknown_path(printable(path)))


def _arm(arm: Arm, here: _Place) -> Iterator[Mistake]:
    try:
        parse_levers(arm.levers)
    except BadInput as error:
        for each in error.mistakes:
            path = here.at("levers").path + (f".{each.path}" if each.path else "")
            yield Mistake(here.file, path, each.rule, each.got, each.remedy)
    for each in checked_sets(arm.set):
        path = here.at("set").path + (f".{each.path}" if each.path else "")
        yield Mistake(here.file, path, each.rule, each.got, each.remedy)
    for path, factor in arm.times.items():
        if path not in PARAMETERS:
            remedy = unknown_path(printable(path))
            yield here.wrong("times", "no such parameter", path, remedy)
        elif path in arm.set:
            yield here.wrong("times", "a parameter is set or multiplied", path, "not both")
        if not 0.0 <= factor <= 100.0:
            rule = "a factor must be in [0, 100]"
            yield here.wrong("times", rule, factor, "write a sensible factor")


def _test(test: Test, claim: Claim, here: _Place) -> Iterator[Mistake]:
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
        yield from _restated(test.restates, claim.kind, here)


def _statistic(test: Test, here: _Place) -> Iterator[Mistake]:
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


def _compared(test: Test, claim: Claim, here: _Place) -> Iterator[Mistake]:
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
    if reading == "interaction" and claim.beside is None:
        yield here.wrong("of", "an interaction needs beside", None, "add [claim.beside]")
    if differs and claim.treatment == claim.control:
        yield here.wrong("of", "an effect needs two arms", None, "add a treatment or a control")
    yield from _bounds(test, here, _possible(test, reading))


def _possible(test: Test, reading: str) -> Bounds | None:
    """The values that a statistic can take, where that is known."""
    if test.share is None and test.entropy is None and test.recur is None:
        return None
    spread = {"effect": 1.0, "interaction": 2.0}.get(reading)
    return (0.0, 1.0) if spread is None else (-spread, spread)


Bounds = tuple[float, float]


def _bounds(held: Test | Condition, here: _Place, possible: Bounds | None) -> Iterator[Mistake]:
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


def _condition(condition: Condition, here: _Place) -> Iterator[Mistake]:
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


def _number(number: Number, here: _Place) -> Iterator[Mistake]:
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


def _when(number: Number, kind: str, here: _Place) -> Iterator[Mistake]:
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


def _taken(number: Number, given: set[str], here: _Place) -> Iterator[Mistake]:
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


def _month(month: int, here: _Place, name: str) -> Iterator[Mistake]:
    if not 0 <= month <= HORIZON:
        rule = f"must be a month in [0, {HORIZON}]"
        yield here.wrong(name, rule, month, "the claims are played that long")


def _endings(words: tuple[str, ...], here: _Place, name: str) -> Iterator[Mistake]:
    if not words:
        yield here.wrong(name, "must not be empty", None, "name an ending")
    for word in words:
        if word not in END_MODES:
            yield here.wrong(name, "no such ending", printable(word), spelling(word, END_MODES))
