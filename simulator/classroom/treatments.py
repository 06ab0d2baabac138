"""The model's wars beside the class's own: the same three treatments, sorted by the same marks.

They are three places of the first scene's dial: nothing stands between the two, they disagree about
the odds, a word cannot be trusted.
"""

from __future__ import annotations

from collections import Counter

from simulator.classroom.lesson import Place, Scene, the_lesson
from simulator.classroom.pair_rules import Outcome
from simulator.classroom.scene_tally import NEVER, Answer, Tally
from simulator.model.metrics.intervals import wilson
from simulator.model.records import END_MODES
from simulator.show.marks import PAIRS

#: Where the dial of the first scene stands in each round.
REASONS = ("none", "odds", "word")

#: Ends of a war that are agreed; a front gone quiet and a conquest are not.
_AGREED = frozenset({"truce", "settlement", "withdrawal", "imposed"})


def treated() -> tuple[Scene, list[dict[str, Place]]]:
    """The scene whose wars are counted, and its settings for each round."""
    scene = the_lesson().scenes[0]
    return scene, [{**scene.start(), "reason": reason} for reason in REASONS]


def sorted_out(tally: Tally, number: int) -> Answer:
    """How the first `number` wars went, in the terms in which the pairs are counted.

    Args:
        tally: Wars of one treatment, at least `number`.
        number: How many to count.

    Returns:
        Plain JSON; intervals of 95 % are shares.
    """
    how: Counter[str] = Counter(
        _outcome(*war)
        for war in zip(
            tally.when[:number].tolist(),
            tally.what[:number].tolist(),
            tally.broke[:number].tolist(),
            tally.could[:number].tolist(),
            strict=True,
        )
    )
    existed = int(tally.could[:number].sum())
    counts = {"existed": existed, **{name: how[name] for name in PAIRS}}
    ends = {
        name: [round(end, 4) for end in wilson(count, number)] for name, count in counts.items()
    }
    return {"n": number, "existed": existed, "how": dict(how), "ci": ends}


def _outcome(month: int, mode: int, broke: bool, could: bool) -> Outcome:
    if month == NEVER or END_MODES[mode] not in _AGREED:
        return "missed" if could else "none"
    if broke:
        return "broken"
    return "later" if month else "at once"
