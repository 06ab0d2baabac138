"""A film of one war in a file of its own: it asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from string import Template

from simulator.model.metrics.outcome import Stamp
from simulator.model.records import Trajectory
from simulator.show.film.film import Plain, film_of
from simulator.show.film.written import inert, plain, written
from simulator.show.marks import ON_DARK, SIDE
from simulator.show.naming import named
from simulator.show.report.ensemble_table import plain_origin
from simulator.show.report.war_story import ending_line, talk_line

_SCRIPTS = ("words.js", "film.js", "player.js")
_STYLES = ("ground.css", "film.css", "player.css")


def told_by_month(war: Trajectory) -> list[tuple[int, str]]:
    """Month and sentence of everything that happened, in order, of A and D."""
    talks = [(talk.month, talk_line(talk)) for talk in war.talks]
    return sorted([*talks, *war.events], key=lambda each: each[0])


def player_page(war: Trajectory, stamp: Stamp, replication: int) -> str:
    """The player of one war as a document.

    Args:
        war: What happened.
        stamp: Where it comes from.
        replication: Number of the war.

    Returns:
        HTML with script, style and the war in it.
    """
    names = stamp.names
    months = [(month, named(said, names)) for month, said in told_by_month(war)]
    told: Plain = {
        "names": {"A": names.A, "D": names.D},
        "months": months,
        "film": film_of(war, names),
    }
    script, style = (_joined(each) for each in (_SCRIPTS, _STYLES))
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(written("player.html")).substitute(
        policy=escape(policy),
        title=escape(f"{stamp.title}: war {replication}"),
        ending=escape(named(ending_line(war), names)),
        style=style,
        months="\n".join(f"<li>month {month}: {escape(said)}</li>" for month, said in months),
        origin=escape(plain_origin(stamp, f"war {replication}")),
        facts=inert(json.dumps({"role": "film", "sides": SIDE, "onDark": ON_DARK})),
        told=inert(json.dumps(told, ensure_ascii=False)),
        script=script,
    )


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(plain(written(name)) for name in names)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
