"""What would have to be true, as plain JSON and on the terminal."""

from __future__ import annotations

from rich.table import Table

from simulator import __version__
from simulator.claims.complete.completion import Completion, Implied
from simulator.show.report.claims_json import claim_row
from simulator.show.report.completion_text import (
    command_of,
    directions,
    named,
    record_words,
    sizes,
)
from simulator.show.report.console import stdout_console
from simulator.show.report.plain import Json, plain_json


def completion_json(found: Completion) -> Json:
    """Everything `complete --json` prints; no NaN in it."""
    return plain_json(
        {
            "version": __version__,
            "command": command_of(found),
            "author": found.author,
            "claims_of": found.claims_of,
            "start": found.start,
            "common_date": found.common_date,
            "entropy": found.entropy,
            "replications": found.replications,
            "budget": found.budget,
            "wars": found.wars,
            "points": found.points,
            "minimal": found.minimal,
            "bits": found.bits,
            "of": len(found.complete),
            "direction_as_written": directions(found.written),
            "direction": directions(found.complete),
            "size": sizes(found.complete),
            "direction_fresh": list(found.fresh),
            "ladder": [list(rung) for rung in found.ladder],
            "infeasible": list(found.infeasible),
            "implied": [_implied(each) for each in found.implied],
            "claims": [
                claim_row(after) | {"as_written": before.verdict}
                for before, after in zip(found.written, found.complete, strict=True)
            ],
            "left_out": None if found.left_out is None else dict(found.left_out),
            "files": dict(found.world.files),
        }
    )


def _implied(each: Implied) -> Json:
    prior = each.assumption.prior
    return {
        "path": each.assumption.path,
        "kind": each.assumption.kind,
        "prior": [prior.low, prior.high],
        "low": each.low,
        "high": each.high,
        "bits": each.bits,
        "outside": each.outside,
        "carries": list(each.carries),
        "record": each.record.word,
        "figure": each.record.figure,
        "bears": list(each.record.bears),
    }


def show_completion(found: Completion) -> None:
    """Print what is implied, what it costs, and what it brings out."""
    console = stdout_console()
    table = Table(
        title=f"What would have to be true in {found.author}'s world for the claims of "
        f"{found.claims_of}",
        title_justify="left",
    )
    for heading in ("assumption", "as stated", "narrowed to", "bits", "lost without it", "record"):
        table.add_column(heading)
    for each in found.implied:
        prior = each.assumption.prior
        table.add_row(
            f"{each.assumption.path} ({each.assumption.kind})",
            f"{prior.low:g} to {prior.high:g}",
            f"{each.low:g} to {each.high:g}" + (" (outside)" if each.outside else ""),
            f"{each.bits:.1f}",
            named(each.carries),
            record_words(each).removeprefix("the record "),
        )
    console.print(table)
    of = len(found.complete)
    console.print(
        f"core claims right in direction: {directions(found.written)} of {of} as stated, "
        f"{directions(found.complete)} complete ({sizes(found.complete)} in size too)"
        + (f", {', '.join(map(str, found.fresh))} on fresh luck" if found.fresh else "")
    )
    console.print(f"the price: {len(found.implied)} ranges narrowed, {found.bits:.1f} bits")
    for before, after in zip(found.written, found.complete, strict=True):
        if before.verdict != after.verdict:
            console.print(f"{after.claim.id}: {before.verdict} as stated, {after.verdict} now")
    if found.left_out is not None:
        right = sum(found.left_out.values())
        console.print(f"left out of the search: {right} of {len(found.left_out)} still come out")
    if found.infeasible:
        console.print(f"met by none of {found.points} points: {', '.join(found.infeasible)}")
    if not found.minimal:
        console.print("not minimal: the budget ended before everything was tried")
    console.print(
        f"{found.points} points, {found.wars} wars in the search; {found.replications} a world in "
        f"judging; entropy {found.entropy}; simulator {__version__}"
    )
