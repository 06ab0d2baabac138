"""What a scene draws of its wars, counted: shares with intervals, curves, and every war's dot.

Source: Wilson 1927 for shares; Bonett and Price 2012 for a change on the same luck. A curve is a
plain share by month, because no war of a scene is cut off before the horizon that the scene shows.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.classroom.lesson import Scene
from simulator.model.metrics.intervals import paired_shares, wilson
from simulator.model.metrics.per_war import Wars
from simulator.model.records import CAUSES, END_MODES

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Answer = dict[str, object]

#: A month that never comes, in a war's dot.
NEVER = 255

#: A line ends where fewer wars than these are still fought.
FEWEST = 10


@dataclass(slots=True)
class Tally:
    """The wars of one setting so far, in the order of their numbers.

    Attributes:
        scene: What counts, and up to which month.
        when: Month of each war's end, or of its ceasefire's failure; NEVER if neither; (wars,).
        what: How it ended, or why it failed: index into END_MODES or CAUSES; (wars,).
        states: State metric to its values by war and month; (wars, H + 1).
        broke: Whether fighting resumed after the end; (wars,).
        could: Whether a deal suited both in the first month; (wars,).
    """

    scene: Scene
    when: Whole = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    what: Whole = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    states: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)
    broke: Flags = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    could: Flags = field(default_factory=lambda: np.empty(0, dtype=np.bool_))

    @property
    def number(self) -> int:
        """How many wars so far."""
        return int(self.when.size)

    def add(self, wars: Wars) -> None:
        """Count some more wars, the next in order.

        Raises:
            ValueError: They are not the next in order.
        """
        if wars.replication.size and int(wars.replication[0]) != self.number:
            raise ValueError(f"expected war {self.number}, got {int(wars.replication[0])}")
        when, what = _dots(wars, self.scene.counts)
        self.when = np.concatenate([self.when, when])
        self.what = np.concatenate([self.what, what])
        self.broke = np.concatenate([self.broke, wars.resumed_month >= 0])
        self.could = np.concatenate([self.could, wars.state("range_width")[:, 0] > 0.0])
        for line in self.scene.lines:
            rows = wars.state(line.key).astype(np.float32)
            rows = 1.0 - rows if line.counter else rows
            old = self.states.get(line.key)
            self.states[line.key] = rows if old is None else np.concatenate([old, rows])

    def good(self, number: int) -> Flags:
        """Of the first `number` wars, those the headline counts."""
        if self.scene.counts == "held":
            return np.asarray(self.when[:number] > self.scene.by)
        return np.asarray(self.when[:number] <= self.scene.by)


def _dots(wars: Wars, counts: str) -> tuple[Whole, Whole]:
    if counts == "held":
        # A ceasefire that never began (the war ended otherwise at once) cannot be said to hold.
        broke = wars.resumed_month >= 0
        return np.where(broke, wars.resumed_month, NEVER), np.where(broke, wars.cause, 0)
    over = (wars.end_mode > 0) & (wars.end_month <= wars.months)
    return np.where(over, wars.end_month, NEVER), np.where(over, wars.end_mode, 0)


def answer(
    tally: Tally, control: Tally, number: int, wanted: int, head: Mapping[str, object]
) -> Answer:
    """What the page draws, of the first `number` wars of both arms.

    Args:
        tally: The wars under the settings asked for, at least `number`.
        control: Those of the start, on the same luck, at least `number`.
        number: How many wars to count.
        wanted: How many there will be.
        head: What identifies the answer.

    Returns:
        Plain JSON; shares are in [0, 1].
    """
    scene = tally.scene
    before, after = control.good(number), tally.good(number)
    plain: Answer = {
        **head,
        "n": number,
        "of": wanted,
        "main": _share(int(after.sum()), number),
        "effect": _effect(before, after),
        "curve": _curve(tally.when[:number], scene.months),
        "bars": _bars(tally.what[:number], scene.counts),
    }
    if scene.lines:
        when = tally.when[:number]
        plain["lines"] = {
            line.key: _line(tally.states[line.key][:number], when) for line in scene.lines
        }
        plain["fought"] = int((when > 0).sum())
    plain["dots"] = _packed(tally, number)
    if scene.dots:
        plain["saved"] = int((after & ~before).sum())
        plain["lost"] = int((before & ~after).sum())
    return plain


def share_of(tally: Tally, number: int) -> Answer:
    """What the headline counts, of the first `number` wars: how many, the share, its interval."""
    return _share(int(tally.good(number).sum()), number)


def _share(count: int, number: int) -> Answer:
    low, high = wilson(count, number)
    return {"count": count, "share": _short(count / number), "ci": [_short(low), _short(high)]}


def _effect(before: Flags, after: Flags) -> Answer:
    """Change of a share on the same luck, with its interval."""
    more, fewer = int((after & ~before).sum()), int((before & ~after).sum())
    low, high = paired_shares(more, fewer, before.size)
    return {"mean": _short((more - fewer) / before.size), "ci": [_short(low), _short(high)]}


def _curve(when: Whole, months: int) -> Answer:
    """Share not yet over by each month, with Wilson's interval month by month."""
    number = when.size
    over = np.cumsum(np.bincount(np.minimum(when, months + 1), minlength=months + 2)[: months + 1])
    left = (number - over).tolist()
    ends = [wilson(count, number) for count in left]
    return {
        "mid": [_short(count / number) for count in left],
        "low": [_short(low) for low, _ in ends],
        "high": [_short(high) for _, high in ends],
    }


def _bars(what: Whole, counts: str) -> list[Answer]:
    names: Sequence[str] = CAUSES if counts == "held" else END_MODES
    tally = np.bincount(what, minlength=len(names)).tolist()
    return [
        {"key": name, **_share(count, what.size)} for name, count in zip(names, tally, strict=True)
    ]


def _line(states: npt.NDArray[np.float32], when: Whole) -> Answer:
    """Middle and nine tenths of the wars still fought in each month; nothing of too few."""
    rows: list[list[float | None]] = []
    for month in range(states.shape[1]):
        fought = states[when > month, month]
        if fought.size < FEWEST:
            rows.append([None] * 3)
        else:
            rows.append([_short(each) for each in np.quantile(fought, (0.05, 0.5, 0.95))])
    low, middle, high = (list(each) for each in zip(*rows, strict=True))
    return {"mid": middle, "low": low, "high": high}


def _packed(tally: Tally, number: int) -> str:
    """Month and kind of every war, one byte each, as base64."""
    pairs = np.stack([tally.when[:number], tally.what[:number]], axis=1).astype(np.uint8)
    return base64.b64encode(pairs.tobytes()).decode()


def _short(value: float) -> float | None:
    """Four decimals: finer than any picture, and a small file."""
    return round(float(value), 4) if math.isfinite(value) else None


def cured(cures: Sequence[Tally], control: Tally, number: int) -> list[Answer]:
    """What each cure alone does for the ceasefires that broke, on the same luck.

    Returns:
        For each cure the broken ceasefires it saves (a share with its interval), the effect on all,
        and the dot of every ceasefire with that cure: when and why it broke, if it did.
    """
    held = control.good(number)
    rows: list[Answer] = []
    for tally in cures:
        now = tally.good(number)
        saved = int((now & ~held).sum())
        rows.append(
            {
                "saved": _share(saved, int((~held).sum())) if not held.all() else None,
                "effect": _effect(held, now),
                "dots": _packed(tally, number),
            }
        )
    return rows
