"""Play one war to its horizon: World in, Trajectory out; a pure function."""

from __future__ import annotations

from simulator.model.records import Trajectory, World
from simulator.model.war.one_war import OneWar


def play(world: World) -> Trajectory:
    """The war that happens in `world`, month by month, as Mesa agents."""
    # Imported here: Mesa takes a second to load, and one war can be told without it.
    from simulator.model.war.agents import War
    from simulator.model.war.forts import FortWar

    war = FortWar(world) if world.scenario.steps == "forts" else War(world)
    for _ in range(world.months):
        war.step()
    return war.so_far()


def told(world: World) -> Trajectory:
    """The same war without the agents: the same steps, to the same bit."""
    if world.scenario.steps == "forts":
        return play(world)
    war = OneWar(world)
    for _ in range(world.months):
        war.step()
    return war.so_far()
