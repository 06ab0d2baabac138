"""A scenario file for another war: what has to be set, in which unit, and from which data."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.files.layer import Layer
from simulator.files.merge import is_neutral, said_paths, silent
from simulator.files.ranges import as_table
from simulator.files.sets import Settable
from simulator.files.units import EXAMPLES
from simulator.model.declare import Parameter
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

#: Each fact of a war to how one gets it; what is not here is theory, and may stay neutral. Named
#: data: NMC is the Correlates of War project's National Material Capabilities, COW its Inter-State
#: War Data, Archigos the data set of leaders, UCDP the Uppsala Conflict Data Program, GSDB the
#: Global Sanctions Database, TIV the trend-indicator values of SIPRI's arms transfers.
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "front.occ0": "land of the contested territory in A's hands over all of it, from a map of the "
        "month; where A holds nothing yet, count in the ground of its own that it could lose (a war over "
        "a border has two sides of it)",
        "front.victory_at": "the share at which D could no longer defend the rest: the loss of its "
        "capital or of its last line, from a map; must lie above front.occ0",
        "power.drift": "how far the front moves in A's favour, in hundredths of the territory a "
        "month: the mean of recorded monthly changes; what a staff hopes for belongs to belief.win0_A",
        "power.drift_spread": "how far apart staffs' or analysts' expectations of that drift lay, as a "
        "standard deviation",
        "power.noise": "standard deviation of recorded monthly changes round their own trend",
        "power.front_rate": "how mobile war was there: months in which the balance of force moved, "
        "against how far the front then did; trenches 0.3, open country several",
        "power.defence_adv": "A's losses over D's while A attacks: UCDP bd_best by side, or COW "
        "BatDeath over the months in which A attacked",
        "force.size_ratio": "A's men in the theatre over D's; NMC milper of both is a first guess where "
        "nobody counted the theatre",
        "force.loss_A": "A's killed and wounded in a month of full attack, over its men in the theatre; "
        "UCDP bd_best or COW BatDeath times about four for the wounded, over the months fought",
        "man.replace_A": "A's new men in a month over its losses: draft and recruitment figures",
        "man.mobil_D": "the same for D",
        "man.pool_A": "men A could still raise at that pace, in months of it: NMC tpop of military age "
        "under A's rules of service, less those under arms",
        "man.bounty_growth": "growth of pay and bonuses of a recruit; 0 where men are conscripted",
        "man.foreign_A": "foreigners among A's new men, as a share of its losses",
        "econ.stress0": "how strained A's economy was, 0 (as in peace) to 1 (breaking): 0.2 growth and "
        "stable prices, 0.4 inflation above ten per cent, 0.7 rationing and arrears",
        "econ.oil_share": "share of A's budget that D's strikes at one industry could cut: oil rents in "
        "the World Bank's NY.GDP.PETR.RT.ZS times GDP over revenue; 0 where there is none",
        "econ.overheat": "how fast the war boom drove up prices and wages",
        "econ.bite": "what sanctions cost A a month: GSDB for their extent; 0 where there were none",
        "econ.rearm": "A's output and deliveries of heavy arms over its losses of them",
        "aid.us0": "military aid of D's first patron at the start, over its own mean (1 = as usual); "
        "TIV to D by supplier; 0 where there is none",
        "aid.eu0": "the same for all other patrons together",
        "aid.prod_D": "share of D's arms that D makes: one less imports, from TIV",
        "aid.us_hazard": "chance a month that the first patron stops: one over the months such patrons "
        "kept on in comparable wars",
        "aid.eu_response": "share of a patron's cut that others and D's own industry made good",
        "aid.supplier_A": "share of A's arms that come from abroad: TIV to A over its needs",
        "coerce.resolve0": "share of D's people who would rather endure than give in: polls, turnout, "
        "volunteers; 0.6 is an ordinary war of defence",
        "coerce.deep_rate": "D's strikes behind A's front against the campaign of autumn 2025 (= 1); 0 "
        "where D had no means",
        "aid.fatigue": "how much less a month both patrons sent as they tired: the slope of deliveries",
        "econ.strike_damage": "what D's strikes could cost A's economy: lost output of what they hit",
        "man.coerce_cost": "how far a compulsory call-up stirred A's public: protest, flight, desertion",
        "power.aid_elast": "by how many per cent D's force fell where its supply fell by one",
        "belief.win0_A": "chance that A's leader gave himself of reaching his aims by fighting on: his "
        "staff's estimates, speeches to his own side",
        "belief.win0_D": "chance that D's leader gave A's effort of giving way first: the same",
        "survival.cont_base": "chance a month that such a leader falls while a war goes on: Archigos "
        "startdate, enddate and exit of leaders like him",
        "talks.open0": "share of months in which envoys met: chronicles of the diplomacy",
    }
)

_WIDE = 88


@dataclass(frozen=True, slots=True)
class Unset:
    """A primitive that a scenario file does not set.

    Attributes:
        path: Of the parameter.
        unit: What one of it is.
        stands: What stands for it, as text.
        how: How to get it from data; empty for what is theory.
    """

    path: str
    unit: str
    stands: str
    how: str


def unset(layers: list[Layer]) -> list[Unset]:
    """Primitives that no file of a chain sets, facts first.

    Args:
        layers: The files, the one that extends nothing first.
    """
    said, neutral = said_paths(layers), is_neutral(layers)
    rows = [
        Unset(path, row.unit, _stands(row, neutral), FACTS.get(path, ""))
        for path, row in PARAMETERS.items()
        if path not in said and row.tier == "primitive"
    ]
    return [row for row in rows if row.how] + [row for row in rows if not row.how]


def _stands(row: Parameter, neutral: bool) -> str:
    value = silent(row, neutral)
    return f"{value.low:g} to {value.high:g}" if isinstance(value, Range) else f"{value:g}"


def scenario_text(title: str, start: str, values: Mapping[str, Settable]) -> str:
    """A commented scenario file for another war.

    Args:
        title: Of the war.
        start: Month 0, YYYY-MM; empty when it is still to be found.
        values: What is known already, checked: parameter path to value.
    """
    lines = [
        *_comment(
            "A scenario of another war. Every line below that begins with '# NAME =' waits for a "
            "figure: take the '#' away and write it, as a number or as { low = 0.1, high = 0.3 }, a "
            "range from which each war draws its own. A is the side that wants to change the state "
            "of things, D the side that defends it. `simulator check --unset FILE` lists what is "
            "still missing."
        ),
        'kind = "scenario"',
        f"title = {_quoted(title)}",
        'question = "How could this war have ended, as it looked at the start?"',
        f"start = {_quoted(start)}" if start else '# start = "1982-04"  # the month of its facts',
        "# What no line sets is drawn from a range that leans to no war in particular.",
        "neutral = true",
        "# Where each figure is from, one text each.",
        "sources = []",
        "",
    ]
    groups = dict.fromkeys(path.partition(".")[0] for path in (*FACTS, *values) if "." in path)
    plain = {path: value for path, value in values.items() if "." not in path}
    lines += [f"{name} = {_toml(value)}" for name, value in plain.items()]
    for group in groups:
        lines += ["", f"[{group}]"]
        for path in (*FACTS, *(path for path in values if path not in FACTS)):
            if path.startswith(f"{group}."):
                lines += _entry(path, values)
    lines += [
        "",
        *_comment(
            "Theory, not fact: the rest stays at its neutral range until somebody has a reason. "
            "`simulator parameters` lists it; write it in the same way, and say why:"
        ),
        "# [because]",
        '# "stake.indivisible" = "both claim the same holy city"',
    ]
    return "\n".join(lines) + "\n"


def _entry(path: str, values: Mapping[str, Settable]) -> list[str]:
    name = path.partition(".")[2]
    row = PARAMETERS.get(path)
    told: list[str] = []
    if row is not None:
        told = _comment(f"{row.meaning} [{row.unit}; {row.low:g} to {row.high:g}]")
    if path in FACTS:
        told += _comment(f"from: {FACTS[path]}")
    if path in EXAMPLES:
        told += _comment(f"for example: {EXAMPLES[path]}")
    if path in values:
        return ["", *told, f"{name} = {_toml(values[path])}"]
    stands = "" if row is None else f"  # until then: {_stands(row, neutral=True)}"
    return ["", *told, f"# {name} = {stands}".rstrip()]


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDE)]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _toml(value: Settable) -> str:
    if isinstance(value, Range):
        value = as_table(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"  # type: ignore[arg-type]  # numbers and words
    return repr(value)
