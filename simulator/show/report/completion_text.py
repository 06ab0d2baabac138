"""What would have to be true, as a commented scenario file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from simulator.claims.compare.results import Judged
from simulator.claims.complete.completion import Completion, Implied

#: Identifiers named in a line before the rest are counted.
_NAMED = 6
#: Where a comment line is broken [characters].
_WIDTH = 100


def completed_file(found: Completion, title: str, question: str) -> str:
    """The scenario file that holds what is implied, each range with its reason.

    Args:
        found: What would have to be true.
        title: Of the scenario.
        question: That it asks.
    """
    lines = list(_head(found))
    lines += [
        'kind = "scenario"',
        f"title = {_text(title)}",
        f"question = {_text(question)}",
        f"extends = {_text(found.start)}",
    ]
    rows = sorted(found.implied, key=lambda each: each.assumption.path)
    for table, inside in groupby(rows, key=lambda each: each.assumption.path.partition(".")[0]):
        lines += ["", f"[{table}]"]
        for each in inside:
            lines += _comment(_about(each))
            lines.append(f"{each.assumption.path.partition('.')[2]} = {_value(each)}")
    if rows:
        lines += ["", "[because]"]
        lines += [f"{_text(each.assumption.path)} = {_text(reason(each))}" for each in rows]
    return "\n".join(lines) + "\n"


def reason(each: Implied) -> str:
    """Why a range is narrowed, in a line: which claims need it, and what the record says."""
    return f"Implied: needed by {named(each.carries)}; {record_words(each)}."


def named(claims: Sequence[str]) -> str:
    """Some claims in a line, the last of many only counted."""
    shown = ", ".join(claims[:_NAMED]) or "no claim alone"
    more = len(claims) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def record_words(each: Implied) -> str:
    """What the record says of an implied assumption, and which figure says so."""
    record = each.record
    if record.figure is None:
        return "the record is silent"
    low, high = record.figure
    words = {"agrees": "the record agrees", "against": "the record is against it"}[record.word]
    return f"{words} ({low:g} to {high:g})"


def directions(claims: Sequence[Judged]) -> int:
    """How many claims have the direction right."""
    return sum(bool(each.direction) for each in claims)


def sizes(claims: Sequence[Judged]) -> int:
    """How many claims are supported, in direction and size."""
    return sum(each.verdict == "supported" for each in claims)


def command_of(found: Completion) -> str:
    """The command that makes it anew."""
    foreign = f" --claims-of {found.claims_of}" if found.common_date else ""
    return (
        f"simulator complete {found.author}{foreign} -n {found.replications} "
        f"--entropy {found.entropy} --budget {found.budget}"
    )


def _head(found: Completion) -> Iterator[str]:
    of = len(found.complete)
    fresh = ", ".join(str(number) for number in found.fresh)
    text = (
        f"What would have to be true for the claims of {found.claims_of} to come out, beside what "
        f"{found.start} states. Nothing below is the author's: every range was found by a search "
        f"that looked at the claims. Made by `{command_of(found)}`; do not edit, make it anew."
    )
    yield from _comment(text)
    text = (
        f"Of {of} core claims {directions(found.written)} have the direction right as stated and "
        f"{directions(found.complete)} with what follows ({sizes(found.complete)} in size too), "
        f"in {found.replications} wars a world on luck that the search had not seen"
        + (f"; {fresh} on three more lucks" if fresh else "")
        + f". The price: {len(found.implied)} ranges narrowed, {found.bits:.1f} bits of the prior "
        f"given up; {_against(found)} against the record."
    )
    yield from _comment(text)
    if found.infeasible:
        yield from _comment(
            f"No point of {found.points} tried brings out {', '.join(found.infeasible)}."
        )
    if not found.minimal:
        yield from _comment("The budget ended before everything was tried that might be put back.")


def _against(found: Completion) -> int:
    return sum(each.record.word == "against" for each in found.implied)


def _about(each: Implied) -> str:
    prior = each.assumption.prior
    before = "Silent; neutral" if each.assumption.kind == "silent" else "Stated as"
    beyond = ", outside that range" if each.outside else ""
    bears = f" Facts that bear on it: {named(each.record.bears)}." if each.record.bears else ""
    return (
        f"{before} {prior.low:g} to {prior.high:g}{beyond}: {each.bits:.1f} bits. "
        f"Put back, it loses {named(each.carries)}. "
        f"{record_words(each).capitalize()}.{bears}"
    )


def _comment(text: str) -> list[str]:
    lines, line = [], "#"
    for word in text.split():
        if len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = "#"
        line += f" {word}"
    return [*lines, line]


def _value(each: Implied) -> str:
    if each.low == each.high:
        return f"{each.low:g}"
    return f"{{ low = {each.low:g}, high = {each.high:g} }}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
