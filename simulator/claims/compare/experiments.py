"""The experiments that tell theories apart: the same treatment in five worlds, on the same luck."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.claims.cards.card import Arm, Condition, Number, Test
from simulator.claims.compare.needed_wars import Played, Reading
from simulator.claims.compare.results import Effect, Experiment
from simulator.claims.judge.statistics import difference

#: What is measured of each experiment, by the heading of its column.
MEASURES: Mapping[str, Test] = {
    "months to the end": Test(mean=Number(summary="T_end_restricted")),
    "P(stopped by 36)": Test(share=(Condition(event="ended", by=36),)),
    "P(frozen by 60)": Test(share=(Condition(ended=("frozen",), by=60),)),
    "A's demand at 24": Test(mean=Number(state="demand_A", at=24)),
    "A's belief at 12": Test(mean=Number(state="belief_A_win", at=12)),
}

#: Name, treatment, control.
_TREATMENTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("inducements against nothing", ("posture=carrots",), ("posture=hold",)),
    ("pressure against nothing", ("posture=sticks",), ("posture=hold",)),
    ("inducements against pressure", ("posture=carrots",), ("posture=sticks",)),
    ("American aid cut", ("aid_us=cut",), ("aid_us=hold",)),
    ("sanctions and aid raised", ("sanctions=tighten", "aid_us=surge"), ()),
    ("A learns the true balance", ("learn_A=1",), ()),
    ("going on endangers the regime", ("regime_threat=on",), ()),
    ("the line of contact is offered", ("offer=line_of_contact",), ()),
    ("extra land is offered", ("offer=extra_land",), ()),
    ("a guarantee of D", ("guarantee=0.8",), ()),
    ("a face-saving compromise", ("face_saving=1",), ()),
    ("deep strikes doubled", ("strikes_deep=x2",), ()),
    ("front held still for 18 months", ("stalemate=18",), ()),
    ("A's leader replaced at month 3", ("leader_swap=1@3",), ()),
)


def readings() -> list[Reading]:
    """Everything that the experiments read."""
    return [
        Reading(test, ((1.0, Arm(levers=levers)), (-1.0, Arm(levers=against))))
        for _, levers, against in _TREATMENTS
        for test in MEASURES.values()
    ]


def experiments(played: Mapping[str, Played]) -> tuple[Experiment, ...]:
    """The table of signs from what was played in each author's world; none without worlds."""
    if not played:
        return ()
    return tuple(
        Experiment(
            name,
            levers,
            against,
            {
                author: {
                    measure: _effect(test, Arm(levers=levers), Arm(levers=against), wars)
                    for measure, test in MEASURES.items()
                }
                for author, wars in played.items()
            },
        )
        for name, levers, against in _TREATMENTS
    )


def _effect(test: Test, treatment: Arm, control: Arm, wars: Played) -> Effect:
    arms = [(1.0, wars.of(test, treatment)), (-1.0, wars.of(test, control))]
    found = difference(test, arms)
    return Effect(found.value, found.ci95)
