"""The cost of a war is a straight line in its months and in the size of its audiences.

    python benchmarks/bench_linear.py [--scenario S] [--wars N] [--out DIR]

Measures the compiled engine on one core at several horizons and several audiences, in turn and
repeatedly (processor time, so that other work on the machine counts less), fits a line to the least
times and draws both. `docs/pictures/cost.png` is drawn by it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.files.scenario import load_scenario, with_values
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Scenario
from simulator.model.war.abreast import play_wars
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)
from simulator.show.report.plain import stamp_of
from simulator.show.report.whole_files import write_whole

Floats = npt.NDArray[np.float64]

MONTHS = (6, 12, 24, 36, 48, 60, 84, 120)
MEMBERS = (0, 50, 100, 200, 300, 400, 600, 800)
REPETITIONS = 15


class Line(NamedTuple):
    """Times and the straight line through them.

    Attributes:
        sizes: Months, or members a side; shape (points,).
        times: Least time a war at each [microseconds].
        slope: Microseconds a month, or a member.
        start: Microseconds at size 0.
        explained: R squared.
        worst: Greatest distance from the line [share of the time].
    """

    sizes: Floats
    times: Floats
    slope: float
    start: float
    explained: float
    worst: float


def line(sizes: tuple[int, ...], times: Floats) -> Line:
    """The line of least squares of relative errors, so that short wars count as much as long."""
    x = np.array(sizes, dtype=np.float64)
    slope, start = (float(part) for part in np.polyfit(x, times, 1, w=1.0 / times))
    fitted = start + slope * x
    rest = ((times - fitted) ** 2).sum() / ((times - times.mean()) ** 2).sum()
    return Line(x, times, slope, start, 1.0 - float(rest), float(np.abs(fitted / times - 1).max()))


def measure(which: Scenario, wars: int, months: int) -> tuple[Line, Line]:
    """Both lines; everything is timed in turn, so that a busy moment hits all alike."""
    crowds = [with_values(which, {"audience.size": float(members)}) for members in MEMBERS]
    works = [(which, horizon) for horizon in MONTHS] + [(crowd, months) for crowd in crowds]
    least = np.full(len(works), np.inf)
    for _ in range(REPETITIONS):
        for place, (scenario, horizon) in enumerate(works):
            began = time.thread_time()
            play_wars(scenario, 0, range(wars), horizon)
            least[place] = min(least[place], 1e6 * (time.thread_time() - began) / wars)
    return line(MONTHS, least[: len(MONTHS)]), line(MEMBERS, least[len(MONTHS) :])


def picture(by_months: Line, by_members: Line, months: int, stamp: Stamp) -> Picture:
    title = "What a war costs grows in a straight line with its months and with its audiences"
    members = int(by_members.sizes.max())
    panels = (
        (by_months, "months played", "a month", "audiences as the scenario has them"),
        (by_members, "members of each side's audience", "a member", f"{months} months"),
    )
    with look():
        figure = canvas(9.0, 4.2)
        heading(figure, title)
        for axes, (fit, label, unit, held) in zip(figure.subplots(1, 2), panels, strict=True):
            axes.plot(fit.sizes, (fit.start + fit.slope * fit.sizes) / 1e3, color=GREY)
            axes.plot(fit.sizes, fit.times / 1e3, "o", color=BLUE)
            axes.set_title(held)
            axes.set_xlabel(label)
            axes.set_ylabel("milliseconds a war, one core")
            axes.set_xlim(0, None)
            axes.set_ylim(0, None)
            words = f"{fit.slope:.3g} µs {unit}\nand {fit.start:.0f} µs a war\n"
            words += f"no point more than {fit.worst:.0%} off the line"
            place = {"xycoords": "axes fraction", "ha": "right", "va": "bottom"}
            axes.annotate(words, (0.97, 0.06), color=BLACK, **place)
        origin = footer(figure, stamp, f"least of {REPETITIONS} repetitions")
        alt = (
            f"{title}. {by_months.slope:.3g} microseconds a month (R squared "
            f"{by_months.explained:.4f} up to {MONTHS[-1]} months); {by_members.slope:.3g} "
            f"microseconds a member over {months} months (R squared {by_members.explained:.4f} up "
            f"to {members} members)."
        )
        return finished(figure, "cost", title, alt, origin)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--scenario", default="person")
    ask.add_argument("--wars", type=int, default=128)
    ask.add_argument("--months", type=int, default=60, help="while the audience grows")
    ask.add_argument("--out", default="docs/pictures")
    given = ask.parse_args()
    which = load_scenario(given.scenario)
    play_wars(which, 0, range(1), 1)
    by_months, by_members = measure(which, given.wars, given.months)
    for name, fit in (("months", by_months), ("members", by_members)):
        print(
            f"{name:8s} {fit.slope:8.3f} us each, {fit.start:6.0f} us at none; "
            f"R squared {fit.explained:.4f}, no point more than {fit.worst:.1%} off the line"
        )
        print(
            "         "
            + "  ".join(f"{x:.0f}: {t:.0f}" for x, t in zip(fit.sizes, fit.times, strict=True))
        )
    # One member more a side is two.
    nanoseconds = 1e3 * by_members.slope / given.months / 2.0
    print(f"{nanoseconds:.1f} ns an audience-member-month, all questions of the month included")
    stamp = stamp_of(which, 0, "ensemble", (), {})
    drawn = picture(by_months, by_members, given.months, stamp)
    for name, content in drawn.files().items():
        if not name.endswith(".svg"):
            write_whole(Path(given.out) / name, content)


if __name__ == "__main__":
    main()
