"""One month of war: time passes here and nowhere else, in one numbered order.

    month 0   5 offers and answers, 10 records: a war that need not be fought is not.
    months    1 shocks and third parties   2 signals and propaganda
              3 economy, recruitment, production, aid   4 audience, removal of leaders
              5 offers and answers   6 battle and front   7 attrition
              8 compliance   9 learning   10 records

All luck is read from the tape by (month, channel). The same source runs in three ways: compiled,
many wars abreast (`abreast.py`); compiled, one war as Mesa agents (`agents.py`); and as plain
Python (`plainly.py`). Each function that Python calls takes a stretch of steps over many wars: one
function for the whole clock would be compiled for minutes, because numba optimises what is called
again in every caller.
"""

from __future__ import annotations

from simulator.compiled import compiled, compiled_inside
from simulator.model.war.begin import begin
from simulator.model.war.desk import Desk, Scratch
from simulator.model.war.inputs import Inputs, Records
from simulator.model.war.record import TRUCE, Bench, Floats, Public
from simulator.model.war.steps.book import begin_in_truce, record
from simulator.model.war.steps.ends import watch_for_lull
from simulator.model.war.steps.expect import look_ahead
from simulator.model.war.steps.field import battle, wear_down
from simulator.model.war.steps.home import home
from simulator.model.war.steps.keep import comply
from simulator.model.war.steps.news import learn, read_signals
from simulator.model.war.steps.outside import third_parties
from simulator.model.war.steps.rear import rear
from simulator.model.war.steps.talks import talk


def begin_wars(bench: Bench, inputs: Inputs) -> None:
    """Set up what there is before month 0: people, beliefs, and what the leaders make of them.

    Args:
        bench: Wars not yet begun.
        inputs: What they are played with.
    """
    bench.wars["held"], bench.wars["event"] = inputs.held[1], inputs.events[0]
    _begin(bench.wars, bench.public)
    _expectations(bench.wars, bench.desks, bench.scratch, False)
    _begun_in_truce(bench.wars)


def play_month(bench: Bench, inputs: Inputs, month: int, series: Floats) -> None:
    """Let one month pass in every war.

    Month 0 sees the levers of month 0; from then on a step sees those of the month that it leaves.

    Args:
        bench: The wars, which stand at the month before.
        inputs: What they are played with.
        month: The month [0 to the horizon].
        series: Their books; shape (wars, states, H + 1).
    """
    if month > 0:
        bench.wars["held"], bench.wars["event"] = inputs.held[month], inputs.events[month - 1]
        _before_talks(bench.wars, bench.public)
    _expectations(bench.wars, bench.desks, bench.scratch, True)
    _from_talks_on(bench.wars, bench.desks.to_A, bench.desks.to_D, series)


@compiled
def _begin(wars: Records, public: Public) -> None:
    for k in range(wars.shape[0]):
        public_A, public_D = _publics(public, k)
        begin(wars[k], public_A, public_D)


@compiled
def _begun_in_truce(wars: Records) -> None:
    """Book the truce in which play begins, if it does."""
    for k in range(wars.shape[0]):
        if wars[k].s.phase == TRUCE:
            begin_in_truce(wars[k])


@compiled
def _before_talks(wars: Records, public: Public) -> None:
    for k in range(wars.shape[0]):
        war = wars[k]
        public_A, public_D = _publics(public, k)
        war.s.month += 1
        war.s.noted = 0
        third_parties(war)  # 1
        read_signals(war)  # 2
        rear(war)  # 3
        home(war, public_A, public_D)  # 4


@compiled
def _expectations(wars: Records, desks: Desk, scratch: Scratch, warm: bool) -> None:
    """5, its first half: the leaders calculate."""
    for k in range(wars.shape[0]):
        desk = Desk(
            desks.weak_A[k],
            desks.weak_D[k],
            desks.tough_A[k],
            desks.tough_D[k],
            desks.rearmed_A[k],
            desks.rearmed_D[k],
            desks.kept_A[k],
            desks.kept_D[k],
            desks.to_A[k],
            desks.to_D[k],
            desks.truces[k],
        )
        look_ahead(wars[k], desk, scratch, warm)


@compiled
def _from_talks_on(wars: Records, to_A: Floats, to_D: Floats, series: Floats) -> None:
    """5, its second half, to 10; in month 0 nothing lies between 5 and 10.

    Args:
        wars: The wars.
        to_A: What terms are worth to A; shape (wars, rungs, points along the land axis).
        to_D: The same for D.
        series: The books; shape (wars, states, H + 1).
    """
    for k in range(wars.shape[0]):
        war = wars[k]
        talk(war, to_A[k], to_D[k])  # 5
        if war.s.month > 0:
            battle(war)  # 6
            wear_down(war)  # 7
            comply(war, to_A[k], to_D[k])  # 8
            learn(war)  # 9
        watch_for_lull(war)  # 10
        record(war, series[k])


@compiled_inside
def _publics(public: Public, k: int) -> tuple[Public, Public]:
    """The two audiences of war k."""
    return (
        Public(
            public.thresholds[k, 0],
            public.sensitivity[k, 0],
            public.starts[k, 0],
            public.weights[k, 0],
        ),
        Public(
            public.thresholds[k, 1],
            public.sensitivity[k, 1],
            public.starts[k, 1],
            public.weights[k, 1],
        ),
    )
