"""What one war is at any moment: a record whose fields the steps read and write as attributes.

The fields of a war (type PLAY):

    v, on         parameters (VALUES) and switches (SWITCHED)
    held, event   the levers of the step at hand (HELD, EVENTS)
    s             the war's own numbers; `a` and `d` what both sides have, A's and D's
    plan          what the leaders conclude this month
    races         beliefs about the other side's fall; `waiting` their unacknowledged reports
    changes       last three months' growth of the log of both sides' force
    stop          A's chance of falling within 24 months of a stop, at five shortfalls
    stop_dissent  share of A's and of D's audience that would dissent at each
    grievance     of each bloc in the question that is being put to an audience
    by_bloc       share of each of A's blocs in open dissent
    own           what mechanisms keep for themselves, each at its place (`registry.OWN`)
    given         deliveries of D's patrons by month, `violence` the intensity: both are rings
    log           what was said and what happened this month, as codes (type NOTE)

It is declared on `np.record`, whose scalars have attributes, so that the same steps run compiled
and as plain Python.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulator.model.metrics.catalogue import STATES
from simulator.model.registry import OWN as OWN_STATES
from simulator.model.war.desk import Desk, Scratch, new_desk, new_scratch
from simulator.model.war.inputs import EVENTS, HELD, SWITCHED, VALUES, Inputs, Records

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
#: A record as the steps see it.
Record = Any

#: Phases of a war: fought, paused by signature, quiet without one, settled.
WAR, TRUCE, FROZEN, SETTLED = range(4)
#: The four races: A's leader's belief about D's fall as he reads the evidence, as one without his
#: bias and lag would, and by Bayes' rule; D's leader's about A's.
BIASED, UNBIASED, BY_BAYES, OF_D = range(4)
#: Longest lag of reports and of deliveries [months], and how far back a lull is measured.
MOST_LAG, MOST_DELAY, MEMORY = 24, 24, 24
#: The most that is noted of one month; a month has at most three offers and a few events.
MOST_NOTES = 12

_F, _I, _B = np.float64, np.int64, np.bool_

# fmt: off
#: A war's own numbers: name, type, unit, meaning.
OWN = (
    ("occ", _F, "share of D's territory", "held by A"),
    ("victory_at", _F, "share of D's territory", "depth of D's defence: all that is at stake"),
    ("believed_drift", _F, "share/month", "drift of the front that both leaders expect"),
    ("true_drift", _F, "share/month", "drift there is"),
    ("fall_A", _F, "per month", "true hazard that A gives way, at the balance of month 0"),
    ("fall_D", _F, "per month", "true hazard that D gives way, at the balance of month 0"),
    ("terms_land", _F, "share of the land at stake", "A's under what was signed last"),
    ("moved", _F, "share/month", "smoothed move of the front"),
    ("last_move", _F, "share", "this month's move of the front"),
    ("expected", _F, "share", "this month's move as the leaders expected it"),
    ("intensity", _F, "0 to 1", "violence of the month"),
    ("heat", _F, "0 to 1", "violence of the war, or of the one that a breach would resume"),
    ("own_A", _F, "per month", "A's fall as its own leader grants it, at the balance of month 0"),
    ("own_D", _F, "per month", "the same for D"),
    ("fall_D_at_signing", _F, "log 1/month", "D's fall as A's leader believed it at the last stop"),
    ("fall_A_at_signing", _F, "log 1/month", "A's fall as D's believed it then"),
    ("force_at_signing", _F, "log", "A's force over D's then"),
    ("war_A_at_signing", _F, "stakes", "war after a breach, to A, in the first month of peace"),
    ("war_D_at_signing", _F, "stakes", "the same to D"),
    ("danger_A_at_signing", _F, "stakes", "what the danger to A's leader's office cost him then"),
    ("danger_D_at_signing", _F, "stakes", "the same for D's"),
    ("enforced_at_signing", _F, "0 to 1", "how far a breach would have been punished then"),
    ("supply_start", _F, "2022-24 mean", "what supplies D in month 0"),
    ("supply_ratio", _F, "1 in month 0", "what supplies D now"),
    ("carrots", _F, "0 or 1", "patrons offer inducements"),
    ("sticks", _F, "0 or 1", "patrons press A"),
    ("executed", _F, "0 to 1", "share of what is threatened that is carried out"),
    ("sanctions", _F, "1 in month 0", "sanctions on A"),
    ("us", _F, "2022-24 mean", "aid of the first patron"),
    ("us_tired", _F, "share", "what fatigue leaves of its will to give"),
    ("eu", _F, "2022-24 mean", "aid of the other patrons"),
    ("eu_tired", _F, "share", "what fatigue leaves of their will to give"),
    ("pressed_A", _F, "stakes", "what the mediator makes refusing cost A this month"),
    ("pressed_D", _F, "stakes", "what the mediator makes refusing cost D this month"),
    ("pressure", _F, "stakes", "what the mediator can make refusing cost"),
    ("burden_A", _F, "stakes/month", "what the war costs A besides fighting"),
    ("hold_cost", _F, "stakes/month", "policing all the land at stake"),
    ("rearm", _F, "log", "A's gain of force in a year of truce, as foreseen"),
    ("strikes", _F, "1 in month 0", "strikes on D's cities"),
    ("deep_strikes", _F, "rate", "D's strikes on A's rear"),
    ("recruits", _F, "force of month 0", "men A takes in this month"),
    ("price", _F, "1 in month 0", "bounty of a recruit"),
    ("pool", _F, "months of losses", "willing recruits left"),
    ("stress", _F, "0 to 1", "A's economic stress"),
    ("called_up", _F, "grievance", "left from A's call-ups"),
    ("resolve", _F, "0 to 1", "D's resolve"),
    ("anchor", _F, "0 to 1", "resolve to which D returns when it is not bombed"),
    ("loss_start", _F, "share/month", "D's losses at the forces of month 0"),
    ("staying_power", _F, "0 to 1", "of D's patrons, as A's leader reads it"),
    ("penalty", _F, "probability", "of removal for stopping, beyond what the audience does"),
    ("indivisible", _F, "share", "of the stake that A's leader cannot divide"),
    ("stake", _F, "stakes", "what the whole is worth to A's leader"),
    ("gap", _F, "0 to 1", "between A's claims and results"),
    ("blame_left", _F, "share", "of the war's blame that A's present leader carries"),
    ("weak", _F, "probability", "A's belief that D's cost is the high one"),
    ("floor", _F, "0 to 1", "D's value of what it must keep"),
    ("chance_all", _F, "probability", "that D's leader falls for giving everything up"),
    ("idle", _F, "months", "of war in which A did not press, in full months"),
    ("background", _F, "1/month", "A's hazard of removal that war and peace share"),
    ("end_belief", _F, "probability", "A's belief of victory at the first end"),
    ("end_stop", _F, "probability", "A's estimate of losing office in a year of stopping, then"),
    ("end_cont", _F, "probability", "the same for going on"),
    ("end_drift", _F, "share", "expected move of the front in that month"),
    ("end_occ", _F, "share of D's territory", "held by A then"),
    ("entropy", _I, "-", "names the luck"),
    ("replication", _I, "-", "number of the war on it"),
    ("month", _I, "months", "since play began"),
    ("phase", _I, "code", "WAR, TRUCE, FROZEN or SETTLED"),
    ("phase_since", _I, "month", "of the last stop or resumption"),
    ("stage", _I, "stage", "of peace: 0 young, 1 handed over and rearmed, 2 aged"),
    ("victor", _I, "1 A, -1 D", "who prevailed at the last stop; 0: neither"),
    ("fruitless", _I, "months", "for which the table that a side opened has brought nothing"),
    ("terms_rung", _I, "rung", "D's status under what was signed last"),
    ("end_rung", _I, "rung", "D's status at the first end"),
    ("held_immobile", _I, "months", "for which the front is held still yet"),
    ("talks_forced", _I, "months", "for which a summons to talks lasts yet"),
    ("lull", _I, "months", "of quiet so far"),
    ("admitted_for", _I, "months", "of home's reckoning for failure owned up to"),
    ("guarantor_left", _I, "month", "in which the guarantor left"),
    ("deliveries", _I, "months", "of aid so far"),
    ("race_A", _I, "race", "the one by which A's leader judges"),
    ("members", _I, "people", "of each audience"),
    ("ended", _I, "month", "of the first end"),
    ("end_mode", _I, "code", "how it ended"),
    ("resumed", _I, "month", "in which fighting resumed; -1: it did not"),
    ("cause", _I, "code", "why"),
    ("removed_A", _I, "month", "in which A's first leader lost office; -1: he did not"),
    ("removed_D", _I, "month", "the same for D"),
    ("winner", _I, "1 A, -1 D", "who prevailed at the first end; 0: neither"),
    ("noted", _I, "-", "entries of this month's log"),
    ("calibrated", _B, "-", "whether what is true is drawn from what leaders expect"),
    ("telling", _B, "-", "whether the log is kept"),
    ("foothold", _B, "-", "whether A has yet held a position of the front, to be driven from"),
    ("client", _B, "-", "whether A has set up a client in D"),
    ("talks_open", _B, "-", "whether talks are open"),
    ("table_A", _B, "-", "whether A took what lay on the mediator's table"),
    ("table_D", _B, "-", "whether D took it"),
    ("guarantor", _B, "-", "whether who would punish a breach is still there"),
    ("us_has_cut", _B, "-", "whether the first patron has cut its aid of its own accord"),
    ("misreads", _B, "-", "whether the mediator takes the war for a quarrel over land"),
    ("keeps_word", _B, "-", "whether A keeps what it signs, whatever it would gain"),
    ("sincere", _B, "-", "whether A's leader wants a way out"),
    ("admitted", _B, "-", "whether A's leader has owned up to failure"),
    ("is_weak", _B, "-", "whether D's cost of war is the high one"),
    ("knows", _B, "-", "whether A's leader has learned the true chance that D gives way"),
    ("chosen", _B, "-", "whether A's leader decided the first end"),
    ("opened", _B, "-", "whether a side has come to the table of its own accord"),
)
#: What both sides have.
SIDE = (
    ("men", _F, "1 in month 0", "men under arms"),
    ("arms", _F, "1 in month 0", "arms"),
    ("arms_share", _F, "share", "of force that arms make"),
    ("lost", _F, "force of month 0", "men lost so far"),
    ("losses", _F, "force of month 0", "men lost this month"),
    ("last", _F, "log", "force last month"),
    ("effort", _F, "0 to 1", "how hard the side presses; in peace, would press in the war resumed"),
    ("removal", _F, "1/month", "hazard of removal while things go on, as the leader believes it"),
    ("true_removal", _F, "1/month", "the same as it is"),
    ("after_stop", _F, "1/month", "hazard of removal that a stop already made has left"),
    ("dissent", _F, "share by weight", "of the audience in open dissent"),
    ("changed", _I, "months", "of force's growth noted, at most 3"),
)
#: What the leaders conclude in a month; values in stakes.
PLAN = (
    ("going_on_A", _F, "stakes", "A's continuation value of war: what refusing is worth"),
    ("going_on_D", _F, "stakes", "D's"),
    ("truce_A", _F, "stakes", "a truce on the line, to A"),
    ("truce_D", _F, "stakes", "a truce on the line, to D"),
    ("withdraw_A", _F, "stakes", "leaving unasked, to A"),
    ("gain_A", _F, "stakes", "best for A of the terms that D would just sign"),
    ("demand_A", _F, "share of A's list", "the least A would sign"),
    ("asked_A", _F, "share of A's list", "what A asks"),
    ("demand_D", _F, "share of D's list", "the least D would sign"),
    ("surplus", _F, "stakes", "width of the bargaining range; below 0: empty"),
    ("effort_A", _F, "0 to 1", "how hard A means to press"),
    ("effort_D", _F, "0 to 1", "how hard D means to press"),
    ("offer_land", _F, "share of the land at stake", "in A's best offer"),
    ("offer_rung", _F, "rung", "in A's best offer"),
    ("offer_A", _F, "stakes", "A's best offer to A, if taken"),
    ("offer_screens", _F, "0 or 1", "whether only the weak D would take it"),
    ("ask_land", _F, "share of the land at stake", "in D's best offer"),
    ("ask_rung", _F, "rung", "in D's best offer"),
    ("ask_D", _F, "stakes", "D's best offer to D, if taken"),
    ("told_D", _F, "stakes", "what coming to the table would tell A about D, to D"),
    ("keep_A", _F, "stakes", "keeping what is signed, to A"),
    ("keep_D", _F, "stakes", "keeping what is signed, to D"),
    ("war_A", _F, "stakes", "the war that a breach would bring, to A"),
    ("war_D", _F, "stakes", "the war that a breach would bring, to D"),
    ("later_D", _F, "stakes", "that war once A has rearmed, to D"),
    ("price_A", _F, "stakes", "what breaking costs A"),
    ("price_D", _F, "stakes", "what breaking costs D"),
    ("often_A", _F, "1/month", "how often A meets an occasion to break, did its word not bind it"),
    ("often_D", _F, "1/month", "how often D does"),
    ("incidents", _F, "1/month", "hazard of incidents"),
    ("enforced", _F, "0 to 1", "how far a breach would be punished"),
    ("iterations", _F, "-", "Newton steps of the solver"),
    ("residual", _F, "stakes", "largest error that the solver left"),
)
#: A leader's belief about the other side's fall: a prior and two piles of evidence.
RACE = (
    ("prior", _F, "1/month", "believed hazard of the other's fall in month 0"),
    ("weight", _F, "share", "weight on evidence from the fighting"),
    ("bias", _F, "share", "of adverse evidence that is explained away"),
    ("exposure", _F, "months", "of war without a decision, as weighed"),
    ("odds", _F, "log", "what the front has taught"),
    ("lag", _I, "months", "before evidence is acknowledged"),
    ("booked", _I, "months", "of evidence so far"),
)
#: One entry of the log; the codes are those of `steps/log.py`.
NOTE = (
    ("kind", _I, "code", "of offer or event"),
    ("by", _I, "code", "who offered, or whom it befell"),
    ("land", _F, "share of the land at stake", "A's in the offer"),
    ("rung", _I, "rung", "D's status in the offer"),
    ("value_A", _F, "stakes", "the offer, to A's leader"),
    ("refuse_A", _F, "stakes", "what he has without it"),
    ("value_D", _F, "stakes", "the offer, to D's leader"),
    ("refuse_D", _F, "stakes", "what it has without it"),
    ("yes", _I, "0 or 1", "whether both said yes"),
    ("why", _I, "code", "why not, or the cause"),
    ("number", _F, "by kind", "a number that belongs to the event"),
)
# fmt: on


def _type(rows: tuple[tuple[str, type, str, str], ...]) -> np.dtype[np.void]:
    return np.dtype((np.record, [(name, kind) for name, kind, _, _ in rows]), align=True)


PLAY = np.dtype(
    (
        np.record,
        [
            ("v", VALUES),
            ("on", SWITCHED),
            ("held", HELD),
            ("event", EVENTS),
            ("s", _type(OWN)),
            ("a", _type(SIDE)),
            ("d", _type(SIDE)),
            ("plan", _type(PLAN)),
            ("races", _type(RACE), (4,)),
            ("waiting", np.float64, (4, MOST_LAG, 2)),
            ("changes", np.float64, (2, 3)),
            ("stop", np.float64, (5,)),
            ("stop_dissent", np.float64, (2, 5)),
            ("grievance", np.float64, (4,)),
            ("by_bloc", np.float64, (4,)),
            ("own", np.float64, (max(1, len(OWN_STATES)),)),
            ("given", np.float64, (MOST_DELAY + 1, 2)),
            ("violence", np.float64, (MEMORY,)),
            ("log", _type(NOTE), (MOST_NOTES,)),
        ],
    ),
    align=True,
)


class Public(NamedTuple):
    """Both audiences of some wars, as `mechanisms/audience.py` counts them.

    Attributes:
        thresholds: Bloc after bloc; shape (wars, 2 sides, members of the largest audience).
        sensitivity: The same shape.
        starts: Each bloc's first member; shape (wars, 2 sides, 5).
        weights: Weight of one member of each bloc; shape (wars, 2 sides, 4).
    """

    thresholds: Floats
    sensitivity: Floats
    starts: Whole
    weights: Floats


class Bench(NamedTuple):
    """Some wars side by side.

    Attributes:
        wars: Type PLAY; shape (wars,).
        public: Their audiences.
        desks: Their solvers' arrays, each with the wars as its first axis.
        scratch: What each of them calculates in, in turn.
    """

    wars: Records
    public: Public
    desks: Desk
    scratch: Scratch


def new_bench(inputs: Inputs, telling: bool = False) -> Bench:
    """Wars not yet begun.

    Args:
        inputs: What they are played with.
        telling: Whether each month's log is kept, for whoever reads single wars.
    """
    number = inputs.replications.shape[0]
    wars = np.zeros(number, PLAY)
    wars["v"], wars["on"] = inputs.values, inputs.on[0]
    wars["s"]["entropy"], wars["s"]["replication"] = inputs.entropy, inputs.replications
    wars["s"]["phase"] = TRUCE if inputs.truce else WAR
    wars["s"]["telling"] = telling
    for place, state in enumerate(OWN_STATES):
        wars["own"][:, place] = state.start
    shape = number, 2, int(inputs.values["audience_size"].max(initial=0.0))
    public = Public(
        np.zeros(shape),
        np.zeros(shape),
        np.zeros((number, 2, 5), np.int64),
        np.zeros((number, 2, 4)),
    )
    desks = Desk(*(np.zeros((number, *array.shape)) for array in new_desk()))
    return Bench(wars, public, desks, new_scratch())


def new_series(wars: int, months: int) -> Floats:
    """An empty book; shape (wars, states, H + 1)."""
    return np.full((wars, len(STATES), months + 1), np.nan)
