"""`simulator history`: wars on record, coded by one protocol, played, and scored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from simulator import __version__
from simulator.errors import BadInput, Mistake
from simulator.files.find import printable
from simulator.files.recorded import WarsRecord, load_wars_record
from simulator.files.tables import names_table
from simulator.history.wars.coded_war import Coded
from simulator.history.wars.played import ENDINGS, played
from simulator.history.wars.scored import Altogether, Card, altogether, scored
from simulator.history.wars.sheets import OnRecord, load_sheets
from simulator.model.metrics.intervals import wilson
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.console import progress_bar, stdout_console
from simulator.show.report.history_words import (
    CAVEATS,
    base_words,
    fought_words,
    scores_table,
    wars_table,
    whole_words,
)
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import json_text, plain_json
from simulator.show.report.whole_files import open_folder

#: Shares of the model's lengths below the quantiles that are told.
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def run_history(
    sheets: list[str],
    replications: int,
    entropy: int,
    months: int,
    as_json: bool,
    out: str | None,
) -> None:
    """Code wars from their sheets, play them, and set them beside what happened.

    Args:
        sheets: Paths, or names of shipped ones; all that ship when empty.
        replications: Wars of each.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for `history.json`, the coded scenarios and the picture.

    Raises:
        BadInput: Every mistake in every sheet; or a coded scenario would take the place of a sheet.
        RunFailed: A war could not be played.
    """
    wars, record = load_sheets(sheets), load_wars_record()
    if out is not None:
        _spare_sheets(wars, out)
        open_folder(out)
    compiling_is_due("ensemble")
    cards, fought = [], []
    for each in wars:
        with progress_bar(each.war.facts.name) as told:
            found = played(each.war, replications, entropy, months, told)
        cards.append(scored(each.war, found.every, each.ending, record))
        if found.fought is not None:
            fought.append(scored(each.war, found.fought, each.ending, record))
    total, without = altogether(cards), altogether(fought)
    stamp = _stamp(cards, record, entropy)
    plain = json_text(_json(cards, total, without, record, stamp, months))
    with leaving(out) as left:
        left.write({"history.json": plain.encode()})
        left.write({_coded_file(card.war): card.war.text.encode() for card in cards})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(cards, total, without, record, stamp)
        left.draw(lambda: _drawn(cards, stamp))


def _spare_sheets(wars: Sequence[OnRecord], out: str) -> None:
    """A coded scenario is called like its sheet, which must not be lost."""
    sheets = {each.sheet.resolve() for each in wars}
    for each in wars:
        name = _coded_file(each.war)
        if (Path(out) / name).resolve() in sheets:
            rule = f"must not be where a sheet lies that would be overwritten, {printable(name)}"
            raise BadInput(Mistake("--out", "", rule, repr(out), "name another folder"))


def _coded_file(war: Coded) -> str:
    return f"{war.facts.name}.toml"


def _stamp(cards: Sequence[Card], record: WarsRecord, entropy: int) -> Stamp:
    files: dict[str, str] = {}
    for card in cards:
        files |= card.war.scenario.files
    return Stamp(
        scenario="history",
        title="wars on record",
        start="",
        entropy=entropy,
        engine="ensemble",
        version=__version__,
        files={**files, **record.files},
        levers={},
        changes={},
    )


def _json(
    cards: Sequence[Card],
    total: Altogether,
    without: Altogether,
    record: WarsRecord,
    stamp: Stamp,
    months: int,
) -> dict[str, object]:
    return plain_json(
        {
            "entropy": stamp.entropy,
            "replications": cards[0].forecast.wars,
            "months": months,
            "engine": stamp.engine,
            "version": stamp.version,
            "files": dict(stamp.files),
            "base_rate_source": record.source,
            "wars": [_card(card) for card in cards],
            "whole": asdict(total),
            "whole_of_fought": asdict(without),
            "said": [whole_words(total), fought_words(without)],
            "caveats": list(CAVEATS),
        }
    )


def _card(card: Card) -> dict[str, object]:
    facts, forecast, scenario = card.war.facts, card.forecast, card.war.scenario
    held = forecast.shares
    return {
        "name": facts.name,
        "title": facts.title,
        "start": facts.start,
        "phase_of": facts.war,
        "months_before": facts.age,
        "A": facts.A.members,
        "D": facts.D.members,
        "roles_turned": card.war.turned,
        "names": names_table(scenario.names),
        "coded": {path: _plain(value) for path, value in card.war.values.items()},
        "recorded": {**asdict(card.ending), "ending": card.recorded},
        "endings": {
            name: {"chance": chance, "ci95": ci95} for name, (chance, ci95) in card.chances.items()
        },
        "modes": dict(forecast.modes),
        "rank_of_recorded": card.rank,
        "length": {
            "unit": "months; horizon + 1 where it cuts",
            **{f"q{level:g}": _at(card, level) for level in _QUANTILES},
            "recorded_in_middle_80": card.inside,
            "over_at_once": forecast.at_once,
        },
        "share_A_two_years_after": None
        if held.size == 0
        else {
            "mean": held.mean(),
            "q0.1": float(np.quantile(held, 0.1)),
            "q0.9": float(np.quantile(held, 0.9)),
        },
        "resumed_in_five_years": {
            "ends_followed": forecast.followed,
            "resumed": forecast.resumed,
            "ci95": wilson(forecast.resumed, forecast.followed),
        },
        "scores": {
            "brier": None if card.brier is None else asdict(card.brier),
            "crps_months": None if card.months is None else asdict(card.months),
            "crps_doublings": None if card.doublings is None else asdict(card.doublings),
        },
        "base_rates": {
            name: {"endings": {each: rate.endings[each] for each in ENDINGS}, "wars": rate.wars}
            for name, rate in (("all_wars", card.all_wars), ("alike", card.alike))
        },
    }


def _at(card: Card, level: float) -> float:
    return float(np.quantile(card.forecast.lengths, level))


def _plain(value: object) -> object:
    return value if isinstance(value, float) else asdict(value)  # type: ignore[call-overload]  # a Range


def _show(
    cards: list[Card], total: Altogether, without: Altogether, record: WarsRecord, stamp: Stamp
) -> None:
    console = stdout_console()
    console.print(wars_table(cards))
    console.print(scores_table(cards, total))
    console.print(whole_words(total), highlight=False, style="bold", width=80)
    console.print(fought_words(without), highlight=False, width=80)
    for caveat in (*CAVEATS, base_words(cards[0].all_wars, record.source)):
        console.print(caveat, highlight=False, style="dim", width=80)
    for card in cards:
        if card.war.turned:
            told = (
                f"{card.war.facts.name}: A held all of the ground, so its D attacks in the model."
            )
            console.print(told, highlight=False, style="dim", width=80)
    console.print(
        f"{cards[0].forecast.wars} wars each; entropy {stamp.entropy}; simulator {stamp.version}",
        highlight=False,
    )


def _drawn(cards: Sequence[Card], stamp: Stamp) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.wars_on_record import wars_on_record

    return wars_on_record(cards, stamp).files()
