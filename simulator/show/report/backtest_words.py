"""Who was right so far, in sentences that say how little it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.files.recorded import month_text
from simulator.history.backtest.scorecard import Fighting, Gain, Scorecard, Territory

#: Said under every backtest.
CAVEATS = (
    (
        "All months of an author are one path of one war, so they count for about one observation: "
        "nobody's theory is confirmed or refuted by them."
    ),
    (
        "The pace of the front before an author wrote is an input of his scenario. The rival to "
        "beat is the random walk, which knows the same months, not the front that stays put."
    ),
    (
        "That the fighting went on is one outcome for all authors: whoever says that nothing ever "
        "ends scores best until something does."
    ),
)


def so_far(cards: Sequence[Scorecard]) -> str:
    """Who was right so far, in one sentence for all authors.

    Args:
        cards: Every author's scores.
    """
    scored = [card for card in cards if card.territory is not None and card.fighting is not None]
    if not scored:
        return "Nobody can be scored yet."
    by_verdict: dict[str, list[str]] = {}
    for card in scored:
        assert card.territory is not None, "scored"  # noqa: S101
        by_verdict.setdefault(card.territory.walk.verdict, []).append(card.author)
    told = {
        "better": "did better than a random walk on the front",
        "no telling apart": "cannot be told from a random walk on the front",
        "worse": "did worse than a random walk on the front",
    }
    parts = [
        f"{_listed(by_verdict[key])} {word}" for key, word in told.items() if key in by_verdict
    ]
    ahead = [card.author for card in scored if _expected_more(card)]
    behind = [card.author for card in scored if not _expected_more(card)]
    course = [
        f"{_listed(names)} gave {word} weight to what happened to the fighting than the base rate"
        for names, word in ((ahead, "more"), (behind, "less"))
        if names
    ]
    return f"So far: {'; '.join(parts)}. {'; '.join(course)}."


def _expected_more(card: Scorecard) -> bool:
    assert card.fighting is not None, "scored"  # noqa: S101
    return card.fighting.log[0] < card.fighting.log[1]


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def said(card: Scorecard, through: int) -> str:
    """One author's result in plain words.

    Args:
        card: The scores.
        through: The last month recorded [months since year 0].
    """
    when = f"{card.author} ({month_text(card.start)})"
    if card.territory is None or card.fighting is None:
        return (
            f"{when}: not yet scorable; the record ends with {month_text(through)}, and no later "
            "month is in it."
        )
    span = f"{card.months} month" + ("s" if card.months > 1 else "")
    return f"{when}, {span}: {_front(card.territory, card.months)} {_course(card.fighting)}"


def _front(front: Territory, months: int) -> str:
    rivals = f"{_against(front.walk, 'the random walk')}, {_against(front.still, 'no change')}"
    return (
        f"the front moved {front.pace_recorded * 100:+.3f} points of territory a month, the median "
        f"forecast {front.pace_forecast * 100:+.3f}; the record lay in the forecast's middle half "
        f"in {front.covered[0.5]} and in its middle 95% in {front.covered[0.95]} of {months} "
        f"months{_how_odd(front)}. Mean error (CRPS) {front.crps * 100:.3f} points: {rivals}."
    )


def _how_odd(front: Territory) -> str:
    """How many of the forecast's own wars lie in its middle half as often, or as seldom."""
    often, seldom = front.as_often[0.5]
    if often <= seldom:
        return f" (the middle half as often in {often:.0%} of its own wars)"
    return f" (the middle half as seldom in {seldom:.0%} of its own wars)"


def _against(gain: Gain, rival: str) -> str:
    told = {
        "better": f"better than {rival}",
        "worse": f"worse than {rival}",
        "no telling apart": f"not to be told from {rival}",
    }[gain.verdict]
    return f"{told} ({gain.rival * 100:.3f})"


def _course(fighting: Fighting) -> str:
    chance, (low, high) = fighting.whole
    gave = (
        f"It gave {chance:.0%} ({low:.0%} to {high:.0%}) to fighting in every month; wars of that "
        f"age on the whole give {fighting.whole_base:.0%}"
    )
    if all(fighting.recorded):
        return f"{gave}; there was fighting in every month."
    return f"{gave}; the fighting stopped in month {fighting.recorded.index(False) + 1}."
