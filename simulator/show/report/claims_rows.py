"""Claims as rows of a table: measured, claimed, simulated, and why the verdict is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import Part
from simulator.show.report.claim_words import claimed, measured
from simulator.show.report.document import Grid


def claims_grid(caption: str, rows: Sequence[Judged]) -> Grid:
    """Some claims as a table: what is claimed, what came out, and why."""
    headings = [
        "claim",
        "in our words",
        "measured and claimed",
        "simulated (95 %)",
        "verdict",
        "why",
    ]
    return Grid(
        f"{caption}; * core",
        headings,
        [
            [
                each.claim.id + ("*" if each.claim.core else ""),
                f"{each.claim.text} ({each.claim.where}"
                + (f"; {each.claim.hedge}" if each.claim.hedge else "")
                + ")",
                _asked(each),
                simulated(each),
                each.verdict,
                why(each),
            ]
            for each in rows
        ],
        marks=4,
    )


def _asked(each: Judged) -> str:
    if not each.parts:
        return each.claim.predicts
    arms = _arms(each)
    tests = "; ".join(f"{measured(p.test)}: {claimed(p.test)}" for p in each.parts)
    return f"{arms}{tests}"


def _arms(each: Judged) -> str:
    def words(arm_name: str) -> str:
        arm = getattr(each.claim, arm_name)
        changes = [f"{path}={value}" for path, value in arm.set.items()]
        changes += [f"{path} x {factor:g}" for path, factor in arm.times.items()]
        return ", ".join([*arm.levers, *changes])

    treatment, control = words("treatment"), words("control")
    if not treatment and not control:
        return ""
    return f"[{treatment or 'as it is'} against {control or 'as it is'}] "


def simulated(each: Judged) -> str:
    """Every part's estimate and interval."""
    return "; ".join(numbers(part) for part in each.parts)


def numbers(part: Part) -> str:
    """An estimate and its interval."""
    if part.value is None:
        return "no war has the number"
    interval = "" if part.ci95 is None else f" ({_short(part.ci95[0])} to {_short(part.ci95[1])})"
    return _short(part.value) + interval


def _short(value: float) -> str:
    return "never" if value == float("inf") else f"{value:.3g}"


def why(each: Judged) -> str:
    """Why the verdict is what it is, and what it hangs on."""
    claim = each.claim
    if claim.untestable is not None:
        return claim.untestable
    choice = [f"Our choice: {claim.choice}"] if claim.choice else []
    if claim.restates is not None:
        return " ".join([f"Repeats the input {claim.restates}; shown, not scored.", *choice])
    said = [
        f"The part on {measured(part.test)} repeats {part.test.restates}."
        for part in each.parts
        if part.test.restates
    ]
    if each.robust_share is not None:
        said.append(f"Holds on {100 * each.robust_share:.0f} % of the parameter ranges.")
        if 0 < len(each.exceptions) <= 3:
            word = "Only" if each.robust_share < 0.5 else "Not"
            said.append(f"{word} where {', '.join(each.exceptions)}.")
    if each.structural_share is not None and each.structural_chance is not None:
        said.append(
            f"Comes out so in {100 * each.structural_share:.0f} % of draws of the structural "
            f"coefficients ({100 * each.structural_chance:.0f} % at the published ones, with as "
            "few wars)."
        )
    if each.breaks_without:
        said.append(f"Breaks without {', '.join(each.breaks_without[:3]).replace('_', ' ')}.")
    elif each.breaks_without is not None:
        said.append("No single mechanism carries it.")
    if claim.miss and not each.direction:
        said.append(f"Why it does not come out: {claim.miss}")
    return " ".join([*said, *choice])
