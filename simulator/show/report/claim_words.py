"""A test in words: what is measured, and what is claimed of it."""

from __future__ import annotations

from simulator.claims.cards.card import Condition, During, Number, Test
from simulator.claims.judge.verdict import limits


def claimed(test: Test) -> str:
    """What a test claims.

    >>> claimed(Test(entropy=60, least=0.6))
    'at least 0.6'
    """
    if test.sign is not None:
        words = "rises" if test.sign == "+" else "falls"
        if not test.size:
            return words
        size = f"{100 * test.size:g} % of the control" if test.relative else f"{test.size:g}"
        return f"{words}, by {size} or more"
    if test.within is not None:
        return f"{test.within[0]:g} to {test.within[1]:g}"
    words_of = {(True, False): "at least", (True, True): "above"}
    words_of |= {(False, False): "at most", (False, True): "below"}
    return " and ".join(
        f"{words_of[is_low, strict]} {bound:g}" for bound, is_low, strict in limits(test)
    )


def measured(test: Test) -> str:
    """What a test measures, in one line.

    >>> measured(Test(share=(Condition(event="ended", by=12),)))
    'share of wars: ended by 12'
    """
    given = f", among wars: {_all(test.given)}" if test.given else ""
    pooled = ", both arms pooled" if test.of == "both" else ""
    return _statistic(test) + given + pooled


def _statistic(test: Test) -> str:
    if test.share is not None:
        return f"share of wars: {_all(test.share)}"
    if test.mean is not None:
        return f"mean of {_number(test.mean)}"
    if test.median is not None:
        return f"median of {_number(test.median)}"
    if test.ratio is not None:
        return f"mean of {_number(test.ratio.of)} over that of {_number(test.ratio.to)}"
    if test.entropy is not None:
        return f"entropy of the endings by month {test.entropy}"
    if test.recur is not None:
        after = " or ".join(test.recur.after)
        return f"chance that fighting resumes within {test.recur.within} months of a {after}"
    return ""


def _all(conditions: tuple[Condition, ...]) -> str:
    return " and ".join(_condition(condition) for condition in conditions)


def _condition(condition: Condition) -> str:
    if condition.any is not None:
        return " or ".join(f"({_all(each)})" for each in condition.any)
    words = _number(condition)
    if condition.within is not None:
        low, high = condition.within
        return f"{words} = {low:g}" if low == high else f"{words} in {low:g} to {high:g}"
    return words + _bounds(condition)


def _bounds(held: Condition | During) -> str:
    signs = ((">=", held.least), ("<=", held.most), (">", held.above), ("<", held.below))
    return "".join(f" {sign} {bound:g}" for sign, bound in signs if bound is not None)


def _number(number: Number) -> str:
    words = _plain(number) if number.times == 1.0 else f"{number.times:g} x {_plain(number)}"
    return words if number.minus is None else f"{words} less {_number(number.minus)}"


def _plain(number: Number) -> str:
    if number.event is not None:
        return f"{number.event} by {number.by}"
    if number.ended is not None:
        return f"{' or '.join(number.ended)} by {number.by}"
    if number.held is not None:
        return f"{number.held} at the end"
    if number.fact is not None:
        return {"chosen_by_A": "A chose the end", "first_leader_A": "by A's first leader"}[
            number.fact
        ]
    if number.summary is not None:
        return number.summary
    return f"{number.state} {_when(number)}"


def _when(number: Number) -> str:
    if number.at == "end":
        if number.later == 0:
            return "at the end"
        side = "after" if number.later > 0 else "before"
        return f"{abs(number.later)} months {side} the end"
    if number.at is not None:
        return f"at {number.at}"
    until = "the end" if number.until == "end" else number.until
    taken = {
        "mean": "",
        "least": ", least",
        "most": ", most",
        "slope": ", slope per month",
        "greatest_fall": f", greatest fall within {number.over} months",
        "months_to_fall": f", months until {number.fall} lower",
    }[number.take]
    during = number.during
    while_ = f" while {during.state}{_bounds(during)}" if during is not None else ""
    return f"from {number.since} to {until}{while_}{taken}"
