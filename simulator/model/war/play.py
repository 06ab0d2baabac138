"""Play one war to its horizon: World in, Trajectory out; a pure function."""

from __future__ import annotations

from simulator.model.records import Trajectory, World
from simulator.model.war.agents import War
from simulator.model.war.forts import FortWar


def play(world: World) -> Trajectory:
    """The war that happens in `world`, month by month."""
    war = FortWar(world) if world.scenario.steps == "forts" else War(world)
    for _ in range(world.months):
        war.step()
    return war.so_far()
