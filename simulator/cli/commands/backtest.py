"""`simulator backtest`: each author's forecast against what happened afterwards, scored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from rich.table import Table

from simulator import __version__
from simulator.files.recorded import (
    WarRecord,
    WarsRecord,
    load_war_record,
    load_wars_record,
    month_text,
)
from simulator.files.scenario import load_scenario
from simulator.history.backtest.scorecard import Fighting, Gain, Scorecard, Territory
from simulator.history.backtest.scored_forecast import backtest, checked
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.backtest_words import CAVEATS, said, so_far
from simulator.show.report.console import progress_bar, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text, plain_json
from simulator.show.report.whole_files import open_folder

#: Scored when nobody is named, in the order in which they wrote.
AUTHORS = ("menon", "freedman", "person", "strategypage", "dickinson")


def run_backtest(
    authors: list[str], replications: int, entropy: int, as_json: bool, out: str | None
) -> None:
    """Score the forecasts of some authors.

    Args:
        authors: Names in scenarios/, or paths; the five when empty.
        replications: Wars of each.
        entropy: Names the luck [0, 2**63).
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for `backtest.json` and a picture of each author.

    Raises:
        BadInput: Something typed is wrong, or a scenario has no place in the record.
        RunFailed: A war could not be played.
    """
    record, wars = load_war_record(), load_wars_record()
    scenarios = [load_scenario(name) for name in dict.fromkeys(authors or AUTHORS)]
    checked(scenarios, record)
    if out is not None:
        open_folder(out)
    compiling_is_due("ensemble")
    cards = []
    for scenario in scenarios:
        with progress_bar(scenario.name) as told:
            cards.append(backtest(scenario, record, wars.hazards, replications, entropy, told))
    plain = json_text(_json(cards, record, wars, replications, entropy))
    with leaving(out) as left:
        left.write({"backtest.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(cards, record, wars, replications, entropy)
        left.draw(*(partial(_drawn, card, record, wars, replications, entropy) for card in cards))


def _json(
    cards: Sequence[Scorecard],
    record: WarRecord,
    wars: WarsRecord,
    replications: int,
    entropy: int,
) -> dict[str, object]:
    return plain_json(
        {
            "entropy": entropy,
            "replications": replications,
            "engine": "ensemble",
            "version": __version__,
            "record": {
                "title": record.title,
                "through": month_text(record.through),
                "territory_km2": record.territory_km2,
                "files": {**record.files, **wars.files},
            },
            "base_rate": _little(wars),
            "so_far": so_far(cards),
            "caveats": list(CAVEATS),
            "authors": [_card(card, record) for card in cards],
        }
    )


def _little(wars: WarsRecord) -> dict[str, object]:
    """The base rate's source, and how few wars its later months rest on."""
    left = {f"{age:g}": round(share * wars.wars) for age, share in wars.outlasting.items()}
    return {"source": wars.source, "wars": wars.wars, "wars_older_than_months": left}


def _card(card: Scorecard, record: WarRecord) -> dict[str, object]:
    return {
        "author": card.author,
        "title": card.title,
        "start": month_text(card.start),
        "months": card.months,
        "scorable": card.months > 0,
        "said": said(card, record.through),
        "territory": None if card.territory is None else _territory(card.territory),
        "fighting": None if card.fighting is None else _fighting(card.fighting),
        "events": [asdict(event) for event in card.events],
        "files": dict(card.files),
    }


def _territory(front: Territory) -> dict[str, object]:
    return {
        "unit": "share of D's territory",
        "recorded": front.recorded.tolist(),
        "forecast": {f"q{level:g}": line.tolist() for level, line in front.quantiles.items()},
        "crps": front.crps,
        "crps_error": front.crps_error,
        "covered": {f"{level:g}": count for level, count in front.covered.items()},
        "own_wars_inside_as_often": {
            f"{level:g}": {"at_least": often, "at_most": seldom}
            for level, (often, seldom) in front.as_often.items()
        },
        "against_random_walk": _gain(front.walk),
        "against_no_change": _gain(front.still),
        "pace_recorded": front.pace_recorded,
        "pace_forecast": front.pace_forecast,
    }


def _gain(gain: Gain) -> dict[str, object]:
    return {**asdict(gain), "verdict": gain.verdict}


def _fighting(fighting: Fighting) -> dict[str, object]:
    names = ("forecast", "base_rate", "it_goes_on")
    return {
        "recorded": list(fighting.recorded),
        "forecast": fighting.chance.tolist(),
        "base_rate": fighting.base.tolist(),
        "brier": dict(zip(names, fighting.brier, strict=True)),
        "log": dict(zip(names, fighting.log, strict=True)),
        "every_month": {
            "forecast": fighting.whole[0],
            "ci95": fighting.whole[1],
            "base_rate": fighting.whole_base,
        },
    }


def _show(
    cards: Sequence[Scorecard],
    record: WarRecord,
    wars: WarsRecord,
    replications: int,
    entropy: int,
) -> None:
    console = stdout_console()
    table = Table(
        title=f"The front: forecasts against the record through {month_text(record.through)}",
        title_justify="left",
        caption="better, worse, or (?) not to be told from the naive forecast",
        caption_justify="left",
    )
    headings = (
        "author",
        "from",
        "months",
        "CRPS, points",
        "random walk",
        "no change",
        "in 50/80/95%",
    )
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "author" else "right")
    for card in cards:
        table.add_row(*_row(card))
    console.print(table)
    console.print(_events_table(cards, record))
    for card in cards:
        console.print(f"- {said(card, record.through)}", highlight=False)
    console.print(so_far(cards), highlight=False, style="bold")
    for caveat in CAVEATS:
        console.print(caveat, highlight=False, style="dim")
    left = ", ".join(
        f"{round(share * wars.wars)} past month {age:g}"
        for age, share in wars.outlasting.items()
        if age >= 24.0
    )
    console.print(
        f"Base rate: {wars.wars} interstate wars, of which {left}. {replications} wars an author; "
        f"entropy {entropy}; simulator {__version__}",
        highlight=False,
    )


def _events_table(cards: Sequence[Scorecard], record: WarRecord) -> Table:
    """What could have happened by the end of the record: the chance each author gave it."""
    scored = [card for card in cards if card.events]
    table = Table(
        title=f"By {month_text(record.through)}: chance given (Brier score / logarithmic score)",
        title_justify="left",
    )
    for heading in ("event", "recorded", *(card.author for card in scored)):
        table.add_column(heading, justify="left" if heading == "event" else "right")
    by_author = [{event.name: event for event in card.events} for card in scored]
    for name, when in record.events.items():
        given = [
            f"{each[name].chance:.1%} ({each[name].brier:.3f} / {each[name].log:.2f})"
            if name in each
            else "-"
            for each in by_author
        ]
        table.add_row(name, "no" if when is None else month_text(when), *given)
    fighting = [card.fighting for card in scored if card.fighting is not None]
    table.add_row(
        "fighting in a month",
        "yes" if all(record.fighting) else "not in all",
        *(
            f"{each.chance[1:].mean():.1%} ({each.brier[0]:.3f} / {each.log[0]:.2f})"
            for each in fighting
        ),
    )
    table.add_row(
        "  the same, base rate",
        "",
        *(
            f"{each.base[1:].mean():.1%} ({each.brier[1]:.3f} / {each.log[1]:.2f})"
            for each in fighting
        ),
    )
    return table


def _row(card: Scorecard) -> tuple[str, ...]:
    front = card.territory
    head = (card.author, month_text(card.start), str(card.months))
    if front is None:
        return (*head, "-", "-", "-", "-")
    return (
        *head,
        f"{front.crps * 100:.3f} ± {front.crps_error * 100:.3f}",
        f"{front.walk.rival * 100:.3f} {_sign(front.walk)}",
        f"{front.still.rival * 100:.3f} {_sign(front.still)}",
        "/".join(str(count) for count in front.covered.values()),
    )


def _sign(gain: Gain) -> str:
    return {"better": "(better)", "worse": "(worse)", "no telling apart": "(?)"}[gain.verdict]


def _drawn(
    card: Scorecard, record: WarRecord, wars: WarsRecord, replications: int, entropy: int
) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.model.metrics.outcome import Stamp
    from simulator.show.pictures.forecast import forecast_and_record

    if card.territory is None or card.fighting is None:
        return {}
    stamp = Stamp(
        scenario=card.author,
        title=card.title,
        start=month_text(card.start),
        entropy=entropy,
        engine="ensemble",
        version=__version__,
        files={**card.files, **record.files, **wars.files},
        levers={},
        changes={},
        names=load_scenario(card.author).names,
    )
    return forecast_and_record(card, replications, stamp).files()
