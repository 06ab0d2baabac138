"""A truce on the line: the claims stay open, and the line is what each side has.

What it is worth is a row of the peace that the leaders solve with the war (`war/peace.py`), like
any other terms.

Source: Fortna 2004; Werner and Yuen 2005 (truces from outside pressure); Powell 2006 (rearmament).
"""

from __future__ import annotations

from simulator.model.declare import Bite, Mechanism, State, Switch

# fmt: off
MECHANISM = Mechanism(
    name="truce",
    group="commitment",
    source="Powell 2006; Fortna 2004; Werner and Yuen 2005",
    bites=Bite("phase", {"stake.indivisible": 0.95, "commit.rearm_A": 0.2, "commit.enforce": 0.8, "talks.pressure": 1.0, "levers.offer": "line_of_contact@3", "levers.mediator_target": "A@3"}, months=48, wars=6),
    switch=Switch("truce", "no truce: a deal settles everything or there is none"),
    states=(
        State("fighting", "0 or 1", "large-scale fighting goes on", "flag"),
        State("A_accepts_truce", "0 or 1", "A's leader would value a truce on the line above refusing", "flag"),
        State("D_accepts_truce", "0 or 1", "D's leader would value a truce on the line above refusing", "flag"),
        State("phase", "0 war, 1 truce, 2 frozen, 3 settled", "where the war stands", "phase"),
    ),
)
# fmt: on
