"""`simulator contrast`: the same luck with and without, and what differs."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial

from rich.table import Table

from simulator.analysis.paired_contrast import Effect
from simulator.run.ensemble import say
from simulator.show.notebook.effects_in_hand import Paired, contrasted
from simulator.show.notebook.scenario_in_hand import load
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.contrast_words import arm_words
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import head_json, json_text, plain_json
from simulator.show.report.whole_files import open_folder


def run_contrast(
    scenario: str,
    replications: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    against_sets: list[str],
    against: list[str],
    engine: str,
    metrics: list[str],
    as_json: bool,
    out: str | None,
) -> None:
    """Compare the treatment (`sets`, `levers`) with the control on the same luck.

    Args:
        scenario: Name in scenarios/, or a path.
        replications: How many pairs of wars.
        entropy: Names the luck of both arms [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE of the treatment.
        levers: Each NAME=VALUE[@MONTH] of the treatment.
        against_sets: Each PATH=VALUE of the control.
        against: Each NAME=VALUE[@MONTH] of the control.
        engine: `ensemble` or `mesa`.
        metrics: Names to compare beside the default ones; the table shows only these.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for the picture and `contrast.json`.

    Raises:
        BadInput: Something typed is wrong.
        RunFailed: A war could not be played.
    """
    base = load(scenario)
    say_not_pulled(base.world, months)
    control = base.set(against_sets).pull(*against)
    treatment = base.set(sets).pull(*levers)
    with progress_bar(scenario) as told:
        found = contrasted(
            control,
            treatment,
            replications,
            entropy,
            months,
            engine,
            metrics,
            told,
            say=say,
            ready=None if out is None else partial(open_folder, out),
        )
    plain = json_text(_json(found, replications, months))
    with leaving(out) as left:
        left.write({"contrast.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(found)
        left.draw(partial(_drawn, found))


def _drawn(found: Paired) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.effects import effects_chart

    effects = {name: found.found.effects[name] for name in found.names}
    return effects_chart(effects, found.treatment, arm_words(found.control)).files()


def _json(found: Paired, replications: int, months: int) -> dict[str, object]:
    return plain_json(
        {
            **head_json(found.treatment),
            "against": dict(found.control.levers),
            "against_set": dict(found.control.changes),
            "replications": replications,
            "months": months,
            "cannot_act": list(found.inert),
            "effects": {name: asdict(effect) for name, effect in found.found.effects.items()},
        }
    )


def _show(found: Paired) -> None:
    console = stdout_console()
    table = Table(title=found.title, title_justify="left")
    for heading in ("metric", "control", "treatment", "effect", "95% interval", "variance"):
        table.add_column(heading, justify="left" if heading == "metric" else "right")
    for name in found.names:
        effect = found.found.effects[name]
        table.add_row(
            name,
            _number(effect.control),
            _number(effect.treatment),
            _number(effect.effect),
            "-" if found.nothing_acts else _interval(effect),
            _smaller(effect),
        )
    console.print(table)
    pairs, stamp = found.found.control.replications, found.treatment
    console.print(
        f"treatment: {arm_words(stamp)}; control: {arm_words(found.control)}; "
        f"{pairs} pairs of wars; entropy {stamp.entropy}; simulator {stamp.version}"
    )
    if found.left_out:
        console.print(
            f"- left out, since all wars of both arms agree in them: {len(found.left_out)} "
            f"metrics ({', '.join(found.left_out)})"
        )
    for line in found.inert:
        console.print(f"- {line}")
    if found.nothing_acts:
        console.print("- no effect of such a treatment is possible here, whatever the luck")
    elif any(_is_point(found.found.effects[name]) for name in found.names):
        console.print(
            "- where all pairs differ alike there is no interval of a mean; by the rule of three, "
            f"up to {_unseen(pairs)} of all wars could still do otherwise"
        )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _interval(effect: Effect) -> str:
    if effect.ci95 is None or _is_point(effect):
        return "-"
    low, high = effect.ci95
    return f"{low:.3g} to {high:.3g}"


def _is_point(effect: Effect) -> bool:
    return effect.alike and effect.ci95 is not None and effect.ci95[0] == effect.ci95[1]


def _unseen(pairs: int) -> str:
    """The greatest share of pairs that may be unlike all of so many, at 95 per cent.

    Source: Hanley and Lippman-Hand 1983.

    >>> _unseen(1000), _unseen(2)
    ('0.3%', '100%')
    """
    return f"{100.0 * min(3.0 / pairs, 1.0):.2g}%" if pairs > 3 else "100%"


def _smaller(effect: Effect) -> str:
    if effect.nothing:
        return "no pair differs"
    if effect.smaller is None:
        return "all pairs alike" if effect.alike else "-"
    if effect.smaller >= 1e4:
        return "over 10,000 times smaller"
    return f"{effect.smaller:.3g} times smaller"
