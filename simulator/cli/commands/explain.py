"""`simulator explain`: which groups of assumptions two authors' disagreement comes from."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial

from rich.table import Table

from simulator.analysis.explain.explanation import Account, Estimate, Explanation, explain
from simulator.files.common_date import load_two
from simulator.model.metrics.catalogue import check_names, find
from simulator.model.metrics.outcome import Stamp
from simulator.model.parameters.groups import GROUPS
from simulator.model.records import Names, Scenario
from simulator.run.ensemble import compiling_is_due
from simulator.show.report.console import progress_bar, stdout_console
from simulator.show.report.leaving import leaving
from simulator.show.report.plain import head_json, json_text, plain_json, stamp_of
from simulator.show.report.whole_files import open_folder

#: Interactions shown in the terminal, the largest ones.
_PAIRS = 5


def run_explain(
    first: str,
    second: str,
    replications: int,
    entropy: int,
    months: int,
    metrics: list[str],
    as_json: bool,
    out: str | None,
) -> None:
    """Take the difference between two authors apart on the common date.

    Args:
        first: Name in scenarios/, or a path.
        second: The other.
        replications: Wars of each hybrid.
        entropy: Names the luck of all of them [0, 2**63).
        months: The horizon [months].
        metrics: What to explain instead of the usual few.
        as_json: Whether stdout gets one JSON object and nothing else.
        out: Folder for `explanation.json` and a picture for each metric.

    Raises:
        BadInput: Something typed is wrong, or a scenario cannot be put on the common date.
        RunFailed: A war could not be played.
    """
    names = metrics or _usual(months)
    check_names(names, months)
    worlds = load_two(first, second)
    if out is not None:
        open_folder(out)
    compiling_is_due("ensemble")
    with progress_bar(f"{first} against {second}") as told:
        found = explain(*worlds, replications, entropy, months, list(dict.fromkeys(names)), told)
    stamp = _stamp(*worlds, entropy)
    plain = json_text(_json(found, stamp, first, second))
    with leaving(out) as left:
        left.write({"explanation.json": plain.encode()})
        if as_json:
            sys.stdout.write(plain)
        else:
            _show(found, stamp, first, second)
        left.draw(
            *(partial(_drawn, found, stamp, metric, (first, second)) for metric in found.accounts)
        )


def _usual(months: int) -> list[str]:
    ends = [f"{name}_by_{months}" for name in ("ended", "settlement", "truce")]
    return ["T_end_restricted", *ends, "recur"]


def _stamp(first: Scenario, second: Scenario, entropy: int) -> Stamp:
    both = stamp_of(first, entropy, "ensemble", (), {})
    return Stamp(
        scenario=f"{first.name}, {second.name}",
        title=_title(first, second),
        start=", ".join(dict.fromkeys((first.start or "no date", second.start or "no date"))),
        entropy=entropy,
        engine=both.engine,
        version=both.version,
        files={**first.files, **second.files},
        names=first.names if first.names == second.names else Names(),
        levers={},
        changes={},
    )


def _title(first: Scenario, second: Scenario) -> str:
    same = first.start == second.start
    return "two theories on the same facts" if same else "two theories, each on its own facts"


def _json(found: Explanation, stamp: Stamp, first: str, second: str) -> dict[str, object]:
    head = head_json(stamp)
    for unused in ("levers", "set"):
        head.pop(unused)
    return plain_json(
        {
            **head,
            "first": first,
            "second": second,
            "replications": found.replications,
            "coalitions": found.coalitions,
            "months": found.months,
            "groups": {
                group: {
                    "about": about,
                    "differs": {
                        each.path: [each.first, each.second] for each in found.differs[group]
                    },
                }
                for group, about in GROUPS.items()
            },
            "metrics": {name: _account_json(each) for name, each in found.accounts.items()},
        }
    )


def _account_json(account: Account) -> dict[str, object]:
    interactions = [
        {"groups": list(groups), **asdict(estimate)} for groups, estimate in account.pairs.items()
    ]
    return {
        "first": asdict(account.first),
        "second": asdict(account.second),
        "difference": asdict(account.difference),
        "groups": {group: asdict(part) for group, part in account.parts.items()},
        "interactions": interactions,
        "n": account.n,
        "paired": account.paired,
    }


def _show(found: Explanation, stamp: Stamp, first: str, second: str) -> None:
    console = stdout_console()
    for name, account in found.accounts.items():
        console.print(_table(name, account, found, first, second))
        told = _strongest(account)
        if told:
            console.print("  together more (+) or less (-) than apart: " + "; ".join(told))
    console.print(_apart(found, first, second))
    console.print(
        f"Groups of assumptions exchanged in every order; * where the 95% interval leaves out "
        f"nought. {_facts(stamp)} {found.replications} wars of each of "
        f"{found.coalitions} hybrids on the same luck; entropy {stamp.entropy}; "
        f"simulator {stamp.version}"
    )


def _facts(stamp: Stamp) -> str:
    """Of which date the facts are, and whether they are one."""
    if ", " not in stamp.start:
        return f"Facts of {stamp.start} in both."
    one, other = stamp.start.split(", ")
    names = stamp.scenario.split(", ")
    return (
        f"Facts of {one} in {names[0]} and of {other} in {names[1]}: part of the difference is one "
        "of facts."
    )


def _table(name: str, account: Account, found: Explanation, first: str, second: str) -> Table:
    asked = find(name)
    unit = asked.metric.unit if asked else ""
    table = Table(
        title=f"{name} ({unit}): {first} {_number(account.first)}, {second} "
        f"{_number(account.second)}, difference {_number(account.difference)} "
        f"({_interval(account.difference)})",
        title_justify="left",
    )
    for heading in ("group", "contributes", "95% interval", "if first", "if last", "differ in"):
        table.add_column(heading, justify="left" if heading == "group" else "right")
    order = sorted(account.parts, key=lambda group: -abs(account.parts[group].value.value or 0.0))
    for group in order:
        part = account.parts[group]
        differs = len(found.differs[group])
        table.add_row(
            group,
            _number(part.value) + ("*" if _sure(part.value) else ""),
            _interval(part.value) if differs else "-",
            _number(part.alone),
            _number(part.last),
            f"{differs} input{'s' * (differs > 1)}" if differs else "nothing",
        )
    return table


def _apart(found: Explanation, first: str, second: str) -> Table:
    """Every input that the two see differently, by group."""
    table = Table(title="What they see differently", title_justify="left")
    for heading in ("group", "input", first, second):
        table.add_column(heading)
    for group, departures in found.differs.items():
        for place, each in enumerate(departures):
            name = "" if place else group
            table.add_row(name, each.path, each.first, each.second)
    return table


def _strongest(account: Account) -> list[str]:
    known = [each for each in account.pairs.items() if _sure(each[1])]
    known.sort(key=lambda each: -abs(each[1].value or 0.0))
    return [
        f"{' and '.join(groups)} {_number(estimate)} ({_interval(estimate)})"
        for groups, estimate in known[:_PAIRS]
    ]


def _sure(estimate: Estimate) -> bool:
    return estimate.ci95 is not None and (estimate.ci95[0] > 0.0 or estimate.ci95[1] < 0.0)


def _number(estimate: Estimate) -> str:
    # Sums that cancel leave a rounding error, which nobody wants to read.
    return "-" if estimate.value is None else f"{round(estimate.value, 9) + 0.0:.3g}"


def _interval(estimate: Estimate) -> str:
    return "-" if estimate.ci95 is None else f"{estimate.ci95[0]:.3g} to {estimate.ci95[1]:.3g}"


def _drawn(
    found: Explanation, stamp: Stamp, metric: str, names: tuple[str, str]
) -> dict[str, bytes]:
    # Imported here: matplotlib takes half a second to load.
    from simulator.show.pictures.waterfall import explanation

    account = found.accounts[metric]
    return explanation(metric, account, names, found.replications, stamp).files()
